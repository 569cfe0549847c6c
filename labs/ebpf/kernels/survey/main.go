// Survey tells what the running kernel takes of BPF: which programs load and run, where the fields are that the agent reads,
// and what the agent sees of real traffic on it. It prints one line of JSON.
//
//	survey FOLDER [OUTPUT]
//
// FOLDER holds the compiled programs of this part. Started as the first process of a machine it is that machine's whole user
// space: it makes the file systems, writes to OUTPUT, and turns the machine off.
package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"time"

	"github.com/cilium/ebpf/rlimit"
	"golang.org/x/sys/unix"
)

type report struct {
	Kernel   string            `json:"kernel"`
	Programs map[string]string `json:"programs"` // of the agent
	Features map[string]string `json:"features"`
	Offsets  map[string]uint32 `json:"offsets"`
	Traffic  traffic           `json:"traffic"`
	Error    string            `json:"error,omitempty"`
}

func main() {
	if os.Getpid() == 1 {
		err := firstProcess()
		fmt.Fprintln(os.Stderr, errors.Join(err, unix.Reboot(unix.LINUX_REBOOT_CMD_POWER_OFF)))
	}
	if len(os.Args) < 2 || len(os.Args) > 3 {
		fmt.Fprintln(os.Stderr, "usage: survey FOLDER [OUTPUT]")
		os.Exit(2)
	}
	if err := run(os.Args[1], os.Args[2:]); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func run(folder string, output []string) error {
	result, surveyed := survey(folder)
	if surveyed != nil {
		result.Error = surveyed.Error()
	}
	out := os.Stdout
	if len(output) > 0 {
		var err error
		if out, err = os.OpenFile(output[0], os.O_WRONLY|os.O_CREATE|os.O_TRUNC, 0o644); err != nil {
			return err
		}
	}
	return errors.Join(surveyed, json.NewEncoder(out).Encode(result), out.Close())
}

// firstProcess does what a distribution's init does, as far as the survey needs it, and then the survey, in a process of
// its own: what a library asks of the kernel as it starts is asked when the file systems are there.
func firstProcess() error {
	if err := makeSystem(); err != nil {
		return err
	}
	command := exec.Command("/survey/survey", "/survey", "/dev/ttyS1")
	command.Stdout, command.Stderr = os.Stdout, os.Stderr
	err := command.Run()
	time.Sleep(500 * time.Millisecond) // the last bytes on the line
	return err
}

func survey(folder string) (result report, err error) {
	var name unix.Utsname
	if err := unix.Uname(&name); err != nil {
		return result, err
	}
	result.Kernel = unix.ByteSliceToString(name.Release[:])
	_ = rlimit.RemoveMemlock() // where it matters, loading says so
	if result.Offsets, err = offsets(); err != nil {
		return result, err
	}
	if result.Programs, err = programs(filepath.Join(folder, "agent.bpf.o")); err != nil {
		return result, err
	}
	if result.Features, err = features(filepath.Join(folder, "features.bpf.o")); err != nil {
		return result, err
	}
	result.Traffic, err = drive(folder)
	return result, err
}

func makeSystem() error {
	for _, at := range [][3]string{
		{"proc", "/proc", "proc"},
		{"sysfs", "/sys", "sysfs"},
		{"devtmpfs", "/dev", "devtmpfs"},
		{"tracefs", "/sys/kernel/tracing", "tracefs"},
		{"tmpfs", "/tmp", "tmpfs"},
	} {
		if err := unix.Mount(at[0], at[1], at[2], 0, ""); err != nil {
			return fmt.Errorf("mount %s: %w", at[1], err)
		}
	}
	if err := os.Setenv("PATH", "/usr/sbin:/usr/bin:/sbin:/bin"); err != nil {
		return err
	}
	// The loopback is there, but down.
	socket, err := unix.Socket(unix.AF_INET, unix.SOCK_DGRAM, 0)
	if err != nil {
		return err
	}
	defer unix.Close(socket)
	loopback, err := unix.NewIfreq("lo")
	if err != nil {
		return err
	}
	loopback.SetUint16(unix.IFF_UP)
	if err := unix.IoctlIfreq(socket, unix.SIOCSIFFLAGS, loopback); err != nil {
		return fmt.Errorf("loopback: %w", err)
	}
	// The name tells, in every span, which kernel it comes from.
	var name unix.Utsname
	if err := unix.Uname(&name); err != nil {
		return err
	}
	return unix.Sethostname([]byte("linux-" + short(unix.ByteSliceToString(name.Release[:]))))
}

// short is the part of a release that names the line: "6.1" of "6.1.0-50-cloud-amd64".
func short(release string) string {
	dots := 0
	for i, letter := range release {
		if letter == '.' {
			dots++
		}
		if dots == 2 {
			return release[:i]
		}
	}
	return release
}
