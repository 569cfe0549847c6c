"""The conformance suite: the local collector passes all of it, and no check passes whatever it is given."""

import itertools
import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from xml.etree import ElementTree

import grpc
import pytest
from collector_client import running
from google.rpc.error_details_pb2 import RetryInfo
from google.rpc.status_pb2 import Status
from otlplab.collector.contract import KINDS
from otlplab.conformance import report
from otlplab.conformance.model import Outcome
from otlplab.conformance.suite import checks, failed, run
from otlplab.conformance.target import JSON, PROTOBUF, NotLoopback, Target
from otlplab.segments import Signal

MIB = 1024 * 1024


@pytest.fixture(scope="module")
def results(tmp_path_factory):
    with running(tmp_path_factory.mktemp("conformance")) as collector:
        yield run(Target(collector.http_endpoint, collector.grpc_endpoint))


def test_the_local_collector_passes_everything(results):
    """It gives no warnings, so nothing can be said about them."""
    rest = [(r.check.name, r.outcome, r.seen) for r in results if r.outcome is not Outcome.PASSED]
    never = ("warnings-reject-nothing", Outcome.NOT_SEEN, "it does not warn about a valid request")
    assert rest == [never] * 8
    assert len(results) == len(checks()) > 200


def test_every_check_is_named_once_and_quotes_the_specification():
    names = [check.identifier for check in checks()]
    assert len(set(names)) == len(names)
    for check in checks():
        assert check.section and check.sentence and check.function.__doc__
        if check.level == "MUST":
            assert "MUST" in check.sentence, check.identifier
        if check.level == "SHOULD":
            words = ("SHOULD", "RECOMMENDED", "recommended", "should")
            assert any(word in check.sentence for word in words), check.identifier


# --- receivers that are wrong on purpose --------------------------------------------------------------------


@contextmanager
def wrong(http_answer, grpc_answer):
    """Run a receiver whose answers are what the two functions return; yields it as a target."""

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_POST(self):
            body = self.rfile.read(int(self.headers.get("content-length") or 0))
            code, headers, answer = http_answer(self.path, self.headers.get("content-type"), body)
            self.send_response(code)
            for name, value in {**headers, "content-length": str(len(answer))}.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(answer)

        do_GET = do_POST

        def log_message(self, *_):
            pass

    class Services(grpc.GenericRpcHandler):
        def service(self, details):
            kind = next((kind for kind in KINDS.values() if kind.method == details.method), None)
            return kind and grpc.unary_unary_rpc_method_handler(
                lambda body, context: grpc_answer(kind, body, context)
            )

    http_server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    http_server.daemon_threads = True
    Thread(target=http_server.serve_forever, daemon=True).start()
    options = [("grpc.max_receive_message_length", -1), ("grpc.max_send_message_length", -1)]
    grpc_server = grpc.server(ThreadPoolExecutor(8), (Services(),), options=options)
    port = grpc_server.add_insecure_port("127.0.0.1:0")
    grpc_server.start()
    try:
        yield Target(f"http://127.0.0.1:{http_server.server_port}", f"127.0.0.1:{port}", limit=1 * MIB)
    finally:
        grpc_server.stop(None)
        http_server.shutdown()
        http_server.server_close()


def yes(path, content_type, body):
    """Everything is fine, says this one, in words of its own."""
    return 200, {"content-type": "text/plain", "content-encoding": "gzip"}, b"\xff thank you"


def yes_grpc(kind, body, context):
    return b"\xff thank you"


def no(path, content_type, body):
    """Nothing is ever accepted, says this one, but do come again."""
    return 502, {"content-type": "text/html"}, b"<h1>Bad Gateway</h1>"


def no_grpc(kind, body, context):
    status = Status(code=14, message="come again")
    status.details.add().Pack(RetryInfo())
    context.set_trailing_metadata((("grpc-status-details-bin", status.SerializeToString()),))
    context.abort(grpc.StatusCode.UNAVAILABLE, "come again")


