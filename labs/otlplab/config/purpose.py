"""What the generator asks: what you have, where it goes, and what happens in between."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

#: What telemetry can come from, and which signals that brings. An OTLP receiver takes all three.
SOURCES = {
    "otlp": ("applications with an OpenTelemetry SDK", ("traces", "metrics", "logs")),
    "zipkin": ("applications that send Zipkin spans", ("traces",)),
    "prometheus": ("a page in Prometheus' format, to be scraped (HOST:PORT)", ("metrics",)),
    "host": ("this host's CPU, memory, disks and network", ("metrics",)),
}

#: Where telemetry can go, what its address looks like, and which signals it takes.
DESTINATIONS = {
    "otlp_http": ("a back end that takes OTLP over HTTP (https://HOST:PORT)", ("traces", "metrics", "logs")),
    "otlp_grpc": ("a back end that takes OTLP over gRPC (HOST:PORT)", ("traces", "metrics", "logs")),
    "prometheus": ("a page that Prometheus scrapes (HOST:PORT to listen on)", ("metrics",)),
    "prometheus_remote_write": ("a store that takes remote write (https://…/api/v1/write)", ("metrics",)),
    "file": ("a file of OTLP/JSON, a line a request (PATH)", ("traces", "metrics", "logs")),
}

RUNS = {
    "host": "a process on a machine",
    "daemonset": "an agent on each node of a Kubernetes cluster",
    "deployment": "a gateway in a Kubernetes cluster",
}
SAMPLING = {
    "all": "keep every trace",
    "head": "keep a share, decided by the trace's id",
    "tail": "keep what failed or was slow, and a share of the rest, decided when a trace is over",
}
QUEUES = {
    "memory": "wait in memory while a destination is away: lost when the Collector ends",
    "disk": "wait on disk: there again after a restart",
}

_ADDRESS = re.compile(r"\[?[\w.:-]+\]?:\d{1,5}", re.ASCII)
_URL = re.compile(r"https?://[^\s\"'{}$#\\]+", re.ASCII)
_PATH = re.compile(r"/[\w./-]+", re.ASCII)
_FORMS = {
    "prometheus": (_ADDRESS, "HOST:PORT"),
    "otlp_http": (_URL, "a URL without /v1/traces, such as https://backend.example:4318"),
    "otlp_grpc": (re.compile(rf"(?:https?://)?{_ADDRESS.pattern}", re.ASCII), "HOST:PORT"),
    "prometheus_remote_write": (_URL, "a URL, such as https://metrics.example/api/v1/write"),
    "file": (_PATH, "an absolute path of letters, digits and . _ - /"),
}


class PurposeError(ValueError):
    """A purpose that no configuration can serve. The message says why, and what to change."""


@dataclass(frozen=True, kw_only=True)
class Purpose:
    """What a Collector is for.

    ``sources`` and ``destinations`` have a key of :data:`SOURCES` or :data:`DESTINATIONS` and, where it
    needs one, the address. ``percent`` is the share of traces that sampling keeps by chance. ``redact``
    masks card numbers and e-mail addresses. ``span_metrics`` derives requests, errors and durations from
    spans, before any are sampled away. ``memory_mib`` is what the process may take.

    Raises :class:`PurposeError` when that cannot be, or would lose telemetry that it seems to keep.
    """

    sources: Mapping[str, str] = field(default_factory=lambda: {"otlp": ""})
    destinations: Mapping[str, str]
    runs: str = "host"
    sampling: str = "all"
    percent: float = 10
    redact: bool = False
    span_metrics: bool = False
    queue: str = "memory"
    memory_mib: int = 512

    def __post_init__(self) -> None:
        for given, known, what in (
            (self.sources, SOURCES, "source"),
            (self.destinations, DESTINATIONS, "destination"),
            ([self.runs], RUNS, "place to run"),
            ([self.sampling], SAMPLING, "sampling"),
            ([self.queue], QUEUES, "queue"),
        ):
            if not given:
                raise PurposeError(f"name at least one {what}: {', '.join(known)}")
            for name in given:
                if name not in known:
                    raise PurposeError(f"there is no {what} {name!r}; there are {', '.join(known)}")
        for name, address in [*self.sources.items(), *self.destinations.items()]:
            self._check_address(name, address)
        if not 0 < self.percent <= 100:
            raise PurposeError(f"percent is above 0 and at most 100, not {self.percent:g}")
        if self.memory_mib < 64:
            raise PurposeError(f"a Collector needs 64 MiB or more, not {self.memory_mib}")
        self._check_sense()

    @property
    def on_kubernetes(self) -> bool:
        """Whether it runs in a cluster."""
        return self.runs != "host"

    def sources_of(self, signal: str) -> list[str]:
        """The sources that bring a signal."""
        return [name for name in self.sources if signal in SOURCES[name][1]]

    def destinations_of(self, signal: str) -> list[str]:
        """The destinations that take a signal."""
        return [name for name in self.destinations if signal in DESTINATIONS[name][1]]

    @property
    def signals(self) -> list[str]:
        """The signals that have both somewhere to come from and somewhere to go."""
        return [
            signal
            for signal in ("traces", "metrics", "logs")
            if (self.sources_of(signal) or (signal == "metrics" and self.span_metrics))
            and self.destinations_of(signal)
        ]

    @property
    def takes_traces(self) -> bool:
        """Whether spans are received: to be sent on, or to be counted."""
        return bool(self.sources_of("traces")) and ("traces" in self.signals or self.span_metrics)

    def _check_address(self, name: str, address: str) -> None:
        if name not in _FORMS:
            if address:
                raise PurposeError(f"{name} takes no address")
            return
        form, words = _FORMS[name]
        if not form.fullmatch(address):
            raise PurposeError(f"{name} needs {words}, not {address!r}: {name}=…")

    def _check_sense(self) -> None:
        taken = set(self.signals) | ({"traces"} if self.takes_traces else set())
        for name in self.sources:
            if not taken & set(SOURCES[name][1]):
                brings = " and ".join(SOURCES[name][1])
                raise PurposeError(
                    f"{name} brings {brings}, and no destination takes that: add one that does"
                )
        for name in self.destinations:
            if not set(self.signals) & set(DESTINATIONS[name][1]):
                takes = " and ".join(DESTINATIONS[name][1])
                raise PurposeError(
                    f"{name} takes {takes}, and no source brings that: add one, or span metrics"
                )
        if self.span_metrics and not self.sources_of("traces"):
            raise PurposeError("metrics from spans need a source of spans: otlp or zipkin")
        if self.span_metrics and "metrics" not in self.signals:
            raise PurposeError("metrics from spans need a destination that takes metrics")
        if self.sampling != "all" and "traces" not in self.signals:
            raise PurposeError("sampling needs traces, and a destination that takes them")
        if self.sampling == "tail" and self.runs == "daemonset":
            raise PurposeError(
                "an agent sees the spans of its node only and would tear traces:"
                " sample by tail in a gateway (deployment)"
            )
        if self.runs == "deployment" and "host" in self.sources:
            raise PurposeError(
                "a gateway would measure the node it happens to be on: read hosts by a daemonset"
            )
        if self.on_kubernetes and "file" in self.destinations:
            raise PurposeError("a file in a pod goes with the pod: send to a back end, or run on a host")
