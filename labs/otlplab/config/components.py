"""The components that the generator knows, line by line, each line with what it is for."""

from __future__ import annotations

from dataclasses import dataclass

from otlplab.config.purpose import Purpose


@dataclass(frozen=True, slots=True)
class Line:
    """One line of YAML, indented by ``depth`` steps, and why it is there."""

    depth: int
    yaml: str
    why: str


def lines(depth: int, *told: tuple[int, str, str]) -> list[Line]:
    """Return lines whose depths are counted from ``depth``."""
    return [Line(depth + deeper, yaml, why) for deeper, yaml, why in told]


def everywhere(purpose: Purpose) -> str:
    """The address to listen on: a pod is reached from outside, a process on a host from that host only."""
    return "0.0.0.0" if purpose.on_kubernetes else "127.0.0.1"


def receiver(name: str, purpose: Purpose) -> tuple[str, list[Line]]:
    """The receiver of a source: its name in a pipeline, and its lines."""
    here = everywhere(purpose)
    match name:
        case "otlp":
            return "otlp", lines(
                1,
                (0, "otlp:", "takes OTLP, which every OpenTelemetry SDK sends"),
                (1, "protocols:", "it travels in two ways; offer both"),
                (2, "grpc:", "gRPC, the default of many SDKs"),
                (3, f"endpoint: {here}:4317", "the port that is registered for it"),
                (2, "http:", "HTTP, which passes every proxy"),
                (3, f"endpoint: {here}:4318", "the port that is registered for it"),
            )
        case "zipkin":
            return "zipkin", lines(
                1,
                (0, "zipkin:", "takes spans in Zipkin's formats and turns them into OTLP's"),
                (1, f"endpoint: {here}:9411", "Zipkin's own port, so nothing changes for the sender"),
            )
        case "prometheus":
            return "prometheus", lines(
                1,
                (0, "prometheus:", "asks for a page of metrics, as Prometheus does"),
                (1, "config:", "what follows is Prometheus' own configuration"),
                (2, "scrape_configs:", "one entry for each kind of target"),
                (3, "- job_name: scraped", "becomes service.name, unless the target says better"),
                (4, "scrape_interval: 15s", "how often it is asked; metrics get no finer than this"),
                (4, "static_configs:", "targets by address; clusters can find theirs by service discovery"),
                (5, f'- targets: ["{purpose.sources[name]}"]', "its page is at /metrics"),
            )
        case _:
            mounted = purpose.runs == "daemonset"
            return "host_metrics", lines(
                1,
                (0, "host_metrics:", "reads the operating system's counters"),
                *(
                    [(1, "root_path: ${env:HOST_ROOT:-/}", "in a pod, where the node's root is mounted")]
                    if mounted
                    else []
                ),
                (1, "collection_interval: 30s", "how often they are read"),
                (1, "scrapers:", "which of them; each is cheap, processes are left out for their number"),
                (2, "cpu:", "time by state: user, system, idle, …"),
                (2, "memory:", "bytes by use"),
                (2, "load:", "how many tasks want to run"),
                (2, "filesystem:", "space by mount point"),
                (2, "network:", "bytes, packets and errors by interface"),
            )


def memory_limiter(purpose: Purpose) -> list[Line]:
    """First in every pipeline: what it refuses has cost nothing yet."""
    limit = purpose.memory_mib * 8 // 10
    return lines(
        1,
        (0, "memory_limiter:", "refuses before the process is killed; senders hear of it and try again"),
        (1, "check_interval: 1s", "memory is looked at this often, so it may overshoot for so long"),
        (1, f"limit_mib: {limit}", f"80 % of {purpose.memory_mib} MiB: the heap is not all of a process"),
        (1, f"spike_limit_mib: {limit // 5}", f"refusing begins this far below, at {limit - limit // 5} MiB"),
    )


