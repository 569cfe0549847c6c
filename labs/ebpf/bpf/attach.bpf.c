// SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-only
/* The same three instructions at three kinds of places, to see what each place costs. */
#include "vmlinux.h"

#include <bpf/bpf_helpers.h>

char LICENSE[] SEC("license") = "Dual BSD/GPL";

__u64 calls;

static int count(void)
{
	__sync_fetch_and_add(&calls, 1);
	return 0;
}

SEC("tracepoint/syscalls/sys_enter_getppid")
int on_tracepoint(void *ctx)
{
	return count();
}

SEC("uprobe")
int on_uprobe(void *ctx)
{
	return count();
}

SEC("uretprobe")
int on_uretprobe(void *ctx)
{
	return count();
}
