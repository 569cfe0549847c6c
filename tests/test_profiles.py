"""Profiles of other tools to OTLP and back, the rules of OTLP, and what is broken or hostile."""

from __future__ import annotations

import gzip
import json
import os
import runpy
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from opentelemetry.proto.collector.profiles.v1development.profiles_service_pb2 import (
    ExportProfilesServiceRequest,
)
from otlplab.collector.contract import KINDS, BadData, judge
from otlplab.profiles import (
    BrokenProfile,
    Request,
    check,
    extract,
    findings,
    from_collapsed,
    from_jfr,
    from_pprof,
    pprof,
    to_collapsed,
    to_pprof,
)
from otlplab.profiles.pprof_pb2 import Profile as Pprof
from otlplab.segments import Frame, Signal
from otlplab.store import QueryError, Store
from otlplab.views import flame_graph

INT64 = st.integers(-(2**63), 2**63 - 1)
TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)
HOSTILE = "<script>alert(1)</script>\u202egnp.exe\x00;\n"


@st.composite
def pprofs(draw) -> Pprof:
    """Any valid pprof: tables with unused and equal entries, inlined lines, labels of both kinds, flags."""
    strings = ["", *draw(st.lists(TEXT, min_size=1, max_size=8))]
    text = st.integers(0, len(strings) - 1)
    key = st.integers(1, len(strings) - 1).filter(lambda i: strings[i] != "")
    if not any(strings):
        strings[1] = "x"
    made = Pprof(string_table=strings)
    for _ in range(draw(st.integers(1, 3))):
        made.sample_type.add(type=draw(text), unit=draw(text))
    for i in range(draw(st.integers(0, 3))):
        flags = draw(st.lists(st.booleans(), min_size=4, max_size=4))
        start = draw(st.integers(0, 2**63))
        made.mapping.add(
            id=i * 7 + 1,
            memory_start=start,
            memory_limit=start + draw(st.integers(0, 2**20)),
            file_offset=draw(st.integers(0, 2**64 - 1)),
            filename=draw(text),
            build_id=draw(text),
            **dict(
                zip(
                    ("has_functions", "has_filenames", "has_line_numbers", "has_inline_frames"),
                    flags,
                    strict=True,
                )
            ),
        )
    for i in range(draw(st.integers(0, 4))):
        made.function.add(
            id=i * 3 + 2, name=draw(text), system_name=draw(text), filename=draw(text), start_line=draw(INT64)
        )
    functions = st.sampled_from([0, *(f.id for f in made.function)])
    mappings = st.sampled_from([0, *(m.id for m in made.mapping)])
    for i in range(draw(st.integers(0, 5))):
        one = made.location.add(
            id=i + 1,
            mapping_id=draw(mappings),
            address=draw(st.integers(0, 2**64 - 1)),
            is_folded=draw(st.booleans()),
        )
        for _ in range(draw(st.integers(0, 2))):
            one.line.add(function_id=draw(functions), line=draw(INT64), column=draw(INT64))
    for _ in range(draw(st.integers(0, 6))):
        sample = made.sample.add(value=[draw(INT64) for _ in made.sample_type])
        if made.location:
            ids = st.sampled_from([one.id for one in made.location])
            sample.location_id.extend(draw(st.lists(ids, max_size=6)))
        units: dict[str, int] = {}
        for _ in range(draw(st.integers(0, 3))):
            name = draw(key)
            if draw(st.booleans()) and (value := draw(text)) and strings[value]:
                if strings[name] not in units:
                    sample.label.add(key=name, str=value)
                    units[strings[name]] = 0
            else:
                unit = units.setdefault(strings[name], draw(text))
                sample.label.add(key=name, num=draw(INT64), num_unit=unit)
    made.time_nanos, made.duration_nanos = draw(st.integers(0, 2**62)), draw(st.integers(0, 2**62))
    made.period = draw(INT64)
    made.period_type.type, made.period_type.unit = draw(text), draw(text)
    for name in ("drop_frames", "keep_frames", "doc_url", "default_sample_type"):
        setattr(made, name, draw(text))
    made.comment.extend(draw(st.lists(text, max_size=3)))
    return made


