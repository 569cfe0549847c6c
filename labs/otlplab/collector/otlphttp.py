"""OTLP/HTTP: an ASGI application, and the few changes to uvicorn's protocol that the specification and safety
want.

Every answer of status 4xx or 5xx has a `Status` as its body, in the encoding of the request ("Failures");
where that cannot be known, in binary protobuf. Requests made by web pages are refused: a `Host` that is not
this machine (DNS rebinding) and any `Origin`. There is no CORS.
"""

from __future__ import annotations

import asyncio
import json
import logging
from collections.abc import Awaitable, Callable
from typing import Any

import uvicorn
from google.protobuf.message import Message
from google.rpc import code_pb2
from google.rpc.status_pb2 import Status
from uvicorn.protocols.http.httptools_impl import STATUS_LINE, HttpToolsProtocol

from otlplab.collector import answers, otlpjson
from otlplab.collector.contract import KINDS, BadData, Kind, Verdict
from otlplab.collector.receiver import (
    RETRY_SECONDS,
    BadCompression,
    Overloaded,
    Receiver,
    TooLarge,
    gunzip,
)
from otlplab.collector.writer import StorageError

log = logging.getLogger("otlplab.collector")

PROTOBUF = b"application/x-protobuf"
JSON = b"application/json"

#: Seconds that a connection may be silent before its first request and between two requests.
IDLE_SECONDS = 30

#: Seconds in which the rest of a body must come once it has begun.
BODY_SECONDS = 60

#: Bodies above this many bytes are unpacked, and read as JSON, in a thread, so that they hold up nobody else.
_ASIDE = 256 * 1024
_ONE_AT_A_TIME = asyncio.Lock()  # of large JSON requests, which take several times their size

_Send = Callable[[dict[str, Any]], Awaitable[None]]
_Receive = Callable[[], Awaitable[dict[str, Any]]]
_PATHS = {kind.path: kind for kind in KINDS.values()}
_LOCAL_NAMES = frozenset({b"localhost", b"127.0.0.1", b"[::1]"})


class HttpError(Exception):
    """An answer of status 4xx or 5xx."""

    def __init__(self, code: int, status: Status, *headers: tuple[bytes, bytes]) -> None:
        super().__init__(status.message)
        self.code = code
        self.status = status
        self.headers = headers


class Disconnected(Exception):
    """The sender left before its request was complete."""


