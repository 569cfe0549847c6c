package main

import (
	"bytes"
	"compress/gzip"
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"sync"
	"syscall"
	"time"
)

const requests = 10 // by each way

// ways are how the traffic travels: the program that asks, and what it asks for.
var ways = map[string][]string{
	"HTTP/1.1":         {"curl", "-sf", "-o/dev/null", "--http1.1", "http://127.0.0.1:8080/stock"},
	"HTTP/1.1 and TLS": {"curl", "-skf", "-o/dev/null", "--http1.1", "https://127.0.0.1:8443/stock"},
	"HTTP/2 and TLS":   {"curl", "-skf", "-o/dev/null", "--http2", "https://127.0.0.1:8443/stock"},
	"HTTP/3, Go":       {"h3get", "https://127.0.0.1:9443/orders/17"},
	"HTTP/1.1, Go":     {"curl", "-sf", "-o/dev/null", "-d{}", "http://127.0.0.1:9080/orders"},
}

// traffic is what the agent was made to see, and what it told of it.
type traffic struct {
	Probes string         `json:"probes"` // how it attaches to functions
	Sent   map[string]int `json:"sent"`   // requests that were answered, by way
	OTLP   [][]byte       `json:"otlp"`   // the bodies of the requests with spans that the agent has sent
}

// drive starts nginx, a Go service and the agent from the folder, sends requests past them, and ends them.
func drive(folder string) (result traffic, err error) {
	var mutex sync.Mutex
	receiver := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		body, err := plain(r)
		if err != nil {
			http.Error(w, err.Error(), http.StatusBadRequest)
			return
		}
		if r.URL.Path == "/v1/traces" {
			mutex.Lock()
			defer mutex.Unlock()
			result.OTLP = append(result.OTLP, body)
		}
		w.Header().Set("Content-Type", "application/x-protobuf")
	}))
	defer receiver.Close()
	data, err := os.MkdirTemp("", "survey")
	if err != nil {
		return result, err
	}
	defer os.RemoveAll(data)

	nginx := exec.Command("sh", filepath.Join(folder, "nginx.sh"), data, "8080", "8443", "9080")
	orders := exec.Command(filepath.Join(folder, "orders"), "-http", "127.0.0.1:9080", "-https", "127.0.0.1:9443",
		"-stock", "http://127.0.0.1:8080")
	agent := exec.Command(filepath.Join(folder, "agent"), "-go", "/orders$", "-ports", "8080,8443,9080,9443")
	agent.Env = append(os.Environ(), "OTEL_EXPORTER_OTLP_ENDPOINT="+receiver.URL)
	for _, one := range []struct {
		command *exec.Cmd
		ready   string
	}{{nginx, ""}, {orders, "ready"}, {agent, "ready"}} {
		said, stop, failed := start(one.command, one.ready)
		if failed != nil {
			return result, failed
		}
		defer func() { err = errors.Join(err, stop()) }()
		if found := regexp.MustCompile(`msg=ready probes="?([^"\n]+)|ready probes="?([^"\n]+)`).FindStringSubmatch(said); found != nil {
			result.Probes = found[1] + found[2]
		}
	}
	if err := answers("http://127.0.0.1:8080/stock"); err != nil {
		return result, err
	}
	result.Sent = map[string]int{}
	for way, command := range ways {
		path := command[0]
		if local := filepath.Join(folder, path); exists(local) {
			path = local
		}
		for range requests {
			ctx, cancel := context.WithTimeout(context.Background(), 60*time.Second)
			err := exec.CommandContext(ctx, path, command[1:]...).Run()
			cancel()
			if err != nil {
				return result, fmt.Errorf("%s: %s: %w", way, strings.Join(command, " "), err)
			}
			result.Sent[way]++
		}
	}
	time.Sleep(time.Second) // what is on its way from the kernel to the agent
	return result, nil
}

func exists(path string) bool {
	_, err := os.Stat(path)
	return err == nil
}

func plain(r *http.Request) ([]byte, error) {
	if r.Header.Get("Content-Encoding") != "gzip" {
		return io.ReadAll(r.Body)
	}
	unpacked, err := gzip.NewReader(r.Body)
	if err != nil {
		return nil, err
	}
	return io.ReadAll(unpacked)
}

// output keeps what a program says until somebody looks.
type output struct {
	mutex sync.Mutex
	text  bytes.Buffer
}

func (o *output) Write(p []byte) (int, error) {
	o.mutex.Lock()
	defer o.mutex.Unlock()
	return o.text.Write(p)
}

func (o *output) String() string {
	o.mutex.Lock()
	defer o.mutex.Unlock()
	return o.text.String()
}

// start starts a program, waits until it has said a word, and returns what it said and how to end it.
func start(command *exec.Cmd, ready string) (said string, stop func() error, err error) {
	var out output
	command.Stdout, command.Stderr = &out, &out
	if err := command.Start(); err != nil {
		return "", nil, err
	}
	ended := make(chan error, 1)
	go func() { ended <- command.Wait() }()
	stop = func() error {
		if err := command.Process.Signal(syscall.SIGTERM); err != nil {
			return fmt.Errorf("%s: %w; it said: %s", command.Path, err, out.String())
		}
		select {
		case <-ended:
			return nil
		case <-time.After(20 * time.Second):
			return errors.Join(fmt.Errorf("%s does not end", command.Path), command.Process.Kill())
		}
	}
	for deadline := time.Now().Add(2 * time.Minute); ; time.Sleep(50 * time.Millisecond) {
		if strings.Contains(out.String(), ready) {
			return out.String(), stop, nil
		}
		select {
		case err := <-ended:
			return "", nil, fmt.Errorf("%s has ended (%v) and said: %s", command.Path, err, out.String())
		default:
		}
		if time.Now().After(deadline) {
			return "", nil, errors.Join(fmt.Errorf("%s is not ready and said: %s", command.Path, out.String()), stop())
		}
	}
}

func answers(url string) error {
	for deadline := time.Now().Add(time.Minute); ; time.Sleep(100 * time.Millisecond) {
		response, err := http.Get(url)
		if err == nil {
			return response.Body.Close()
		}
		if time.Now().After(deadline) {
			return err
		}
	}
}