def k8s_attributes() -> list[Line]:
    """Whose telemetry it is, in the cluster's words."""
    fields = (
        ("k8s.namespace.name", "the namespace"),
        ("k8s.deployment.name", "what the pod belongs to"),
        ("k8s.pod.name", "the pod itself"),
        ("k8s.node.name", "the node that it runs on"),
    )
    return lines(
        1,
        (0, "k8s_attributes:", "looks up the pod that a request comes from and says so in the resource"),
        (1, "extract:", "what is added"),
        (2, "metadata:", "only what somebody will ask for: each one costs bytes in every request"),
        *((3, f"- {name}", why) for name, why in fields),
        (1, "pod_association:", "how the pod is found"),
        (2, "- sources:", "first by what the SDK says"),
        (4, "- from: resource_attribute", "an attribute of the resource"),
        (5, "name: k8s.pod.ip", "the pod's address, when the SDK knows it"),
        (2, "- sources:", "otherwise by the network"),
        (4, "- from: connection", "the address of the sender: right while no other Collector is in between"),
    )


def resource() -> list[Line]:
    """Which host it is."""
    return lines(
        1,
        (0, "resource:", "says of everything that passes where it was"),
        (1, "attributes:", "of the resource, so once for all spans and points of a sender"),
        (2, "- key: host.name", "as the semantic conventions call it"),
        (
            3,
            'value: "${env:HOST_NAME:-unknown}"',
            "from the environment: start the Collector with HOST_NAME=$(hostname)",
        ),
        (3, "action: insert", "what the application says of itself stays"),
    )


def sampling(purpose: Purpose) -> tuple[str, list[Line]]:
    """The sampler: its name in a pipeline, and its lines."""
    if purpose.sampling == "head":
        return "probabilistic_sampler", lines(
            1,
            (0, "probabilistic_sampler:", "keeps a share of the traces, whatever they are"),
            (1, "mode: proportional", "by bits of the trace's id: every Collector decides alike"),
            (
                1,
                f"sampling_percentage: {purpose.percent:g}",
                "the share; tracestate says it to who counts later",
            ),
        )
    return "tail_sampling", lines(
        1,
        (0, "tail_sampling:", "decides when a trace is over, by all of its spans"),
        (1, "decision_wait: 10s", "how long a trace is waited for: longer than your slow requests take"),
        (1, "num_traces: 50000", "how many wait at once: traces a second × decision_wait, and some"),
        (1, "policies:", "a trace is kept when one of them says so"),
        (2, "- name: failed", "shows in the Collector's own metrics"),
        (3, "type: status_code", "looks at the status of spans"),
        (3, "status_code: { status_codes: [ERROR] }", "one failed span is enough"),
        (2, "- name: slow", "the second policy"),
        (3, "type: latency", "from the first start to the last end"),
        (3, "latency: { threshold_ms: 1000 }", "what your users call slow"),
        (2, "- name: share", "the third policy: what is normal, to compare with"),
        (3, "type: probabilistic", "by the trace's id"),
        (3, f"probabilistic: {{ sampling_percentage: {purpose.percent:g} }}", "the share of all traces"),
    )


def redaction() -> list[Line]:
    """What must not be stored."""
    return lines(
        1,
        (0, "redaction:", "masks values by what they look like, wherever they stand"),
        (1, "allow_all_keys: true", "attributes stay; only values are looked at"),
        (1, "blocked_values:", "regular expressions (RE2); what matches becomes ****"),
        (2, "- '\\b[0-9]{4}[ -]?[0-9]{4}[ -]?[0-9]{4}[ -]?[0-9]{4}\\b'", "payment cards of 16 digits"),
        (2, "- '[\\w.+-]+@[\\w-]+\\.[\\w.-]+'", "e-mail addresses"),
        (1, "summary: info", "how many were masked is written into the record; silent says nothing"),
    )


def span_metrics() -> list[Line]:
    """Rate, errors and durations of every operation."""
    return lines(
        1,
        (0, "span_metrics:", "counts spans and their durations: a pipeline's end, and another's beginning"),
        (1, "histogram:", "durations are histograms, so they can be added over services and time"),
        (2, "unit: s", "the unit of the semantic conventions"),
        (2, "exponential:", "buckets that fit themselves to the data"),
        (3, "max_size: 160", "at most so many of them: 5 % exact over four orders of magnitude"),
        (1, "metrics_flush_interval: 15s", "how often they are sent on"),
    )


