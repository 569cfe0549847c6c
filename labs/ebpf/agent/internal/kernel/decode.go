package kernel

import (
	"bytes"
	"net/netip"
	"strconv"

	"golang.org/x/sys/unix"

	"github.com/otlp-hands-on/otlplab/labs/ebpf/agent/internal/streams"
)

// The values of enum kind and enum source in events.h.
const (
	kindData     = 1
	kindClose    = 2
	kindExit     = 3
	kindFunction = 4
	sourceTLS    = 1
)

// text returns what stands before the first zero byte.
func text(b []byte) string {
	if i := bytes.IndexByte(b, 0); i >= 0 {
		b = b[:i]
	}
	return string(b)
}

// addresses returns both ends of a connection; invalid ones when the kernel side does not know them.
func addresses(e *agentEvent) (local, remote netip.AddrPort) {
	at := &e.Endpoints
	switch at.Family {
	case unix.AF_INET:
		local = netip.AddrPortFrom(netip.AddrFrom4([4]byte(at.Local[:4])), at.LocalPort)
		remote = netip.AddrPortFrom(netip.AddrFrom4([4]byte(at.Remote[:4])), at.RemotePort)
	case unix.AF_INET6:
		local = netip.AddrPortFrom(netip.AddrFrom16(at.Local).Unmap(), at.LocalPort)
		remote = netip.AddrPortFrom(netip.AddrFrom16(at.Remote).Unmap(), at.RemotePort)
	}
	return local, remote
}

func function(e *agentFunctionEvent) *streams.Function {
	version := ""
	if e.Http > 0 {
		version = strconv.Itoa(int(e.Http))
		if e.Http == 1 {
			version = "1.1"
		}
	}
	return &streams.Function{
		Returned:    e.Moment == 1,
		Role:        streams.Role(e.Role),
		Process:     e.Tgid,
		Thread:      e.Tid,
		Command:     text(e.Command[:]),
		Goroutine:   e.Goroutine,
		TLS:         e.Tls != 0,
		Version:     version,
		Begin:       e.Begin,
		End:         e.End,
		Method:      text(e.Method[:]),
		Path:        text(e.Path[:]),
		Host:        text(e.Host[:]),
		Route:       text(e.Pattern[:]),
		Status:      int(e.Status),
		Traceparent: text(e.Traceparent[:]),
	}
}
