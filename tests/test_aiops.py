"""Part 4's data set and detectors: what is regenerated, what is refused, what never looks ahead."""

from __future__ import annotations

import gzip
import hashlib
import http.client
import itertools
import json
import threading
import time
from collections.abc import Iterator
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import httpx
import kubernetes_validate
import numpy as np
import pandas as pd
import pytest
import yaml
from aiops import FOLDER, dataset, lstm, public, registry, schedule, scoring, series
from aiops.baselines import MovingZScore, RobustMAD, SeasonalNaive
from aiops.detector import Detector, of_shop
from aiops.detectors import DETECTORS
from aiops.features import InputError, check_table, to_scale
from aiops.scoring import Span
from opentelemetry.proto.collector.metrics.v1.metrics_service_pb2 import ExportMetricsServiceRequest
from otlplab.segments import Signal
from otlplab.store.recording import shift_times

WEEKS = sorted(schedule.PURPOSE)


@pytest.fixture(scope="module")
def quiet() -> pd.DataFrame:
    return pd.concat([dataset.read(n).table for n in (1, 2, 3, 4)])


@pytest.fixture
def train(quiet: pd.DataFrame) -> pd.DataFrame:
    return quiet.iloc[: 3 * 168].copy()


@pytest.mark.parametrize("week", WEEKS)
def test_a_recorded_week_is_what_the_seed_says(week: int) -> None:
    planned, done = schedule.events(week), dataset.read(week).about["labels"]
    assert [(e.kind, e.service, e.fault) for e in planned] == [
        (d["kind"], d["service"], d["fault"]) for d in done
    ]
    for event, label in zip(planned, done, strict=True):
        assert event.begin - 0.1 <= label["begin_hour"] <= event.begin + 6
        assert event.end - 0.1 <= label["end_hour"] <= event.end + 6


def test_validation_tries_every_kind_and_the_test_is_sparse_with_each_kind_in_it() -> None:
    assert len(schedule.FAULTS) == 12
    tested = [fault for week in WEEKS if schedule.PURPOSE[week] == "test" for fault in schedule.faults(week)]
    assert set(tested) == set(schedule.faults(schedule.DENSE)) == set(schedule.FAULTS)
    for week in WEEKS:
        kinds = [label["kind"] for label in dataset.read(week).about["labels"] if label["fault"]]
        assert sorted(kinds) == sorted(schedule.faults(week))
        assert week == schedule.DENSE or len(kinds) <= schedule.SPARSE


def test_no_two_things_that_last_happen_at_once() -> None:
    for week in WEEKS:
        done = schedule.events(week)
        assert all(one.end <= other.begin for one, other in itertools.pairwise(done))


def test_the_data_set_is_small_and_its_sheet_says_how_small() -> None:
    files = list(FOLDER.glob("*.otlp.zst"))
    assert len(files) == len(WEEKS)
    assert sum(file.stat().st_size for file in files) < 4_000_000


@pytest.mark.parametrize("week", WEEKS)
def test_a_week_has_every_signal_of_every_service(week: int) -> None:
    read = dataset.read(week)
    assert list(read.table) == series.COLUMNS
    assert len(read.table) == schedule.HOURS
    assert read.table.isna().mean().max() < 0.15
    begin, end = read.between(0, schedule.HOURS)
    for table in ("spans", "logs"):
        time = "start_time" if table == "spans" else "time"
        count = f"select count(*) from {table} where epoch_ns({time}) between {begin} and {end}"
        assert read.store.sql(count).scalar() > 50


def test_the_load_has_days_and_a_weekend(train: pd.DataFrame) -> None:
    requests = train["storefront requests"].iloc[:168].to_numpy().reshape(7, 24)
    assert requests[:5, 10:14].mean() > 3 * requests[:5, 2:5].mean()
    assert requests[:5].mean() > 1.1 * requests[5:].mean()


def test_a_counter_that_starts_anew_is_no_negative_rate() -> None:
    points = pd.DataFrame(
        {
            "hour": [0.0, 1.0, 2.0, 2.5, 3.5, 4.5],
            "value": [0.0, 10.0, 20.0, 0.0, 5.0, 10.0],
            "life": ["a", "a", "a", "b", "b", "b"],
        }
    )
    assert series.rate(points, 4) == pytest.approx([10, 10, 5, 5])
    assert np.isnan(series.rate(points, 6)[5])