def _queue(purpose: Purpose, depth: int) -> list[Line]:
    stored = [(1, "storage: file_storage", "on disk: there again after a restart")]
    return lines(
        depth,
        (0, "sending_queue:", "what waits while the destination is slow or away"),
        (1, "sizer: items", "counted in spans, points and records, not in requests of any size"),
        (1, "queue_size: 100000", "when it is full, senders are refused: rate × the outage to live through"),
        *(stored if purpose.queue == "disk" else []),
        (1, "batch:", "small requests are joined on the way out, after they are safe in the queue"),
        (2, "flush_timeout: 200ms", "nothing waits longer for company"),
        (2, "min_size: 2000", "sent when so many items have come together"),
        (2, "max_size: 5000", "larger requests are cut: back ends limit the size of one"),
        (0, "retry_on_failure:", "when the destination is away or says “later”"),
        (1, "initial_interval: 1s", "the first wait; each further one is longer, with some chance in it"),
        (1, "max_interval: 30s", "the longest wait between two tries"),
        (1, "max_elapsed_time: 0s", "never give up: the queue's size is the limit, not the clock"),
    )


def exporter(name: str, purpose: Purpose) -> tuple[str, list[Line]]:
    """The exporter of a destination: its name in a pipeline, and its lines."""
    address = purpose.destinations[name]
    match name:
        case "otlp_http":
            return name, [
                *lines(
                    1,
                    (0, "otlp_http:", "sends OTLP over HTTP"),
                    (
                        1,
                        f"endpoint: {address}",
                        "/v1/traces and so on are added; a token goes into `headers:`",
                    ),
                    (1, "compression: gzip", "a fraction of the bytes; spans repeat themselves"),
                ),
                *_queue(purpose, 2),
            ]
        case "otlp_grpc":
            plain = not address.startswith("https://")
            insecure = [
                (1, "tls:", "the connection is"),
                (2, "insecure: true", "not encrypted: within a machine or a mesh only; https:// encrypts"),
            ]
            return name, [
                *lines(
                    1,
                    (0, "otlp_grpc:", "sends OTLP over gRPC"),
                    (
                        1,
                        f"endpoint: {address.partition('://')[2] or address}",
                        "host and port, without a path",
                    ),
                    *(insecure if plain else []),
                    (1, "compression: gzip", "a fraction of the bytes; spans repeat themselves"),
                ),
                *_queue(purpose, 2),
            ]
        case "prometheus":
            return name, lines(
                1,
                (0, "prometheus:", "keeps the newest value of each series for whoever scrapes it"),
                (1, f"endpoint: {address}", "where its page is, at /metrics"),
                (1, "resource_to_telemetry_conversion:", "resource attributes as labels of each series"),
                (2, "enabled: true", "otherwise they stand in target_info, and have to be joined"),
                (1, "metric_expiration: 5m", "a series that is not heard of any more leaves the page"),
            )
        case "prometheus_remote_write":
            return name, lines(
                1,
                (0, "prometheus_remote_write:", "sends metrics in Prometheus' own protocol"),
                (1, f"endpoint: {address}", "where the store takes them"),
                (1, "resource_to_telemetry_conversion:", "resource attributes as labels of each series"),
                (2, "enabled: true", "otherwise they stand in target_info, and have to be joined"),
                (1, "retry_on_failure:", "when the store is away or says “later”"),
                (2, "max_elapsed_time: 300s", "a store takes no samples that are much older than its newest"),
            )
        case _:
            return name, lines(
                1,
                (0, "file:", "writes OTLP/JSON, a request a line"),
                (1, f"path: {address}", "the file"),
                (1, "flush_interval: 1s", "at most so much is lost when the process is killed"),
                (1, "rotation:", "a file that only grows ends by filling the disk"),
                (2, "max_megabytes: 100", "begin a new one at this size"),
                (2, "max_backups: 5", "and keep so many"),
            )


def extensions(purpose: Purpose) -> list[Line]:
    """What helps the Collector itself."""
    folder = "/var/lib/otelcol/queue"
    stored = lines(
        1,
        (0, "file_storage:", "where queues are kept"),
        (1, f"directory: {folder}", "a folder of its own, on a disk with room for the queue"),
        (1, "create_directory: true", "made when it is not there"),
    )
    return [
        *lines(
            1,
            (0, "health_check:", "answers whether the Collector is up"),
            (1, f"endpoint: {everywhere(purpose)}:13133", "who asks: a service manager, Kubernetes' probes"),
        ),
        *(stored if purpose.queue == "disk" else []),
    ]
