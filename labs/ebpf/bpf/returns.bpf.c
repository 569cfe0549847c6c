// SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-only
/* Counts how often a function is entered, and how often it returns. */
#include "vmlinux.h"

#include <bpf/bpf_helpers.h>

char LICENSE[] SEC("license") = "Dual BSD/GPL";

__u64 entries, returns; /* global variables: maps that the loader makes */

SEC("uprobe")
int entry(void *ctx)
{
	__sync_fetch_and_add(&entries, 1);
	return 0;
}

SEC("uprobe")
int leave(void *ctx)
{
	__sync_fetch_and_add(&returns, 1);
	return 0;
}
