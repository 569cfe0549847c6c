"""What can be done with the servers that the agent watches. No client here sends telemetry."""

from __future__ import annotations

import json
import os
import re
import shlex
import socket
import subprocess
import sys
import tempfile
import time
from collections import Counter
from typing import Any

import psutil

#: How a request travels: the port it goes to, and how curl and h2load are told.
WAYS = {
    "plain": ("http", "plain", ["--http1.1"], ["--h1", "-m", "1"]),
    "tls": ("https", "tls", ["--http1.1"], ["--h1", "-m", "1"]),
    "h2": ("https", "tls", ["--http2"], ["-m", "4"]),
    "h3": ("https", "orders-tls", [], []),
    "go": ("http", "orders", ["--http1.1"], ["--h1", "-m", "1"]),
    "sdk": ("http", "orders-sdk", ["--http1.1"], ["--h1", "-m", "1"]),
}


def _url(run: Any, by: str, path: str) -> str:
    scheme, port, _, _ = WAYS[by]
    return f"{scheme}://127.0.0.1:{run.port(port)}{path}"


def get(run: Any, path: str = "/stock", by: str = "plain", order: bool = False) -> int:
    """Make one request and return its status; ``order`` makes it a POST."""
    if by == "h3":
        command = [run.built("ebpf") / "h3get", _url(run, by, path)]
        told = subprocess.run(command, capture_output=True, text=True, check=True, timeout=20)
        return int(next(iter(json.loads(told.stdout))))
    return _curl(run, by, path, *(["-d", '{"item": 7}'] if order else []))


def _curl(run: Any, by: str, path: str, *more: str) -> int:
    command = _curl_command(run, by, path, *more)
    return int(subprocess.run(command, capture_output=True, text=True, check=True, timeout=20).stdout)


def _curl_command(run: Any, by: str, path: str, *more: str) -> list[str]:
    said = ["-sk", "-o", "/dev/null", "-w", "%{http_code}"]
    return ["curl", *said, *WAYS[by][2], *more, _url(run, by, path)]


def boringssl(run: Any) -> int:
    """Make one request with BoringSSL, as Chrome does, and return its status."""
    command = [run.built("boringssl") / "venv/bin/python", run.manifest.folder / "boringssl.py"]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as asking:
        assert asking.stdin and asking.stdout
        if asking.stdout.readline() != "ready\n":
            raise RuntimeError("curl_cffi cannot be imported")
        # The agent finds a library some time after a process has mapped it, and this one has 40 MB.
        deadline = time.monotonic() + 60
        while "curl_cffi" not in run.logs("agent"):
            if time.monotonic() > deadline:
                raise RuntimeError(f"the agent has not found curl_cffi; it said:\n{run.logs('agent')}")
            time.sleep(0.1)
        answer, _ = asking.communicate(f"{_url(run, 'tls', '/stock')}\n", timeout=20)
    return int(answer)


def rpc(run: Any, times: int = 5) -> int:
    """Call a gRPC service over one connection, and return how many calls were answered."""
    command = [sys.executable, run.manifest.folder / "rpc.py", "call", str(run.port("stock")), str(times)]
    return int(subprocess.run(command, capture_output=True, text=True, check=True, timeout=60).stdout)


def drive(run: Any, by: str = "plain", requests: int = 300) -> dict[str, int]:
    """Send many requests over few connections with h2load and return what it counted, by status class."""
    paths = ["/stock", "/missing", "/broken", "/large", "/stock"]
    with tempfile.NamedTemporaryFile("w", suffix=".txt") as urls:
        urls.write("\n".join(_url(run, by, path) for path in paths) + "\n")
        urls.flush()
        command = ["h2load", "-n", str(requests), "-c", "5", "-i", urls.name, *WAYS[by][3]]
        told = subprocess.run(command, capture_output=True, text=True, check=True, timeout=120).stdout
    counted = {f"{k}xx": int(n) for n, k in re.findall(r"(\d+) (\d)xx", told)}
    time.sleep(1.5)  # the agent's batches
    return {k: n for k, n in counted.items() if n}


#: What must never be seen outside of the two programs. All contain the word that the invariant looks for.
SECRETS = {
    "Authorization": "Bearer s3cr3t-token",
    "Cookie": "session=s3cr3t-cookie",
    "X-Session": "s3cr3t-session",
}


def secrets(run: Any) -> dict[str, int]:
    """Send secrets in every place that a request has for them, over each protocol; return the statuses."""
    more = ["-d", "password=s3cr3t-body"]
    for name, value in SECRETS.items():
        more += ["-H", f"{name}: {value}"]
    return {by: _curl(run, by, "/login?token=s3cr3t-query&lang=en", *more) for by in ("plain", "tls", "h2")}


