package streams

import (
	"bytes"
	"strconv"
	"strings"
)

// body says how the end of a message's body is found (RFC 9112, section 6.3).
type body uint8

const (
	inHead     body = iota // not in a body at all
	byLength               // after `remaining` bytes
	byChunks               // at a call that ends with the last chunk
	byClose                // with the connection
	unreadable             // sync was lost: at the next call that begins like a message
)

// half is one direction of an HTTP/1 connection.
type half struct {
	started   bool
	position  uint64
	body      body
	remaining uint64
	head      []byte // what is there of an incomplete head
	began     uint64 // when its first byte crossed the edge
}

// http1 parses one HTTP/1.x connection.
type http1 struct {
	t       *Tracker
	halves  [2]half
	request Direction // the direction of requests
	roles   bool      // whether that is known
	open    []*Exchange
	over    bool // the connection now speaks another protocol
	last    uint64
}

func newHTTP1(t *Tracker) parser { return &http1{t: t} }

func (c *http1) data(d *Data) {
	if c.over {
		return
	}
	h := &c.halves[d.Direction]
	if d.Direction != c.request {
		c.last = d.End
	}
	if h.started && d.Position != h.position {
		c.gap(h, d)
	}
	h.started = true
	h.position = d.Position + d.Length
	if h.body != byLength && len(h.head) == 0 && beginsMessage(d.Bytes) {
		c.finish(d, h) // a message that ends only where the next one begins
		h.body = inHead
	}
	rest, opaque := d.Bytes, d.Length-uint64(len(d.Bytes))
	for len(rest) > 0 || opaque > 0 {
		switch h.body {
		case inHead:
			if len(rest) == 0 {
				c.lose(d, h)
				return
			}
			var complete bool
			if rest, complete = c.head(d, h, rest); !complete {
				if opaque > 0 && len(rest) == 0 {
					c.lose(d, h)
				}
				return
			}
			if c.over {
				return
			}
		case byLength:
			seen := min(h.remaining, uint64(len(rest)))
			rest, h.remaining = rest[seen:], h.remaining-seen
			skipped := uint64(0)
			if len(rest) == 0 {
				skipped = min(h.remaining, opaque)
			}
			opaque, h.remaining = opaque-skipped, h.remaining-skipped
			if h.remaining > 0 {
				return
			}
			c.finish(d, h)
			h.body = inHead
		case byChunks:
			if d.LastChunk {
				c.finish(d, h)
				h.body = inHead
			}
			return
		default:
			return
		}
	}
}

// gap goes on behind bytes that were not seen.
func (c *http1) gap(h *half, d *Data) {
	missing := d.Position - h.position // enormous when the position went back: then it cannot be skipped
	switch {
	case h.body == byLength && missing <= h.remaining:
		if h.remaining -= missing; h.remaining == 0 {
			c.finish(d, h)
			h.body = inHead
		}
	case h.body == byChunks || h.body == byClose || h.body == unreadable:
	default:
		c.lose(d, h)
	}
}

// lose gives a direction up until a call begins like a message again. Which answer belongs to which open request is not
// known any more then.
func (c *http1) lose(d *Data, h *half) {
	if h.body != unreadable {
		c.t.Lost++
	}
	h.body, h.head = unreadable, nil
	if d.Direction != c.request {
		for _, x := range c.open {
			x.Failure = Abandoned
			c.t.end(x, d.End)
		}
		c.open = nil
	}
}

// head takes in bytes of a head. It returns what is behind it, and whether it is complete.
func (c *http1) head(d *Data, h *half, rest []byte) ([]byte, bool) {
	if len(h.head) == 0 {
		h.began = d.at()
		rest = bytes.TrimLeft(rest, "\r\n") // RFC 9112, section 2.2
		if len(rest) == 0 {
			return nil, true
		}
	}
	before := len(h.head)
	h.head = append(h.head, rest...)
	end := headEnd(h.head, before)
	if end < 0 {
		if len(h.head) > MaxHead {
			c.t.TooLarge++
			c.lose(d, h)
		}
		return nil, false
	}
	head, rest := h.head[:end], h.head[end:]
	h.head = nil
	c.message(d, h, string(head))
	return rest, true
}

// headEnd returns the length of the head at the beginning of b, or -1 when its end is not there; b[:from] was looked at.
func headEnd(b []byte, from int) int {
	from = max(0, from-3)
	if i := bytes.Index(b[from:], []byte("\r\n\r\n")); i >= 0 {
		return from + i + 4
	}
	if i := bytes.Index(b[from:], []byte("\n\n")); i >= 0 {
		return from + i + 2
	}
	return -1
}

func (c *http1) message(d *Data, h *half, head string) {
	lines := strings.Split(strings.ReplaceAll(head, "\r\n", "\n"), "\n")
	first, fields := lines[0], fieldsOf(lines[1:])
	isResponse := strings.HasPrefix(first, "HTTP/1.")
	direction := d.Direction
	if !c.roles {
		c.roles = true
		c.request = direction
		if isResponse {
			c.request = 1 - direction
		}
	}
	if isResponse == (direction == c.request) {
		c.t.Malformed++
		c.lose(d, h)
		return
	}
	if isResponse {
		c.response(d, h, first, fields)
	} else {
		c.requestHead(d, h, first, fields)
	}
}