@settings(deadline=None, max_examples=300)
@given(pprofs())
def test_a_pprof_comes_back_with_all_it_said(profile: Pprof):
    request = from_pprof(pprof.write(profile))
    assert [f for f in findings(request) if f.must] == []
    assert not [f for f in findings(request) if "is the same as entry" in f.what]
    again = ExportProfilesServiceRequest.FromString(request.SerializeToString())
    assert pprof.content(to_pprof(again)) == pprof.content(profile)
    assert pprof.content(pprof.read(pprof.write(to_pprof(again)))) == pprof.content(profile)
    accepted = judge(KINDS[Signal.PROFILES], request.SerializeToString())
    assert accepted.rejected == 0


def go_like(**labels: str) -> Pprof:
    made = Pprof(string_table=["", "cpu", "nanoseconds", "main.main", "main.go", *labels, *labels.values()])
    made.sample_type.add(type=1, unit=2)
    made.function.add(id=1, name=3, system_name=3, filename=4)
    made.location.add(id=1, address=0x4010).line.add(function_id=1, line=7)
    sample = made.sample.add(location_id=[1], value=[10_000_000])
    for i in range(len(labels)):
        sample.label.add(key=5 + i, str=5 + len(labels) + i)
    return made


def test_labels_that_name_a_span_become_the_samples_link():
    labels = {"trace_id": "5b8efff798038103d269b633813fc60c", "span_id": "eee19b7ec3c1b174", "route": "/work"}
    request = from_pprof(pprof.write(go_like(**labels)), {"service.name": "orders"})
    sample = request.resource_profiles[0].scope_profiles[0].profiles[0].samples[0]
    link = request.dictionary.link_table[sample.link_index]
    assert (link.trace_id.hex(), link.span_id.hex()) == (labels["trace_id"], labels["span_id"])
    back = pprof.content(to_pprof(request))["samples"][0][2]
    assert {key: value[0][0] for key, value in back.items()} == labels


def test_ids_of_another_form_stay_labels():
    request = from_pprof(pprof.write(go_like(trace_id="abc", span_id="EEE19B7EC3C1B174")))
    assert len(request.dictionary.link_table) == 1
    assert pprof.content(to_pprof(request)) == pprof.content(
        go_like(trace_id="abc", span_id="EEE19B7EC3C1B174")
    )


def test_several_values_of_a_sample_share_one_dictionary():
    made = go_like()
    made.sample_type.add(type=3, unit=4)
    made.sample[0].value.append(5)
    request = from_pprof(pprof.write(made))
    profiles = request.resource_profiles[0].scope_profiles[0].profiles
    assert [profile.samples[0].values[0] for profile in profiles] == [10_000_000, 5]
    assert len(request.dictionary.stack_table) == 2


