package kernel

import (
	"bytes"
	"context"
	"debug/elf"
	"errors"
	"fmt"
	"log/slog"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"sync"
	"time"

	"github.com/cilium/ebpf"
	"github.com/cilium/ebpf/link"
	"golang.org/x/sys/unix"
)

const (
	scanEvery = 500 * time.Millisecond
	young     = 10 * time.Second // a process loads its libraries at the beginning of its life, most often
	oldEvery  = 20 * scanEvery
)

// fileID names a file whatever path leads to it: a library is probed once for all processes that use it.
type fileID struct{ device, inode uint64 }

type process struct {
	first, looked time.Time
}

// scanner finds what can be probed: libraries and executables that have SSL_read and SSL_write, and Go programs.
type scanner struct {
	objects *agentObjects
	multi   bool
	wanted  *regexp.Regexp
	mutex   sync.Mutex
	links   []link.Link
	files   map[fileID]bool       // libraries that were looked at
	goFiles map[fileID]*goProgram // executables that were looked at; nil: not probed
	seen    map[uint32]*process
}

func newScanner(objects *agentObjects, multi bool, wanted *regexp.Regexp) *scanner {
	s := &scanner{
		objects: objects,
		multi:   multi,
		wanted:  wanted,
		files:   map[fileID]bool{},
		goFiles: map[fileID]*goProgram{},
		seen:    map[uint32]*process{},
	}
	// The system's own library at once, so that the first short-lived client is not missed.
	for _, pattern := range []string{"/usr/lib/*/libssl.so.*", "/usr/lib64/libssl.so.*", "/usr/lib/libssl.so.*"} {
		found, _ := filepath.Glob(pattern)
		for _, path := range found {
			s.library(path, path)
		}
	}
	s.scan(false)
	return s
}

func (s *scanner) run(ctx context.Context) {
	ticker := time.NewTicker(scanEvery)
	defer ticker.Stop()
	for {
		select {
		case <-ctx.Done():
			return
		case <-ticker.C:
			s.scan(true)
		}
	}
}

func (s *scanner) close() error {
	s.mutex.Lock()
	defer s.mutex.Unlock()
	var errs []error
	for _, l := range s.links {
		errs = append(errs, l.Close())
	}
	return errors.Join(errs...)
}

// scan looks at the processes that are there, and, where asked to, at every file that they have mapped: that takes
// seconds on a machine with thousands of them, so the agent does not wait for it to be ready.
func (s *scanner) scan(libraries bool) {
	s.mutex.Lock()
	defer s.mutex.Unlock()
	entries, err := os.ReadDir("/proc")
	if err != nil {
		slog.Error("cannot look for processes", "error", err)
		return
	}
	now, alive := time.Now(), map[uint32]bool{}
	for _, entry := range entries {
		number, err := strconv.ParseUint(entry.Name(), 10, 32)
		if err != nil || int(number) == os.Getpid() {
			continue
		}
		pid := uint32(number)
		alive[pid] = true
		p := s.seen[pid]
		if p == nil {
			p = &process{first: now}
			s.seen[pid] = p
			s.executable(pid)
		}
		if libraries && (now.Sub(p.first) < young || now.Sub(p.looked) > oldEvery) {
			p.looked = now
			s.libraries(pid)
		}
	}
	for pid := range s.seen {
		if !alive[pid] {
			delete(s.seen, pid)
			_ = s.objects.GoProcesses.Delete(pid) // it may not be there
		}
	}
}

// libraries looks at every executable file that a process has mapped, through its own root.
func (s *scanner) libraries(pid uint32) {
	maps, err := os.ReadFile(fmt.Sprintf("/proc/%d/maps", pid))
	if err != nil {
		return // it has ended
	}
	for line := range strings.Lines(string(maps)) {
		fields := strings.Fields(line)
		if len(fields) < 6 || !strings.Contains(fields[1], "x") || !strings.HasPrefix(fields[5], "/") {
			continue
		}
		s.library(fmt.Sprintf("/proc/%d/root%s", pid, fields[5]), fields[5])
	}
}

func (s *scanner) library(path, name string) {
	id, err := identify(path)
	if err != nil || s.files[id] {
		return
	}
	s.files[id] = true
	if !hasTLS(path) {
		return
	}
	executable, err := link.OpenExecutable(path)
	if err != nil {
		slog.Warn("cannot open a TLS library", "path", name, "error", err)
		return
	}
	o, attached := s.objects, 0
	for _, at := range []struct {
		symbol           string
		program, return_ *ebpf.Program
		optional         bool
	}{
		{"SSL_read", o.EnterSslRead, o.ExitSsl, false},
		{"SSL_write", o.EnterSslWrite, o.ExitSsl, false},
		{"SSL_read_ex", o.EnterSslReadEx, o.ExitSsl, true}, // BoringSSL has none
		{"SSL_write_ex", o.EnterSslWriteEx, o.ExitSsl, true},
		{"SSL_do_handshake", o.EnterSslHandshake, o.ExitSslHandshake, false},
		{"SSL_free", o.EnterSslFree, nil, false},
	} {
		entry, err := s.entry(executable, at.symbol, at.program)
		if errors.Is(err, link.ErrNoSymbol) && at.optional {
			continue
		}
		if err == nil {
			s.links = append(s.links, entry)
			attached++
			if at.return_ != nil {
				if entry, err = s.return_(executable, at.symbol, at.return_); err == nil {
					s.links = append(s.links, entry)
				}
			}
		}
		if err != nil {
			slog.Warn("cannot probe a function", "path", name, "function", at.symbol, "error", err)
		}
	}
	slog.Info("probed a TLS library", "path", name, "functions", attached)
}