func (c *http1) requestHead(d *Data, h *half, first string, fields map[string]string) {
	method, rest, found := strings.Cut(first, " ")
	target, version, found2 := strings.Cut(rest, " ")
	if !found || !found2 || !strings.HasPrefix(version, "HTTP/1.") || method == "" {
		c.t.Malformed++
		c.lose(d, h)
		return
	}
	h.setBody(fields, inHead)
	if len(c.open) >= MaxExchanges {
		c.t.TooMany++
		c.open[0].Failure = Abandoned
		c.t.end(c.open[0], d.End)
		c.open = c.open[1:]
	}
	x := &Exchange{
		Role:        roleOf(d.Direction),
		Method:      method,
		Host:        fields["host"],
		UserAgent:   fields["user-agent"],
		Traceparent: fields["traceparent"],
		Version:     strings.TrimPrefix(version, "HTTP/"),
		Begin:       h.began,
		headOnly:    method == "HEAD",
	}
	x.Path, x.Query, x.Host = splitTarget(target, x.Host)
	c.open = append(c.open, x)
	c.t.begin(d, x)
}

func (c *http1) response(d *Data, h *half, first string, fields map[string]string) {
	_, rest, _ := strings.Cut(first, " ")
	code, _, _ := strings.Cut(rest, " ")
	status, err := strconv.Atoi(code)
	if err != nil || status < 100 || status > 999 {
		c.t.Malformed++
		c.lose(d, h)
		return
	}
	if status < 200 && status != 101 {
		return // interim: the response is still to come
	}
	h.setBody(fields, byClose)
	if len(c.open) == 0 {
		c.t.Orphans++
		return
	}
	x := c.open[0]
	x.Status = status
	switch {
	case status == 101 || x.Method == "CONNECT" && status < 300:
		c.over = true
		c.finish(d, h)
	case x.headOnly || status == 204 || status == 304:
		h.body, h.remaining = inHead, 0
		c.finish(d, h)
	case h.body == byLength && h.remaining == 0:
		h.body = inHead
		c.finish(d, h)
	}
}

// finish ends the oldest open exchange if d is part of its response.
func (c *http1) finish(d *Data, h *half) {
	if d.Direction == c.request || len(c.open) == 0 || c.open[0].Status == 0 || !c.roles {
		return
	}
	x := c.open[0]
	c.open = c.open[1:]
	at := d.End
	if h.body == byClose || h.body == unreadable {
		at = max(x.Begin, c.last)
	}
	c.t.end(x, at)
}

func (c *http1) closed(at uint64) {
	response := &c.halves[1-c.request]
	for _, x := range c.open {
		if x.Status == 0 || response.body == byLength && response.remaining > 0 {
			x.Failure = "connection_closed"
		} else if c.last > x.Begin {
			at = c.last
		}
		c.t.end(x, at)
	}
	c.open = nil
}

// setBody says how the body's end is found; otherwise is for a message that does not say.
func (h *half) setBody(fields map[string]string, otherwise body) {
	h.body, h.remaining = otherwise, 0
	if coding, said := fields["transfer-encoding"]; said {
		h.body = byClose
		if strings.Contains(strings.ToLower(coding), "chunked") {
			h.body = byChunks
		}
	} else if text, said := fields["content-length"]; said {
		length, err := strconv.ParseUint(strings.TrimSpace(text), 10, 62)
		if err != nil {
			h.body = unreadable
			return
		}
		h.body, h.remaining = byLength, length
	}
	if h.body == byLength && h.remaining == 0 && otherwise == inHead {
		h.body = inHead
	}
}

// fieldsOf reads header fields as leniently as servers do; of a repeated one the first counts.
func fieldsOf(lines []string) map[string]string {
	fields := map[string]string{}
	for _, line := range lines {
		name, value, found := strings.Cut(line, ":")
		if !found {
			continue
		}
		name = strings.ToLower(strings.TrimSpace(name))
		switch name {
		case "host", "user-agent", "traceparent", "content-length", "transfer-encoding":
			if _, there := fields[name]; !there {
				fields[name] = strings.TrimSpace(value)
			}
		}
	}
	return fields
}

// splitTarget returns path, query and host of a request target in any of its four forms (RFC 9112, section 3.2).
func splitTarget(target, host string) (string, string, string) {
	if _, rest, absolute := strings.Cut(target, "://"); absolute && !strings.HasPrefix(target, "/") {
		authority, path, _ := strings.Cut(rest, "/")
		target, host = "/"+path, authority
	}
	path, query, _ := strings.Cut(target, "?")
	return path, query, host
}

func roleOf(request Direction) Role {
	if request == Ingress {
		return Server
	}
	return Client
}

var beginnings = [][]byte{
	[]byte("GET "), []byte("POST "), []byte("HEAD "), []byte("PUT "), []byte("PATCH "), []byte("DELETE "),
	[]byte("OPTIONS "), []byte("HTTP/1."),
}

func beginsMessage(b []byte) bool {
	for _, beginning := range beginnings {
		if bytes.HasPrefix(b, beginning) {
			return true
		}
	}
	return false
}