class Application:
    """The ASGI application: four signals and `GET /health`.

    ``host_names`` are the values of `Host`, without a port, that are answered besides those of this machine.
    """

    def __init__(
        self, receiver: Receiver, ports: dict[str, int], host_names: frozenset[bytes] = frozenset()
    ) -> None:
        self.receiver = receiver
        self.ports = ports
        self.host_names = _LOCAL_NAMES | host_names

    async def __call__(self, scope: dict[str, Any], receive: _Receive, send: _Send) -> None:
        """Answer one request."""
        headers = dict(scope["headers"])
        encoding = headers.get(b"content-type", b"").split(b";", 1)[0].strip().lower()
        kind = _PATHS.get(scope["path"])
        code = 200
        extra: tuple[tuple[bytes, bytes], ...] = ()
        try:
            self._check_sender(headers)
            if kind is None:
                body, encoding = self._page(scope), JSON
            else:
                verdict = await self._take(kind, scope["method"], headers, encoding, receive)
                body = _success(kind, verdict, encoding)
        except HttpError as error:
            if kind is not None:
                self.receiver.refuse(kind.signal)
            encoding = JSON if encoding == JSON else PROTOBUF
            code, body, extra = error.code, _encode(error.status, encoding), error.headers
        except Disconnected:
            return
        except Exception:
            log.exception("cannot answer a request for %s", scope["path"])
            encoding = JSON if encoding == JSON else PROTOBUF
            code, body = (
                500,
                _encode(answers.status(code_pb2.INTERNAL, "internal error, see the log"), encoding),
            )
        await send(
            {
                "type": "http.response.start",
                "status": code,
                "headers": [
                    (b"content-type", encoding),
                    (b"content-length", b"%d" % len(body)),
                    *extra,
                ],
            }
        )
        await send({"type": "http.response.body", "body": body})

    def _check_sender(self, headers: dict[bytes, bytes]) -> None:
        host = headers.get(b"host", b"").lower()
        name = host if host.endswith(b"]") else host.rpartition(b":")[0] or host
        if name not in self.host_names:
            text = (
                "this collector only answers requests for this machine: Host must be localhost or 127.0.0.1"
            )
            raise HttpError(403, answers.status(code_pb2.PERMISSION_DENIED, text))
        if b"origin" in headers:
            text = "this collector does not answer web pages: the request has an Origin"
            raise HttpError(403, answers.status(code_pb2.PERMISSION_DENIED, text))

    def _page(self, scope: dict[str, Any]) -> bytes:
        path = scope["path"]
        if path != "/health":
            text = f"nothing is at {path[:200]!r}; OTLP/HTTP is at {', '.join(_PATHS)}, the status at /health"
            raise HttpError(404, answers.status(code_pb2.NOT_FOUND, text))
        if scope["method"] not in ("GET", "HEAD"):
            text = f"{path} answers GET, not {scope['method']}"
            raise HttpError(405, answers.status(code_pb2.UNIMPLEMENTED, text), (b"allow", b"GET, HEAD"))
        return json.dumps({**self.receiver.status(), **self.ports}).encode()

    async def _take(
        self, kind: Kind, method: str, headers: dict[bytes, bytes], encoding: bytes, receive: _Receive
    ) -> Verdict:
        if method != "POST":
            text = f"{kind.path} takes POST, not {method}"
            raise HttpError(405, answers.status(code_pb2.UNIMPLEMENTED, text), (b"allow", b"POST"))
        if encoding not in (PROTOBUF, JSON):
            shown = encoding.decode("latin-1")[:100]
            text = f"Content-Type is {shown!r}; it must be application/x-protobuf or application/json"
            raise HttpError(415, answers.status(code_pb2.INVALID_ARGUMENT, text))
        compression = headers.get(b"content-encoding", b"identity").strip().lower()
        if compression not in (b"gzip", b"identity", b"none", b""):
            text = f"Content-Encoding {compression.decode('latin-1')[:100]!r} is not supported, only gzip is"
            raise HttpError(
                415, answers.status(code_pb2.INVALID_ARGUMENT, text), (b"accept-encoding", b"gzip, identity")
            )
        receiver = self.receiver
        held = 0
        try:
            limit = receiver.max_request_bytes
            if int(headers.get(b"content-length", b"0")) > limit:
                raise TooLarge(
                    f"the request has {headers[b'content-length'].decode()} bytes, the limit is {limit}"
                )
            message = await receive()
            if message["type"] == "http.disconnect":
                raise Disconnected
            body = message["body"]
            receiver.hold(held := len(body))
            if message["more_body"]:
                chunks = [body]
                async with asyncio.timeout(BODY_SECONDS):
                    while message["more_body"]:
                        message = await receive()
                        if message["type"] == "http.disconnect":
                            raise Disconnected
                        size = len(message["body"])
                        receiver.hold(size)
                        held += size
                        if held > limit:
                            raise TooLarge(f"the request exceeds {limit} bytes")
                        chunks.append(message["body"])
                body = b"".join(chunks)
                del chunks
            if compression == b"gzip":
                if len(body) > _ASIDE:
                    body = await asyncio.to_thread(gunzip, body, limit)
                else:
                    body = gunzip(body, limit)
            if encoding == JSON:
                body = await _from_json(kind, body)
            return receiver.accept(kind, body)
        except (TooLarge, otlpjson.TooLarge) as error:
            raise HttpError(413, answers.status(code_pb2.RESOURCE_EXHAUSTED, str(error))) from None
        except (BadData, BadCompression) as error:
            raise HttpError(400, answers.bad_data(str(error))) from None
        except TimeoutError:
            text = f"the request was not complete after {BODY_SECONDS} s"
            raise HttpError(
                408, answers.status(code_pb2.DEADLINE_EXCEEDED, text), (b"connection", b"close")
            ) from None
        except Overloaded as error:
            raise HttpError(429, answers.try_again(str(error), RETRY_SECONDS), _RETRY_AFTER) from None
        except StorageError as error:
            log.error("%s", error)
            raise HttpError(503, answers.try_again(str(error), RETRY_SECONDS), _RETRY_AFTER) from None
        finally:
            receiver.release(held)


async def _from_json(kind: Kind, body: bytes) -> bytes:
    """Return a JSON request in its binary form."""
    if len(body) > _ASIDE:
        async with _ONE_AT_A_TIME:
            return await asyncio.to_thread(otlpjson.encode, kind, body)
    return otlpjson.decode(kind, body).SerializeToString()


_RETRY_AFTER = (b"retry-after", b"%d" % RETRY_SECONDS)


def _success(kind: Kind, verdict: Verdict, encoding: bytes) -> bytes:
    if not verdict.rejected:
        return b"{}" if encoding == JSON else b""
    return _encode(answers.response(kind, verdict), encoding)


def _encode(message: Message, encoding: bytes) -> bytes:
    if encoding != JSON:
        return message.SerializeToString()
    from google.protobuf.json_format import MessageToJson  # not needed by most, and slow to load

    return MessageToJson(message, indent=None).encode()


class Protocol(HttpToolsProtocol):
    """uvicorn's protocol with a time limit for silent connections, and a `Status` for what is not HTTP."""

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Start the time that a new connection has to send its first byte."""
        super().connection_made(transport)
        self.timeout_keep_alive_task = self.loop.call_later(
            self.timeout_keep_alive, self.timeout_keep_alive_handler
        )

    def send_400_response(self, msg: str) -> None:
        """Answer bytes that are not HTTP, and close."""
        body = answers.bad_data(msg).SerializeToString()
        head = b"content-type: %b\r\ncontent-length: %d\r\nconnection: close\r\n\r\n" % (PROTOBUF, len(body))
        self.transport.write(STATUS_LINE[400] + head + body)
        self.transport.close()


def server(application: Application) -> uvicorn.Server:
    """Return the server for an application; call its ``serve`` with listening sockets."""
    config = uvicorn.Config(
        application,
        http=Protocol,
        ws="none",
        lifespan="off",
        log_config=None,
        log_level="error",
        access_log=False,
        server_header=False,
        proxy_headers=False,
        timeout_keep_alive=IDLE_SECONDS,
        timeout_graceful_shutdown=5,
        backlog=1024,
    )
    return uvicorn.Server(config)
