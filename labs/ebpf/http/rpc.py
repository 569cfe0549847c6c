"""A gRPC service and its caller, on gRPC's core in C, which writes one head in a dozen pieces and more.

``rpc.py serve PORT`` answers calls until it is ended; ``rpc.py call PORT TIMES`` prints how many it answered.
"""

from __future__ import annotations

import sys
from concurrent.futures import ThreadPoolExecutor

import grpc

METHOD = "/stock.v1.Stock/Count"


class Stock(grpc.GenericRpcHandler):
    """Knows how much of an item there is."""

    def service(self, details: grpc.HandlerCallDetails) -> grpc.RpcMethodHandler | None:
        """Return what answers a call, if there is such a method."""
        if details.method != METHOD:
            return None
        return grpc.unary_unary_rpc_method_handler(lambda item, context: b"42 of " + item)


def serve(port: int) -> None:
    """Answer calls."""
    server = grpc.server(ThreadPoolExecutor(2))
    server.add_generic_rpc_handlers([Stock()])
    server.add_insecure_port(f"127.0.0.1:{port}")
    server.start()
    server.wait_for_termination()


def call(port: int, times: int) -> int:
    """Call one after the other over one connection, and return how many were answered."""
    with grpc.insecure_channel(f"127.0.0.1:{port}") as channel:
        count = channel.unary_unary(METHOD)
        return sum(count(b"lamp", timeout=10) == b"42 of lamp" for _ in range(times))


if __name__ == "__main__":
    match sys.argv[1:]:
        case ["serve", port]:
            serve(int(port))
        case ["call", port, times]:
            print(call(int(port), int(times)))
        case _:
            sys.exit(__doc__)
