package kernel

import (
	"strings"
	"testing"
)

// run is what redact() in agent.bpf.c does.
func (m *machine) run(text string) (string, int) {
	out, state, head := []byte(text), atStart, 0
	for i, b := range out {
		state = m.step(state, b)
		out[i] = b&m.keep[state] | '*'&^m.keep[state]
		if m.head[state] != 0 {
			head = i + 1
		}
	}
	return string(out), head
}

func TestRedaction(t *testing.T) {
	m, fits := newMachine(append(DefaultSecrets, "x-session"))
	if !fits {
		t.Fatal("too many states")
	}
	for name, c := range map[string]struct{ in, out string }{
		"header":    {"GET / HTTP/1.1\r\nAuthorization: x y\r\nHost: a\r\n\r\n", "GET / HTTP/1.1\r\nAuthorization:****\r\nHost: a\r\n\r\n"},
		"any case":  {"GET / HTTP/1.1\r\ncOOkie:s=1\r\n\r\n", "GET / HTTP/1.1\r\ncOOkie:***\r\n\r\n"},
		"folded":    {"GET / HTTP/1.1\r\nCookie: a\r\n b=2\r\nHost: a\r\n\r\n", "GET / HTTP/1.1\r\nCookie:**\r\n****\r\nHost: a\r\n\r\n"},
		"two":       {"GET / HTTP/1.1\r\nCookie: a\r\nCookie: b\r\n\r\n", "GET / HTTP/1.1\r\nCookie:**\r\nCookie:**\r\n\r\n"},
		"query":     {"GET /a?user=ann&token=xyz HTTP/1.1\r\n\r\n", "GET /a?user=***&token=*** HTTP/1.1\r\n\r\n"},
		"prefix":    {"GET / HTTP/1.1\r\nCookies: 1\r\nX-Sess: 2\r\n\r\n", "GET / HTTP/1.1\r\nCookies: 1\r\nX-Sess: 2\r\n\r\n"},
		"own":       {"GET / HTTP/1.1\r\nX-Session: 7\r\n\r\n", "GET / HTTP/1.1\r\nX-Session:**\r\n\r\n"},
		"response":  {"HTTP/1.1 200 OK\r\nSet-Cookie: sid=7\r\n\r\n", "HTTP/1.1 200 OK\r\nSet-Cookie:******\r\n\r\n"},
		"no CR":     {"GET / HTTP/1.1\nCookie: a\n\nsecret", "GET / HTTP/1.1\nCookie:**\n\n******"},
		"a lone CR": {"GET / HTTP/1.1\r\nCookie: a\rb\r\n\r\n", "GET / HTTP/1.1\r\nCookie:**\r*\r\n\r\n"},
		"body":      {"POST / HTTP/1.1\r\n\r\npassword=hunter2", "POST / HTTP/1.1\r\n\r\n****************"},
		"pipelined": {"GET /1 HTTP/1.1\r\n\r\nGET /2?k=v HTTP/1.1\r\n\r\n", "GET /1 HTTP/1.1\r\n\r\nGET /2?k=* HTTP/1.1\r\n\r\n"},
		"not HTTP":  {"\x16\x03\x01secret", strings.Repeat("*", 9)},
	} {
		if out, _ := m.run(c.in); out != c.out {
			t.Errorf("%s:\n%q became\n%q instead of\n%q", name, c.in, out, c.out)
		}
	}
	if _, head := m.run("POST / HTTP/1.1\r\n\r\npassword=hunter2"); head != len("POST / HTTP/1.1\r\n\r\n") {
		t.Errorf("head is %d bytes", head)
	}
	if _, fits := newMachine([]string{strings.Repeat("x", 200)}); fits {
		t.Error("a name of 200 letters fits into 128 states")
	}
}