BROKEN = {
    "not protobuf": (lambda p: b"heap profile: 1: 2 [3: 4] @ heap/1", "no protobuf"),
    "an empty file": (lambda p: b"", "no sample_type"),
    "cut protobuf": (lambda p: p.SerializeToString()[:-3], "no protobuf"),
    "a number of eleven bytes": (
        lambda p: p.SerializeToString() + b"\x48" + b"\x80" * 10 + b"\x01",
        "no protobuf",
    ),
    "damaged gzip": (
        lambda p: gzip.compress(p.SerializeToString())[:12] + bytes(40),
        "cannot be unpacked",
    ),
    "cut gzip": (lambda p: gzip.compress(p.SerializeToString())[:-9], "cannot be unpacked"),
    "no type": (lambda p: p.ClearField("sample_type"), "no sample_type"),
    "string out of range": (lambda p: setattr(p.function[0], "name", 99), "function 1 refers to string 99"),
    "string before the table": (lambda p: setattr(p.function[0], "name", -1), "string -1"),
    "string 0": (lambda p: p.string_table.__setitem__(0, "x"), "string_table[0]"),
    "no such location": (lambda p: p.sample[0].location_id.append(99), "refers to no location: 99"),
    "no such function": (lambda p: setattr(p.location[0].line[0], "function_id", 9), "no function: 9"),
    "no such mapping": (lambda p: setattr(p.location[0], "mapping_id", 9), "no mapping: 9"),
    "values for no type": (lambda p: p.sample[0].value.append(1), "has 2 values"),
    "an id twice": (lambda p: p.location.add(id=1), "two locations have the same id"),
    "the id of none": (lambda p: p.function.add(id=0), "a function has the id 0"),
    "a negative time": (lambda p: setattr(p, "time_nanos", -1), "time_nanos is negative"),
    "a label without key": (lambda p: p.sample[0].label.add(num=1), "has no key"),
    "a label of both kinds": (lambda p: p.sample[0].label.add(key=1, str=2, num=3), "a text and a number"),
    "two units of a key": (
        lambda p: [p.sample[0].label.add(key=1, num=3, num_unit=unit) for unit in (2, 3)],
        "one unit",
    ),
}


def broken_pprof(breaks: Callable[[Pprof], Any]) -> str:
    """Return what is said of a pprof that ``breaks`` has changed, or of the bytes that it has made."""
    profile = go_like()
    made = breaks(profile)
    with pytest.raises(BrokenProfile) as caught:
        from_pprof(made if isinstance(made, bytes) else profile.SerializeToString())
    return str(caught.value)


@pytest.mark.parametrize("name", BROKEN)
def test_a_broken_pprof_says_where(name: str):
    breaks, says = BROKEN[name]
    said = broken_pprof(breaks)
    assert says in said
    assert "\n" not in said


def test_a_bomb_of_gzip_is_refused(monkeypatch):
    monkeypatch.setattr(pprof, "LIMIT", 1 << 20)
    with pytest.raises(BrokenProfile, match="more than 1 MiB"):
        pprof.read(gzip.compress(bytes(2 << 20)))


@settings(deadline=None, max_examples=200)
@given(st.data())
def test_any_damage_to_a_pprof_is_told_and_never_more(data):
    good = bytearray(go_like(route="/work").SerializeToString())
    for _ in range(data.draw(st.integers(1, 4))):
        good[data.draw(st.integers(0, len(good) - 1))] = data.draw(st.integers(0, 255))
    try:
        check(from_pprof(bytes(good)))
    except BrokenProfile as told:
        assert str(told)


def request(**frames: int) -> ExportProfilesServiceRequest:
    made = Request({"service.name": "test"})
    profile = made.profile("cpu", "nanoseconds", time=10, duration=10)
    for name, value in (frames or {"main": 5}).items():
        profile.add(made.dictionary.stack([made.dictionary.frame(name)]), value)
    return made.message


def only_profile(message: ExportProfilesServiceRequest):
    return message.resource_profiles[0].scope_profiles[0].profiles[0]


