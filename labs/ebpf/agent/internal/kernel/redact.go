package kernel

import "strings"

// The redaction machine: what the kernel side runs over the bytes of HTTP/1 heads, one table lookup for each byte.
//
// It blacks out the values of the headers named, and every value in a query string, keeps the rest of a head, and
// tells heads from bodies, so that bodies never leave the kernel. It is a table and no code, because a table can be
// checked by any kernel's verifier in one pass, and because it can be changed without compiling anything.
const states = 128

// States with a meaning of their own; those above are the letters of header names and of message beginnings.
const (
	inBody      = iota // absorbs everything until the kernel sees another message begin
	atStart            // at the first byte of a message
	firstLine          // in a request's or response's first line
	queryName          // behind '?' or '&' in it
	queryEquals        // behind '=', which stays
	queryValue         // a value: blacked out
	lineStart          // at the first byte of a header line
	inLine             // in a header line that may stay
	secretColon        // behind the ':' of a header whose value may not stay
	secret             // in that value
	secretCR           // behind a CR in it, which stays: it may end the line
	secretEnd          // at the first byte of the line behind one: a folded line is still secret
	headCR             // behind the CR of an empty line
	firstFree
)

// DefaultSecrets are the headers whose values never leave the kernel, beside what the user adds.
var DefaultSecrets = []string{"authorization", "proxy-authorization", "cookie", "set-cookie", "x-api-key"}

type machine struct {
	next [states * 256]uint8
	keep [states]uint8
	head [states]uint8
	used int
}

// newMachine returns the tables for these header names. It reports false when there are more than it has states for.
func newMachine(secrets []string) (*machine, bool) {
	m := &machine{used: firstFree}
	for state := range states {
		m.keep[state], m.head[state] = 0xff, 0xff
	}
	m.keep[inBody], m.head[inBody] = 0, 0
	m.keep[queryValue], m.keep[secret] = 0, 0
	m.all(inBody, inBody)
	m.all(atStart, inBody)
	m.all(firstLine, firstLine)
	m.on(firstLine, '?', queryName)
	m.on(firstLine, '\n', lineStart)
	m.all(queryName, queryName)
	m.on(queryName, '=', queryEquals)
	m.on(queryName, ' ', firstLine)
	m.on(queryName, '\n', lineStart)
	m.all(queryValue, queryValue)
	m.on(queryValue, '&', queryName)
	m.on(queryValue, ' ', firstLine)
	m.on(queryValue, '\n', lineStart)
	m.like(queryEquals, queryValue)
	m.all(inLine, inLine)
	m.on(inLine, '\n', lineStart)
	m.all(lineStart, inLine)
	m.ends(lineStart)
	m.all(secret, secret)
	m.on(secret, '\r', secretCR)
	m.on(secret, '\n', secretEnd)
	m.like(secretCR, secret)
	m.like(secretColon, secret)
	m.all(headCR, inLine)
	m.on(headCR, '\n', atStart)

	for _, beginning := range []string{"GET ", "POST ", "HEAD ", "PUT ", "PATCH ", "DELETE ", "OPTIONS ", "HTTP/1."} {
		if !m.word(atStart, beginning, firstLine, inBody, false) {
			return nil, false
		}
	}
	for _, name := range secrets {
		if !m.word(lineStart, strings.ToLower(name)+":", secretColon, inLine, true) {
			return nil, false
		}
	}
	// Behind a secret's line everything is as at the start of a line, but for white space.
	m.like(secretEnd, lineStart)
	m.on(secretEnd, ' ', secret)
	m.on(secretEnd, '\t', secret)
	return m, true
}

func (m *machine) on(from int, b byte, to int) { m.next[from<<8|int(b)] = uint8(to) }
func (m *machine) step(from int, b byte) int   { return int(m.next[from<<8|int(b)]) }
func (m *machine) all(from, to int) {
	for b := range 256 {
		m.on(from, byte(b), to)
	}
}

// like makes a state go on as another does.
func (m *machine) like(state, other int) {
	copy(m.next[state<<8:(state+1)<<8], m.next[other<<8:(other+1)<<8])
}

// ends lets a head end at this state.
func (m *machine) ends(state int) {
	m.on(state, '\r', headCR)
	m.on(state, '\n', atStart)
}

// word leads from a state along the letters of a word to another; otherwise is where a wrong letter leads.
func (m *machine) word(from int, word string, to, otherwise int, anyCase bool) bool {
	at := from
	for i := range len(word) {
		b := word[i]
		next := to
		if i < len(word)-1 {
			if next = m.step(at, b); next < firstFree {
				if m.used == states {
					return false
				}
				next = m.used
				m.used++
				m.all(next, otherwise)
				if otherwise == inLine {
					m.on(next, '\n', lineStart)
				}
			}
		}
		m.on(at, b, next)
		if anyCase && b >= 'a' && b <= 'z' {
			m.on(at, b-'a'+'A', next)
		}
		at = next
	}
	return true
}
