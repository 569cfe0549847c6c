"""Do what mybinder.org does with this repository, as an ordinary user, and print what it takes.

``make binder-rehearsal``, as root: the commit that is checked out is cloned for a user who exists only in a
mount namespace, without capabilities, with an empty home, and with this checkout and root's home hidden, so
that nothing that was built or cached before can help. There the steps of repo2docker run: the Python of
``runtime.txt``, the packages of ``requirements.txt`` by pip, ``postBuild``, and JupyterLab through ``start``.
Then every chapter is checked with nbval. Prints build time, disk, memory and the time to the first trace, and
exits with 1 when a step fails.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path

import psutil

ROOT = Path(__file__).resolve().parents[1]
USER, UID = "jovyan", 4242

# What the user's shell does in the namespace; $1 is the user's folder, $2 the checkout to hide.
NAMESPACE = """
set -eu
mount --bind "$1/passwd" /etc/passwd
mount -t tmpfs tmpfs /root
mount -t tmpfs tmpfs "$2"
mount -t tmpfs -o mode=1777 tmpfs /tmp
cd "$1/home/otlplab"
exec setpriv --reuid=4242 --regid=4242 --clear-groups --bounding-set=-all --inh-caps=-all --no-new-privs \
    env -i HOME="$1/home" PATH="$1/home/env/bin:/usr/local/bin:/usr/bin:/bin" LANG=C.UTF-8 TMPDIR=/tmp \
    CI=true OTLPLAB_HTTP_PORT=0 OTLPLAB_GRPC_PORT=0 $3 bash -euo pipefail -c "$4"
"""

BUILD = """
for package in $(cat binder/apt.txt); do dpkg -s "$package" >/dev/null; done
grep -E '^Cap(Eff|Bnd|Prm)' /proc/self/status | (! grep -v 0000000000000000)
"$PYTHON" -m venv ~/env
pip install --quiet --disable-pip-version-check --no-cache-dir --only-binary :all: -r binder/requirements.txt
binder/postBuild
"""

START = """
binder/start jupyter lab --no-browser --ip=127.0.0.1 --port=0 --ServerApp.default_url=/lab &
server=$!
python - <<'PYTHON'
import time
from opentelemetry.exporter.otlp.proto.http.trace_exporter import OTLPSpanExporter
from opentelemetry.sdk.trace import TracerProvider
from opentelemetry.sdk.trace.export import SimpleSpanProcessor
from otlplab.collector.local import find

while not (collector := find()):
    time.sleep(0.05)
store = collector.store(since="start")
provider = TracerProvider()
provider.add_span_processor(SimpleSpanProcessor(OTLPSpanExporter(collector.http_endpoint + "/v1/traces")))
provider.get_tracer("rehearsal").start_span("first").end()
store.wait(1)
PYTHON
date +%s.%N >~/first-trace
until jupyter lab list 2>&1 | grep -q ::; do sleep 0.1; done
url=$(jupyter lab list 2>/dev/null | sed -n 's/ ::.*//p')
python - "${url/\\?/lab?}" <<'PYTHON'
import sys, urllib.request
assert b"jupyter-config-data" in urllib.request.urlopen(sys.argv[1]).read()
PYTHON
kill $server
wait $server || true
python -c 'from otlplab.collector.local import find; find().stop()'
"""

CHAPTERS = """
pip install --quiet --disable-pip-version-check --no-cache-dir -c requirements/test.txt nbval pytest
OTLPLAB_HOME=$HOME/chapters python -m pytest --nbval --nbval-current-env --nbval-cell-timeout=60 \
    --nbval-sanitize-with=tests/nbval_sanitize.cfg -p tests.nbval_course notebooks
