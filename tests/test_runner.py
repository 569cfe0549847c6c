"""Labs that run: started, driven, broken and killed; nothing is ever left behind."""

from __future__ import annotations

import os
import random
import shutil
import signal
import socket
import subprocess
import sys
import textwrap
import time
import uuid
from pathlib import Path
from types import SimpleNamespace

import psutil
import pytest
from jupyter_client.manager import KernelManager
from otlplab.collector import attach
from otlplab.runner import LabError, builds, lab, limits, programs
from otlplab.runner.manifest import Limits, load
from otlplab.runner.session import Session, sweep

pytestmark = pytest.mark.usefixtures("home")

LABS = Path(__file__).parent / "labs"


@pytest.fixture(scope="module")
def collector(tmp_path_factory):
    collector = attach(tmp_path_factory.mktemp("collector") / "telemetry", http_port=0, grpc_port=0)
    yield collector
    collector.stop()


@pytest.fixture
def nowhere():
    """A collector for labs whose telemetry is not the subject."""
    return SimpleNamespace(
        http_endpoint="http://127.0.0.1:9", grpc_endpoint="127.0.0.1:9", store=lambda: None
    )


def gone(left, seconds: float = 5) -> list[str]:
    """Wait until ``left()`` is empty and return what it is then."""
    end = time.monotonic() + seconds
    while (found := left()) and time.monotonic() < end:
        time.sleep(0.02)
    return found


def family_is_up(left, others: int = 0) -> bool:
    """Wait until the guard, the supervisor and all of FAMILY run: its last come when it is ready already."""
    end = time.monotonic() + 10
    while len(left()) < others + 9 and time.monotonic() < end:
        time.sleep(0.02)
    return len(left()) >= others + 9


def make_lab(folder: Path, toml: str, **files: str) -> Path:
    """Write a lab called ``made`` and return the folder of its labs. ``main_c`` is the file ``main.c``."""
    files["family_sh"] = FAMILY_SH
    made = folder / "labs" / "made"
    made.mkdir(parents=True)
    (made / "lab.toml").write_text('[lab]\ntitle = "made"\nlanguages = ["text"]\n' + textwrap.dedent(toml))
    for name, text in files.items():
        (made / name.replace("_", ".")).write_text(textwrap.dedent(text))
    return folder / "labs"


def start_failing(labs: Path, collector) -> str:
    with pytest.raises(LabError) as error:
        lab("made", collector, labs=labs).start()
    return str(error.value)


# What a program may do to escape: daemons, sessions of their own, orphans.
FAMILY_SH = """
setsid sleep 600 &
(setsid bash -c 'sleep 600 & sleep 600' &)
touch $1
wait
"""
FAMILY = """
    [[programs]]
    name = "family"
    command = ["bash", "family.sh", "{data}/up"]
    ready = { file = "{data}/up" }
    [[programs]]
    name = "stubborn"
    command = ["bash", "-c", "trap '' TERM; echo stubborn; while true; do sleep 1; done"]
    ready = { log = "^stubborn$" }
    stop = { grace = "200ms" }
"""


def test_a_lab_runs_is_driven_and_stops(collector, marked, home):
    with lab("echo", collector, labs=LABS) as echo:
        assert echo.mode == "live"
        assert echo.drive(requests=3) == {"statuses": [200, 200, 200]}
        echo.fault("error", on=True)
        assert echo.drive() == {"statuses": [500]}
        echo.store.wait(4)
        assert echo.store.sql("select count(*) from spans where service_name = 'echo'").scalar() == 4
        assert "GET /hello" in echo.logs("service")
        assert echo.data.is_dir()
        folder = echo.data.parent
    assert gone(marked, 0) == []
    assert "GET /hello" in echo.logs("service")
    assert not (folder / "data").exists()
    with pytest.raises(LabError, match="has been stopped"):
        echo.drive()


def test_what_is_asked_wrongly_is_answered_with_what_there_is(collector):
    echo = lab("echo", collector, labs=LABS)
    with pytest.raises(LabError, match="has not been started"):
        echo.endpoint("service")
    with echo:
        for call, answer in {
            lambda: echo.endpoint("nothing"): "no port 'nothing'; it has service",
            lambda: echo.logs("nothing"): "no program 'nothing'; it has service",
            lambda: echo.fault("nothing"): "no fault 'nothing'; its faults: error",
            lambda: echo.do("nothing"): "no action 'nothing'; its actions: drive, fault",
            lambda: echo.drive(speed=1): "takes requests:",
        }.items():
            with pytest.raises(LabError, match=answer):
                call()


