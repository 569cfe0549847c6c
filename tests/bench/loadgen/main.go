// A load generator for OTLP receivers that costs little itself: every request is made and compressed before
// the clock starts, and only acknowledged requests count.
//
//	loadgen -payloads FILE -records N [-http HOST:PORT -path /v1/traces | -grpc HOST:PORT -method /…/Export]
//
// FILE holds requests, each after its length (uint32, little-endian); every one has N records. The result is one
// line of JSON on the standard output.
package main

import (
	"bytes"
	"compress/gzip"
	"encoding/binary"
	"encoding/json"
	"flag"
	"fmt"
	"io"
	"os"
	"slices"
	"sync"
	"sync/atomic"
	"syscall"
	"time"
)

// sender sends one prepared request and returns whether it was acknowledged; an error ends the run.
type sender interface {
	send(request []byte) (acknowledged bool, err error)
	close()
}

type result struct {
	Requests int64   `json:"requests"`
	Records  int64   `json:"records"`
	Total    int64   `json:"total_records"` // acknowledged in all, before and after the measurement too
	Refused  int64   `json:"refused"`       // to be sent again later, said the receiver: 429, 503, UNAVAILABLE
	Seconds  float64 `json:"seconds"`
	P50      float64 `json:"p50_ms"`
	P99      float64 `json:"p99_ms"`
	CPU      float64 `json:"generator_cpu_seconds"`
	Bytes    int64   `json:"bytes"` // of bodies that were acknowledged, before compression
}

func main() {
	if err := run(); err != nil {
		fmt.Fprintln(os.Stderr, "loadgen:", err)
		os.Exit(1)
	}
}

func run() error {
	payloads := flag.String("payloads", "", "file of requests")
	records := flag.Int64("records", 0, "records in each request")
	httpAddress := flag.String("http", "", "host:port of OTLP/HTTP")
	path := flag.String("path", "/v1/traces", "path of OTLP/HTTP")
	grpcAddress := flag.String("grpc", "", "host:port of OTLP/gRPC")
	method := flag.String("method", "", "full name of the gRPC method")
	compressed := flag.Bool("gzip", false, "send gzip")
	connections := flag.Int("connections", 4, "connections, each with one request under way")
	seconds := flag.Float64("seconds", 2, "how long to measure")
	warm := flag.Float64("warm", 0.5, "how long to send before measuring")
	requests := flag.Int64("requests", 0, "stop after so many requests instead, measured from the first")
	once := flag.Bool("patient", false, "send a refused request again after a moment")
	flag.Parse()

	plain, err := read(*payloads)
	if err != nil {
		return err
	}
	bodies := make([][]byte, len(plain))
	for i, body := range plain {
		if bodies[i] = body; *compressed {
			if bodies[i], err = squeeze(body); err != nil {
				return err
			}
		}
	}
	open := func() (sender, error) { return dialHTTP(*httpAddress, *path, *compressed) }
	if *grpcAddress != "" {
		open = func() (sender, error) { return dialGRPC(*grpcAddress, *method, *compressed) }
	}

	var sent, total, refused, size, turn atomic.Int64
	var measuring, stopped atomic.Bool
	failures := make(chan error, *connections)
	times := make([][]float64, *connections)
	var group sync.WaitGroup
	measuring.Store(*requests > 0)
	begin := time.Now()
	for number := range *connections {
		group.Go(func() {
			connection, err := open()
			if err != nil {
				failures <- err
				return
			}
			defer connection.close()
			for !stopped.Load() {
				at := turn.Add(1) - 1
				if *requests > 0 && at >= *requests {
					return
				}
				which := int(at) % len(bodies)
				for {
					started := time.Now()
					acknowledged, err := connection.send(bodies[which])
					if err != nil {
						failures <- err
						return
					}
					if measuring.Load() && acknowledged {
						sent.Add(1)
						size.Add(int64(len(plain[which])))
						times[number] = append(times[number], time.Since(started).Seconds()*1000)
					}
					if acknowledged {
						total.Add(1)
						break
					}
					refused.Add(1)
					if !*once || stopped.Load() {
						break
					}
					time.Sleep(50 * time.Millisecond)
				}
			}
		})
	}
	var before syscall.Rusage
	if *requests == 0 {
		time.Sleep(time.Duration(*warm * float64(time.Second)))
		_ = syscall.Getrusage(syscall.RUSAGE_SELF, &before)
		begin = time.Now()
		measuring.Store(true)
		time.Sleep(time.Duration(*seconds * float64(time.Second)))
		measuring.Store(false)
	} else {
		group.Wait()
	}
	took := time.Since(begin).Seconds()
	var after syscall.Rusage
	_ = syscall.Getrusage(syscall.RUSAGE_SELF, &after)
	stopped.Store(true)
	group.Wait()
	select {
	case err := <-failures:
		return err
	default:
	}
	all := slices.Concat(times...)
	slices.Sort(all)
	return json.NewEncoder(os.Stdout).Encode(result{
		Requests: sent.Load(), Records: sent.Load() * *records, Total: total.Load() * *records, Refused: refused.Load(), Seconds: took,
		P50: quantile(all, 0.5), P99: quantile(all, 0.99), Bytes: size.Load(),
		CPU: cpu(after) - cpu(before),
	})
}

func read(name string) ([][]byte, error) {
	data, err := os.ReadFile(name)
	if err != nil {
		return nil, err
	}
	var found [][]byte
	for len(data) >= 4 {
		length := int(binary.LittleEndian.Uint32(data))
		if len(data) < 4+length {
			break
		}
		found = append(found, data[4:4+length])
		data = data[4+length:]
	}
	if len(found) == 0 || len(data) != 0 {
		return nil, fmt.Errorf("%s holds no requests, or the last one is cut short", name)
	}
	return found, nil
}

func squeeze(body []byte) ([]byte, error) {
	var out bytes.Buffer
	writer := gzip.NewWriter(&out)
	if _, err := writer.Write(body); err != nil {
		return nil, err
	}
	err := writer.Close()
	return out.Bytes(), err
}

func quantile(sorted []float64, q float64) float64 {
	if len(sorted) == 0 {
		return 0
	}
	return sorted[int(q*float64(len(sorted)-1))]
}

func cpu(usage syscall.Rusage) float64 {
	seconds := func(t syscall.Timeval) float64 { return float64(t.Sec) + float64(t.Usec)/1e6 }
	return seconds(usage.Utime) + seconds(usage.Stime)
}

// discard reads and throws away exactly size bytes.
func discard(reader io.Reader, size int64) error {
	_, err := io.CopyN(io.Discard, reader, size)
	return err
}
