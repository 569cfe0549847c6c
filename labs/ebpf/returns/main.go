// Returns starts a program, observes the returns of one of its functions in one of two ways, and prints what came of it:
//
//	returns -how uretprobe|ret PROGRAM FUNCTION
package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"os"
	"os/exec"
	"strings"

	"github.com/cilium/ebpf/link"

	"github.com/otlp-hands-on/otlplab/labs/ebpf/internal/gofunc"
)

//go:generate go tool bpf2go -target amd64,arm64 returns ../bpf/returns.bpf.c -- -I../bpf -Wall -Werror

type outcome struct {
	Ended   int    `json:"ended"`   // the program's exit status
	Said    string `json:"said"`    // the first line that it printed at its end
	Probes  int    `json:"probes"`  // where returns are observed
	Entries uint64 `json:"entries"` // of the function
	Returns uint64 `json:"returns"`
}

func main() {
	how := flag.String("how", "ret", "uretprobe: replace the return address; ret: probe every RET instruction")
	flag.Parse()
	if flag.NArg() != 2 || *how != "ret" && *how != "uretprobe" {
		fmt.Fprintln(os.Stderr, "usage: returns -how uretprobe|ret PROGRAM FUNCTION")
		os.Exit(2)
	}
	result, err := observe(flag.Arg(0), flag.Arg(1), *how)
	if err == nil {
		err = json.NewEncoder(os.Stdout).Encode(result)
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func observe(program, function, how string) (result outcome, err error) {
	var objects returnsObjects
	if err := loadReturnsObjects(&objects, nil); err != nil {
		return result, fmt.Errorf("load (this needs CAP_BPF and CAP_PERFMON): %w", err)
	}
	defer objects.Close()
	executable, err := link.OpenExecutable(program)
	if err != nil {
		return result, err
	}
	points, err := gofunc.Find(program, function)
	if err != nil {
		return result, err
	}
	command := exec.Command(program)
	var out bytes.Buffer
	command.Stdout, command.Stderr = &out, &out
	stdin, err := command.StdinPipe()
	if err == nil {
		err = command.Start()
	}
	if err != nil {
		return result, err
	}
	defer command.Process.Kill() //nolint:errcheck // it has ended, unless something above failed

	// Only this process is probed, so that nothing else that runs the same program is put at risk.
	var links []link.Link
	defer func() {
		for _, l := range links {
			err = errors.Join(err, l.Close())
		}
	}()
	keep := func(l link.Link, failed error) {
		if failed == nil {
			links = append(links, l)
		}
		err = errors.Join(err, failed)
	}
	// region attach
	pid := command.Process.Pid
	keep(executable.Uprobe("", objects.Entry, &link.UprobeOptions{Address: points.Entry, PID: pid}))
	if how == "uretprobe" {
		keep(executable.Uretprobe("", objects.Leave, &link.UprobeOptions{Address: points.Entry, PID: pid}))
	} else {
		for _, address := range points.Returns {
			keep(executable.Uprobe("", objects.Leave, &link.UprobeOptions{Address: address, PID: pid}))
		}
	}
	// endregion attach
	if err != nil {
		return result, err
	}
	if err := stdin.Close(); err != nil {
		return result, err
	}
	var failed *exec.ExitError
	if err := command.Wait(); err != nil && !errors.As(err, &failed) {
		return result, err
	}
	result.Ended = command.ProcessState.ExitCode()
	result.Probes = len(links) - 1
	for line := range strings.Lines(out.String()) {
		if strings.HasPrefix(line, "fatal error") || strings.HasPrefix(line, "done") {
			result.Said = strings.TrimSpace(line)
		}
	}
	return result, errors.Join(objects.Entries.Get(&result.Entries), objects.Returns.Get(&result.Returns))
}
