// The agent: HTTP spans of programs that know nothing of it.
//
// It watches system calls, TLS libraries and functions of Go's net/http from the kernel, and sends a span for every HTTP
// exchange to OTEL_EXPORTER_OTLP_ENDPOINT, and metrics on itself.
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"log/slog"
	"os"
	"os/signal"
	"regexp"
	"strconv"
	"strings"
	"sync"
	"syscall"
	"time"

	"go.opentelemetry.io/otel"
	"go.opentelemetry.io/otel/exporters/otlp/otlpmetric/otlpmetrichttp"
	"go.opentelemetry.io/otel/exporters/otlp/otlptrace/otlptracehttp"
	"go.opentelemetry.io/otel/sdk/metric"
	sdk "go.opentelemetry.io/otel/sdk/trace"

	"github.com/otlp-hands-on/otlplab/labs/ebpf/agent/internal/kernel"
	"github.com/otlp-hands-on/otlplab/labs/ebpf/agent/internal/spans"
	"github.com/otlp-hands-on/otlplab/labs/ebpf/agent/internal/streams"
)

func main() {
	options, err := parse(os.Args[1:])
	if err != nil {
		if errors.Is(err, flag.ErrHelp) {
			return
		}
		fmt.Fprintln(os.Stderr, err)
		os.Exit(2)
	}
	ctx, stop := signal.NotifyContext(context.Background(), syscall.SIGINT, syscall.SIGTERM)
	defer stop()
	if err := run(ctx, options); err != nil {
		slog.Error("the agent has ended", "error", err)
		os.Exit(1)
	}
}

func parse(arguments []string) (kernel.Options, error) {
	flags := flag.NewFlagSet("agent", flag.ContinueOnError)
	ports := flags.String("ports", "", "only streams with one of these ports at either end: 80,443 (default: all)")
	secrets := flags.String("secret-headers", "", "further headers whose values never leave the kernel: x-session,x-token")
	functions := flags.String("go", ".", "probe net/http in Go executables whose path has this regular expression; empty: in none")
	if err := flags.Parse(arguments); err != nil {
		return kernel.Options{}, err
	}
	var options kernel.Options
	for _, text := range split(*ports) {
		port, err := strconv.ParseUint(text, 10, 16)
		if err != nil {
			return options, fmt.Errorf("-ports: %q is no port", text)
		}
		options.Ports = append(options.Ports, uint16(port))
	}
	options.Secrets = split(*secrets)
	if *functions != "" {
		pattern, err := regexp.Compile(*functions)
		if err != nil {
			return options, fmt.Errorf("-go: %w", err)
		}
		options.Go = pattern
	}
	return options, nil
}

func split(list string) []string {
	return strings.FieldsFunc(list, func(r rune) bool { return r == ',' || r == ' ' })
}

// agent joins the kernel's events to the recorder. One mutex, because metrics are read by another goroutine.
type agent struct {
	mutex    sync.Mutex
	tracker  *streams.Tracker
	recorder *spans.Recorder
}

func (a *agent) Data(d *streams.Data) {
	a.mutex.Lock()
	defer a.mutex.Unlock()
	a.tracker.Data(d)
}

func (a *agent) Closed(key streams.Key, at uint64) {
	a.mutex.Lock()
	defer a.mutex.Unlock()
	a.tracker.Closed(key, at)
}

func (a *agent) Exited(process uint32, at uint64) {
	a.mutex.Lock()
	defer a.mutex.Unlock()
	a.tracker.Exited(process, at)
	a.recorder.Exited(process)
}

func (a *agent) Function(f *streams.Function) {
	a.mutex.Lock()
	defer a.mutex.Unlock()
	a.tracker.Function(f)
}

func run(ctx context.Context, options kernel.Options) (err error) {
	exporter, err := otlptracehttp.New(ctx)
	if err != nil {
		return fmt.Errorf("exporter: %w", err)
	}
	metrics, err := otlpmetrichttp.New(ctx)
	if err != nil {
		return fmt.Errorf("exporter of metrics: %w", err)
	}
	meters := metric.NewMeterProvider(
		metric.WithReader(metric.NewPeriodicReader(metrics, metric.WithInterval(5*time.Second))),
		metric.WithResource(own()),
	)
	otel.SetMeterProvider(meters)
	// The processor counts what it drops only with this; it is read when the processor is made.
	if err := os.Setenv("OTEL_GO_X_OBSERVABILITY", "true"); err != nil {
		return err
	}
	processor := sdk.NewBatchSpanProcessor(exporter, sdk.WithMaxQueueSize(16384), sdk.WithBatchTimeout(time.Second))

	recorder, err := spans.NewRecorder(processor)
	if err != nil {
		return err
	}
	a := &agent{tracker: streams.NewTracker(recorder), recorder: recorder}
	k, err := kernel.Load(options)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, k.Close()) }()
	if err := a.observe(meters, k); err != nil {
		return err
	}
	go k.Scan(ctx)
	slog.Info("ready", "probes", k.Probes())
	err = k.Read(ctx, a)

	flushing, cancel := context.WithTimeout(context.Background(), 4*time.Second)
	defer cancel()
	return errors.Join(err, processor.Shutdown(flushing), meters.Shutdown(flushing))
}
