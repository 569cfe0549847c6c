// Orders is a small service in Go: HTTP/1.1 in plain text, HTTP/1.1 and HTTP/2 over TLS, HTTP/3 over QUIC.
//
// It knows nothing of the agent. With -sdk it also traces itself, with the OpenTelemetry SDK and otelhttp, so that the same
// requests can be seen from inside and from outside.
package main

import (
	"context"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/tls"
	"crypto/x509"
	"errors"
	"flag"
	"fmt"
	"io"
	"log/slog"
	"math/big"
	"net"
	"net/http"
	"os"
	"os/signal"
	"syscall"
	"time"

	"github.com/quic-go/quic-go/http3"
	"go.opentelemetry.io/contrib/instrumentation/net/http/otelhttp"
	"go.opentelemetry.io/otel"
	"go.opentelemetry.io/otel/exporters/otlp/otlptrace/otlptracehttp"
	"go.opentelemetry.io/otel/propagation"
	"go.opentelemetry.io/otel/sdk/resource"
	sdk "go.opentelemetry.io/otel/sdk/trace"
	semconv "go.opentelemetry.io/otel/semconv/v1.41.0"
)

func main() {
	plain := flag.String("http", "127.0.0.1:8080", "address for HTTP/1.1")
	secure := flag.String("https", "", "address for HTTP/1.1 and HTTP/2 over TLS, and for HTTP/3 over QUIC")
	stock := flag.String("stock", "http://127.0.0.1:8081", "where the stock is asked for")
	instrumented := flag.Bool("sdk", false, "trace with the OpenTelemetry SDK, to OTEL_EXPORTER_OTLP_ENDPOINT")
	flag.Parse()
	ctx, stop := signal.NotifyContext(context.Background(), syscall.SIGINT, syscall.SIGTERM)
	defer stop()
	if err := run(ctx, *plain, *secure, *stock, *instrumented); err != nil {
		slog.Error("orders has ended", "error", err)
		os.Exit(1)
	}
}

type orders struct {
	stock  string
	client *http.Client
}

// region handlers

func (o *orders) routes() *http.ServeMux {
	mux := http.NewServeMux()
	mux.HandleFunc("GET /orders/{id}", o.get)
	mux.HandleFunc("POST /orders", o.create)
	mux.HandleFunc("GET /fail", func(w http.ResponseWriter, _ *http.Request) {
		http.Error(w, "out of order", http.StatusInternalServerError)
	})
	return mux
}

func (o *orders) get(w http.ResponseWriter, r *http.Request) {
	fmt.Fprintf(w, `{"order":%q}`+"\n", r.PathValue("id"))
}

// create asks the stock before it accepts an order.
func (o *orders) create(w http.ResponseWriter, r *http.Request) {
	request, err := http.NewRequestWithContext(r.Context(), http.MethodGet, o.stock+"/stock", nil)
	if err != nil {
		http.Error(w, err.Error(), http.StatusInternalServerError)
		return
	}
	response, err := o.client.Do(request)
	if err != nil {
		http.Error(w, err.Error(), http.StatusBadGateway)
		return
	}
	defer response.Body.Close()
	if _, err := io.Copy(io.Discard, response.Body); err != nil || response.StatusCode != http.StatusOK {
		http.Error(w, "the stock does not answer", http.StatusBadGateway)
		return
	}
	w.WriteHeader(http.StatusCreated)
}

// endregion handlers

func run(ctx context.Context, plain, secure, stock string, instrumented bool) error {
	o := &orders{stock: stock, client: &http.Client{Timeout: 5 * time.Second}}
	var handler http.Handler = o.routes()
	if instrumented {
		shutdown, err := trace(ctx)
		if err != nil {
			return err
		}
		defer shutdown()
		o.client.Transport = otelhttp.NewTransport(http.DefaultTransport)
		handler = otelhttp.NewHandler(handler, "orders")
	}
	certificate, err := selfSigned()
	if err != nil {
		return err
	}
	settings := &tls.Config{Certificates: []tls.Certificate{certificate}, MinVersion: tls.VersionTLS12}
	ended := make(chan error, 3)

	server := &http.Server{Addr: plain, Handler: handler, ReadHeaderTimeout: 5 * time.Second}
	go func() { ended <- server.ListenAndServe() }()
	closers := []io.Closer{server}
	if secure != "" {
		server := &http.Server{Addr: secure, Handler: handler, TLSConfig: settings, ReadHeaderTimeout: 5 * time.Second}
		go func() { ended <- server.ListenAndServeTLS("", "") }()
		quic := &http3.Server{Addr: secure, Handler: handler, TLSConfig: http3.ConfigureTLSConfig(settings)}
		go func() { ended <- quic.ListenAndServe() }()
		closers = append(closers, server, quic)
	}
	slog.Info("ready")
	select {
	case err = <-ended:
	case <-ctx.Done():
	}
	for _, closer := range closers {
		closer.Close()
	}
	if errors.Is(err, http.ErrServerClosed) {
		err = nil
	}
	return err
}

func trace(ctx context.Context) (func(), error) {
	exporter, err := otlptracehttp.New(ctx)
	if err != nil {
		return nil, err
	}
	provider := sdk.NewTracerProvider(
		sdk.WithBatcher(exporter, sdk.WithBatchTimeout(time.Second)),
		sdk.WithResource(resource.NewWithAttributes(semconv.SchemaURL, semconv.ServiceName("orders-sdk"))),
	)
	otel.SetTracerProvider(provider)
	otel.SetTextMapPropagator(propagation.TraceContext{})
	return func() {
		flushing, cancel := context.WithTimeout(context.Background(), 3*time.Second)
		defer cancel()
		if err := provider.Shutdown(flushing); err != nil {
			slog.Warn("spans may be lost", "error", err)
		}
	}, nil
}

// selfSigned makes a certificate for the loopback that lives as long as the process.
func selfSigned() (tls.Certificate, error) {
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		return tls.Certificate{}, err
	}
	template := &x509.Certificate{
		SerialNumber: big.NewInt(1),
		DNSNames:     []string{"localhost"},
		IPAddresses:  []net.IP{net.IPv4(127, 0, 0, 1)},
		NotBefore:    time.Now().Add(-time.Hour),
		NotAfter:     time.Now().Add(24 * time.Hour),
	}
	certificate, err := x509.CreateCertificate(rand.Reader, template, template, key.Public(), key)
	return tls.Certificate{Certificate: [][]byte{certificate}, PrivateKey: key}, err
}