def test_the_same_lab_started_again_replaces_the_first(collector):
    first = lab("echo", collector, labs=LABS).start()
    address = first.endpoint("service")
    with lab("echo", collector, labs=LABS) as second:
        assert second.endpoint("service") != address
        with socket.socket() as probe:
            assert probe.connect_ex(("127.0.0.1", first.port("service"))) != 0


def test_a_program_is_switched_off_and_on_again(collector):
    with lab("echo", collector, labs=LABS) as echo:
        address = echo.endpoint("service")
        echo.switch("service", on=False)
        with pytest.raises(OSError):
            echo.drive()
        echo.switch("service", on=True)
        assert echo.endpoint("service") == address
        assert echo.drive() == {"statuses": [200]}


def test_whatever_programs_leave_behind_is_ended(tmp_path, nowhere, marked):
    labs = make_lab(tmp_path, FAMILY)
    with lab("made", nowhere, labs=labs):
        assert family_is_up(marked)
    assert marked() == []


def test_an_error_in_the_block_stops_the_lab(tmp_path, nowhere, marked):
    labs = make_lab(tmp_path, FAMILY)
    with pytest.raises(ZeroDivisionError), lab("made", nowhere, labs=labs):
        1 / 0  # noqa: B018
    assert marked() == []


START = """
import sys
from types import SimpleNamespace
from pathlib import Path
from otlplab.runner import lab
nowhere = SimpleNamespace(http_endpoint="http://127.0.0.1:9", grpc_endpoint="127.0.0.1:9", store=lambda: None)
run = lab("made", nowhere, labs=Path(sys.argv[1])).start()
print("started", flush=True)
sys.stdin.read()
"""


