"""The generator of Collector configurations: what it asks, what it refuses, that it explains every line."""

from __future__ import annotations

import subprocess
import sys

import kubernetes_validate
import pytest
import yaml
from otlplab.config import Purpose, PurposeError, form, generate, manifests

OTLP = {"otlp_http": "http://127.0.0.1:4318"}
KUBERNETES = ["1.28", "1.29", "1.30", "1.31", "1.32", "1.33", "1.34", "1.35", "1.36", "1.37"]
IN_A_CLUSTER = [
    Purpose(runs="daemonset", destinations={"otlp_grpc": "gateway.observability:4317"}),
    Purpose(runs="daemonset", sources={"otlp": "", "host": ""}, destinations=OTLP, queue="disk", redact=True),
    Purpose(runs="daemonset", sources={"zipkin": "", "prometheus": "127.0.0.1:9100"}, destinations=OTLP),
    Purpose(runs="deployment", destinations=OTLP, sampling="tail", queue="disk"),
    Purpose(runs="deployment", destinations={**OTLP, "prometheus": "0.0.0.0:8889"}, span_metrics=True),
    Purpose(runs="deployment", destinations=OTLP, sampling="head", memory_mib=2048),
]


@pytest.mark.parametrize(
    ("told", "says"),
    [
        ({"destinations": {}}, "at least one destination"),
        ({"sources": {}, "destinations": OTLP}, "at least one source"),
        ({"destinations": {"kafka": "b:9092"}}, "no destination 'kafka'; there are otlp_http"),
        ({"destinations": OTLP, "runs": "lambda"}, "no place to run 'lambda'"),
        ({"destinations": {"otlp_http": "backend:4318"}}, "otlp_http needs a URL"),
        ({"destinations": {"otlp_http": "http://x\n  headers: {}"}}, "otlp_http needs a URL"),
        ({"destinations": {"file": "../x"}}, "file needs an absolute path"),
        ({"destinations": OTLP, "sources": {"otlp": "x"}}, "otlp takes no address"),
        ({"destinations": OTLP, "percent": 0}, "percent is above 0"),
        ({"destinations": OTLP, "memory_mib": 10}, "64 MiB or more"),
        ({"destinations": {"prometheus": "127.0.0.1:1"}, "sources": {"zipkin": ""}}, "zipkin brings traces"),
        (
            {"destinations": {**OTLP, "prometheus": "127.0.0.1:1"}, "sources": {"zipkin": ""}},
            "prometheus takes metrics, and no source brings that",
        ),
        ({"destinations": OTLP, "sources": {"host": ""}, "span_metrics": True}, "need a source of spans"),
        ({"destinations": OTLP, "sources": {"host": ""}, "sampling": "head"}, "sampling needs traces"),
        ({"destinations": OTLP, "sampling": "tail", "runs": "daemonset"}, "would tear traces"),
        ({"destinations": OTLP, "sources": {"otlp": "", "host": ""}, "runs": "deployment"}, "by a daemonset"),
        ({"destinations": {"file": "/tmp/x"}, "runs": "daemonset"}, "goes with the pod"),
    ],
)
def test_what_cannot_be_is_refused_with_a_reason(told, says):
    with pytest.raises(PurposeError, match=says):
        Purpose(**told)


@pytest.mark.parametrize("purpose", IN_A_CLUSTER)
def test_every_line_is_explained_and_the_text_is_the_same_yaml(purpose):
    configuration = generate(purpose)
    assert all(line.why for line in configuration.lines)
    assert yaml.safe_load(configuration.text) == yaml.safe_load(configuration.yaml)


def test_metrics_are_made_of_all_spans_and_sampling_comes_after():
    made = yaml.safe_load(
        generate(Purpose(destinations=OTLP, span_metrics=True, sampling="tail", redact=True)).yaml
    )
    pipelines = made["service"]["pipelines"]
    assert pipelines["traces/in"]["exporters"] == ["span_metrics", "forward"]
    assert not {"tail_sampling", "redaction"} & set(pipelines["traces/in"]["processors"])
    assert pipelines["traces/out"]["processors"] == ["tail_sampling", "redaction"]
    assert "span_metrics" in pipelines["metrics"]["receivers"]


def test_memory_is_looked_at_first_in_every_pipeline_that_receives():
    for purpose in IN_A_CLUSTER:
        for name, pipeline in yaml.safe_load(generate(purpose).yaml)["service"]["pipelines"].items():
            assert name == "traces/out" or pipeline["processors"][0] == "memory_limiter"


