"""What the API server, istiod or ``istioctl analyze`` says of a rule, in a sentence for whoever wrote it."""

from __future__ import annotations

import re

#: What is said, and what it means; the first that is found. The server is first, then istiod, then analyze.
_MEANS = [
    (
        r"\.?(\S+?)\.(\w+): field not declared in schema",
        r"there is no field '\2' in \1: look at its spelling and indentation",
    ),
    (
        r'unknown field "(?:(\S+)\.)?(\w+)"',
        r"there is no field '\2' in \1: look at its spelling and indentation",
    ),
    (
        r"(spec\S*): Invalid value: .*?(?:Duration|duration)",
        r"\1 is a time, and a time has a unit: write `2s` or `0.2s`",
    ),
    (
        r'(spec\S*): Unsupported value: ("[^"]*"): supported values: ("[^\n]*")',
        r"\1 cannot be \2: it is one of \3",
    ),
    (
        r'"([^"]*)" is not a valid retryOn policy',
        r"retryOn has no '\1': it is a list of such words as 5xx, reset, connect-failure, or of statuses",
    ),
    (
        r"HTTP status (\d+) is not in range (\d+)-(\d+)",
        r"an abort cannot have the status \1: it is from \2 to \3",
    ),
    (r"denied the request: (?:configuration is invalid: )?([^\n]+)", r"istiod does not take it: \1"),
    (
        r'\[IST0101\].*not found: "([^"+]+)\+([^"+]+)"',
        r"no DestinationRule says which pods of '\1' the subset '\2' is: every answer would be 503",
    ),
    (
        r'\[IST0101\].*Referenced host not found: "([^"]+)"',
        r"there is no Service '\1': every request would be answered with 503",
    ),
    (
        r"\[IST0130\].*rule #(\d+) not used",
        r"rule \1, counted from 0, is never reached: one without a condition stands above it. Put it first",
    ),
    (
        r"\[IST0109\].*VirtualServices (\S+) .*same host [^/\s]*/(\S+)",
        r"\1 are about the same host, \2, and only one of them is heeded: make one of them",
    ),
    (
        r"\[IST0127\].*following labels: (\S+)",
        r"no pod has the labels \1, so this is about nobody, and what it forbids is allowed",
    ),
]


def explain(said: str) -> str:
    """Return a complaint about a rule in a sentence; as it is, where nothing better is known."""
    for complaint, means in _MEANS:
        if found := re.search(complaint, said):
            return found.expand(means)
    return said.strip()