"""


class PeakMemory(threading.Thread):
    """Samples, five times a second, the memory of all processes of the user, shared pages counted once."""

    def __init__(self) -> None:
        super().__init__(daemon=True)
        self.bytes = 0
        self.start()

    def run(self) -> None:
        """Sample until the process ends."""
        while True:
            now = 0
            for process in psutil.process_iter():
                try:
                    if process.uids().real == UID:
                        now += process.memory_full_info().pss
                except (psutil.Error, OSError):
                    continue  # it has ended meanwhile
            self.bytes = max(self.bytes, now)
            time.sleep(0.2)

    def take(self) -> float:
        """Return the peak since the last call, in megabytes."""
        peak, self.bytes = self.bytes, 0
        return peak / 1e6


def main() -> int:
    """Run the steps and return the exit status."""
    if os.geteuid() != 0:
        sys.exit("The rehearsal makes a user of its own, so it must be root: sudo make binder-rehearsal")
    folder = Path(tempfile.mkdtemp(prefix="otlplab-binder-", dir="/var/tmp"))
    try:
        return rehearse(folder)
    finally:
        for process in psutil.process_iter():
            if process.is_running() and process.uids().real == UID:
                process.kill()
        shutil.rmtree(folder)


def rehearse(folder: Path) -> int:
    """Run the steps in ``folder`` and print the figures."""
    folder.chmod(0o755)
    home = folder / "home"
    clone = home / "otlplab"
    subprocess.run(["git", "clone", "--quiet", ROOT, clone], check=True)
    (folder / "passwd").write_text(
        Path("/etc/passwd").read_text() + f"{USER}:x:{UID}:{UID}::{home}:/bin/bash\n"
    )
    subprocess.run(["chown", "-R", f"{UID}:{UID}", home], check=True)

    settings = f"PYTHON={_python()} {_package_index()}"

    def step(commands: str) -> float:
        started = time.monotonic()
        arguments = [str(folder), str(ROOT), settings, commands]
        command = ["unshare", "--mount", "bash", "-c", NAMESPACE, "rehearsal", *arguments]
        subprocess.run(command, check=True, stdin=subprocess.DEVNULL)
        return time.monotonic() - started

    memory = PeakMemory()
    try:
        seconds = step(BUILD)
        disk = _disk(home / "env") + _disk(clone)
        _print("build", seconds, "s", f"pip and postBuild; peak {memory.take():.0f} MB of memory")
        _print("disk", disk / 1e6, "MB", "environment and clone")
        started = time.time()
        step(START)
        first_trace = float((home / "first-trace").read_text()) - started
        _print("first trace", first_trace, "s", "from start: collector ready, span sent, found by SQL")
        _print("JupyterLab", memory.take(), "MB", "of memory, with the collector and a first trace")
        seconds = step(CHAPTERS)
        _print("chapters", seconds, "s", f"every one by nbval; peak {memory.take():.0f} MB of memory")
    except subprocess.CalledProcessError as error:
        print(f"✗ a step of the rehearsal failed (status {error.returncode})")
        return 1
    return 0


def _print(what: str, value: float, unit: str, meaning: str) -> None:
    print(f"▸ {what:<12}{value:8.1f} {unit:<3} ({meaning})", flush=True)


def _disk(folder: Path) -> int:
    return int(subprocess.run(["du", "-s", "-B1", folder], capture_output=True, check=True).stdout.split()[0])


def _python() -> Path:
    """Return the Python that ``runtime.txt`` names, from a place that the user can see."""
    name = (ROOT / "binder/runtime.txt").read_text().strip().replace("python-", "python")
    for folder in [*os.environ["PATH"].split(os.pathsep), "/usr/bin"]:
        found = Path(folder) / name
        if found.exists() and not any(found.is_relative_to(hidden) for hidden in ("/root", ROOT)):
            return found
    sys.exit(f"The rehearsal needs {name}, installed for everybody.")


def _package_index() -> str:
    """Return the settings by which this machine reaches its package index: certificates and the like."""
    names = [name for name in os.environ if name.startswith(("PIP_", "SSL_CERT"))]
    return " ".join(f"{name}={os.environ[name]}" for name in names)


if __name__ == "__main__":
    sys.exit(main())
