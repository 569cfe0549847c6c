package streams

import (
	"bytes"
	"encoding/binary"
	"strconv"

	"golang.org/x/net/http2"
	"golang.org/x/net/http2/hpack"
)

const (
	frameHeader = 9
	maxTable    = 64 << 10 // of HPACK's dynamic table: larger ones are refused
	maxString   = 16 << 10 // of one header field
)

// frames is one direction of an HTTP/2 connection (RFC 9113). Only frames that carry header blocks are collected; of all
// others the header is read and the payload skipped, so that missing bytes inside a DATA frame do no harm.
type frames struct {
	started  bool
	broken   bool // sync or the state of HPACK is lost: there is no way back on this connection
	position uint64
	pending  []byte // an incomplete frame header, or an incomplete frame that is collected
	skip     uint64 // bytes of the present frame that do not matter
	skipped  func(*Data)
	began    uint64

	decoder *hpack.Decoder
	fields  map[string]string
	size    int
	block   []byte // of a header block that goes on in CONTINUATION frames
	stream  uint32
	flags   http2.Flags
	promise bool
}

// http2conn parses one HTTP/2 connection.
type http2conn struct {
	t         *Tracker
	halves    [2]frames
	request   Direction
	roles     bool
	exchanges map[uint32]*Exchange
	answered  map[uint32]bool // the final response head was seen
}

func newHTTP2(t *Tracker) parser {
	c := &http2conn{t: t, exchanges: map[uint32]*Exchange{}, answered: map[uint32]bool{}}
	for i := range c.halves {
		h := &c.halves[i]
		h.decoder = hpack.NewDecoder(4096, func(f hpack.HeaderField) {
			if h.size += int(f.Size()); h.size <= MaxHead {
				switch f.Name {
				case ":method", ":path", ":authority", ":status", "host", "user-agent", "traceparent":
					h.fields[f.Name] = f.Value
				}
			}
		})
		h.decoder.SetAllowedMaxDynamicTableSize(maxTable)
		h.decoder.SetMaxStringLength(maxString)
	}
	return c
}

func (c *http2conn) data(d *Data) {
	h := &c.halves[d.Direction]
	if h.broken {
		return
	}
	b, opaque := d.Bytes, d.Length-uint64(len(d.Bytes))
	if !h.started {
		if bytes.HasPrefix(b, []byte(http2.ClientPreface)) {
			c.roles, c.request = true, d.Direction
			b = b[len(http2.ClientPreface):]
		} else if d.Position == 0 && c.roles && d.Direction == c.request {
			c.lose(d)
			return
		}
		h.started = true
	} else if missing := d.Position - h.position; missing != 0 && !c.pass(h, d, missing) {
		return
	}
	h.position = d.Position + d.Length
	for len(b) > 0 {
		if h.skip > 0 {
			n := min(h.skip, uint64(len(b)))
			b, h.skip = b[n:], h.skip-n
			if h.skip == 0 {
				h.end(d)
			}
			continue
		}
		if len(h.pending) == 0 {
			h.began = d.at()
		}
		want := frameHeader
		if len(h.pending) >= frameHeader {
			want += length(h.pending)
		}
		n := min(want-len(h.pending), len(b))
		h.pending, b = append(h.pending, b[:n]...), b[n:]
		if len(h.pending) == frameHeader {
			c.header(d, h)
		} else if len(h.pending) > frameHeader && len(h.pending) == frameHeader+length(h.pending) {
			c.frame(d, h)
		}
		if h.broken {
			return
		}
	}
	if opaque > 0 {
		c.pass(h, d, opaque)
	}
}

// pass goes on behind bytes that were not seen, which is possible only inside a frame that does not matter.
func (c *http2conn) pass(h *frames, d *Data, missing uint64) bool {
	if h.skip < missing {
		c.lose(d)
		return false
	}
	if h.skip -= missing; h.skip == 0 {
		h.end(d)
	}
	return true
}

func (c *http2conn) lose(d *Data) {
	c.t.Lost++
	for i := range c.halves { // one direction without the other tells nothing
		c.halves[i].broken, c.halves[i].pending, c.halves[i].block = true, nil, nil
	}
	for stream, x := range c.exchanges {
		x.Failure = Abandoned
		c.finish(stream, d.End)
	}
}

func (h *frames) end(d *Data) {
	if h.skipped != nil {
		h.skipped(d)
		h.skipped = nil
	}
}

func length(header []byte) int {
	return int(header[0])<<16 | int(header[1])<<8 | int(header[2])
}

