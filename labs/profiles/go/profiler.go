package main

import (
	"bytes"
	"context"
	"fmt"
	"net/http"
	"runtime"
	"runtime/pprof"
	"strconv"
	"sync"

	"go.opentelemetry.io/otel/trace"
)

// profiler takes one profile at a time, from start to stop.
type profiler struct {
	mutex sync.Mutex
	kind  string // what is being taken; empty when nothing is
	cpu   bytes.Buffer
	flush func(context.Context) error // sends the spans that are still waiting
}

// region labels

// labelled puts the identifiers of the request's span on every CPU sample that is taken while it is served.
func labelled(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		span := trace.SpanContextFromContext(r.Context())
		labels := pprof.Labels("trace_id", span.TraceID().String(), "span_id", span.SpanID().String())
		pprof.Do(r.Context(), labels, func(ctx context.Context) {
			next.ServeHTTP(w, r.WithContext(ctx))
		})
	})
}

// endregion labels

// region start

func (p *profiler) start(w http.ResponseWriter, r *http.Request) {
	p.mutex.Lock()
	defer p.mutex.Unlock()
	kind := r.URL.Query().Get("kind")
	if p.kind != "" {
		http.Error(w, "a profile is being taken: stop it first", http.StatusConflict)
		return
	}
	switch kind {
	case "cpu":
		hz, err := strconv.Atoi(r.URL.Query().Get("hz"))
		if err != nil || hz < 1 || hz > 1000 {
			http.Error(w, "hz has to be 1 to 1000", http.StatusBadRequest)
			return
		}
		p.cpu.Reset()
		if hz != 100 { // StartCPUProfile always asks for 100; a rate that has been set before stays
			runtime.SetCPUProfileRate(hz)
		}
		if err := pprof.StartCPUProfile(&p.cpu); err != nil {
			http.Error(w, err.Error(), http.StatusConflict)
			return
		}
	case "mutex":
		runtime.SetMutexProfileFraction(1)
	case "heap", "allocs", "goroutine":
	default:
		http.Error(w, fmt.Sprintf("there is no profile %q", kind), http.StatusBadRequest)
		return
	}
	p.kind = kind
}

// endregion start

func (p *profiler) stop(w http.ResponseWriter, r *http.Request) {
	p.mutex.Lock()
	defer p.mutex.Unlock()
	defer func() { p.kind = "" }()
	var err error
	out := &bytes.Buffer{}
	switch p.kind {
	case "":
		http.Error(w, "no profile is being taken", http.StatusConflict)
		return
	case "cpu":
		pprof.StopCPUProfile()
		out = &p.cpu
	case "heap":
		runtime.GC() // what is in use, and not what the last collection left
		err = pprof.Lookup("heap").WriteTo(out, 0)
	default:
		err = pprof.Lookup(p.kind).WriteTo(out, 0)
		runtime.SetMutexProfileFraction(0)
	}
	if err == nil {
		err = p.flush(r.Context())
	}
	if err != nil {
		http.Error(w, err.Error(), http.StatusInternalServerError)
		return
	}
	w.Header().Set("Content-Type", "application/octet-stream")
	if _, err := w.Write(out.Bytes()); err != nil {
		return // whoever asked has gone
	}
}
