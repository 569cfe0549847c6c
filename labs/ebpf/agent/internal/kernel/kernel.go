// Package kernel loads the agent's programs, attaches them, and reads what they tell.
package kernel

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"unsafe"

	"github.com/cilium/ebpf"
	"github.com/cilium/ebpf/features"
	"github.com/cilium/ebpf/link"
	"github.com/cilium/ebpf/ringbuf"
	"github.com/cilium/ebpf/rlimit"
	"golang.org/x/sys/unix"

	"github.com/otlp-hands-on/otlplab/labs/ebpf/agent/internal/streams"
)

//go:generate go tool bpf2go -target amd64,arm64 -type event -type function_event -type totals -type go_offsets agent ../../../bpf/agent.bpf.c -- -I../../../bpf -Wall -Werror

// Options say what is looked at.
type Options struct {
	Ports   []uint16       // streams with one of these ports at either end; none: all
	Secrets []string       // further headers whose values never leave the kernel
	Go      *regexp.Regexp // executables whose net/http functions are probed; nil: none
}

// Counters are what the kernel side counts, summed over the CPUs.
type Counters struct {
	Events, Lost, Bytes, Calls uint64
}

// Handler is told what happens, in the order in which the kernel saw it.
type Handler interface {
	Data(*streams.Data)
	Closed(key streams.Key, at uint64)
	Exited(process uint32, at uint64)
	Function(*streams.Function)
}

// Kernel is the loaded and attached kernel side.
type Kernel struct {
	objects agentObjects
	links   []link.Link
	reader  *ringbuf.Reader
	scanner *scanner
	multi   bool            // one link holds all probes of a program in a file: Linux 6.6 and newer
	ports   map[uint16]bool // of Options
}

// Load loads the programs into the kernel and attaches those for system calls. It needs CAP_BPF, CAP_PERFMON, and
// tracefs, which it mounts where it is missing and CAP_SYS_ADMIN allows.
func Load(options Options) (*Kernel, error) {
	if err := haveTracefs(); err != nil {
		return nil, err
	}
	// Kernels before 5.11 charge maps to RLIMIT_MEMLOCK. Where the limit may not be raised it may still suffice.
	if err := rlimit.RemoveMemlock(); err != nil {
		slog.Warn("the limit of locked memory stays as it is", "error", err)
	}
	spec, err := loadAgent()
	if err != nil {
		return nil, fmt.Errorf("read the compiled programs: %w", err)
	}
	if err := set(spec, options); err != nil {
		return nil, err
	}
	k := &Kernel{multi: features.HaveBPFLinkUprobeMulti() == nil}
	if k.multi {
		attachToMany(spec)
	}
	if err := spec.LoadAndAssign(&k.objects, nil); err != nil {
		var refused *ebpf.VerifierError
		if errors.As(err, &refused) {
			return nil, fmt.Errorf("the verifier refused a program: %+v", refused)
		}
		return nil, fmt.Errorf("load the programs (this needs CAP_BPF and CAP_PERFMON): %w", err)
	}
	k.ports = map[uint16]bool{}
	for _, port := range options.Ports {
		k.ports[port] = true
		if err := k.objects.Ports.Put(port, uint8(1)); err != nil {
			return nil, errors.Join(fmt.Errorf("port %d: %w", port, err), k.Close())
		}
	}
	if err := k.attachTracepoints(); err != nil {
		return nil, errors.Join(err, k.Close())
	}
	if k.reader, err = ringbuf.NewReader(k.objects.Events); err != nil {
		return nil, errors.Join(fmt.Errorf("open the ring buffer: %w", err), k.Close())
	}
	k.scanner = newScanner(&k.objects, k.multi, options.Go)
	return k, nil
}

// region adapt

// attachToMany makes the programs for functions ready to be attached to many places by one link. That is fixed when a
// program is loaded, so the kernel has to be asked before.
func attachToMany(spec *ebpf.CollectionSpec) {
	for _, program := range spec.Programs {
		if program.Type == ebpf.Kprobe {
			program.AttachType = ebpf.AttachTraceUprobeMulti
		}
	}
}

// Probes tells how functions are probed on this kernel.
func (k *Kernel) Probes() string {
	if k.multi {
		return "many by one link"
	}
	return "one by one"
}

// endregion adapt

func set(spec *ebpf.CollectionSpec, options Options) error {
	tables, fits := newMachine(append(DefaultSecrets, options.Secrets...))
	if !fits {
		return fmt.Errorf("the names of the secret headers are too long together: %s", strings.Join(options.Secrets, ", "))
	}
	namespace, err := pidNamespace()
	if err != nil {
		return err
	}
	for name, value := range map[string]any{
		"machine":       tables.next,
		"keep":          tables.keep,
		"in_head":       tables.head,
		"only_ports":    len(options.Ports) > 0,
		"self":          uint32(os.Getpid()),
		"pid_namespace": namespace,
	} {
		if err := spec.Variables[name].Set(value); err != nil {
			return fmt.Errorf("set %s: %w", name, err)
		}
	}
	return nil
}

// pidNamespace is the namespace whose process ids this process sees in /proc, or 0 for the outermost.
func pidNamespace() (uint32, error) {
	const outermost = 0xEFFFFFFC // PROC_PID_INIT_INO, part of the kernel's interface
	id, err := identify("/proc/self/ns/pid")
	if err != nil {
		return 0, fmt.Errorf("the agent's own namespace of processes: %w", err)
	}
	if id.inode == outermost {
		return 0, nil
	}
	return uint32(id.inode), nil
}