// header looks at a frame's header: whether the frame is collected or skipped.
func (c *http2conn) header(d *Data, h *frames) {
	kind, flags := http2.FrameType(h.pending[3]), http2.Flags(h.pending[4])
	size := length(h.pending)
	switch kind {
	case http2.FrameHeaders, http2.FrameContinuation, http2.FramePushPromise, http2.FrameRSTStream:
		if len(h.block)+size > MaxHead {
			c.t.TooLarge++
			c.lose(d)
		} else if size == 0 {
			c.frame(d, h)
		}
		return
	case http2.FrameData:
		if flags.Has(http2.FlagDataEndStream) {
			stream := binary.BigEndian.Uint32(h.pending[5:]) & (1<<31 - 1)
			h.skipped = func(d *Data) { c.endStream(d, stream) }
		}
	default:
		if kind > http2.FrameContinuation && kind < 0x20 && size > MaxHead || size > 1<<20 {
			c.t.Malformed++ // no frame of that kind is so large: these are not frames at all
			c.lose(d)
			return
		}
	}
	h.pending, h.skip = h.pending[:0], uint64(size)
	if size == 0 {
		h.end(d)
	}
}

// frame takes in a frame that was collected.
func (c *http2conn) frame(d *Data, h *frames) {
	kind, flags := http2.FrameType(h.pending[3]), http2.Flags(h.pending[4])
	stream := binary.BigEndian.Uint32(h.pending[5:]) & (1<<31 - 1)
	payload := h.pending[frameHeader:]
	h.pending = nil
	switch kind {
	case http2.FrameRSTStream:
		if x := c.exchanges[stream]; x != nil && len(payload) == 4 {
			code := http2.ErrCode(binary.BigEndian.Uint32(payload))
			if code != http2.ErrCodeNo || !c.answered[stream] {
				x.Failure = "http2." + code.String()
			}
			c.finish(stream, d.End)
		}
		return
	case http2.FrameContinuation:
		if stream != h.stream || h.block == nil {
			c.t.Malformed++
			c.lose(d)
			return
		}
		h.block = append(h.block, payload...)
	default:
		if flags.Has(http2.FlagHeadersPadded) {
			if len(payload) == 0 || int(payload[0]) >= len(payload) {
				c.t.Malformed++
				c.lose(d)
				return
			}
			payload = payload[1 : len(payload)-int(payload[0])]
		}
		ahead := 0
		if kind == http2.FramePushPromise {
			ahead = 4
		} else if flags.Has(http2.FlagHeadersPriority) {
			ahead = 5
		}
		if len(payload) < ahead || stream == 0 {
			c.t.Malformed++
			c.lose(d)
			return
		}
		h.block = append([]byte{}, payload[ahead:]...)
		h.stream, h.flags, h.promise = stream, flags, kind == http2.FramePushPromise
	}
	if flags.Has(http2.FlagHeadersEndHeaders) {
		c.headers(d, h)
	}
}

// region block

// headers decodes a complete header block, which must happen for every block, or the state of HPACK is wrong for the next.
func (c *http2conn) headers(d *Data, h *frames) {
	h.fields, h.size = map[string]string{}, 0
	_, err := h.decoder.Write(h.block)
	h.block = nil
	if err == nil {
		err = h.decoder.Close()
	}
	if err != nil {
		c.t.Malformed++
		c.lose(d)
		return
	}
	if h.promise {
		return
	}
	if _, isRequest := h.fields[":method"]; isRequest {
		if !c.roles {
			c.roles, c.request = true, d.Direction
		}
		c.open(d, h)
	} else if status, isResponse := h.fields[":status"]; isResponse {
		if x := c.exchanges[h.stream]; x == nil {
			c.t.Orphans++
		} else if code, err := strconv.Atoi(status); err == nil && code >= 200 {
			x.Status = code
			c.answered[h.stream] = true
		}
	}
	if h.flags.Has(http2.FlagHeadersEndStream) {
		c.endStream(d, h.stream)
	}
}

// endregion block

func (c *http2conn) open(d *Data, h *frames) {
	if len(c.exchanges) >= MaxExchanges || c.exchanges[h.stream] != nil || d.Direction != c.request {
		c.t.TooMany++
		return
	}
	x := &Exchange{
		Role:        roleOf(d.Direction),
		Method:      h.fields[":method"],
		Host:        h.fields[":authority"],
		UserAgent:   h.fields["user-agent"],
		Traceparent: h.fields["traceparent"],
		Version:     "2",
		Begin:       h.began,
	}
	if x.Host == "" {
		x.Host = h.fields["host"]
	}
	x.Path, x.Query, x.Host = splitTarget(h.fields[":path"], x.Host)
	c.exchanges[h.stream] = x
	c.t.begin(d, x)
}

// endStream is told that one direction of an HTTP/2 stream has ended; the end of the response ends the exchange.
func (c *http2conn) endStream(d *Data, stream uint32) {
	if d.Direction != c.request && c.answered[stream] {
		c.finish(stream, d.End)
	}
}

func (c *http2conn) finish(stream uint32, at uint64) {
	if x := c.exchanges[stream]; x != nil {
		delete(c.exchanges, stream)
		delete(c.answered, stream)
		c.t.end(x, at)
	}
}

func (c *http2conn) closed(at uint64) {
	for stream, x := range c.exchanges {
		x.Failure = "connection_closed"
		c.finish(stream, at)
	}
}
