// H3get asks for a URL over HTTP/3, a number of times, and prints how often each status came: curl as Debian builds it
// speaks no QUIC. It accepts any certificate, because it is meant for the loopback only.
package main

import (
	"crypto/tls"
	"encoding/json"
	"flag"
	"fmt"
	"io"
	"net/http"
	"os"

	"github.com/quic-go/quic-go/http3"
)

func main() {
	count := flag.Int("n", 1, "requests")
	flag.Parse()
	if flag.NArg() != 1 {
		fmt.Fprintln(os.Stderr, "usage: h3get [-n REQUESTS] URL")
		os.Exit(2)
	}
	if err := get(flag.Arg(0), *count); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func get(url string, count int) error {
	transport := &http3.Transport{TLSClientConfig: &tls.Config{InsecureSkipVerify: true}} //nolint:gosec // loopback
	defer transport.Close()
	client, statuses := &http.Client{Transport: transport}, map[int]int{}
	for range count {
		response, err := client.Get(url)
		if err != nil {
			return err
		}
		_, err = io.Copy(io.Discard, response.Body)
		response.Body.Close()
		if err != nil {
			return err
		}
		statuses[response.StatusCode]++
	}
	return json.NewEncoder(os.Stdout).Encode(statuses)
}