RULES = {
    "sample to no stack": (
        lambda m: setattr(only_profile(m).samples[0], "stack_index", 9),
        "stack_index is 9",
    ),
    "negative index": (lambda m: setattr(only_profile(m).samples[0], "stack_index", -1), "stack_index is -1"),
    "no such link": (lambda m: setattr(only_profile(m).samples[0], "link_index", 3), "link_index is 3"),
    "stack to no location": (
        lambda m: m.dictionary.stack_table[1].location_indices.append(77),
        "location_indices is 77",
    ),
    "location to no function": (
        lambda m: setattr(m.dictionary.location_table[1].lines[0], "function_index", 5),
        "function_index is 5",
    ),
    "location to no mapping": (
        lambda m: setattr(m.dictionary.location_table[1], "mapping_index", 2),
        "mapping_index is 2",
    ),
    "function to no text": (
        lambda m: setattr(m.dictionary.function_table[1], "name_strindex", 50),
        "name_strindex is 50",
    ),
    "a mapping backwards": (
        lambda m: m.dictionary.mapping_table.add(memory_start=9, memory_limit=1),
        "ends before it starts",
    ),
    "no zero value": (
        lambda m: setattr(m.dictionary.location_table[0], "address", 1),
        "location_table[0]: has to be the zero value",
    ),
    "an empty table": (lambda m: m.dictionary.ClearField("link_table"), "link_table: is empty"),
    "a text at 0": (lambda m: m.dictionary.string_table.__setitem__(0, "x"), "string_table[0]"),
    "a short link": (
        lambda m: m.dictionary.link_table.add(trace_id=b"12", span_id=b"3"),
        "needs a trace_id of 16 bytes",
    ),
    "neither values nor times": (
        lambda m: only_profile(m).samples[0].ClearField("values"),
        "neither values nor timestamps",
    ),
    "more values than times": (
        lambda m: (
            only_profile(m).samples[0].values.append(1),
            only_profile(m).samples[0].timestamps_unix_nano.append(11),
        ),
        "has 2 values and 1 timestamps",
    ),
    "a key twice": (
        lambda m: (
            m.dictionary.string_table.append("key"),
            m.dictionary.attribute_table.add(key_strindex=len(m.dictionary.string_table) - 1),
            only_profile(m).attribute_indices.extend([1, 1]),
        ),
        "two attributes of the same key",
    ),
    "a short id": (lambda m: setattr(only_profile(m), "profile_id", b"1234"), "profile_id has 4 bytes"),
    "half a payload": (
        lambda m: setattr(only_profile(m), "original_payload", b"1"),
        "have to be set together",
    ),
}


def broken_rule(breaks: Callable[[ExportProfilesServiceRequest], Any]) -> str:
    """Return what is said first of a request that ``breaks`` has changed."""
    message = request()
    check(message)
    breaks(message)
    with pytest.raises(BrokenProfile) as caught:
        check(message)
    return str(caught.value)


@pytest.mark.parametrize("name", RULES)
def test_a_broken_rule_has_its_name(name: str):
    breaks, says = RULES[name]
    message = request()
    breaks(message)
    assert any(says in str(finding) and finding.must for finding in findings(message))
    assert "\n" not in broken_rule(breaks)


def inlined(stacks: int, entries: int, lines: int) -> bytes:
    """Return a request whose stacks name one location many times, in which many functions are inlined."""
    made = Request({})
    location = made.dictionary.location([(made.dictionary.function("f"), 0, 0)] * lines)
    profile = made.profile("cpu", "nanoseconds")
    for i in range(stacks):
        profile.add(made.dictionary.stack([location] * (entries + i)), 1)
    return made.message.SerializeToString()


ON_THE_WIRE = {
    "cut in the middle": (lambda: request().SerializeToString()[:-5], "not a protobuf"),
    "a number of eleven bytes": (lambda: b"\x08" + b"\x80" * 10 + b"\x01", "not a protobuf"),
    "values in values, 200 deep": (lambda: nested(200), "not a protobuf"),
    "a reference to nowhere": (
        lambda: inlined(1, 1, 1).replace(b"\x0a\x01\x01", b"\x0a\x01\x09", 1),
        "refers to",
    ),
    "four billion frames in 70 kB": (lambda: inlined(2, 32_000, 65_536), "at most 16,777,216"),
}


def refused(make: Callable[[], bytes]) -> str:
    """Return what the collector answers to a request that it does not take, in all or in part."""
    try:
        verdict = judge(KINDS[Signal.PROFILES], make())
    except BadData as told:
        return str(told)
    assert verdict.rejected and not verdict.accepted
    return verdict.reason


@pytest.mark.parametrize("name", ON_THE_WIRE)
def test_the_collector_says_why_it_refuses_a_profile(name: str):
    make, says = ON_THE_WIRE[name]
    said = refused(make)
    assert says in said
    assert "\n" not in said