func haveTracefs() error {
	const at = "/sys/kernel/tracing"
	if _, err := os.Stat(filepath.Join(at, "events")); err == nil {
		return nil
	}
	if err := unix.Mount("tracefs", at, "tracefs", 0, ""); err != nil {
		return fmt.Errorf("tracefs is not mounted and cannot be mounted here (%w): run `mount -t tracefs tracefs %s` as root", err, at)
	}
	return nil
}

func (k *Kernel) attachTracepoints() error {
	o := &k.objects
	for name, programs := range map[string][2]*ebpf.Program{
		"read":       {o.EnterRead, o.ExitRead},
		"readv":      {o.EnterReadv, o.ExitReadv},
		"recvfrom":   {o.EnterRecvfrom, o.ExitRecvfrom},
		"recvmsg":    {o.EnterRecvmsg, o.ExitRecvmsg},
		"write":      {o.EnterWrite, o.ExitWrite},
		"writev":     {o.EnterWritev, o.ExitWritev},
		"sendto":     {o.EnterSendto, o.ExitSendto},
		"sendmsg":    {o.EnterSendmsg, o.ExitSendmsg},
		"sendfile64": {o.EnterSendfile, o.ExitSendfile},
		"close":      {o.EnterClose, nil},
	} {
		for i, when := range []string{"sys_enter_", "sys_exit_"} {
			if programs[i] == nil {
				continue
			}
			if err := k.keep(link.Tracepoint("syscalls", when+name, programs[i], nil)); err != nil {
				return fmt.Errorf("attach to the tracepoint %s%s: %w", when, name, err)
			}
		}
	}
	if err := k.keep(link.Tracepoint("sched", "sched_process_exit", o.ProcessExit, nil)); err != nil {
		return fmt.Errorf("attach to the tracepoint sched_process_exit: %w", err)
	}
	return nil
}

func (k *Kernel) keep(l link.Link, err error) error {
	if err == nil {
		k.links = append(k.links, l)
	}
	return err
}

// Scan looks for TLS libraries and Go programs that are not yet probed, every so often until ctx is done.
func (k *Kernel) Scan(ctx context.Context) { k.scanner.run(ctx) }

// Read tells the handler everything until ctx is done, and after that what is still in the buffer.
func (k *Kernel) Read(ctx context.Context, to Handler) error {
	stop := context.AfterFunc(ctx, func() { k.reader.Flush() })
	defer stop()
	var record ringbuf.Record
	for {
		err := k.reader.ReadInto(&record)
		if errors.Is(err, ringbuf.ErrFlushed) && ctx.Err() != nil {
			return nil
		}
		if err != nil {
			return fmt.Errorf("read the ring buffer: %w", err)
		}
		k.tell(record.RawSample, to)
	}
}

// Counters returns what the kernel side has counted so far.
func (k *Kernel) Counters() (Counters, error) {
	var perCPU []agentTotals
	if err := k.objects.Counters.Lookup(uint32(0), &perCPU); err != nil {
		return Counters{}, fmt.Errorf("read the counters: %w", err)
	}
	var sum Counters
	for _, c := range perCPU {
		sum.Events += c.Events
		sum.Lost += c.Lost
		sum.Bytes += c.Bytes
		sum.Calls += c.Calls
	}
	return sum, nil
}

// Close detaches and unloads everything.
func (k *Kernel) Close() error {
	var errs []error
	if k.reader != nil {
		errs = append(errs, k.reader.Close())
	}
	for _, l := range k.links {
		errs = append(errs, l.Close())
	}
	if k.scanner != nil {
		errs = append(errs, k.scanner.close())
	}
	return errors.Join(append(errs, k.objects.Close())...)
}

// wanted tells whether requests to a host belong to the ports that were asked for. The kernel side has no socket to look
// at where it probes a function.
func (k *Kernel) wanted(host string) bool {
	if len(k.ports) == 0 || host == "" {
		return true
	}
	_, text, err := net.SplitHostPort(host)
	port, _ := strconv.ParseUint(text, 10, 16)
	return err == nil && k.ports[uint16(port)]
}

const headSize = int(unsafe.Offsetof(agentEvent{}.Bytes))

// tell decodes one record. The kernel side writes them, so one that is too short is a fault of the agent's own.
func (k *Kernel) tell(raw []byte, to Handler) {
	if len(raw) == 0 {
		return
	}
	if raw[0] == kindFunction {
		var e agentFunctionEvent
		if len(raw) >= int(unsafe.Sizeof(e)) {
			copy(unsafe.Slice((*byte)(unsafe.Pointer(&e)), unsafe.Sizeof(e)), raw)
			if f := function(&e); f.Role == streams.Server || f.Returned || k.wanted(f.Host) {
				to.Function(f)
			}
		}
		return
	}
	if len(raw) < headSize {
		return
	}
	var e agentEvent
	copy(unsafe.Slice((*byte)(unsafe.Pointer(&e)), headSize), raw)
	key := streams.Key{Process: e.Tgid, TLS: e.Source == sourceTLS, ID: e.Id, Generation: e.Generation}
	switch e.Kind {
	case kindClose:
		to.Closed(key, e.End)
	case kindExit:
		to.Exited(e.Tgid, e.End)
	case kindData:
		local, remote := addresses(&e)
		to.Data(&streams.Data{
			Key:       key,
			Thread:    e.Tid,
			Command:   text(e.Command[:]),
			Direction: streams.Direction(e.Direction),
			Protocol:  streams.Protocol(e.Protocol),
			Begin:     e.Begin,
			End:       e.End,
			Position:  e.Position,
			Length:    uint64(e.Length),
			Bytes:     raw[headSize:min(len(raw), headSize+int(e.Captured))],
			LastChunk: e.LastChunk != 0,
			Local:     local,
			Remote:    remote,
		})
	}
}