def partial(kind, body):
    """A response that always rejects one record, without a reason; to long requests, with a very long one."""
    response = kind.response()
    setattr(response.partial_success, kind.rejected, 1)
    if len(body) > MIB:
        response.partial_success.error_message = "because " * MIB
    return response


def sloppy(path, content_type, body):
    kind = next((kind for kind in KINDS.values() if kind.path == path), KINDS[Signal.TRACES])
    if content_type == JSON:
        name = "".join(w.capitalize() if i else w for i, w in enumerate(kind.rejected.split("_")))
        return 200, {"content-type": JSON}, b'{"partialSuccess": {"%s": "1"}}' % name.encode()
    return 200, {"content-type": PROTOBUF}, partial(kind, body).SerializeToString()


def sloppy_grpc(kind, body, context):
    return partial(kind, body).SerializeToString()


@pytest.fixture(scope="module")
def verdicts():
    """What the suite says of each of the three: identifier → outcome."""
    found = {}
    for http_answer, grpc_answer in ((yes, yes_grpc), (no, no_grpc), (sloppy, sloppy_grpc)):
        with wrong(http_answer, grpc_answer) as target:
            results = run(target)
            assert failed(results)
            found[http_answer.__name__] = {result.check.identifier: result for result in results}
    return found


@pytest.mark.parametrize("check", checks(), ids=lambda check: check.identifier)
def test_every_check_can_fail(verdicts, check):
    outcomes = {name: verdict[check.identifier].outcome for name, verdict in verdicts.items()}
    assert Outcome.FAILED in outcomes.values(), outcomes


def test_what_did_not_happen_is_not_called_passed(verdicts):
    """A receiver that refuses everything never shows how it would report a partial success."""
    seen = {
        name: result.outcome
        for name, result in verdicts["no"].items()
        if "rejected-records" in name or "rejection" in name
    }
    assert seen and set(seen.values()) == {Outcome.NOT_SEEN}


# --- the command --------------------------------------------------------------------------------------------


def command(*arguments):
    return subprocess.run(
        [sys.executable, "-m", "otlplab.cli", "conformance", *map(str, arguments)],
        capture_output=True, text=True, timeout=60, check=False, env=os.environ,
    )  # fmt: skip


def test_only_this_machine_is_tested_unless_told_otherwise():
    for target in (
        Target("http://192.0.2.1:4318"),
        Target(address="192.0.2.1:4317"),
        Target("http://0.0.0.0:1"),
    ):
        with pytest.raises(NotLoopback, match="--allow-remote"):
            target.check_loopback()
    Target("http://localhost:4318", "[::1]:4317").check_loopback()
    ended = command("--http", "http://192.0.2.1:4318")
    assert ended.returncode == 2 and "is not this machine" in ended.stderr


def test_nothing_there_is_said_in_one_line():
    ended = command("--http", "http://127.0.0.1:9")
    assert ended.returncode == 2 and ended.stderr.startswith("otlplab conformance: nothing answers at")
    assert command().returncode == 2


def test_the_command_fails_on_a_failed_must_and_writes_junit(tmp_path):
    with wrong(no, no_grpc) as target:
        ended = command("--grpc", target.address, "--limit-mib", 1, "--junit", tmp_path / "junit.xml")
    assert ended.returncode == 1, ended.stderr
    assert "FAIL MUST" in ended.stdout and "“All server components MUST support" in ended.stdout
    suite = ElementTree.parse(tmp_path / "junit.xml").getroot()
    ran = [check for check in checks() if check.transport == "grpc"]
    assert int(suite.get("tests")) == len(ran) == len(suite.findall("testcase"))
    assert int(suite.get("failures")) == len(suite.findall("testcase/failure")) > 0


def test_the_table_has_a_line_for_each_check_and_a_summary(results):
    table = report.table(results)
    assert all(result.check.identifier in table for result in results)
    assert len(table.splitlines()) == len(results) + 6
    numbers = [int(word) for line in table.splitlines()[-4:] for word in line.split() if word.isdigit()]
    passed, _, not_seen = (sum(itertools.islice(numbers, start, None, 3)) for start in range(3))
    assert passed + not_seen == len(results)
