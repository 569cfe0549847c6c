package main

import (
	"errors"
	"fmt"
	"io"
	"net"
	"os"
	"strings"

	"github.com/cilium/ebpf"
	"github.com/cilium/ebpf/btf"
	"github.com/cilium/ebpf/link"
	"golang.org/x/sys/unix"
)

// ran is what the survey says of a program that was loaded, attached and called.
const ran = "runs"

// region features

// features loads each program of features.bpf.o alone, attaches it, does what it waits for, and tells of each "runs" or what
// stood in its way.
func features(object string) (map[string]string, error) {
	spec, err := ebpf.LoadCollectionSpec(object)
	if err != nil {
		return nil, err
	}
	found := map[string]string{}
	for name := range spec.Programs {
		found[name] = ran
		if err := try(spec, name); err != nil {
			found[name] = reason(err)
		}
	}
	return found, nil
}

func try(whole *ebpf.CollectionSpec, name string) error {
	collection, err := alone(whole, name)
	if err != nil {
		return err
	}
	defer collection.Close()
	attached, err := attach(name, collection.Programs[name])
	if err != nil {
		return fmt.Errorf("attach: %w", err)
	}
	defer attached.Close()
	if err := everything(); err != nil {
		return err
	}
	var calls uint64
	if err := collection.Variables["calls"].Get(&calls); err != nil {
		return err
	}
	if calls == 0 {
		return errors.New("loads, but is not called")
	}
	return nil
}

// endregion features

// alone loads one program of a collection and what it needs.
func alone(whole *ebpf.CollectionSpec, name string) (*ebpf.Collection, error) {
	spec := whole.Copy()
	for other := range spec.Programs {
		if other != name {
			delete(spec.Programs, other)
		}
	}
	return ebpf.NewCollection(spec)
}

// waited is what the uprobes wait for.
//
//go:noinline
func waited() { _, _ = unix.Getpgid(0) }

func attach(name string, program *ebpf.Program) (io.Closer, error) {
	self, err := link.OpenExecutable("/proc/self/exe")
	if err != nil {
		return nil, err
	}
	const here = "main.waited"
	switch name {
	case "tracepoint", "ring_buffer", "loop_helper", "open_iterator":
		return link.Tracepoint("syscalls", "sys_enter_getppid", program, nil)
	case "one_uprobe", "sleepable":
		return self.Uprobe(here, program, nil)
	case "cookie":
		return self.Uprobe(here, program, &link.UprobeOptions{Cookie: 7})
	case "many_uprobes":
		return self.UprobeMulti([]string{here}, program, nil)
	case "kprobe":
		return link.Kprobe("tcp_sendmsg", program, nil)
	case "fentry":
		return link.AttachTracing(link.TracingOptions{Program: program})
	case "lsm":
		return link.AttachLSM(link.LSMOptions{Program: program})
	case "iterator":
		tasks, err := link.AttachIter(link.IterOptions{Program: program})
		if err != nil {
			return nil, err
		}
		defer tasks.Close()
		reader, err := tasks.Open()
		if err != nil {
			return nil, err
		}
		_, err = io.Copy(io.Discard, reader)
		return reader, err
	case "run_from_user":
		_, err := program.Run(&ebpf.RunOptions{Context: make([]byte, 8)})
		return io.NopCloser(nil), err
	}
	return nil, fmt.Errorf("nobody knows how to attach %s", name)
}

// everything does once what any of the programs waits for.
func everything() error {
	waited()
	unix.Getppid()
	if _, err := os.Stat("/proc/self/exe"); err != nil {
		return err
	}
	file, err := os.Open("/proc/self/status")
	if err != nil {
		return err
	}
	file.Close()
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return err
	}
	defer listener.Close()
	connection, err := net.Dial("tcp", listener.Addr().String())
	if err != nil {
		return err
	}
	defer connection.Close()
	_, err = connection.Write([]byte("hello"))
	return err
}

// reason is the last thing that the verifier said, or the error.
func reason(err error) string {
	var refused *ebpf.VerifierError
	if errors.As(err, &refused) {
		for i := len(refused.Log) - 1; i >= 0; i-- {
			if line := strings.TrimSpace(refused.Log[i]); line != "" && !strings.HasPrefix(line, "processed ") {
				return line
			}
		}
		return refused.Cause.Error()
	}
	for {
		inner := errors.Unwrap(err)
		if inner == nil {
			return err.Error()
		}
		if _, plain := inner.(unix.Errno); plain {
			return inner.Error()
		}
		err = inner
	}
}

// programs loads each program of the agent alone, and tells "runs" or why not; running them is what traffic does.
func programs(object string) (map[string]string, error) {
	spec, err := ebpf.LoadCollectionSpec(object)
	if err != nil {
		return nil, err
	}
	found := map[string]string{}
	for name := range spec.Programs {
		collection, err := alone(spec, name)
		if err != nil {
			found[name] = reason(err)
			continue
		}
		found[name] = "loads"
		collection.Close()
	}
	return found, nil
}

// offsets are places of fields in the running kernel, which the loader writes into the agent's programs: see socket_of.
func offsets() (map[string]uint32, error) {
	kernel, err := btf.LoadKernelSpec()
	if err != nil {
		return nil, err
	}
	found := map[string]uint32{}
	for _, field := range [][2]string{{"task_struct", "files"}, {"file", "f_inode"}, {"file", "private_data"}, {"sock_common", "skc_num"}} {
		var structure *btf.Struct
		if err := kernel.TypeByName(field[0], &structure); err != nil {
			return nil, err
		}
		at, has := place(structure, field[1])
		if !has {
			return nil, fmt.Errorf("struct %s has no %s", field[0], field[1])
		}
		found[field[0]+"."+field[1]] = at
	}
	return found, nil
}

// place finds a field, also in unnamed structures and unions within.
func place(of btf.Type, name string) (uint32, bool) {
	var members []btf.Member
	switch t := btf.UnderlyingType(of).(type) {
	case *btf.Struct:
		members = t.Members
	case *btf.Union:
		members = t.Members
	}
	for _, member := range members {
		if member.Name == name {
			return member.Offset.Bytes(), true
		}
		if member.Name == "" {
			if at, has := place(member.Type, name); has {
				return member.Offset.Bytes() + at, true
			}
		}
	}
	return 0, false
}
