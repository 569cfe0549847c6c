import io

import pytest
from hypothesis import given
from hypothesis import strategies as st
from otlplab.segments import FRAME_OVERHEAD, MAGIC, Frame, Signal, decode, encode, read_stream

FRAMES = st.lists(
    st.builds(Frame, st.sampled_from(Signal), st.integers(0, 2**64 - 1), st.binary(max_size=200)), max_size=6
)


@given(FRAMES)
def test_what_is_written_is_read_back(frames):
    data = b"".join(map(encode, frames))
    assert [frame for frame, _ in decode(data)] == frames
    assert [end for _, end in decode(data)][-1:] == ([len(data)] if frames else [])
    assert list(read_stream(io.BytesIO(MAGIC + data))) == frames


@given(FRAMES, st.data())
def test_a_cut_ends_the_reading_at_the_last_whole_frame(frames, data):
    whole = b"".join(map(encode, frames))
    cut = data.draw(st.integers(0, len(whole)))
    expected, size = [], 0
    for frame in frames:
        size += FRAME_OVERHEAD + len(frame.payload)
        if size <= cut:
            expected.append(frame)
    assert [frame for frame, _ in decode(whole[:cut])] == expected
    assert list(read_stream(io.BytesIO(MAGIC + whole[:cut]))) == expected


@given(FRAMES.filter(bool), st.data())
def test_a_flipped_bit_is_never_read_as_a_frame(frames, data):
    whole = bytearray(b"".join(map(encode, frames)))
    at = data.draw(st.integers(0, len(whole) * 8 - 1))
    whole[at // 8] ^= 1 << at % 8
    read = [frame for frame, _ in decode(bytes(whole))]
    assert read == frames[: len(read)] and len(read) < len(frames)


def test_something_else_is_not_taken_for_a_segment():
    with pytest.raises(ValueError, match="not a segment"):
        list(read_stream(io.BytesIO(b"PK\x03\x04 something")))


def test_the_layout_is_the_documented_one():
    frame = encode(Frame(Signal.LOGS, 0x0102030405060708, b"abc"))
    assert frame[:4] == (3).to_bytes(4, "little")
    assert frame[8:16] == 0x0102030405060708.to_bytes(8, "little")
    assert frame[16] == 3 and frame[17:] == b"abc"
