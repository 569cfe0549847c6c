// SPDX-License-Identifier: Apache-2.0
/*
 * Measures what an attach point costs the program that is watched: this one. Each round times a loop of calls without
 * a probe and then with one, so that what the machine does meanwhile meets both. Prints JSON, in nanoseconds a call.
 *
 *	attach [ROUNDS]
 */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mount.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

#include <bpf/libbpf.h>

#include "attach.skel.h"

#define CALLS 1000
#define MAX_ROUNDS 51

__attribute__((noinline, used)) int work(int value)
{
	asm volatile("" ::: "memory"); /* a call that the compiler may not leave out */
	return value + 1;
}

static void call_system(void)
{
	for (int i = 0; i < CALLS; i++)
		syscall(SYS_getppid);
}

static void call_function(void)
{
	for (int i = 0; i < CALLS; i++)
		work(i);
}

static double now(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return t.tv_sec * 1e9 + t.tv_nsec;
}

static double time_of(void (*loop)(void))
{
	double begin = now();

	loop();
	return (now() - begin) / CALLS;
}

static int compare(const void *a, const void *b)
{
	double x = *(const double *)a, y = *(const double *)b;

	return (x > y) - (x < y);
}

static void print(const char *name, double *values, int count, const char *end)
{
	qsort(values, count, sizeof(*values), compare);
	printf("\"%s\": [%.1f, %.1f, %.1f]%s", name, values[count / 4], values[count / 2], values[count * 3 / 4], end);
}

struct place {
	const char *name;
	void (*loop)(void);
	struct bpf_program *program;
	bool probes_function, at_return;
};

static struct bpf_link *attach(const struct place *place)
{
	LIBBPF_OPTS(bpf_uprobe_opts, options, .func_name = "work", .retprobe = place->at_return);

	if (place->probes_function)
		return bpf_program__attach_uprobe_opts(place->program, getpid(), "/proc/self/exe", 0, &options);
	return bpf_program__attach(place->program);
}

static int measure(const struct place *place, int rounds, __u64 *calls, const char *end)
{
	double without[MAX_ROUNDS], with[MAX_ROUNDS];
	__u64 before = *calls;

	for (int i = 0; i < rounds; i++) {
		without[i] = time_of(place->loop);
		struct bpf_link *link = attach(place);
		if (!link) {
			fprintf(stderr, "cannot attach to %s: %s\n", place->name, strerror(errno));
			return 1;
		}
		with[i] = time_of(place->loop);
		bpf_link__destroy(link);
	}
	if (*calls - before < (__u64)rounds * CALLS) {
		fprintf(stderr, "%s saw %llu of %d calls\n", place->name, *calls - before, rounds * CALLS);
		return 1;
	}
	printf("\"%s\": {", place->name);
	print("without", without, rounds, ", ");
	print("with", with, rounds, "}");
	printf("%s", end);
	return 0;
}

int main(int argc, char **argv)
{
	int rounds = argc > 1 ? atoi(argv[1]) : 15, failed = 0;
	struct attach_bpf *skeleton;

	if (rounds < 1 || rounds > MAX_ROUNDS) {
		fprintf(stderr, "usage: attach [ROUNDS], from 1 to %d\n", MAX_ROUNDS);
		return 2;
	}
	if (access("/sys/kernel/tracing/events", F_OK) && mount("tracefs", "/sys/kernel/tracing", "tracefs", 0, NULL)) {
		fprintf(stderr, "tracefs is not mounted and cannot be mounted here: %s\n", strerror(errno));
		return 1;
	}
	skeleton = attach_bpf__open_and_load();
	if (!skeleton) {
		fprintf(stderr, "cannot load the programs (this needs CAP_BPF and CAP_PERFMON): %s\n", strerror(errno));
		return 1;
	}
	const struct place places[] = {
	    {"tracepoint", call_system, skeleton->progs.on_tracepoint},
	    {"uprobe", call_function, skeleton->progs.on_uprobe, true},
	    {"uretprobe", call_function, skeleton->progs.on_uretprobe, true, true},
	};
	const int count = sizeof(places) / sizeof(*places);

	printf("{");
	for (int i = 0; i < count && !failed; i++)
		failed = measure(&places[i], rounds, &skeleton->bss->calls, i < count - 1 ? ", " : "}\n");
	attach_bpf__destroy(skeleton);
	return failed;
}
