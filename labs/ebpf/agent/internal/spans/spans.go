// Package spans turns HTTP exchanges into OpenTelemetry spans, by the semantic conventions for HTTP.
package spans

import (
	"context"
	"net"
	"net/netip"
	"strconv"
	"strings"
	"time"

	"go.opentelemetry.io/otel/attribute"
	"go.opentelemetry.io/otel/codes"
	"go.opentelemetry.io/otel/propagation"
	sdk "go.opentelemetry.io/otel/sdk/trace"
	semconv "go.opentelemetry.io/otel/semconv/v1.41.0"
	"go.opentelemetry.io/otel/trace"
	"golang.org/x/sys/unix"

	"github.com/otlp-hands-on/otlplab/labs/ebpf/agent/internal/streams"
)

// maxOpen is how many spans may be open at once; further exchanges are counted and give none.
const maxOpen = 65536

// Counts is what a Recorder could not do.
type Counts struct {
	Refused   uint64 // exchanges beyond maxOpen
	Ambiguous uint64 // client exchanges whose thread served more than one request: they have no parent
}

// worker is what serves one request after the other: a goroutine where that is known, otherwise a thread.
type worker struct {
	process, thread uint32
	goroutine       uint64
}

func workerOf(x *streams.Exchange) worker {
	if x.Goroutine != 0 {
		return worker{process: x.Process, goroutine: x.Goroutine}
	}
	return worker{process: x.Process, thread: x.Thread}
}

// Recorder is a streams.Sink whose exchanges become spans. It is not safe for concurrent use.
type Recorder struct {
	Counts
	processes *processes
	epoch     time.Time // at which the monotonic clock was zero
	open      map[*streams.Exchange]trace.Span
	serving   map[worker][]*streams.Exchange
}

// NewRecorder returns a Recorder whose spans go to the processor.
func NewRecorder(processor sdk.SpanProcessor) (*Recorder, error) {
	var now unix.Timespec
	if err := unix.ClockGettime(unix.CLOCK_MONOTONIC, &now); err != nil {
		return nil, err
	}
	return &Recorder{
		processes: newProcesses(processor),
		epoch:     time.Now().Add(-time.Duration(now.Nano())),
		open:      map[*streams.Exchange]trace.Span{},
		serving:   map[worker][]*streams.Exchange{},
	}, nil
}

// Open returns the number of exchanges without an end.
func (r *Recorder) Open() int { return len(r.open) }

// region parents

// Begin starts a span: under the incoming traceparent where there is one; otherwise, for a request that is sent, under the
// only request that the same goroutine or thread is serving.
func (r *Recorder) Begin(x *streams.Exchange) {
	if len(r.open) >= maxOpen {
		r.Refused++
		return
	}
	ctx, kind := context.Background(), trace.SpanKindServer
	at := workerOf(x)
	if x.Role == streams.Client {
		kind = trace.SpanKindClient
		switch served := r.serving[at]; len(served) {
		case 0:
		case 1:
			ctx = trace.ContextWithSpan(ctx, r.open[served[0]])
		default:
			r.Ambiguous++
		}
	}
	if x.Traceparent != "" {
		carrier := propagation.MapCarrier{"traceparent": x.Traceparent}
		ctx = propagation.TraceContext{}.Extract(ctx, carrier)
	}
	_, span := r.processes.tracer(x.Process, x.Command).Start(ctx, name(x), trace.WithSpanKind(kind),
		trace.WithTimestamp(r.time(x.Begin)))
	r.open[x] = span
	if x.Role == streams.Server {
		r.serving[at] = append(r.serving[at], x)
	}
}

// endregion parents

// End completes the span.
func (r *Recorder) End(x *streams.Exchange) {
	span, known := r.open[x]
	if !known {
		return
	}
	delete(r.open, x)
	if x.Role == streams.Server {
		at := workerOf(x)
		for i, served := range r.serving[at] {
			if served == x {
				r.serving[at] = append(r.serving[at][:i], r.serving[at][i+1:]...)
				break
			}
		}
		if len(r.serving[at]) == 0 {
			delete(r.serving, at)
		}
	}
	if x.Failure == streams.Abandoned {
		return // a span that is never ended is never sent
	}
	span.SetName(name(x))
	span.SetAttributes(attributes(x)...)
	if kind := errorType(x); kind != "" {
		span.SetAttributes(semconv.ErrorTypeKey.String(kind))
		span.SetStatus(codes.Error, "")
	}
	span.End(trace.WithTimestamp(r.time(max(x.Begin, x.End))))
}

