// Package streams turns the bytes that two programs exchange into HTTP exchanges: requests and their responses.
//
// It sees a connection from one end, call by call, and never the whole of it: bytes may be missing, because the kernel
// captures only the beginning of a call or had no room. Where the protocol says how long the missing part is, parsing goes
// on behind it; where it does not, the stream is given up and counted. Nothing here blocks, and nothing grows without limit.
package streams

import "net/netip"

// Direction is where bytes go, seen from the process.
type Direction uint8

// The values are those of enum direction in events.h.
const (
	Egress Direction = iota
	Ingress
)

// Protocol is what the kernel took a stream for.
type Protocol uint8

// The values are those of enum protocol in events.h.
const (
	HTTP1 Protocol = 1
	HTTP2 Protocol = 2
)

// Key names one end of one connection.
type Key struct {
	Process    uint32
	TLS        bool
	ID         uint64 // a file descriptor, or the address of an SSL object
	Generation uint64 // tells two connections with the same ID apart
}

// Data is what one call moved. Times are nanoseconds of the monotonic clock.
type Data struct {
	Key
	Thread        uint32
	Command       string
	Direction     Direction
	Protocol      Protocol
	Begin, End    uint64
	Position      uint64 // of the first byte in its direction of the stream
	Length        uint64 // bytes of the stream that this stands for
	Bytes         []byte // the first of them; valid only during the call of Tracker.Data
	LastChunk     bool   // its bytes end with those that end a chunked body
	Local, Remote netip.AddrPort
}

// at is the moment at which the bytes crossed the edge of the process.
func (d *Data) at() uint64 {
	if d.Direction == Egress {
		return d.Begin
	}
	return d.End
}

// Abandoned is the Failure of an exchange whose bytes went missing: nothing is known about its end, so nothing may be
// said about it.
const Abandoned = "abandoned"

// Role is what a process is in an exchange.
type Role uint8

// The values are those of enum role in events.h.
const (
	Server Role = iota
	Client
)

// Exchange is one request and its response.
type Exchange struct {
	Key
	Thread        uint32
	Goroutine     uint64 // 0: not known
	Command       string
	Role          Role
	Local, Remote netip.AddrPort

	Method, Path, Query, Route string
	Host, UserAgent            string
	Traceparent                string
	Version                    string // 1.0, 1.1, 2, 3
	Status                     int    // 0: there was no response
	Failure                    string // why there is no complete response: a value for error.type
	Begin, End                 uint64 // monotonic nanoseconds

	headOnly bool // the response has no body, whatever it says
}

// Sink is told of exchanges: of each one Begin, then End.
type Sink interface {
	Begin(*Exchange)
	End(*Exchange)
}