@pytest.mark.parametrize("version", KUBERNETES)
@pytest.mark.parametrize("purpose", IN_A_CLUSTER)
def test_manifests_are_what_kubernetes_takes(purpose, version):
    kinds = []
    for one in yaml.safe_load_all(manifests(generate(purpose))):
        kubernetes_validate.validate(one, version, strict=True)
        kinds.append(one["kind"])
    assert {"daemonset": "DaemonSet", "deployment": "Deployment"}[purpose.runs] in kinds


def test_the_schema_would_find_a_mistake():
    objects = list(yaml.safe_load_all(manifests(generate(IN_A_CLUSTER[0]))))
    agent = next(one for one in objects if one["kind"] == "DaemonSet")
    agent["spec"]["template"]["spec"]["containers"][0]["port"] = []
    with pytest.raises(kubernetes_validate.ValidationError, match="port"):
        kubernetes_validate.validate(agent, "1.28", strict=True)


def test_the_config_map_holds_the_configuration():
    configuration = generate(IN_A_CLUSTER[1])
    objects = {one["kind"]: one for one in yaml.safe_load_all(manifests(configuration))}
    assert objects["ConfigMap"]["data"]["collector.yaml"] == configuration.text
    volumes = objects["DaemonSet"]["spec"]["template"]["spec"]["volumes"]
    assert {v["name"] for v in volumes} == {"config", "queue", "hostfs"}


def test_a_gateway_that_samples_by_tail_is_alone():
    objects = {one["kind"]: one for one in yaml.safe_load_all(manifests(generate(IN_A_CLUSTER[3])))}
    assert objects["Deployment"]["spec"]["replicas"] == 1


def test_there_are_no_manifests_for_a_host():
    with pytest.raises(PurposeError, match="runs on a host"):
        manifests(generate(Purpose(destinations=OTLP)))


def otlplab(*arguments: str, said: str = "") -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "otlplab.cli", "config", *arguments],
        input=said,
        capture_output=True,
        text=True,
        timeout=60,
    )


def test_the_command_asks_and_writes(home):
    done = otlplab(said="otlp host\notlp_http=http://127.0.0.1:4318\nhost\ndisk\nyes\ntail\n5\nyes\n")
    assert done.returncode == 0, done.stderr
    purpose = Purpose(
        sources={"otlp": "", "host": ""},
        destinations=OTLP,
        queue="disk",
        redact=True,
        sampling="tail",
        percent=5,
        span_metrics=True,
    )
    assert done.stdout == generate(purpose).text


def test_the_command_takes_everything_as_options_and_writes_files(home, tmp_path):
    done = otlplab("--to", "otlp_grpc=gateway:4317", "--runs", "daemonset", "--out", str(tmp_path / "made"))
    assert done.returncode == 0, done.stderr
    purpose = Purpose(destinations={"otlp_grpc": "gateway:4317"}, runs="daemonset")
    assert (tmp_path / "made/collector.yaml").read_text() == generate(purpose).text
    assert (tmp_path / "made/kubernetes.yaml").read_text() == manifests(generate(purpose))


@pytest.mark.parametrize(
    ("arguments", "said", "says"),
    [
        (["--to", "otlp_http=nowhere"], "", "otlp_http needs a URL"),
        (["--to", "otlp_http=http://a:1", "--sampling", "some"], "", "no sampling 'some'"),
        ([], "", "no answer"),
        ([], "otlp\n\nhost\n\n\ntail\nmany\n", "'many' is no number"),
    ],
)
def test_a_wrong_answer_is_told_in_a_line(home, arguments, said, says):
    done = otlplab(*arguments, said=said)
    assert done.returncode == 2
    assert says in done.stderr and "Traceback" not in done.stderr


def test_the_form_follows_its_answers_and_says_what_cannot_be():
    asked = form()
    assert asked.configuration == generate(Purpose(destinations=OTLP))
    asked.answer(sampling="tail", redact=True)
    assert asked.configuration == generate(Purpose(destinations=OTLP, sampling="tail", redact=True))
    asked.answer(runs="daemonset")
    assert "would tear traces" in asked.problem
    asked.answer(sampling="head")
    assert asked.problem == ""
    assert "k8s_attributes:" in asked.configuration.yaml
