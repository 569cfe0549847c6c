// Package rlimit stands in for the eBPF profiler's own package of this name; see build.sh.
package rlimit

import "github.com/cilium/ebpf/rlimit"

// MaximizeMemlock raises the limit of locked memory where the kernel still counts BPF maps against it. From Linux
// 5.11 on they count against the memory of the control group, and nothing has to be raised: raising it all the
// same, as the original does, fails wherever CAP_SYS_RESOURCE is missing, as in most containers.
func MaximizeMemlock() (func(), error) {
	return func() {}, rlimit.RemoveMemlock()
}
