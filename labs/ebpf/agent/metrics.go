package main

import (
	"context"
	"os"

	"go.opentelemetry.io/otel/attribute"
	"go.opentelemetry.io/otel/metric"
	"go.opentelemetry.io/otel/sdk/resource"
	semconv "go.opentelemetry.io/otel/semconv/v1.41.0"

	"github.com/otlp-hands-on/otlplab/labs/ebpf/agent/internal/kernel"
)

func own() *resource.Resource {
	host, _ := os.Hostname()
	return resource.NewWithAttributes(semconv.SchemaURL, semconv.ServiceName("ebpf-agent"), semconv.HostName(host))
}

// observe tells what the agent saw and, above all, what it did not: every way to lose something has a counter.
func (a *agent) observe(meters metric.MeterProvider, k *kernel.Kernel) error {
	meter := meters.Meter("github.com/otlp-hands-on/otlplab/labs/ebpf/agent")
	events, err := meter.Int64ObservableCounter("ebpf_agent.events", metric.WithUnit("{event}"),
		metric.WithDescription("What the kernel side had to tell: delivered, or lost because the ring buffer was full."))
	if err != nil {
		return err
	}
	exchanges, err := meter.Int64ObservableCounter("ebpf_agent.exchanges", metric.WithUnit("{exchange}"),
		metric.WithDescription("HTTP exchanges by what became of them."))
	if err != nil {
		return err
	}
	given, err := meter.Int64ObservableCounter("ebpf_agent.given_up", metric.WithUnit("{stream}"),
		metric.WithDescription("Streams, or parts of them, that could not be followed, by reason."))
	if err != nil {
		return err
	}
	open, err := meter.Int64ObservableUpDownCounter("ebpf_agent.streams", metric.WithUnit("{stream}"),
		metric.WithDescription("Connections that are followed."))
	if err != nil {
		return err
	}
	_, err = meter.RegisterCallback(func(_ context.Context, o metric.Observer) error {
		counters, err := k.Counters()
		if err != nil {
			return err
		}
		a.mutex.Lock()
		defer a.mutex.Unlock()
		tell := func(to metric.Int64Observable, key, value string, n uint64) {
			o.ObserveInt64(to, int64(n), metric.WithAttributes(attribute.String(key, value)))
		}
		tell(events, "outcome", "delivered", counters.Events)
		tell(events, "outcome", "lost", counters.Lost)
		tell(exchanges, "outcome", "answered", a.tracker.Exchanges)
		tell(exchanges, "outcome", "unanswered", a.tracker.Unanswered)
		tell(exchanges, "outcome", "abandoned", a.tracker.Abandoned)
		tell(exchanges, "outcome", "refused", a.recorder.Refused)
		tell(given, "reason", "bytes_missing", a.tracker.Lost)
		tell(given, "reason", "malformed", a.tracker.Malformed)
		tell(given, "reason", "head_too_large", a.tracker.TooLarge)
		tell(given, "reason", "too_many_requests", a.tracker.TooMany)
		tell(given, "reason", "too_many_streams", a.tracker.Evicted)
		tell(given, "reason", "response_without_request", a.tracker.Orphans)
		tell(given, "reason", "parent_ambiguous", a.recorder.Ambiguous)
		o.ObserveInt64(open, int64(a.tracker.Open()))
		return nil
	}, events, exchanges, given, open)
	return err
}