// Exited forgets a process.
func (r *Recorder) Exited(process uint32) { r.processes.forget(process) }

func (r *Recorder) time(monotonic uint64) time.Time {
	return r.epoch.Add(time.Duration(monotonic))
}

var methods = map[string]bool{
	"CONNECT": true, "DELETE": true, "GET": true, "HEAD": true, "OPTIONS": true, "PATCH": true, "POST": true,
	"PUT": true, "QUERY": true, "TRACE": true,
}

// region conventions

// name is "METHOD route", or "METHOD" where no route is known: a path has too many values for a name.
func name(x *streams.Exchange) string {
	method := x.Method
	if !methods[method] {
		method = "HTTP"
	}
	if route := routeOf(x.Route); route != "" {
		return method + " " + route
	}
	return method
}

// errorType is the value of error.type, or nothing for what is no error to this side of the exchange.
func errorType(x *streams.Exchange) string {
	if x.Failure != "" {
		return x.Failure
	}
	if x.Status >= 500 || x.Role == streams.Client && x.Status >= 400 {
		return strconv.Itoa(x.Status)
	}
	return ""
}

func attributes(x *streams.Exchange) []attribute.KeyValue {
	scheme, defaultPort := "http", 80
	if x.TLS || x.Version == "3" {
		scheme, defaultPort = "https", 443
	}
	path, query := Path(x.Path), Query(x.Query)
	out := make([]attribute.KeyValue, 0, 16)
	if methods[x.Method] {
		out = append(out, semconv.HTTPRequestMethodKey.String(x.Method))
	} else {
		out = append(out, semconv.HTTPRequestMethodOther, semconv.HTTPRequestMethodOriginal(x.Method))
	}
	if x.Status > 0 {
		out = append(out, semconv.HTTPResponseStatusCode(x.Status))
	}
	if x.Version != "" {
		out = append(out, semconv.NetworkProtocolVersion(x.Version))
	}
	if host, port := splitHost(x.Host, defaultPort); host != "" {
		out = append(out, semconv.ServerAddress(host), semconv.ServerPort(port))
	}
	if x.Remote.IsValid() {
		out = append(out, semconv.NetworkPeerAddress(x.Remote.Addr().String()), semconv.NetworkPeerPort(int(x.Remote.Port())))
	}
	if x.UserAgent != "" {
		out = append(out, semconv.UserAgentOriginal(x.UserAgent))
	}
	if x.Role == streams.Client {
		full := scheme + "://" + x.Host + path
		if query != "" {
			full += "?" + query
		}
		return append(out, semconv.URLFull(full))
	}
	out = append(out, semconv.URLScheme(scheme), semconv.URLPath(path))
	if query != "" {
		out = append(out, semconv.URLQuery(query))
	}
	if route := routeOf(x.Route); route != "" {
		out = append(out, semconv.HTTPRoute(route))
	}
	if x.Remote.IsValid() {
		out = append(out, semconv.ClientAddress(x.Remote.Addr().String()))
	}
	return out
}

// endregion conventions

// routeOf returns the path of a pattern of Go's ServeMux, "[METHOD ][HOST]/[PATH]".
func routeOf(pattern string) string {
	if i := strings.IndexByte(pattern, '/'); i >= 0 {
		return pattern[i:]
	}
	return ""
}

func splitHost(authority string, defaultPort int) (string, int) {
	host, port, err := net.SplitHostPort(authority)
	if err != nil {
		if address, err := netip.ParseAddr(strings.Trim(authority, "[]")); err == nil {
			return address.String(), defaultPort
		}
		return authority, defaultPort
	}
	number, err := strconv.ParseUint(port, 10, 16)
	if err != nil {
		return host, defaultPort
	}
	return host, int(number)
}