// executable probes the functions of net/http when the process is a Go program that has them.
func (s *scanner) executable(pid uint32) {
	path := fmt.Sprintf("/proc/%d/exe", pid)
	name, err := os.Readlink(path)
	if err != nil || s.wanted == nil || !s.wanted.MatchString(name) {
		return
	}
	id, err := identify(path)
	if err != nil {
		return
	}
	program, known := s.goFiles[id]
	if !known {
		program = s.probeGo(path, name)
		s.goFiles[id] = program
	}
	if program == nil {
		return
	}
	offsets := program.offsets
	if program.relocated {
		base, err := loadBase(pid)
		if err != nil {
			return
		}
		for i := range offsets.ServerItab {
			if offsets.ServerItab[i] != 0 {
				offsets.ServerItab[i] += base
			}
		}
	}
	if err := s.objects.GoProcesses.Put(pid, offsets); err != nil {
		slog.Warn("cannot follow a Go program", "path", name, "error", err)
	}
}

func (s *scanner) probeGo(path, name string) *goProgram {
	program, err := readGo(path)
	if err != nil {
		if !errors.Is(err, errNotGo) {
			slog.Info("a Go program is seen by its system calls only", "path", name, "why", err)
		}
		return nil
	}
	executable, err := link.OpenExecutable(path)
	if err != nil {
		slog.Warn("cannot open a Go program", "path", name, "error", err)
		return nil
	}
	o, attached := s.objects, 0
	for symbol, programs := range map[string][2]*ebpf.Program{
		"net/http.serverHandler.ServeHTTP": {o.EnterServerHandler, o.ExitServeHttp},
		"net/http.(*ServeMux).ServeHTTP":   {o.EnterServeMux, o.ExitServeHttp},
		"net/http.(*Transport).roundTrip":  {o.EnterRoundTrip, o.ExitRoundTrip},
	} {
		at, has := program.functions[symbol]
		if !has {
			continue
		}
		for i, addresses := range [][]uint64{{at.Entry}, at.Returns} {
			links, err := s.places(executable, programs[i], addresses)
			s.links = append(s.links, links...)
			if err != nil {
				slog.Warn("cannot probe a function", "path", name, "function", symbol, "error", err)
				break
			}
			attached += len(addresses)
		}
	}
	slog.Info("probed a Go program", "path", name, "go", program.version, "probes", attached)
	return program
}

// entry, return_ and places attach a program: by one link for all places where the kernel has that, otherwise by a perf event
// for each.
func (s *scanner) entry(in *link.Executable, symbol string, program *ebpf.Program) (link.Link, error) {
	if s.multi {
		return in.UprobeMulti([]string{symbol}, program, nil)
	}
	return in.Uprobe(symbol, program, nil)
}

func (s *scanner) return_(in *link.Executable, symbol string, program *ebpf.Program) (link.Link, error) {
	if s.multi {
		return in.UretprobeMulti([]string{symbol}, program, nil)
	}
	return in.Uretprobe(symbol, program, nil)
}

func (s *scanner) places(in *link.Executable, program *ebpf.Program, addresses []uint64) (links []link.Link, err error) {
	if s.multi {
		l, err := in.UprobeMulti(nil, program, &link.UprobeMultiOptions{Addresses: addresses})
		if err != nil {
			return nil, err
		}
		return []link.Link{l}, nil
	}
	for _, address := range addresses {
		l, err := in.Uprobe("", program, &link.UprobeOptions{Address: address})
		if err != nil {
			return links, err
		}
		links = append(links, l)
	}
	return links, nil
}

func identify(path string) (fileID, error) {
	var stat unix.Stat_t
	if err := unix.Stat(path, &stat); err != nil {
		return fileID{}, err
	}
	return fileID{stat.Dev, stat.Ino}, nil
}

// hasTLS tells whether an ELF file has SSL_read and SSL_write of its own: OpenSSL's library exports them, a program or a
// library with BoringSSL inside has them among its own symbols, unless it was stripped.
func hasTLS(path string) bool {
	file, err := elf.Open(path)
	if err != nil {
		return false
	}
	defer file.Close()
	for _, table := range []struct {
		names   string
		symbols func() ([]elf.Symbol, error)
	}{{".dynstr", file.DynamicSymbols}, {".strtab", file.Symbols}} {
		// Most files do not even have the name: looking for it is much cheaper than reading all symbols.
		section := file.Section(table.names)
		if section == nil {
			continue
		}
		if text, err := section.Data(); err != nil || !bytes.Contains(text, []byte("SSL_write\x00")) {
			continue
		}
		symbols, err := table.symbols()
		if err != nil {
			continue
		}
		found := 0
		for _, symbol := range symbols {
			if symbol.Section != elf.SHN_UNDEF && (symbol.Name == "SSL_read" || symbol.Name == "SSL_write") {
				found++
			}
		}
		if found >= 2 {
			return true
		}
	}
	return false
}

// loadBase returns the lowest address at which a process has its executable.
func loadBase(pid uint32) (uint64, error) {
	path, err := os.Readlink(fmt.Sprintf("/proc/%d/exe", pid))
	if err != nil {
		return 0, err
	}
	maps, err := os.ReadFile(fmt.Sprintf("/proc/%d/maps", pid))
	if err != nil {
		return 0, err
	}
	for line := range strings.Lines(string(maps)) {
		if strings.Contains(line, path) {
			low, _, _ := strings.Cut(line, "-")
			return strconv.ParseUint(low, 16, 64)
		}
	}
	return 0, fmt.Errorf("%s is not among the mappings of process %d", path, pid)
}
