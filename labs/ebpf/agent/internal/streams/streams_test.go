package streams

import (
	"bytes"
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"golang.org/x/net/http2"
	"golang.org/x/net/http2/hpack"
)

// ended keeps what a Tracker reports, and fails when a Begin has no End or the other way round.
type ended struct {
	t         testing.TB
	open      map[*Exchange]bool
	exchanges []*Exchange
}

func newEnded(t testing.TB) *ended { return &ended{t: t, open: map[*Exchange]bool{}} }

func (s *ended) Begin(x *Exchange) {
	if s.open[x] {
		s.t.Error("began twice")
	}
	s.open[x] = true
}

func (s *ended) End(x *Exchange) {
	if !s.open[x] {
		s.t.Error("ended without a begin")
	}
	delete(s.open, x)
	s.exchanges = append(s.exchanges, x)
}

// connection plays the kernel's part for one connection.
type connection struct {
	tracker  *Tracker
	key      Key
	protocol Protocol
	clock    uint64
	position [2]uint64
}

// call moves bytes; all but the first `captured` of them are not handed on, and none when that is negative.
func (c *connection) call(direction Direction, b string, captured int, lastChunk bool) {
	c.clock += 10
	d := &Data{Key: c.key, Direction: direction, Protocol: c.protocol, Begin: c.clock, End: c.clock + 5,
		Position: c.position[direction], Length: uint64(len(b)), Bytes: []byte(b), LastChunk: lastChunk}
	c.position[direction] += uint64(len(b))
	if captured >= 0 {
		d.Bytes = d.Bytes[:min(captured, len(b))]
		c.tracker.Data(d)
	}
}

func (c *connection) all(direction Direction, b string) { c.call(direction, b, len(b), false) }

func summary(s *ended) string {
	var out []string
	for _, x := range s.exchanges {
		out = append(out, strings.TrimSpace(fmt.Sprintf("%s %s %d %s", x.Method, x.Path, x.Status, x.Failure)))
	}
	return strings.Join(out, "; ")
}

const ok = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok"

func request(path string) string { return "GET " + path + " HTTP/1.1\r\nHost: a\r\n\r\n" }

