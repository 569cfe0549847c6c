// SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-only
/*
 * One small program for each thing that an observer may want of a kernel. The survey (kernels/survey) loads each alone,
 * attaches it, does what it waits for, and reads whether it ran: a program that loads is not yet one that is called.
 */
#include "vmlinux.h"

#include <bpf/bpf_helpers.h>
#include <bpf/bpf_tracing.h>

char LICENSE[] SEC("license") = "Dual BSD/GPL";

volatile __u64 calls;

struct {
	__uint(type, BPF_MAP_TYPE_RINGBUF);
	__uint(max_entries, 1 << 16);
} ring SEC(".maps");

static __always_inline int called(void)
{
	__sync_fetch_and_add(&calls, 1);
	return 0;
}

SEC("tracepoint/syscalls/sys_enter_getppid")
int tracepoint(void *ctx)
{
	return called();
}

SEC("tracepoint/syscalls/sys_enter_getppid")
int ring_buffer(void *ctx)
{
	__u64 value = 1;

	return bpf_ringbuf_output(&ring, &value, sizeof(value), 0) ? 0 : called();
}

static long once(__u32 index, void *ctx)
{
	called();
	return 1; /* enough */
}

SEC("tracepoint/syscalls/sys_enter_getppid")
int loop_helper(void *ctx)
{
	bpf_loop(100, once, NULL, 0);
	return 0;
}

/* Functions of the kernel itself, where the helper above belongs to BPF's fixed interface. */
extern int bpf_iter_num_new(struct bpf_iter_num *it, int start, int end) __ksym;
extern int *bpf_iter_num_next(struct bpf_iter_num *it) __ksym;
extern void bpf_iter_num_destroy(struct bpf_iter_num *it) __ksym;

SEC("tracepoint/syscalls/sys_enter_getppid")
int open_iterator(void *ctx)
{
	struct bpf_iter_num numbers;

	bpf_iter_num_new(&numbers, 0, 3);
	while (bpf_iter_num_next(&numbers))
		called();
	bpf_iter_num_destroy(&numbers);
	return 0;
}

SEC("uprobe")
int one_uprobe(void *ctx)
{
	return called();
}

SEC("uprobe")
int cookie(void *ctx)
{
	return bpf_get_attach_cookie(ctx) == 7 ? called() : 0;
}

/* A program that may sleep can read memory that is not there at the moment: it waits for the page. */
SEC("uprobe.s")
int sleepable(struct pt_regs *ctx)
{
	__u64 value;

	return bpf_copy_from_user(&value, sizeof(value), (void *)PT_REGS_SP(ctx)) ? 0 : called();
}

SEC("uprobe.multi")
int many_uprobes(void *ctx)
{
	return called();
}

SEC("kprobe/tcp_sendmsg")
int kprobe(void *ctx)
{
	return called();
}

SEC("fentry/tcp_sendmsg")
int fentry(void *ctx)
{
	return called();
}

SEC("lsm/file_open")
int lsm(void *ctx)
{
	called();
	return 0; /* allowed */
}

SEC("iter/task")
int iterator(void *ctx)
{
	return called();
}

SEC("syscall")
int run_from_user(void *ctx)
{
	return called();
}