# What is refused, and what the answer says.


@pytest.mark.parametrize(
    ("spoil", "says"),
    [
        (lambda t: t.drop(t.index[40:45]), "1 gaps or repetitions, the first of 0 days 06:00:00"),
        (lambda t: t.assign(**{"storefront cpu": 0.25}), r"storefront cpu is 0\.25 in all 504 hours"),
        (lambda t: t.assign(**{"storefront cpu": np.nan}), "504 of 504 hours are missing"),
        (lambda t: t.assign(**{"storefront cpu": np.inf}), "infinite"),
        (lambda t: t.assign(**{"checkout memory": t["checkout memory"] / 2**20}), "another unit"),
        (lambda t: t.assign(**{"checkout cpu": -t["checkout cpu"] - 0.01}), "that cannot be"),
        (lambda t: pd.concat([t.add_suffix(f" {n}") for n in range(10)], axis=1), "120 series, of which 120"),
        (lambda t: t.drop(columns="catalogue cpu"), "catalogue cpu: missing"),
        (lambda t: t.reset_index(drop=True), "the index has to hold the time"),
        (lambda t: t.iloc[:0], "the index has to hold the time"),
    ],
)
def test_bad_input_gets_an_answer(train: pd.DataFrame, spoil, says: str) -> None:
    with pytest.raises(InputError, match=says):
        check_table(spoil(train))


def test_a_series_that_has_grown_tenfold_is_not_an_anomaly(quiet: pd.DataFrame, train: pd.DataFrame) -> None:
    detector = SeasonalNaive().fit(train, quiet.iloc[3 * 168 :])
    grown = quiet.assign(**{"storefront requests": quiet["storefront requests"] * 10})
    with pytest.raises(InputError, match="times its level in training"):
        detector.score(grown)


# Detectors


@pytest.mark.parametrize("kind", [SeasonalNaive, MovingZScore, RobustMAD])
def test_no_detector_looks_ahead(kind: type[Detector], quiet: pd.DataFrame, train: pd.DataFrame) -> None:
    detector = kind().fit(train, quiet.iloc[3 * 168 :])
    later = pd.concat([quiet.iloc[3 * 168 :], dataset.read(5).table])
    whole = detector.score(later)
    for until in (200, 251, 300):
        pd.testing.assert_frame_equal(detector.score(later.iloc[:until]), whole.iloc[:until])


@pytest.mark.parametrize("name", ["Prophet", "Isolation Forest", "LSTM", "MSTL"])
def test_no_trained_detector_looks_ahead(name: str, quiet: pd.DataFrame, monkeypatch) -> None:
    """Two series, and a network that is hardly trained: what is asked is what a model is shown."""
    monkeypatch.setattr(lstm, "EPOCHS", 1)
    columns = ["storefront cpu", "storefront memory"]
    two, after = to_scale(quiet)[columns], to_scale(dataset.read(5).table)[columns]
    detector = DETECTORS[name]()
    detector.fit_scaled(two.iloc[: 3 * 168], two.iloc[3 * 168 :])
    later = pd.concat([two.iloc[3 * 168 :], after])
    whole = detector.score_scaled(later)
    assert whole.iloc[168:251].to_numpy().any()
    for until in (200, 251):
        pd.testing.assert_frame_equal(
            detector.score_scaled(later.iloc[:until]), whole.iloc[:until], rtol=1e-4, atol=1e-4
        )


def test_a_saved_model_says_the_same_and_a_changed_one_is_refused(quiet, train, tmp_path) -> None:
    detector = RobustMAD().fit(train, quiet.iloc[3 * 168 :])
    model = registry.save(detector, 3.0, train, {"F1": 0.5}, tmp_path)
    assert model == "robust-mad/1"
    registry.use(model, tmp_path)
    again, card = registry.load(registry.in_use(tmp_path), tmp_path)
    assert card["threshold"] == 3.0
    pd.testing.assert_frame_equal(again.score(quiet), detector.score(quiet))
    assert registry.save(detector, 3.0, train, {}, tmp_path) == "robust-mad/2"
    state = tmp_path / model / "state.json"
    state.write_text(state.read_text().replace("1", "2", 1))
    with pytest.raises(registry.ModelError, match=r"state\.json is missing, or not what the card says"):
        registry.load(model, tmp_path)
    with pytest.raises(registry.ModelError, match="there are robust-mad/1, robust-mad/2"):
        registry.use("robust-mad/3", tmp_path)