func TestHTTP1(t *testing.T) {
	for name, test := range map[string]struct {
		do   func(*connection)
		want string
	}{
		"one": {func(c *connection) { c.all(Ingress, request("/a")); c.all(Egress, ok) }, "GET /a 200"},
		"reused": {func(c *connection) {
			for _, path := range []string{"/a", "/b"} {
				c.all(Ingress, request(path))
				c.all(Egress, ok)
			}
		}, "GET /a 200; GET /b 200"},
		"pipelined": {func(c *connection) {
			c.all(Ingress, request("/a")+request("/b")+request("/c"))
			c.all(Egress, ok+ok)
			c.all(Egress, ok)
		}, "GET /a 200; GET /b 200; GET /c 200"},
		"byte by byte": {func(c *connection) {
			for _, b := range request("/a") {
				c.all(Ingress, string(b))
			}
			for _, b := range ok {
				c.all(Egress, string(b))
			}
		}, "GET /a 200"},
		"body not captured": {func(c *connection) {
			c.all(Ingress, request("/a"))
			head := "HTTP/1.1 200 OK\r\nContent-Length: 9000\r\n\r\n"
			c.call(Egress, head+strings.Repeat("x", 5000), len(head), false)
			c.call(Egress, strings.Repeat("x", 2000), -1, false) // lost: the ring buffer was full
			c.call(Egress, strings.Repeat("x", 2000), 0, false)
			c.all(Ingress, request("/b"))
			c.all(Egress, ok)
		}, "GET /a 200; GET /b 200"},
		"chunked": {func(c *connection) {
			c.all(Ingress, request("/a"))
			head := "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"
			c.call(Egress, head+"3\r\nabc\r\n", len(head), false)
			c.call(Egress, "0\r\n\r\n", 0, true)
			c.all(Ingress, request("/b"))
			c.all(Egress, ok)
		}, "GET /a 200; GET /b 200"},
		"until the end": {func(c *connection) {
			c.all(Ingress, request("/a"))
			c.all(Egress, "HTTP/1.0 200 OK\r\n\r\nall of it")
			c.tracker.Closed(c.key, c.clock)
		}, "GET /a 200"},
		"closed too early": {func(c *connection) {
			c.all(Ingress, request("/a"))
			c.all(Egress, "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nsome")
			c.tracker.Closed(c.key, c.clock)
		}, "GET /a 200 connection_closed"},
		"no answer": {func(c *connection) {
			c.all(Ingress, request("/a"))
			c.tracker.Exited(c.key.Process, c.clock)
		}, "GET /a 0 connection_closed"},
		"HEAD": {func(c *connection) {
			c.all(Ingress, "HEAD /a HTTP/1.1\r\n\r\n")
			c.all(Egress, "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n")
			c.all(Ingress, request("/b"))
			c.all(Egress, "HTTP/1.1 304 Not Modified\r\nContent-Length: 100\r\n\r\n")
		}, "HEAD /a 200; GET /b 304"},
		"interim": {func(c *connection) {
			c.all(Ingress, "POST /a HTTP/1.1\r\nContent-Length: 2\r\nExpect: 100-continue\r\n\r\n")
			c.all(Egress, "HTTP/1.1 100 Continue\r\n\r\n")
			c.all(Ingress, "hi")
			c.all(Egress, ok)
		}, "POST /a 200"},
		"upgraded": {func(c *connection) {
			c.all(Ingress, request("/a"))
			c.all(Egress, "HTTP/1.1 101 Switching Protocols\r\n\r\n")
			c.all(Egress, "\x81\x05hello"+request("/not-http"))
		}, "GET /a 101"},
		"length and chunks": {func(c *connection) { // request smuggling: chunks win (RFC 9112, section 6.3)
			c.all(Ingress, "POST /a HTTP/1.1\r\nContent-Length: 400\r\nTransfer-Encoding: chunked\r\n\r\n")
			c.call(Ingress, "0\r\n\r\n", 0, true)
			c.all(Egress, ok)
			c.all(Ingress, request("/b"))
			c.all(Egress, ok)
		}, "POST /a 200; GET /b 200"},
		"a body that looks like a request": {func(c *connection) {
			body := request("/inner")
			c.all(Ingress, fmt.Sprintf("POST /a HTTP/1.1\r\nContent-Length: %d\r\n\r\n", len(body)))
			c.all(Ingress, body)
			c.all(Egress, ok)
		}, "POST /a 200"},
		"found in the middle": {func(c *connection) {
			c.all(Egress, ok)
			c.all(Ingress, request("/b"))
			c.all(Egress, ok)
		}, "GET /b 200"},
		"a huge head": {func(c *connection) {
			for range 20 {
				c.all(Ingress, "GET /a HTTP/1.1\r\nX: "+strings.Repeat("x", 5000))
			}
			c.tracker.Closed(c.key, c.clock)
		}, ""},
	} {
		t.Run(name, func(t *testing.T) {
			sink := newEnded(t)
			c := &connection{tracker: NewTracker(sink), key: Key{Process: 1, ID: 3}, protocol: HTTP1}
			test.do(c)
			if got := summary(sink); got != test.want {
				t.Errorf("got  %q\nwant %q", got, test.want)
			}
		})
	}
}

// peer writes HTTP/2 frames as one end of a connection does.
type peer struct {
	bytes.Buffer
	framer *http2.Framer
	block  bytes.Buffer
	hpack  *hpack.Encoder
}

func newPeer() *peer {
	p := &peer{}
	p.framer = http2.NewFramer(&p.Buffer, nil)
	p.hpack = hpack.NewEncoder(&p.block)
	return p
}

func (p *peer) headers(t testing.TB, stream uint32, end bool, fields ...string) {
	t.Helper()
	p.block.Reset()
	for i := 0; i < len(fields); i += 2 {
		if err := p.hpack.WriteField(hpack.HeaderField{Name: fields[i], Value: fields[i+1]}); err != nil {
			t.Fatal(err)
		}
	}
	block := p.block.Bytes()
	half := len(block) / 2 // in two frames, as a peer may
	err := p.framer.WriteHeaders(http2.HeadersFrameParam{StreamID: stream, EndStream: end, BlockFragment: block[:half]})
	if err == nil {
		err = p.framer.WriteContinuation(stream, true, block[half:])
	}
	if err != nil {
		t.Fatal(err)
	}
}

func (p *peer) take() string {
	defer p.Reset()
	return p.String()
}