def test_advice_is_no_error():
    message = request()
    message.dictionary.string_table.append("main")
    only_profile(message).samples.add().CopyFrom(only_profile(message).samples[0])
    check(message)
    assert [finding.must for finding in findings(message)] == [False, False]


def test_a_million_breaches_are_cut_short():
    message = request()
    only_profile(message).samples[0].stack_index = 99
    for _ in range(10):
        only_profile(message).samples.extend(list(only_profile(message).samples))
    assert len(findings(message)) == 100


def test_there_is_no_circle_to_follow():
    """A stack names locations, a location functions: nothing can name itself. Only values nest."""
    graph = {
        field.message_type.name: {
            inner.name.split("_")[0]
            for inner in field.message_type.fields
            if inner.name.endswith(("_index", "_indices"))
        }
        for field in ExportProfilesServiceRequest().dictionary.DESCRIPTOR.fields
        if field.message_type
    }
    assert graph["Stack"] == {"location"}
    assert graph["Location"] == {"mapping", "attribute"}
    assert graph["Function"] == graph["Link"] == set()


def nested(depth: int) -> bytes:
    """Return a request whose dictionary has an array in an array in an array."""
    deep = b""
    for _ in range(depth):
        deep = _field(5, _field(1, deep))
    return _field(2, _field(6, _field(2, deep)))


def _field(number: int, body: bytes) -> bytes:
    length, head = len(body), bytes([number << 3 | 2])
    while length > 0x7F:
        head, length = head + bytes([length & 0x7F | 0x80]), length >> 7
    return head + bytes([length]) + body


def test_recursion_is_counted_once():
    made = Request({})
    profile = made.profile("cpu", "nanoseconds")
    location = made.dictionary.frame("fib")
    profile.add(made.dictionary.stack([location] * 5_000), 3)
    assert to_collapsed(made.message).count("fib") == 5_000
    view = flame_graph(store_of(made.message))
    assert view.text.splitlines()[-1].split() == ["fib", "100", "%", "100", "%"]


def store_of(*messages: ExportProfilesServiceRequest) -> Store:
    return Store.of_frames([Frame(Signal.PROFILES, 1, message.SerializeToString()) for message in messages])


def test_markup_in_names_is_text_in_every_face():
    view = flame_graph(store_of(request(**{HOSTILE: 5})), store_of(request(main=1)))
    assert "<script>alert" not in view.html
    assert "\u202e" not in view.html + view.text
    assert "\x00" not in view.html + view.text


COLLAPSED = {
    "no number": ("main;work", "line 1"),
    "a word": ("main;work ten", "'ten'"),
    "a negative number": ("main 1\nmain -4", "line 2"),
    "a huge number": ("main 99999999999999999999", "more than 63 bits"),
    "too deep": (";".join(["f"] * 70_000) + " 1", "70000 frames"),
    "digits of another script": ("main ٣", "line 1"),
    "a number of 5,000 digits": ("main 1\nmain " + "9" * 5_000, "line 2"),
    "a sum of 64 bits": (f"main 1\nmain {2**63 - 1}", "line 2: the values of this stack add up"),
}


def broken_lines(text: str, dialect: str = "plain", each: int = 1) -> str:
    """Return what is said of collapsed stacks that are none."""
    with pytest.raises(BrokenProfile) as caught:
        from_collapsed(text, dialect=dialect, each=each)
    return str(caught.value)


@pytest.mark.parametrize("name", COLLAPSED)
def test_a_broken_line_has_its_number(name: str):
    text, says = COLLAPSED[name]
    said = broken_lines(text)
    assert says in said
    assert "\n" not in said


PY_SPY = {
    "no number": ("thread (1): a;main (app.py:1)", "line 1"),
    "a count that is too long in nanoseconds": (f"main (app.py:1) {2**60}", "more than 63 bits"),
    "a cut line": ("main (app.py:1) 3\nmain (app.py", "line 2"),
}