# Scoring.


def test_an_alarm_that_never_ends_finds_nothing() -> None:
    faults = [Span(10, 14, "cpu"), Span(30, 36, "lock")]
    always = scoring.judge(np.ones(168, bool), faults)
    assert (always.found, always.false) == (0, 1)


def test_incidents_are_counted_as_events() -> None:
    flags = np.zeros(168, bool)
    flags[[11, 12, 14, 80, 81, 90]] = True
    score = scoring.judge(flags, [Span(10, 14, "cpu"), Span(30, 36, "lock")])
    assert (score.found, score.incidents, score.alarms, score.false) == (1, 2, 3, 2)
    assert score.delay == 2
    assert score.precision == pytest.approx(1 / 3)


def test_what_still_rings_after_a_fault_is_no_false_alarm_and_later_is() -> None:
    flags = np.zeros(168, bool)
    flags[14 + scoring.GRACE - 1] = True
    assert scoring.judge(flags, [Span(10, 14)]).false == 0
    assert scoring.judge(np.roll(flags, 1), [Span(10, 14)]).false == 1


def test_point_adjustment_makes_dice_look_good() -> None:
    faults = [Span(at, at + 40) for at in range(20, 480, 100)]
    dice = np.random.default_rng(1).random(500) < 0.1
    assert scoring.pointwise_f1(dice, faults, adjust=True) > 0.75
    assert scoring.pointwise_f1(dice, faults, adjust=False) < 0.3


def test_the_threshold_is_the_cheapest() -> None:
    scores = np.full(168, 0.5)
    scores[10:14], scores[50], scores[51] = 5.0, 2.0, 2.0
    chosen = scoring.choose(scores, [Span(10, 14)], scoring.Cost())
    assert 2.0 <= chosen < 5.0


def test_the_stored_scores_are_complete() -> None:
    told = json.loads((FOLDER / "scores.json").read_text("utf-8"))
    assert set(told["shop"]) == set(told["public"]["detectors"])
    assert {"Prophet", "LSTM", "Isolation Forest", "seasonal naive", "MSTL"} <= set(told["shop"])
    for one in told["shop"].values():
        low, high = one["intervals"]["f1"]
        assert 0 <= low <= high <= 1
    assert of_shop(pd.DataFrame({"a": [1.0], "b": [2.0]})).tolist() == [2.0]


# Where it runs.

DEPLOY = Path(__file__).parents[1] / "labs" / "aiops" / "deploy"


@pytest.mark.parametrize("version", ["1.28", "1.34"])
@pytest.mark.parametrize("name", ["train.yaml", "serve.yaml"])
def test_the_manifests_are_what_kubernetes_takes(name: str, version: str) -> None:
    for one in yaml.safe_load_all((DEPLOY / name).read_text("utf-8")):
        kubernetes_validate.validate(one, version, strict=True)


def test_training_asks_for_a_gpu_and_serving_does_not() -> None:
    text = {name: (DEPLOY / name).read_text("utf-8") for name in ("train.yaml", "serve.yaml")}
    assert 'nvidia.com/gpu: "1"' in text["train.yaml"]
    assert "nvidia" not in text["serve.yaml"]


