package main

import (
	"fmt"
	"os"
	"path/filepath"
	"sync"
	"syscall"
	"time"
)

// region processes

// processes keeps the parts of the node running: one that ends is started again. As the first process of its
// namespace it also inherits, and has to bury, every process whose parent has gone (a shim of containerd, say).
type processes struct {
	mutex   sync.Mutex
	running map[int]part
	ended   bool
}

type part struct {
	path      string
	arguments []string
	started   time.Time
}

// start starts a part; its output goes to log/NAME.log in the node's folder.
func (p *processes) start(path string, arguments ...string) error {
	log, err := os.OpenFile(filepath.Join(home, "log", filepath.Base(path)+".log"),
		os.O_CREATE|os.O_APPEND|os.O_WRONLY, 0o644)
	if err != nil {
		return err
	}
	defer log.Close()
	p.mutex.Lock()
	defer p.mutex.Unlock()
	if p.ended {
		return nil
	}
	process, err := os.StartProcess(path, append([]string{path}, arguments...), &os.ProcAttr{
		Env:   os.Environ(),
		Files: []*os.File{nil, log, log},
	})
	if err != nil {
		return fmt.Errorf("%s: %w", path, err)
	}
	p.running[process.Pid] = part{path, arguments, time.Now()}
	return process.Release()
}

// keep buries what ends, and starts the parts again, a second after their last start at the soonest.
func (p *processes) keep() {
	for {
		var status syscall.WaitStatus
		pid, err := syscall.Wait4(-1, &status, 0, nil)
		if err == syscall.EINTR {
			continue
		}
		if err != nil {
			time.Sleep(50 * time.Millisecond) // there is no child at the moment
			continue
		}
		p.mutex.Lock()
		gone, ours := p.running[pid]
		delete(p.running, pid)
		ended := p.ended
		p.mutex.Unlock()
		if !ours || ended {
			continue
		}
		go func() {
			time.Sleep(time.Until(gone.started.Add(time.Second)))
			fmt.Printf("%s ended (%s), starting it again\n", filepath.Base(gone.path), ending(status))
			if err := p.start(gone.path, gone.arguments...); err != nil {
				fmt.Println(err)
			}
		}()
	}
}

// end asks all parts to end; what does not is killed by the kernel when the first process ends.
func (p *processes) end() {
	p.mutex.Lock()
	p.ended = true
	for pid := range p.running {
		syscall.Kill(pid, syscall.SIGTERM)
	}
	p.mutex.Unlock()
}

func ending(status syscall.WaitStatus) string {
	if status.Signaled() {
		return status.Signal().String()
	}
	return fmt.Sprintf("exit status %d", status.ExitStatus())
}

// endregion processes