@pytest.mark.parametrize("name", PY_SPY)
def test_broken_output_of_py_spy_has_its_line(name: str):
    text, says = PY_SPY[name]
    assert says in broken_lines(text, "py-spy", 10_000_000)


NAME = st.text(
    st.characters(exclude_categories=["Cs", "Cc", "Zs", "Zl", "Zp"], exclude_characters=";"), min_size=1
)


@settings(deadline=None)
@given(
    st.dictionaries(st.lists(NAME, min_size=1, max_size=5).map(";".join), st.integers(1, 2**40), max_size=8)
)
def test_collapsed_stacks_come_back(stacks: dict[str, int]):
    text = "".join(f"{stack} {value}\n" for stack, value in sorted(stacks.items()))
    message = from_collapsed(text)
    assert findings(message) == []
    assert to_collapsed(message) == text


def test_a_sample_without_a_frame_is_kept():
    message = from_collapsed(" 3\nmain (app.py:8) 4\n", dialect="py-spy")
    assert findings(message) == []
    assert to_collapsed(message) == " 3\nmain 4\n"


def test_py_spy_names_file_line_and_thread():
    text = "thread (42): pool-1;run (app.py:8);hash (native.c:938);SHA256_Final (libcrypto.so.3) 7\n"
    span = ("5b8efff798038103d269b633813fc60c", "eee19b7ec3c1b174")
    message = from_collapsed(text, "cpu", "nanoseconds", dialect="py-spy", each=10_000_000, links={42: span})
    assert findings(message) == []
    row = store_of(message).sql("select * from profile_samples").rows()[0]
    assert [(f["function"], f["file"], f["line"]) for f in row["frames"]] == [
        ("run", "app.py", 8),
        ("hash", "native.c", 938),
        ("SHA256_Final", "libcrypto.so.3", None),
    ]
    assert (row["thread"], row["value"], row["trace_id"], row["span_id"]) == ("pool-1", 70_000_000, *span)


def test_async_profiler_names_are_freed_of_their_marks():
    message = from_collapsed("T.main_[j];T.hot_[i];do_syscall_64_[k];memcpy 3\n", dialect="async-profiler")
    assert to_collapsed(message) == "T.main;T.hot;do_syscall_64;memcpy 3\n"
    kinds = [message.dictionary.attribute_table[i].value.string_value for i in (1, 2, 3)]
    assert sorted(kinds) == ["jvm", "kernel", "native"]


JAVA = """
public class Busy {
    @jdk.jfr.Name("otlplab.Span")
    static class Span extends jdk.jfr.Event { String traceId; String spanId; }
    static double spin(long nanoseconds) { // of this thread's processor time, however busy the machine is
        var threads = java.lang.management.ManagementFactory.getThreadMXBean();
        long end = threads.getCurrentThreadCpuTime() + nanoseconds;
        double sum = 0;
        while (threads.getCurrentThreadCpuTime() < end) for (int i = 0; i < 100_000; i++) sum += Math.sqrt(i);
        return sum;
    }
    public static void main(String[] arguments) {
        Span span = new Span();
        span.traceId = "5b8efff798038103d269b633813fc60c";
        span.spanId = "eee19b7ec3c1b174";
        span.begin();
        double sum = spin(1_000_000_000L);
        span.commit();
        System.out.println(sum + spin(1_000_000_000L));
    }
}
"""


def flight_recording(folder: Path) -> Path:
    """Return a recording of a program on a JVM."""
    (folder / "Busy.java").write_text(JAVA)
    path = folder / "busy.jfr"
    start = f"-XX:StartFlightRecording=filename={path},settings=profile"
    subprocess.run(["java", start, "Busy.java"], cwd=folder, check=True, capture_output=True, timeout=120)
    return path