# region hostile
def hostile(run: Any) -> dict[str, str]:
    """Send what no client should, then one good request each; return what the server did with it."""
    port, outcomes = run.port("plain"), {}

    def talk(name: str, *pieces: bytes, half_close: bool = False, pause: float = 0.1) -> None:
        with socket.create_connection(("127.0.0.1", port), 5) as s:
            s.settimeout(1)
            try:
                for piece in pieces:
                    s.sendall(piece)
                    time.sleep(pause)
                if half_close:
                    s.shutdown(socket.SHUT_WR)
                answer = b""
                while chunk := s.recv(65536):
                    answer += chunk
            except OSError as error:
                answer = answer or type(error).__name__.encode()
        statuses = re.findall(rb"HTTP/1\.1 (\d{3})", answer)
        outcomes[name] = " ".join(x.decode() for x in statuses) or "no answer"

    get = b"GET /stock?case=%s HTTP/1.1\r\nHost: hostile\r\n\r\n"
    last = b"GET /stock?last=%s HTTP/1.1\r\nHost: hostile\r\nConnection: close\r\n\r\n"
    noise = bytes((i * 7919 + 13) % 251 for i in range(20_000))
    talk("random bytes", noise)
    talk("random bytes after a request", get % b"a", noise)
    talk("a preface and no HTTP/2", b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n" + noise)
    talk(
        "a head of 7 KB",
        b"GET /stock HTTP/1.1\r\nHost: a\r\nX: " + b"x" * 7000 + b"\r\nConnection: close\r\n\r\n",
    )
    talk("a head of 100 KB", b"GET /stock HTTP/1.1\r\nHost: a\r\nX: " + b"x" * 100_000 + b"\r\n\r\n")
    slow = b"GET /slow HTTP/1.1\r\nHost: hostile\r\nConnection: close\r\n\r\n"
    talk("byte by byte", *[bytes([b]) for b in slow], pause=0.005)
    talk("connection reused", get % b"1", get % b"2", last % b"3")
    talk("pipelined", get % b"1" + get % b"2" + last % b"3")
    talk(
        "pipelined behind a body",
        b"POST /stock HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\n\r\nhello" + last % b"2",
    )
    talk("half closed", get % b"half", half_close=True)
    talk(
        "gone in the middle",
        b"POST /orders HTTP/1.1\r\nHost: a\r\nContent-Length: 100000\r\n\r\nfive!",
        half_close=True,
    )
    talk(
        "a body like a response",
        b"POST /stock HTTP/1.1\r\nHost: a\r\nContent-Length: 33\r\n\r\n",
        b"HTTP/1.1 500 Oh\r\nX-Session: none\r",
        last % b"z",
    )
    talk(
        "two lengths",
        b"POST /stock HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\nContent-Length: 50\r\n\r\nhello",
    )
    talk(
        "an endless length",
        b"POST /stock HTTP/1.1\r\nHost: a\r\nContent-Length: 99999999999999999999\r\n\r\n",
    )
    talk("no such method", b"BREW /pot HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n")
    talk("control characters", b"GET /st\x01ock HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n")
    talk("HTTP/0.9", b"GET /stock\r\n\r\n")
    talk("afterwards", last % b"good")
    time.sleep(1.5)
    return outcomes


# endregion hostile


def returns(run: Any, how: str = "ret") -> dict[str, Any]:
    """Observe a Go function's returns: by a uretprobe, or by a probe at every RET instruction."""
    command = [run.built("ebpf") / "returns", "-how", how, run.built("ebpf") / "deep", "main.work"]
    told = subprocess.run(command, capture_output=True, text=True, check=True, timeout=60)
    return json.loads(told.stdout)


def cost(run: Any) -> dict[str, Any]:
    """Measure what an attach point costs: nanoseconds a call without and with it, each as three quartiles."""
    told = subprocess.run(
        [run.built("ebpf") / "attach", "9"], capture_output=True, text=True, check=True, timeout=100
    )
    return json.loads(told.stdout)


def bytecode(run: Any, program: str = "enter_ssl_write") -> dict[str, Any]:
    """Take the compiled object apart: instructions of one program, all maps, relocations."""
    path = run.built("ebpf") / "agent.bpf.o"

    def objdump(*arguments: str) -> str:
        done = subprocess.run(["llvm-objdump", *arguments, path], capture_output=True, text=True, check=True)
        return done.stdout

    code = objdump("-d", "--no-show-raw-insn", f"--disassemble-symbols={program}")
    instructions = [line.split(":", 1)[1].strip() for line in code.splitlines() if re.match(r"\s+\d+:", line)]
    symbols = objdump("-t")
    maps = sorted(line.split()[-1] for line in symbols.splitlines() if " .maps" in line)
    relocations = Counter(line.split()[-1] for line in objdump("-r").splitlines() if "R_BPF_64_64" in line)
    return {
        "instructions": instructions,
        "maps": maps,
        "relocations": {name: n for name, n in sorted(relocations.items()) if name in maps},
    }


def one_liner(run: Any, name: str = "sizes") -> list[str]:
    """Let bpftrace watch while curl makes one request over TLS, and return what it printed."""
    if name == "plaintext":
        asking = _curl_command(run, "tls", "/login", "-H", f"Authorization: {SECRETS['Authorization']}")
    else:
        asking = _curl_command(run, "h2", "/stock")
    length = "200" if name == "plaintext" else "64"  # of a text: all that a probe takes are on one stack
    with tempfile.NamedTemporaryFile("w", suffix=".sh") as script:
        script.write(f"exec {shlex.join(asking)} >/dev/null\n")
        script.flush()
        # bpftrace starts this when all probes are attached, and ends with it: nobody has to guess how long
        # that takes. It cuts the command at every space.
        watching = subprocess.run(
            ["bpftrace", "-c", f"/bin/sh {script.name}", run.manifest.folder / f"{name}.bt"],
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            timeout=60,
            env=os.environ | {"BPFTRACE_STRLEN": length},
        )
    # Before that line it may warn, of limits that it may not raise.
    _, attached, said = watching.stdout.partition("Attaching")
    lines = [line for line in said.splitlines()[1:] if line.strip()]
    if watching.returncode or not attached:
        raise RuntimeError(f"bpftrace does not run: {watching.stdout}")
    if not lines:
        raise RuntimeError("bpftrace has seen nothing")
    return lines


def agent(run: Any) -> dict[str, Any]:
    """Return what the agent's process costs so far: resident memory in MiB."""
    name = str(run.built("ebpf") / "agent")
    found = [p for p in psutil.process_iter(["exe", "memory_info"]) if p.info["exe"] == name]
    return {"processes": len(found), "resident_mib": round(found[0].info["memory_info"].rss / 2**20)}