func TestHTTP2(t *testing.T) {
	sink := newEnded(t)
	c := &connection{tracker: NewTracker(sink), key: Key{Process: 1, ID: 3}, protocol: HTTP2}
	client, server := newPeer(), newPeer()
	server.framer.WriteSettings()
	c.position[Egress] = uint64(server.Len()) // sent before the kernel knew what the stream is
	server.Reset()
	client.WriteString(http2.ClientPreface)
	client.framer.WriteSettings()
	for i := range uint32(3) { // the same fields again and again: from the second time on they are in HPACK's table
		client.headers(t, 2*i+1, true, ":method", "GET", ":path", fmt.Sprintf("/%d", i), ":authority", "a", "user-agent", "test")
	}
	sent := client.take()
	c.all(Ingress, sent[:70])
	c.all(Ingress, sent[70:])
	for i := range uint32(2) { // answered in another order, with bodies of which only the beginning is captured
		stream := 2*(2-i) + 1
		server.headers(t, stream, false, ":status", "200")
		server.framer.WriteData(stream, true, make([]byte, 9000))
		c.call(Egress, server.Buffer.String(), server.Len()-5000, false)
		server.Reset()
	}
	server.framer.WriteRSTStream(1, http2.ErrCodeCancel)
	c.all(Egress, server.take())
	if got, want := summary(sink), "GET /2 200; GET /1 200; GET /0 0 http2.CANCEL"; got != want {
		t.Fatalf("got  %q\nwant %q", got, want)
	}
	if agent := sink.exchanges[1].UserAgent; agent != "test" {
		t.Errorf("the user agent is %q", agent)
	}
	c.call(Ingress, "lost header block", -1, false) // now HPACK's state is unknown: the stream has to be given up
	client.headers(t, 7, true, ":method", "GET", ":path", "/3", ":authority", "a")
	c.all(Ingress, client.take())
	if got := c.tracker.Lost; got != 1 || len(sink.exchanges) != 3 {
		t.Errorf("%d streams given up, %d exchanges", got, len(sink.exchanges))
	}
}

func TestLimits(t *testing.T) {
	sink := newEnded(t)
	tracker := NewTracker(sink)
	for i := range uint64(MaxStreams + 100) {
		c := &connection{tracker: tracker, key: Key{Process: uint32(i % 7), ID: i}, protocol: HTTP1}
		c.all(Ingress, request("/a"))
	}
	if tracker.Open() != MaxStreams || tracker.Evicted != 100 || len(sink.exchanges) != 100 {
		t.Errorf("%d open, %d evicted, %d ended", tracker.Open(), tracker.Evicted, len(sink.exchanges))
	}
	c := &connection{tracker: tracker, key: Key{Process: 1, ID: 1 << 40}, protocol: HTTP1}
	c.all(Ingress, strings.Repeat(request("/a"), MaxExchanges+10))
	if tracker.TooMany != 10 {
		t.Errorf("%d requests too many", tracker.TooMany)
	}
	for process := range uint32(7) {
		tracker.Exited(process, 1)
	}
	if tracker.Open() != 0 || len(sink.open) != 0 {
		t.Errorf("%d streams and %d exchanges are left", tracker.Open(), len(sink.open))
	}
}

// FuzzStreams tears conversations apart at random places, loses pieces and puts noise in: nothing may crash, and every
// exchange that began has to end exactly once.
func FuzzStreams(f *testing.F) {
	f.Add(uint64(1), []byte(request("/a")), []byte(ok))
	f.Add(uint64(2), []byte(http2.ClientPreface+"\x00\x00\x04\x01\x05\x00\x00\x00\x01\x82\x86\x84\x41"), []byte("\x00\x00\x01\x01\x05\x00\x00\x00\x01\x88"))
	f.Add(uint64(3), []byte("POST / HTTP/1.1\r\nContent-Length: 18446744073709551615\r\n\r\n"), []byte("HTTP/1.1 999\n\n"))
	f.Fuzz(func(t *testing.T, seed uint64, in, out []byte) {
		chance := rand.New(rand.NewPCG(seed, 0))
		sink := newEnded(t)
		tracker := NewTracker(sink)
		for _, protocol := range []Protocol{HTTP1, HTTP2} {
			c := &connection{tracker: tracker, key: Key{Process: uint32(protocol)}, protocol: protocol}
			for _, part := range []struct {
				direction Direction
				bytes     []byte
			}{{Ingress, in}, {Egress, out}, {Ingress, in}, {Egress, out}} {
				for rest := part.bytes; len(rest) > 0; {
					n := 1 + chance.IntN(len(rest))
					c.call(part.direction, string(rest[:n]), chance.IntN(n+2)-1, chance.IntN(4) == 0)
					rest = rest[n:]
				}
			}
			tracker.Exited(uint32(protocol), c.clock)
		}
		if tracker.Open() != 0 || len(sink.open) != 0 {
			t.Errorf("%d streams and %d exchanges are left", tracker.Open(), len(sink.open))
		}
	})
}