def test_ten_kills_at_random_moments_leave_no_process(tmp_path, marked):
    """The process that holds the lab is killed outright: while it starts, builds, waits or runs."""
    labs = make_lab(
        tmp_path,
        """
        [[build]]
        name = "slow"
        sources = ["family.sh"]
        commands = [["bash", "-c", "sleep 0.3 & wait; sleep 0.1"]]
        """
        + FAMILY,
    )

    def hold() -> subprocess.Popen[str]:
        shutil.rmtree(tmp_path / "home" / "builds", ignore_errors=True)
        return subprocess.Popen(
            [sys.executable, "-c", START, str(labs)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )

    begun = time.monotonic()
    with hold() as holder:
        assert holder.stdout.readline() == "started\n"
        whole = time.monotonic() - begun
        holder.kill()
    assert gone(marked) == []
    moments = random.Random(4)
    seen_alive = 0
    for _ in range(10):
        holder = hold()
        time.sleep(moments.uniform(0.3, 1.4) * whole)
        seen_alive += len(marked()) > 1
        holder.kill()
        holder.communicate()
        assert gone(marked) == []
    assert seen_alive >= 3  # the moments were not all before anything ran


@pytest.mark.parametrize("victims", [("guard",), ("supervisor",), ("supervisor", "guard")])
def test_the_keepers_killed_leave_no_process(tmp_path, nowhere, marked, victims):
    labs = make_lab(tmp_path, FAMILY)
    run = lab("made", nowhere, labs=labs).start()
    guard = psutil.Process(run._programs.session._supervisor.pid)
    pids = {"guard": guard.pid, "supervisor": guard.children()[0].pid}
    for victim in victims:
        os.kill(pids[victim], signal.SIGKILL)
    if len(victims) == 1:  # no help from the owner
        assert gone(marked) == []
    run.stop()
    assert gone(marked) == []


def test_the_next_lab_ends_what_was_left_when_all_keepers_died_at_once(tmp_path, marked, nowhere):
    labs = make_lab(tmp_path, FAMILY)
    holder = subprocess.Popen(
        [sys.executable, "-c", START, str(labs)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    assert holder.stdout.readline() == "started\n"
    guard = next(
        p for p in psutil.Process(holder.pid).children() if "otlplab.runner.supervisor" in p.cmdline()
    )
    for process in [*guard.children(), guard, psutil.Process(holder.pid)]:
        process.suspend()
    for process in [guard.children()[0], guard, psutil.Process(holder.pid)]:
        process.kill()
    holder.wait()
    assert sweep()
    assert gone(marked) == []


def test_a_kernel_restarted_or_interrupted_leaves_no_process(tmp_path, marked):
    labs = make_lab(
        tmp_path,
        """
        [[build]]
        name = "slow"
        sources = ["family.sh"]
        commands = [["bash", "-c", "if [ -e {cache}/once ]; then exit 0; fi; touch {cache}/once; sleep 600"]]
        """
        + FAMILY,
    )
    manager = KernelManager(kernel_name="python3")
    manager.start_kernel()
    client = manager.client()
    client.start_channels()
    try:
        client.wait_for_ready(timeout=30)
        kernel = len(marked())
        code = START.replace("sys.argv[1]", repr(str(labs))).replace("sys.stdin.read()", "")
        asked = client.execute(code)
        end = time.monotonic() + 15
        while "sleep 600" not in marked() and time.monotonic() < end:
            time.sleep(0.02)
        manager.interrupt_kernel()
        while (message := client.get_shell_msg(timeout=15))["parent_header"]["msg_id"] != asked:
            pass
        reply = message["content"]
        assert reply["ename"] == "KeyboardInterrupt"
        assert gone(lambda: marked()[kernel:]) == []

        reply = client.execute_interactive(code, timeout=15, output_hook=lambda _: None)["content"]
        assert reply["status"] == "ok"
        assert family_is_up(marked, kernel)
        manager.restart_kernel(now=True)
        client.wait_for_ready(timeout=30)
        assert gone(lambda: marked()[kernel:]) == []
    finally:
        client.stop_channels()
        manager.shutdown_kernel(now=True)


def test_a_broken_build_says_what_the_tool_said(tmp_path, nowhere, marked):
    labs = make_lab(
        tmp_path,
        """
        [[build]]
        name = "broken"
        sources = ["main.c"]
        commands = [["bash", "-c", "echo 'main.c:1: error: expected }' >&2; exit 3"]]
        """,
        main_c="int main() {",
    )
    said = start_failing(labs, nowhere)
    assert "the build of broken failed" in said
    assert "ended with 3" in said
    assert "    main.c:1: error: expected }" in said
    assert marked() == []
    assert not list((tmp_path / "home" / "builds").glob("broken-*/*"))


def test_a_build_is_kept_by_the_content_of_its_sources(tmp_path, nowhere):
    labs = make_lab(
        tmp_path,
        """
        [[build]]
        name = "copy"
        sources = ["*.txt"]
        commands = [["cp", "source.txt", "{out}/"], ["bash", "-c", "echo . >> {cache}/count"]]
        """,
        source_txt="one",
    )
    count = tmp_path / "home" / "builds" / "cache" / "copy" / "count"
    for text, runs in (("one", 1), ("one", 1), ("two", 2), ("one", 2)):
        (labs / "made" / "source.txt").write_text(text)
        with lab("made", nowhere, labs=labs):
            output = builds.output(load("made", labs).builds[0])
            assert (output / "source.txt").read_text() == text
        assert len(count.read_text().split()) == runs


def test_builds_that_say_so_share_a_cache(tmp_path, nowhere):
    labs = make_lab(
        tmp_path,
        """
        [[build]]
        name = "one"
        cache = "both"
        sources = ["*.txt"]
        commands = [["bash", "-c", "echo one >> {cache}/seen"]]

        [[build]]
        name = "two"
        cache = "both"
        sources = ["*.txt"]
        commands = [["bash", "-c", "echo two >> {cache}/seen"]]
        """,
        source_txt="one",
    )
    with lab("made", nowhere, labs=labs):
        assert (builds.cache_folder("both") / "seen").read_text().split() == ["one", "two"]


def test_a_taken_port_is_named_with_its_taker(tmp_path, nowhere, monkeypatch, marked):
    labs = make_lab(
        tmp_path,
        """
        [[programs]]
        name = "web"
        command = ["{python}", "-m", "http.server", "--bind", "127.0.0.1", "{port:web}"]
        ready = { http = "http://127.0.0.1:{port:web}/" }
        """,
    )
    with socket.socket() as taker:
        taker.bind(("127.0.0.1", 0))
        taker.listen()
        port = taker.getsockname()[1]
        monkeypatch.setattr(programs, "free_port", lambda _: port)
        said = start_failing(labs, nowhere)
    assert f"Its port {port} (web) was taken by " in said
    assert f"(process {os.getpid()})" in said
    assert "Address already in use" in said
    assert marked() == []


@pytest.mark.parametrize(
    ("command", "said"),
    [
        ("echo no database; exit 4", "ended before it was ready (exit status 4)"),
        ("echo no database; kill -9 $$", "ended before it was ready (killed by signal 9)"),
        ("echo no database; sleep 600", "was not ready after 2 s"),
    ],
)
def test_a_program_that_does_not_get_ready_says_why(tmp_path, nowhere, marked, command, said):
    toml = f"""
        [[programs]]
        name = "web"
        command = ["bash", "-c", "{command}"]
        ready = {{ tcp = "127.0.0.1:{{port:web}}", timeout = "2s" }}
        """
    text = start_failing(make_lab(tmp_path, toml), nowhere)
    assert said in text
    assert "    no database" in text
    assert marked() == []


def test_a_program_that_is_not_there_is_named(tmp_path, nowhere, marked):
    toml = '[[programs]]\nname = "web"\ncommand = ["no-such-program"]\n'
    assert "web could not be started" in start_failing(make_lab(tmp_path, toml), nowhere)
    assert marked() == []


def test_a_program_that_ends_by_itself_is_noticed(collector):
    with lab("echo", collector, labs=LABS) as echo:
        session = echo._programs.session
        child = next(
            p
            for p in psutil.Process(session._supervisor.pid).children(recursive=True)
            if "service.py" in p.cmdline()
        )
        child.kill()
        assert session.exit_code("service", wait=5) == -9
        with pytest.raises(LabError, match=r"service of lab echo has ended by itself \(killed by signal 9\)"):
            echo.drive()


GREEDY = """
    [limits]
    memory = "64M"
    [[programs]]
    name = "greedy"
    command = ["{python}", "-c", "b = bytearray(200 << 20); print('has it', flush=True); input()"]
    ready = { log = "has it" }
"""


def test_memory_is_limited_by_a_cgroup_where_one_can_be_made(tmp_path, nowhere):
    probe = limits.Limiter(uuid.uuid4().hex, Limits(memory=1 << 30))
    probe.remove()
    if "cgroup" not in probe.says[0]:
        pytest.skip(f"cgroups cannot be written here: {probe.says[0]}")
    said = start_failing(make_lab(tmp_path, GREEDY), nowhere)
    assert "killed by signal 9" in said
    assert "went over its 64 MiB of memory" in said


def test_memory_is_limited_by_rlimit_elsewhere(tmp_path, nowhere, monkeypatch):
    monkeypatch.setattr(limits, "_mounts", lambda kind: [])
    said = start_failing(make_lab(tmp_path, GREEDY), nowhere)
    assert "MemoryError" in said


def test_cgroups_are_removed_with_the_lab(tmp_path, nowhere):
    session = Session(Limits(memory=1 << 28, cpus=1))
    folders = [Path(f) for f in session.limiter.folders]
    session.start("sleep", ["sleep", "600"], env=dict(os.environ), folder=tmp_path)
    assert folders == [] or all((f / "cgroup.procs").read_text().strip() for f in folders)
    session.close()
    assert not any(f.exists() for f in folders)


def test_ports_are_free_and_not_those_of_outgoing_connections():
    ports = {programs.free_port() for _ in range(50)}
    assert all(20_000 <= port < 32_000 for port in ports)
    assert len(ports) > 40


def test_no_port_is_given_out_twice(monkeypatch):
    monkeypatch.setattr(programs, "_PORTS", range(20_000, 20_003))
    given: list[int] = []
    while len(given) < 3:
        given.append(programs.free_port(given))
    assert len(set(given)) == 3
    with pytest.raises(LabError, match="no free port"):
        programs.free_port(given)
