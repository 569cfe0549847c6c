// The program image prints one function of the agent's compiled object as JSON, for a machine outside of the kernel.
//
//	image [-secret-headers NAME,…] FUNCTION
package main

import (
	"encoding/json"
	"flag"
	"fmt"
	"os"
	"strings"

	"github.com/otlp-hands-on/otlplab/labs/ebpf/agent/internal/kernel"
)

func main() {
	secrets := flag.String("secret-headers", "", "further headers whose values are blacked out")
	flag.Parse()
	if flag.NArg() != 1 {
		flag.Usage()
		os.Exit(2)
	}
	var options kernel.Options
	if *secrets != "" {
		options.Secrets = strings.Split(*secrets, ",")
	}
	image, err := kernel.ImageOf(flag.Arg(0), options)
	if err == nil {
		err = json.NewEncoder(os.Stdout).Encode(image)
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, "image:", err)
		os.Exit(1)
	}
}
