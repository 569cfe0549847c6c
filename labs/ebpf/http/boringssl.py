"""Asks as Chrome does, with Chrome's TLS library: curl_cffi is libcurl with BoringSSL inside, in one file.

Reads a URL a line, and prints the status of each answer. It begins with "ready", when the library is loaded.
"""

from __future__ import annotations

import sys

from curl_cffi import requests  # type: ignore[import-not-found]  # of the lab's own build

with requests.Session(impersonate="chrome", verify=False) as session:
    print("ready", flush=True)
    for line in sys.stdin:
        print(session.get(line.strip()).status_code, flush=True)
