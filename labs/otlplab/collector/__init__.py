"""The local collector: OTLP in, segment files out.

Follow a request from the socket to the disk, one file each::

    otlphttp.py, otlpgrpc.py   the two transports: bytes in, bytes out
    receiver.py         limits and counts; what every request goes through, whichever way it came
    contract.py        decode and validate; what is rejected, and the words for it
    otlpjson.py        OTLP/JSON into the same messages
    writer.py          append to the signal's newest segment: from here on it is acknowledged
    server.py          the process: ports, lock, start and stop

and from the notebook's side :mod:`otlplab.collector.local`: :func:`attach` finds the running process or
starts one.
"""

from __future__ import annotations

from otlplab.collector.local import LocalCollector, attach

__all__ = ["LocalCollector", "attach"]