@pytest.mark.skipif(not shutil.which("jfr"), reason="needs a JDK")
def test_a_flight_recording_has_its_spans(tmp_path: Path):
    message = from_jfr(flight_recording(tmp_path), {"service.name": "busy"})
    assert [finding for finding in findings(message) if finding.must] == []
    rows = (
        store_of(message)
        .sql(
            "select span_id, count(*) as n, any_value(value) as ns from profile_samples"
            " where list_contains(stack, 'Busy.spin') and sample_type = 'cpu' group by span_id"
        )
        .rows()
    )
    assert {row["span_id"] for row in rows} == {"eee19b7ec3c1b174", None}
    assert {row["ns"] for row in rows} == {10_000_000}  # the settings "profile" sample every 10 ms


NO_RECORDING = {
    "an empty file": b"",
    "a head and then zeros": b"FLR\0" + bytes(64),
    "another format": b"PK\3\4 no recording",
}


def broken_recording(folder: Path, data: bytes) -> str:
    """Return what is said of a file that is no recording."""
    path = folder / "broken.jfr"
    path.write_bytes(data)
    with pytest.raises(BrokenProfile) as caught:
        from_jfr(path)
    return str(caught.value)


@pytest.mark.skipif(not shutil.which("jfr"), reason="needs a JDK")
@pytest.mark.parametrize("name", NO_RECORDING)
def test_what_is_no_recording_is_told(tmp_path: Path, name: str):
    said = broken_recording(tmp_path, NO_RECORDING[name])
    assert "cannot be read" in said
    assert "\n" not in said


SAMPLE = {"startTime": "2026-11-24T11:12:03.5Z", "sampledThread": {"javaThreadId": 1}, "stackTrace": None}
SPAN = SAMPLE | {"duration": "PT1S", "eventThread": {"javaThreadId": 1}, "traceId": "ab", "spanId": "cd"}
EVENTS: dict[str, tuple[dict[str, Any], str]] = {
    "a sample without a time": ({"jdk.ExecutionSample": {}}, "lacks what its kind has: 'startTime'"),
    "a time that is none": ({"jdk.ExecutionSample": SAMPLE | {"startTime": "noon"}}, "'noon' is no time"),
    "a wait that is none": ({"jdk.ThreadPark": SAMPLE | {"duration": "long"}}, "'long' is no duration"),
    "an allocation without a size": ({"jdk.ObjectAllocationSample": SAMPLE}, "'weight'"),
    "a span with short ids": ({"jdk.ExecutionSample": SAMPLE, "otlplab.Span": SPAN}, "trace 'ab'"),
    "a span without ids": (
        {"jdk.ExecutionSample": SAMPLE, "otlplab.Span": SPAN | {"traceId": None}},
        "a link has trace None",
    ),
}


def broken_events(folder: Path, monkeypatch: pytest.MonkeyPatch, events: dict[str, Any]) -> str:
    """Return what is said of a recording in which ``jfr`` finds these events, which no JVM would write."""
    listed = [{"type": kind, "values": values} for kind, values in events.items()]
    (folder / "events.json").write_text(json.dumps({"recording": {"events": listed}}))
    (folder / "jfr").write_text(f"#!/bin/sh\nexec cat {folder}/events.json\n")
    (folder / "jfr").chmod(0o755)
    with monkeypatch.context() as patch:
        patch.setenv("PATH", f"{folder}:{os.environ['PATH']}")
        with pytest.raises(BrokenProfile) as caught:
            from_jfr(folder / "odd.jfr")
    return str(caught.value)


@pytest.mark.parametrize("name", EVENTS)
def test_an_event_that_is_none_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str):
    events, says = EVENTS[name]
    said = broken_events(tmp_path, monkeypatch, events)
    assert says in said
    assert "\n" not in said


def test_without_the_jdk_the_error_says_what_to_install(tmp_path: Path, monkeypatch):
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(BrokenProfile, match="comes with every JDK"):
        from_jfr(tmp_path / "any.jfr")


