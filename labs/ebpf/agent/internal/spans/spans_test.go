package spans

import (
	"net/netip"
	"testing"

	"go.opentelemetry.io/otel/attribute"
	sdk "go.opentelemetry.io/otel/sdk/trace"
	"go.opentelemetry.io/otel/sdk/trace/tracetest"

	"github.com/otlp-hands-on/otlplab/labs/ebpf/agent/internal/streams"
)

func recorded(t *testing.T, do func(*Recorder)) map[string]tracetest.SpanStub {
	t.Helper()
	exporter := tracetest.NewInMemoryExporter()
	recorder, err := NewRecorder(sdk.NewSimpleSpanProcessor(exporter))
	if err != nil {
		t.Fatal(err)
	}
	do(recorder)
	if recorder.Open() != 0 {
		t.Errorf("%d spans are open", recorder.Open())
	}
	spans := map[string]tracetest.SpanStub{}
	for _, span := range exporter.GetSpans() {
		spans[span.Name] = span
	}
	return spans
}

func TestConventions(t *testing.T) {
	x := &streams.Exchange{
		Key: streams.Key{TLS: true}, Role: streams.Server, Method: "BREW", Path: "/users/ann@example.org", Query: "token=1&x",
		Host: "[::1]:8443", Version: "1.1", Status: 503, Begin: 1000, End: 251000, Remote: netip.MustParseAddrPort("10.0.0.7:5000"),
		Traceparent: "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01",
	}
	span := recorded(t, func(r *Recorder) { r.Begin(x); r.End(x) })["HTTP"]
	got := map[attribute.Key]string{}
	for _, a := range span.Attributes {
		got[a.Key] = a.Value.Emit()
	}
	for key, want := range map[attribute.Key]string{
		"http.request.method": "_OTHER", "http.request.method_original": "BREW", "http.response.status_code": "503",
		"error.type": "503", "url.scheme": "https", "url.path": "/users/REDACTED", "url.query": "token=REDACTED&x",
		"server.address": "::1", "server.port": "8443", "client.address": "10.0.0.7", "network.peer.port": "5000",
		"network.protocol.version": "1.1",
	} {
		if got[key] != want {
			t.Errorf("%s is %q instead of %q", key, got[key], want)
		}
	}
	if span.Parent.SpanID().String() != "b7ad6b7169203331" || span.SpanContext.TraceID().String() != "0af7651916cd43dd8448eb211c80319c" {
		t.Errorf("the traceparent was not taken up: %+v", span.Parent)
	}
	if d := span.EndTime.Sub(span.StartTime); d.Nanoseconds() != 250000 {
		t.Errorf("it took %s", d)
	}
}

func TestParents(t *testing.T) {
	server := func(goroutine uint64) *streams.Exchange {
		return &streams.Exchange{Key: streams.Key{Process: 1}, Thread: 7, Goroutine: goroutine, Role: streams.Server, Method: "GET", Status: 200}
	}
	client := &streams.Exchange{Key: streams.Key{Process: 1}, Thread: 7, Role: streams.Client, Method: "POST", Status: 404}
	one := server(0)
	spans := recorded(t, func(r *Recorder) { r.Begin(one); r.Begin(client); r.End(client); r.End(one) })
	if spans["POST"].Parent.SpanID() != spans["GET"].SpanContext.SpanID() {
		t.Error("what the only request of a thread asks for is not its child")
	}
	if spans["POST"].Status.Code.String() != "Error" {
		t.Error("a 404 is an error to the one who asked")
	}
	other := server(0)
	spans = recorded(t, func(r *Recorder) {
		r.Begin(one)
		r.Begin(other)
		r.Begin(client)
		for _, x := range []*streams.Exchange{client, one, other} {
			r.End(x)
		}
		if r.Ambiguous != 1 {
			t.Errorf("%d counted as ambiguous", r.Ambiguous)
		}
	})
	if spans["POST"].Parent.IsValid() {
		t.Error("two requests on a thread, and one was guessed to be the parent")
	}
	client.Goroutine = 9
	nine, ten := server(9), server(10)
	spans = recorded(t, func(r *Recorder) {
		r.Begin(ten)
		r.Begin(nine)
		r.Begin(client)
		r.End(client)
		nine.Route = "GET example.org/nine"
		r.End(nine)
		r.End(ten)
	})
	if spans["POST"].Parent.SpanID() != spans["GET /nine"].SpanContext.SpanID() {
		t.Error("two goroutines on one thread were mixed up")
	}
}

func TestAbandoned(t *testing.T) {
	x := &streams.Exchange{Method: "GET", Failure: streams.Abandoned}
	if spans := recorded(t, func(r *Recorder) { r.Begin(x); r.End(x) }); len(spans) != 0 {
		t.Errorf("something is said about what nothing is known of: %v", spans)
	}
}
