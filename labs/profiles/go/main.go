// Catalogue searches products, and can be profiled in every way that Go knows.
//
//	GET  /search?q=WORD          the products whose description has the word
//	POST /profile/start          ?kind=cpu|heap|allocs|goroutine|mutex&hz=100
//	POST /profile/stop           the profile since then, as pprof
package main

import (
	"context"
	"encoding/json"
	"errors"
	"log"
	"net"
	"net/http"
	"os"
	"os/signal"
	"syscall"
	"time"

	"go.opentelemetry.io/contrib/instrumentation/net/http/otelhttp"
	"go.opentelemetry.io/otel"
	"go.opentelemetry.io/otel/exporters/otlp/otlptrace/otlptracehttp"
	"go.opentelemetry.io/otel/propagation"
	sdktrace "go.opentelemetry.io/otel/sdk/trace"
)

func main() {
	if err := run(); err != nil {
		log.Fatal(err)
	}
}

// run serves until SIGTERM. PORT is where, NEXT what is called for each search, with the same query, if anything.
func run() error {
	ctx, stop := signal.NotifyContext(context.Background(), syscall.SIGTERM, syscall.SIGINT)
	defer stop()

	exporter, err := otlptracehttp.New(ctx)
	if err != nil {
		return err
	}
	provider := sdktrace.NewTracerProvider(sdktrace.WithBatcher(exporter))
	otel.SetTracerProvider(provider)
	otel.SetTextMapPropagator(propagation.TraceContext{})

	catalogue := newCatalogue(2_000)
	profiles := &profiler{flush: provider.ForceFlush}
	mux := http.NewServeMux()
	mux.Handle("GET /search", otelhttp.NewHandler(labelled(search(catalogue, os.Getenv("NEXT"))), "GET /search"))
	mux.HandleFunc("POST /profile/start", profiles.start)
	mux.HandleFunc("POST /profile/stop", profiles.stop)

	server := &http.Server{
		Addr:              net.JoinHostPort("127.0.0.1", os.Getenv("PORT")),
		Handler:           mux,
		ReadHeaderTimeout: 5 * time.Second,
	}
	failed := make(chan error, 1)
	go func() { failed <- server.ListenAndServe() }()
	select {
	case err = <-failed:
	case <-ctx.Done():
		err = server.Shutdown(context.WithoutCancel(ctx))
	}
	return errors.Join(err, provider.Shutdown(context.WithoutCancel(ctx)))
}

// search answers with the names of the products found, after asking the next service if there is one.
func search(catalogue *catalogue, next string) http.Handler {
	client := &http.Client{Transport: otelhttp.NewTransport(http.DefaultTransport), Timeout: 30 * time.Second}
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		found, err := catalogue.find(r.URL.Query().Get("q"))
		if err == nil && next != "" {
			err = call(r.Context(), client, next+"?"+r.URL.RawQuery)
		}
		if err != nil {
			http.Error(w, err.Error(), http.StatusBadRequest)
			return
		}
		w.Header().Set("Content-Type", "application/json")
		if err := json.NewEncoder(w).Encode(map[string]int{"found": len(found)}); err != nil {
			log.Print("answer: ", err)
		}
	})
}

func call(ctx context.Context, client *http.Client, url string) error {
	request, err := http.NewRequestWithContext(ctx, http.MethodGet, url, nil)
	if err != nil {
		return err
	}
	response, err := client.Do(request)
	if err != nil {
		return err
	}
	defer response.Body.Close()
	if response.StatusCode != http.StatusOK {
		return errors.New(url + " answered " + response.Status)
	}
	return nil
}