# What is odd and yet allowed: it is taken, and means what it says


def test_a_negative_value_is_subtracted():
    rows = store_of(request(main=5), request(main=-7)).stacks().rows()
    assert [(row["stack"], row["value"]) for row in rows] == [(["main"], -2)]


def test_a_sum_that_no_column_holds_is_told():
    most = 2**63 - 1
    with pytest.raises(QueryError, match="out of range") as caught:
        store_of(request(main=most), request(main=most)).stacks()
    assert "\n" not in str(caught.value)


def test_a_unit_that_nobody_knows_stands_as_it_is():
    made = Request({})
    profile = made.profile("distance", "parsecs")
    profile.add(made.dictionary.stack([made.dictionary.frame("kessel")]), 12)
    check(made.message)
    assert "12 parsecs" in flame_graph(store_of(made.message)).text


def test_tables_without_an_entry_are_no_samples():
    empty = ExportProfilesServiceRequest()
    empty.resource_profiles.add().scope_profiles.add().profiles.add()
    assert judge(KINDS[Signal.PROFILES], empty.SerializeToString()).rejected == 0
    assert store_of(empty).sql("select count(*) from profile_samples").scalar() == 0


def test_what_nothing_refers_to_costs_no_row():
    message = request()
    for i in range(100_000):
        message.dictionary.stack_table.add(location_indices=[1] * (i % 3))
    assert judge(KINDS[Signal.PROFILES], message.SerializeToString()).rejected == 0
    assert len(store_of(message).stacks()) == 1


@settings(deadline=None, max_examples=100)
@given(st.text(alphabet="thread(): 0x19;main.py\n\t-٣", max_size=60))
def test_any_text_is_stacks_or_told(text: str):
    for dialect in ("plain", "py-spy", "async-profiler"):
        try:
            check(from_collapsed(text, dialect=dialect))
        except BrokenProfile as told:
            assert str(told).startswith("line ")


# Some of the profiles of a request


@given(pprofs())
@settings(max_examples=40, deadline=None)
def test_what_is_cut_out_is_the_same_alone(mine: Pprof):
    request = from_pprof(mine)
    request.dictionary.string_table.append("their secret")
    (resource,) = request.resource_profiles
    alone = extract(request, resource.scope_profiles[0].profiles, {})
    assert [finding for finding in findings(alone) if finding.must] == []
    assert "their secret" not in alone.dictionary.string_table
    columns = "stack, frames, value, sample_type, sample_unit, thread, attributes, profile_attributes"
    query = f"select {columns} from profile_samples"
    assert store_of(alone).sql(query).rows() == store_of(request).sql(query).rows()


def test_nothing_is_cut_out_of_a_broken_request():
    request = Request()
    profile = request.profile("cpu", "count")
    profile.add(7, 1)
    with pytest.raises(BrokenProfile, match="stack_index is 7"):
        extract(request.message, [profile.message], {})


def test_an_empty_value_is_the_zero_value_too():
    request = Request()
    request.message.dictionary.attribute_table[0].value.SetInParent()  # as the Collector writes it
    check(request.message)
    request.message.dictionary.attribute_table[0].value.string_value = ""
    with pytest.raises(BrokenProfile, match="has to be the zero value"):
        check(request.message)


@pytest.mark.parametrize("version", ["shipped", "repaired"])
def test_each_line_of_a_log_is_followed_once(tmp_path: Path, version: str):
    path = tmp_path / "log"
    path.write_text("before\n")
    folder = Path(__file__).parents[1] / "labs" / "profiles" / "ebpf" / version
    follower = runpy.run_path(str(folder / "follow.py"))["Follower"](path)
    seen = []
    for text in ("one\ntwo\nhal", "f\n", "", "drei Körbe\n"):
        with path.open("a", encoding="utf-8") as log:
            log.write(text)
        seen.append(follower.new_lines())
    assert seen == [["one", "two"], ["half"], [], ["drei Körbe"]]
