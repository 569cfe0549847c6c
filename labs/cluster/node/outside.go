package main

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"net"
	"os"
	"os/exec"
	"os/signal"
	"path/filepath"
	"runtime"
	"syscall"
	"time"

	"golang.org/x/sys/unix"
)

const usage = `usage: node run FOLDER
       node tidy FOLDER

run brings up a Kubernetes node that keeps everything in FOLDER, and takes it down on SIGTERM. It needs root.
FOLDER/kubeconfig is there once the API server can be asked. What arrives at the node's ports 14317 and 14318 is passed
on to the addresses in FOLDER/collector (OTLP/gRPC and OTLP/HTTP, one a line, of this machine's loopback). tidy removes what a node leaves that was killed together with its parent.
`

// inUse is what "node run" ends with when another one has the folder (EX_TEMPFAIL of sysexits.h).
const inUse = 75

// node carries out the commands of the name "node" and returns the exit status.
func node(arguments []string) int {
	todo := map[string]func(string) error{"run": outside, "inside": inside, "tidy": tidy}
	if len(arguments) != 2 || todo[arguments[0]] == nil {
		fmt.Fprint(os.Stderr, usage)
		return 2
	}
	folder, err := filepath.Abs(arguments[1])
	if err == nil {
		err = todo[arguments[0]](folder)
	}
	if errors.Is(err, unix.EWOULDBLOCK) {
		fmt.Fprintln(os.Stderr, "node:", err)
		return inUse
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, "node:", err)
		return 1
	}
	return 0
}

// region outside

// outside starts the node in namespaces of its own, waits for its end, and removes what is left.
//
// The kernel does nearly all of the tidying: the first process of a process namespace takes all others with it, and
// with the last process go the namespaces, and with them the mounts, bridges, addresses and firewall rules.
func outside(folder string) error {
	lock, err := own(folder)
	if err != nil {
		return err
	}
	defer lock.Close()
	if err := leftovers(folder); err != nil {
		return err
	}
	fmt.Fprintln(lock, os.Getpid()) // who to ask to end, and that nothing of an earlier node is there any more

	// This socket stays a socket of the network outside, also in the hands of the process inside.
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return err
	}
	door, err := listener.(*net.TCPListener).File()
	if err != nil {
		return err
	}
	network, err := os.Open("/proc/self/ns/net")
	if err != nil {
		return err
	}
	signals := make(chan os.Signal, 1)
	signal.Notify(signals, syscall.SIGTERM, syscall.SIGINT)

	binary, err := os.Executable()
	if err != nil {
		return err
	}
	runtime.LockOSThread() // Pdeathsig is about the thread that started the process
	inside := exec.Command(binary, "inside", folder)
	inside.Stdout, inside.Stderr = os.Stdout, os.Stderr
	inside.ExtraFiles = []*os.File{door, network}
	inside.SysProcAttr = &syscall.SysProcAttr{
		Cloneflags: unix.CLONE_NEWPID | unix.CLONE_NEWNS | unix.CLONE_NEWNET | unix.CLONE_NEWUTS | unix.CLONE_NEWIPC,
		Pdeathsig:  syscall.SIGKILL,
		Setpgid:    true,
	}
	if err := inside.Start(); err != nil {
		return fmt.Errorf("namespaces cannot be made (it takes root): %w", err)
	}
	go func() {
		<-signals
		inside.Process.Signal(syscall.SIGTERM)
		time.Sleep(20 * time.Second)
		inside.Process.Kill()
	}()
	err = inside.Wait()
	return errors.Join(err, leftovers(folder))
}

// endregion outside

// tidy removes what is left of a node that was killed together with its outside.
func tidy(folder string) error {
	lock, err := own(folder)
	if err != nil {
		return err
	}
	defer lock.Close()
	return leftovers(folder)
}

// own takes the lock of a node's folder, and empties it: whoever had it before is gone.
func own(folder string) (*os.File, error) {
	if err := os.MkdirAll(folder, 0o700); err != nil {
		return nil, err
	}
	lock, err := os.OpenFile(filepath.Join(folder, "lock"), os.O_CREATE|os.O_RDWR, 0o600)
	if err != nil {
		return nil, err
	}
	for range 50 { // who only looks whether it is taken has it for a moment
		if err = unix.Flock(int(lock.Fd()), unix.LOCK_EX|unix.LOCK_NB); err == nil {
			return lock, lock.Truncate(0)
		}
		time.Sleep(20 * time.Millisecond)
	}
	lock.Close()
	return nil, fmt.Errorf("%s belongs to a node that runs: %w", folder, err)
}

// leftovers removes what outlives the node's processes. Some of them may still be about to end, if their parent was
// killed a moment ago: they are waited for, so that two nodes never have the folder at the same time.
func leftovers(folder string) error {
	deadline := time.Now().Add(30 * time.Second)
	for _, top := range cgroups(folder) {
		for {
			removeTree(top)
			if _, err := os.Stat(top); err != nil {
				break
			}
			if time.Now().After(deadline) {
				return fmt.Errorf("processes of an earlier node do not end: see %s", top)
			}
			time.Sleep(20 * time.Millisecond)
		}
	}
	// Whoever finds a socket or a kubeconfig here takes it for that of the node that runs.
	return errors.Join(os.RemoveAll(filepath.Join(folder, "kubeconfig")), os.RemoveAll(filepath.Join(folder, "run")))
}

// cgroup is the name of the control group, in every hierarchy, that all processes of the node are in.
func cgroup(folder string) string {
	sum := sha256.Sum256([]byte(folder))
	return "otlplab-" + hex.EncodeToString(sum[:4])
}

// cgroups returns the folder of that group in each hierarchy there is.
func cgroups(folder string) []string {
	var found []string
	if _, err := os.Stat("/sys/fs/cgroup/cgroup.controllers"); err == nil { // version 2 alone
		return []string{filepath.Join("/sys/fs/cgroup", cgroup(folder))}
	}
	hierarchies, _ := filepath.Glob("/sys/fs/cgroup/*/cgroup.procs")
	for _, file := range hierarchies {
		found = append(found, filepath.Join(filepath.Dir(file), cgroup(folder)))
	}
	return found
}

// removeTree removes a control group and those below it; their files go by themselves.
func removeTree(top string) {
	below, _ := os.ReadDir(top)
	for _, entry := range below {
		if entry.IsDir() {
			removeTree(filepath.Join(top, entry.Name()))
		}
	}
	unix.Rmdir(top)
}