def test_the_server_judges_what_arrives_and_refuses_what_is_no_otlp(tmp_path: Path, quiet, train) -> None:
    from aiops import serve

    detector = RobustMAD().fit(train, quiet.iloc[3 * 168 :])
    registry.use(registry.save(detector, 3.0, train, {}, tmp_path), tmp_path)
    service = serve.Service(tmp_path)
    server = ThreadingHTTPServer(("127.0.0.1", 0), type("Bound", (serve.Handler,), {"service": service}))
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    try:
        url = f"http://127.0.0.1:{server.server_port}"
        assert httpx.get(f"{url}/health").json() == {"model": "robust-mad/1"}
        assert httpx.post(f"{url}/v1/metrics", content=b"\xff\xff").status_code == 400
        assert httpx.post(f"{url}/v1/traces", content=b"x").status_code == 404
        assert httpx.post(f"{url}/v1/metrics", content=iter([b"in chunks"])).status_code == 411
        assert httpx.post(f"{url}/v1/metrics", content=b"").status_code == 200
        for length, status in {"many": 411, "-1": 411, str(serve.LIMIT + 1): 413, "9" * 5000: 413}.items():
            assert announced(server.server_port, length) == status
        packed = {"content-encoding": "gzip"}
        bomb = gzip.compress(bytes(serve.LIMIT + 1))
        assert httpx.post(f"{url}/v1/metrics", content=bomb, headers=packed).status_code == 413
        assert httpx.post(f"{url}/v1/metrics", content=b"no gzip", headers=packed).status_code == 400
        assert httpx.get(f"{url}/verdicts").json() == []
        week = dataset.read(8)
        begin, end = week.between(100, 103)
        frames = [
            f for f in week.store.frames() if f.signal is Signal.METRICS and begin < f.time_unix_nano < end
        ]
        shift = time.time_ns() - end
        for frame in frames:
            request = ExportMetricsServiceRequest.FromString(frame.payload)
            shift_times(request, shift)
            taken = httpx.post(f"{url}/v1/metrics", content=request.SerializeToString())
            assert taken.status_code == 200
        time.sleep(3.5)
        verdicts = httpx.get(f"{url}/verdicts").json()
        assert [v["hour"] for v in verdicts][:2] == [0, 1]
        assert not verdicts[0]["alarm"]
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def announced(port: int, length: str) -> int:
    """Announce a request of a length, send nothing of it, and return the status of the answer."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=20)
    connection.request("POST", "/v1/metrics", headers={"Content-Length": length})
    status = connection.getresponse().status
    connection.close()
    return status


def test_without_a_model_in_use_the_server_says_what_to_do(tmp_path: Path) -> None:
    from aiops import serve

    with pytest.raises(registry.ModelError, match="no model is in use"):
        serve.Service(tmp_path)


@pytest.fixture
def elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[tuple[Path, list[str]]]:
    """A server on the loopback with series of another project; yields its folder and the requests it got."""
    folder, asked = tmp_path / "served", list[str]()
    index = pd.date_range("2014-07-01", periods=400, freq="30min")
    table = pd.DataFrame({"timestamp": index, "value": range(400)})
    for name in public.SERIES:
        (folder / public._FOLDER).mkdir(parents=True, exist_ok=True)
        table.to_csv(folder / public._FOLDER / f"{name}.csv", index=False)
    windows = folder / public._WINDOWS
    windows.parent.mkdir()
    spans = [["2014-07-03 00:00:00", "2014-07-03 06:00:00"]]
    windows.write_text(json.dumps({f"realKnownCause/{name}.csv": spans for name in public.SERIES}))

    class Handler(SimpleHTTPRequestHandler):
        def __init__(self, *arguments: Any) -> None:
            super().__init__(*arguments, directory=str(folder))

        def log_message(self, *what: Any) -> None:
            asked.append(self.path)

    def digest(path: str) -> str:
        return hashlib.sha256((folder / path).read_bytes()).hexdigest()

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        monkeypatch.setattr(public, "URL", f"http://127.0.0.1:{server.server_port}/")
        digests = {name: digest(f"{public._FOLDER}/{name}.csv") for name in public.SERIES}
        monkeypatch.setattr(public, "SERIES", digests)
        monkeypatch.setattr(public, "_WINDOWS_DIGEST", digest(public._WINDOWS))
        monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
        yield folder, asked
        server.shutdown()


def test_public_series_are_fetched_once_and_read(elsewhere: tuple[Path, list[str]]) -> None:
    _, asked = elsewhere
    folder = public.fetch()
    assert public.fetch() == folder
    assert len(asked) == len(set(asked)) == len(public.SERIES) + 1
    table, windows = public.read(folder, "nyc_taxi")
    assert len(table) == 200
    assert table["value"].iloc[0] == 0.5, "the mean of the two values of the hour"
    assert windows == [(pd.Timestamp("2014-07-03"), pd.Timestamp("2014-07-03 06:00"))]


def test_a_public_series_that_was_changed_is_refused(elsewhere: tuple[Path, list[str]]) -> None:
    served, _ = elsewhere
    (served / public._FOLDER / "nyc_taxi.csv").write_text("timestamp,value\n2014-07-01,1\n")
    with pytest.raises(ValueError, match="hash of downloaded file"):
        public.fetch()
    cache = served.parent / "cache"
    assert not list(cache.rglob("nyc_taxi.csv"))
