// SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-only
/*
 * The kernel side of the agent: it hands the bytes of HTTP streams to user space, and of HTTP/1.1 only the heads,
 * with secrets already blacked out. Needs Linux 5.8 (ring buffer); every helper used is that old.
 */
#include "vmlinux.h"

#include <bpf/bpf_core_read.h>
#include <bpf/bpf_endian.h>
#include <bpf/bpf_helpers.h>
#include <bpf/bpf_tracing.h>

#include "events.h"

char LICENSE[] SEC("license") = "Dual BSD/GPL";

#define S_IFMT 0170000
#define S_IFSOCK 0140000
#define AF_INET 2
#define AF_INET6 10
#define STATES 128  /* of the redaction machine */
#define ATTEMPTS 4  /* calls until a stream that looks like nothing we know is left alone */
#define IOVECS 128  /* pieces of one call: gRPC in C writes a dozen or more for each head */
#define HANDSHAKE 2 /* beside the directions: a call that moves no plain text */

/* Set by the agent before loading; see redact.go for how the machine is made. */
const volatile __u8 machine[STATES * 256];
const volatile __u8 keep[STATES];    /* 0xff: the byte that led here stays, 0: it is blacked out */
const volatile __u8 in_head[STATES]; /* 0xff: still part of a message's head, 0: body */
const volatile bool only_ports;      /* look only at streams with a port of the map `ports` */
const volatile __u32 self;           /* the agent's own process, which is never looked at */
const volatile __u32 pid_namespace;  /* the agent's, by its inode; 0: the outermost */

/*
 * Bound a number in the one form that the verifier of every kernel sees through, a mask, where the compiler may not
 * leave it out because it knows better. Verifiers up to 6.1 forget what they knew of two numbers that are joined by
 * "or".
 */
#define BELIEVE(number, mask) asm volatile("%0 &= %1" : "+r"(number) : "i"(mask))

enum { STATE_BODY = 0, STATE_START = 1 };

struct stream_key {
	__u64 id;
	__u32 tgid;
	__u32 source;
};

struct stream {
	__u64 generation;
	__u64 sock; /* address of the kernel's socket: another one means another connection */
	__u64 position[2];
	struct endpoints endpoints;
	__u8 state[2]; /* of the redaction machine */
	__u8 protocol;
	__u8 attempts;
	__u8 told; /* user space has heard of it */
	__u8 reserved[3];
};

struct call {
	__u64 id;
	__u64 begin;
	__u64 data;   /* a buffer, or an array of iovecs when `vectors` is not 0 */
	__u64 result; /* of SSL_read_ex and SSL_write_ex: where the number of bytes is written */
	__u32 vectors;
	__u32 direction;
};

struct totals {
	__u64 events;
	__u64 lost; /* the ring buffer was full */
	__u64 bytes;
	__u64 calls; /* that were looked at */
};

struct scratch {
	struct event event;
	__u8 room[2 * CAPTURE]; /* for the verifier: a copy of at_most() bytes may begin anywhere in event.bytes */
};

struct {
	__uint(type, BPF_MAP_TYPE_RINGBUF);
	__uint(max_entries, 8 << 20);
} events SEC(".maps");

struct {
	__uint(type, BPF_MAP_TYPE_LRU_HASH);
	__type(key, struct stream_key);
	__type(value, struct stream);
	__uint(max_entries, 65536);
} streams SEC(".maps");

/* System calls and calls of the TLS library that have not returned, by thread. */
struct {
	__uint(type, BPF_MAP_TYPE_LRU_HASH);
	__type(key, __u64);
	__type(value, struct call);
	__uint(max_entries, 16384);
} system_calls SEC(".maps"), tls_calls SEC(".maps");

struct {
	__uint(type, BPF_MAP_TYPE_HASH);
	__type(key, __u16);
	__type(value, __u8);
	__uint(max_entries, 64);
} ports SEC(".maps");

struct {
	__uint(type, BPF_MAP_TYPE_PERCPU_ARRAY);
	__type(key, __u32);
	__type(value, struct totals);
	__uint(max_entries, 1);
} counters SEC(".maps");

struct {
	__uint(type, BPF_MAP_TYPE_PERCPU_ARRAY);
	__type(key, __u32);
	__type(value, struct scratch);
	__uint(max_entries, 1);
} scratch SEC(".maps");

/* region namespace */
/*
 * The id of the current process as the agent knows it, or 0 when the agent's /proc does not have it. In a container of
 * a node that is itself a container (kind, for one), neither is the kernel's own number: a process has one in each of
 * the namespaces that it is in, from the outermost inwards.
 */
#define NESTED 8

static __always_inline __u32 current_process(void)
{
	if (!pid_namespace)
		return bpf_get_current_pid_tgid() >> 32;
	struct task_struct *task = (void *)bpf_get_current_task();
	struct pid *pid = BPF_CORE_READ(task, group_leader, thread_pid);
	__u32 level = BPF_CORE_READ(pid, level), inum = 0, number = 0;

	for (__u32 i = 0; i < NESTED && i <= level; i++) {
		struct upid *at =
		    (void *)pid + bpf_core_field_offset(pid->numbers) + i * bpf_core_type_size(struct upid);

		inum = BPF_CORE_READ(at, ns, ns.inum);
		if (inum == pid_namespace)
			number = BPF_CORE_READ(at, nr);
	}
	return number;
}
/* endregion namespace */

#include "functions.bpf.h"

static const __u32 zero;

/* region socket */
/* Return the kernel's socket behind a file descriptor of this process, or NULL when it is none. */
static __always_inline struct sock *socket_of(__u64 fd)
{
	struct task_struct *task = (void *)bpf_get_current_task();
	struct fdtable *table = BPF_CORE_READ(task, files, fdt);
	struct file *file = NULL, **slot;

	if (fd >= BPF_CORE_READ(table, max_fds))
		return NULL;
	slot = BPF_CORE_READ(table, fd);
	bpf_probe_read_kernel(&file, sizeof(file), slot + fd);
	if (!file || (BPF_CORE_READ(file, f_inode, i_mode) & S_IFMT) != S_IFSOCK)
		return NULL;
	struct socket *socket = BPF_CORE_READ(file, private_data);
	return BPF_CORE_READ(socket, sk);
}
/* endregion socket */

static __always_inline bool read_endpoints(struct endpoints *to, struct sock *sk)
{
	to->family = BPF_CORE_READ(sk, __sk_common.skc_family);
	to->local_port = BPF_CORE_READ(sk, __sk_common.skc_num);
	to->remote_port = bpf_ntohs(BPF_CORE_READ(sk, __sk_common.skc_dport));
	if (to->family == AF_INET) {
		BPF_CORE_READ_INTO((__be32 *)to->local, sk, __sk_common.skc_rcv_saddr);
		BPF_CORE_READ_INTO((__be32 *)to->remote, sk, __sk_common.skc_daddr);
	} else if (to->family == AF_INET6) {
		BPF_CORE_READ_INTO((struct in6_addr *)to->local, sk, __sk_common.skc_v6_rcv_saddr);
		BPF_CORE_READ_INTO((struct in6_addr *)to->remote, sk, __sk_common.skc_v6_daddr);
	} else {
		return false;
	}
	return true;
}

static __always_inline bool wanted(struct endpoints *at)
{
	return !only_ports || bpf_map_lookup_elem(&ports, &at->local_port) ||
	       bpf_map_lookup_elem(&ports, &at->remote_port);
}

/* region classify */
/* Does a stream begin like a request or a response of HTTP/1, or like HTTP/2? */
static __always_inline __u8 classify(const __u8 *at, __u32 length)
{
	__u32 word;

	if (length < 8)
		return PROTOCOL_UNKNOWN;
	__builtin_memcpy(&word, at, 4);
	switch (bpf_ntohl(word)) {
	case 0x50524920: /* "PRI " */
		return at[4] == '*' && at[6] == 'H' ? PROTOCOL_HTTP2 : PROTOCOL_UNKNOWN;
	case 0x48545450: /* "HTTP" */
		return at[4] == '/' && at[5] == '1' && at[6] == '.' ? PROTOCOL_HTTP1 : PROTOCOL_UNKNOWN;
	case 0x47455420: /* "GET " */
	case 0x50555420: /* "PUT " */
		return PROTOCOL_HTTP1;
	case 0x504f5354: /* "POST" */
	case 0x48454144: /* "HEAD" */
		return at[4] == ' ' ? PROTOCOL_HTTP1 : PROTOCOL_UNKNOWN;
	case 0x50415443: /* "PATCH" */
		return at[4] == 'H' && at[5] == ' ' ? PROTOCOL_HTTP1 : PROTOCOL_UNKNOWN;
	case 0x44454c45: /* "DELETE" */
		return at[4] == 'T' && at[5] == 'E' && at[6] == ' ' ? PROTOCOL_HTTP1 : PROTOCOL_UNKNOWN;
	case 0x4f505449: /* "OPTIONS" */
		return at[4] == 'O' && at[5] == 'N' && at[6] == 'S' ? PROTOCOL_HTTP1 : PROTOCOL_UNKNOWN;
	}
	return PROTOCOL_UNKNOWN;
}
/* endregion classify */

/* region redact */
/*
 * Run the redaction machine over the first `length` bytes of the scratch event. Returns how many of them belong to
 * heads of messages, in the upper half; the machine's state in the lower. Without a branch on the data, so that
 * the verifier of any kernel walks it once.
 */
__attribute__((noinline)) __u64 redact(__u32 length, __u32 state)
{
	struct scratch *s = bpf_map_lookup_elem(&scratch, &zero);
	__u32 head = 0;

	if (!s)
		return 0;
	for (__u32 i = 0; i < CAPTURE; i++) {
		if (i >= length)
			break;
		__u8 byte = s->event.bytes[i];
		__u64 index = (__u64)state << 8 | byte;
		BELIEVE(index, STATES * 256 - 1);
		state = machine[index] & (STATES - 1);
		__u8 stays = keep[state];
		s->event.bytes[i] = (byte & stays) | ('*' & ~stays);
		__u32 mask = (__u32)0 - (in_head[state] & 1);
		head = (head & ~mask) | ((i + 1) & mask);
	}
	return (__u64)head << 32 | state;
}
/* endregion redact */

/* Limit to CAPTURE. */
static __always_inline __u64 at_most(__u64 length)
{
	if (length > CAPTURE)
		length = CAPTURE;
	BELIEVE(length, 2 * CAPTURE - 1);
	return length;
}

static __always_inline void submit(struct event *event, __u32 captured)
{
	struct totals *count = bpf_map_lookup_elem(&counters, &zero);
	__u64 size = __builtin_offsetof(struct event, bytes);

	long failed = bpf_ringbuf_output(&events, event, size + at_most(captured), 0);
	if (count) {
		count->events += !failed;
		count->lost += !!failed;
		count->bytes += captured;
	}
}

/* region gather */
/*
 * Copy up to CAPTURE bytes from `count` pieces of memory into the scratch event, and return how many there were. A
 * function of its own, so that the verifier walks it once and not once for each place that it is called from.
 */
__attribute__((noinline)) __u32 gather(__u64 pieces, __u32 count, __u32 length)
{
	struct scratch *s = bpf_map_lookup_elem(&scratch, &zero);
	__u32 done = 0;

	if (!s)
		return 0;
	for (__u32 i = 0; i < IOVECS; i++) {
		struct iovec piece;

		if (i >= count || done >= length || done >= CAPTURE)
			break;
		if (bpf_probe_read_user(&piece, sizeof(piece), (struct iovec *)pieces + i))
			break;
		__u64 size = piece.iov_len > length - done ? length - done : piece.iov_len;
		size = at_most(size);
		__u64 place = done;
		BELIEVE(place, CAPTURE - 1);
		if (bpf_probe_read_user(s->event.bytes + place, size, piece.iov_base))
			break;
		done += size;
		if (piece.iov_len > size)
			break; /* there is no more room, or no more data */
	}
	return done > CAPTURE ? CAPTURE : done;
}
/* endregion gather */

/* Copy up to CAPTURE bytes of what a call has read or written, from `offset` on, into the scratch event. */
static __always_inline __u32 copy(struct scratch *s, struct call *call, __u32 length, __u32 offset)
{
	if (call->vectors) {
		__u64 done = gather(call->data, call->vectors, length);
		return at_most(done);
	}
	__u64 size = at_most(length - offset);
	if (bpf_probe_read_user(s->event.bytes, size, (void *)(call->data + offset)))
		return 0;
	return size;
}

/* Do the last bytes of a call end a chunked body? They may lie beyond what is copied. */
static __always_inline bool ends_chunked(struct call *call, __u32 length)
{
	__u8 tail[5] = {};

	if (length < sizeof(tail))
		return false;
	if (!call->vectors) {
		bpf_probe_read_user(tail, sizeof(tail), (void *)(call->data + length - sizeof(tail)));
	} else {
		struct iovec vector = {};
		__u32 last = call->vectors - 1;

		bpf_probe_read_user(&vector, sizeof(vector), (struct iovec *)call->data + last);
		if (vector.iov_len < sizeof(tail))
			return false;
		bpf_probe_read_user(tail, sizeof(tail), vector.iov_base + vector.iov_len - sizeof(tail));
	}
	return tail[0] == '0' && tail[1] == '\r' && tail[2] == '\n' && tail[3] == '\r' && tail[4] == '\n';
}

/* A call that moved `length` bytes of a stream has returned: hand them on if they are HTTP. */
static __always_inline void moved(struct call *call, __u32 length, __u32 source, struct sock *sk)
{
	__u64 pid_tgid = bpf_get_current_pid_tgid();
	struct stream_key key = {.id = call->id, .tgid = current_process(), .source = source};
	struct scratch *s = bpf_map_lookup_elem(&scratch, &zero);
	struct totals *count = bpf_map_lookup_elem(&counters, &zero);
	struct stream *stream = bpf_map_lookup_elem(&streams, &key);
	__u32 direction = call->direction & 1;

	if (!s || !count)
		return;
	count->calls++;
	if (stream && sk && stream->sock && stream->sock != (__u64)sk)
		stream = NULL; /* the descriptor was closed unseen and given to another connection */
	if (!stream) {
		struct stream fresh = {.generation = bpf_ktime_get_ns(), .sock = (__u64)sk};

		if (sk && !read_endpoints(&fresh.endpoints, sk))
			fresh.protocol = PROTOCOL_OTHER;
		bpf_map_update_elem(&streams, &key, &fresh, BPF_ANY);
		stream = bpf_map_lookup_elem(&streams, &key);
		if (!stream)
			return;
	}
	if (stream->protocol == PROTOCOL_OTHER)
		return;
	if (!wanted(&stream->endpoints))
		return;

	__u64 position = stream->position[direction];
	stream->position[direction] = position + length;

	__u32 captured = copy(s, call, length, 0);
	__u8 looks_like = captured < 8 ? PROTOCOL_UNKNOWN : classify(s->event.bytes, captured);
	if (stream->protocol == PROTOCOL_UNKNOWN) {
		if (looks_like == PROTOCOL_UNKNOWN) {
			if (++stream->attempts >= ATTEMPTS)
				stream->protocol = PROTOCOL_OTHER;
			return;
		}
		stream->protocol = looks_like;
		stream->told = 1;
	}

	struct event *event = &s->event;
	event->kind = KIND_DATA;
	event->direction = direction;
	event->source = source;
	event->protocol = stream->protocol;
	event->last_chunk = 0;
	event->tgid = key.tgid;
	event->tid = (__u32)pid_tgid;
	event->id = key.id;
	event->generation = stream->generation;
	event->begin = call->begin;
	event->end = bpf_ktime_get_ns();
	event->position = position;
	event->length = length;
	event->endpoints = stream->endpoints;
	bpf_get_current_comm(event->command, sizeof(event->command));

	__u32 state = stream->state[direction];
	bool http1 = stream->protocol == PROTOCOL_HTTP1;
	if (looks_like == PROTOCOL_HTTP1)
		state = STATE_START; /* a message that begins with a call ends whatever was before */
	for (__u32 i = 0; i < CHUNKS; i++) {
		__u32 begin = i * CAPTURE;

		if (i)
			captured = copy(s, call, length, begin);
		bool more = i < CHUNKS - 1 && !call->vectors && captured == CAPTURE && begin + CAPTURE < length;
		if (http1) {
			__u64 told = redact(captured, state);
			__u32 head = told >> 32;

			state = told & (STATES - 1);
			more = more && head == captured; /* bodies stay in the kernel */
			captured = head;
			event->last_chunk = !more && ends_chunked(call, length);
		}
		event->position = position + begin;
		event->length = more ? captured : length - begin;
		event->captured = captured;
		submit(event, captured);
		if (!more)
			break;
	}
	stream->state[direction] = state;
}

static __always_inline void ended(struct stream_key *key)
{
	struct stream *stream = bpf_map_lookup_elem(&streams, key);
	struct scratch *s = bpf_map_lookup_elem(&scratch, &zero);

	if (!stream || !s)
		return;
	if (stream->told) {
		s->event.kind = KIND_CLOSE;
		s->event.source = key->source;
		s->event.tgid = key->tgid;
		s->event.tid = (__u32)bpf_get_current_pid_tgid();
		s->event.id = key->id;
		s->event.generation = stream->generation;
		s->event.begin = s->event.end = bpf_ktime_get_ns();
		s->event.length = s->event.captured = 0;
		submit(&s->event, 0);
	}
	bpf_map_delete_elem(&streams, key);
}

/* ---- system calls ---- */

/* A thread enters a call that moves bytes. Inside a call of the TLS library they are cipher text: note only where
 * they go. */
static __always_inline int enter(__u64 fd, __u64 data, __u32 vectors, __u32 direction)
{
	__u64 pid_tgid = bpf_get_current_pid_tgid();
	__u32 tgid = current_process();

	if (!tgid || tgid == self || bpf_map_lookup_elem(&go_processes, &tgid))
		return 0;
	struct call *tls = bpf_map_lookup_elem(&tls_calls, &pid_tgid);
	if (tls) {
		struct stream_key key = {.id = tls->id, .tgid = tgid, .source = SOURCE_TLS};
		struct stream *stream = bpf_map_lookup_elem(&streams, &key);

		if (stream && stream->sock)
			return 0;
		struct sock *sk = socket_of(fd);
		if (!sk)
			return 0;
		if (!stream) {
			struct stream fresh = {.generation = bpf_ktime_get_ns(), .sock = (__u64)sk};
			read_endpoints(&fresh.endpoints, sk);
			bpf_map_update_elem(&streams, &key, &fresh, BPF_ANY);
		} else {
			stream->sock = (__u64)sk;
			read_endpoints(&stream->endpoints, sk);
		}
		return 0;
	}
	struct call call = {
	    .id = fd,
	    .begin = bpf_ktime_get_ns(),
	    .data = data,
	    .vectors = vectors,
	    .direction = direction,
	};
	bpf_map_update_elem(&system_calls, &pid_tgid, &call, BPF_ANY);
	return 0;
}

static __always_inline int leave(long ret)
{
	__u64 pid_tgid = bpf_get_current_pid_tgid();
	struct call *call = bpf_map_lookup_elem(&system_calls, &pid_tgid);
	struct sock *sk;

	if (!call)
		return 0;
	if (ret > 0 && (sk = socket_of(call->id)))
		moved(call, ret, SOURCE_SYSCALL, sk);
	bpf_map_delete_elem(&system_calls, &pid_tgid);
	return 0;
}

/* region tracepoints */
#define BUFFER_CALL(name, direction)                                                                                   \
	SEC("tracepoint/syscalls/sys_enter_" #name)                                                                    \
	int enter_##name(struct trace_event_raw_sys_enter *ctx)                                                        \
	{                                                                                                              \
		return enter(ctx->args[0], ctx->args[1], 0, direction);                                                \
	}                                                                                                              \
	SEC("tracepoint/syscalls/sys_exit_" #name)                                                                     \
	int exit_##name(struct trace_event_raw_sys_exit *ctx)                                                          \
	{                                                                                                              \
		return leave(ctx->ret);                                                                                \
	}

BUFFER_CALL(read, INGRESS)
BUFFER_CALL(recvfrom, INGRESS)
BUFFER_CALL(write, EGRESS)
BUFFER_CALL(sendto, EGRESS)
/* endregion tracepoints */

#define VECTOR_CALL(name, direction)                                                                                   \
	SEC("tracepoint/syscalls/sys_enter_" #name)                                                                    \
	int enter_##name(struct trace_event_raw_sys_enter *ctx)                                                        \
	{                                                                                                              \
		return enter(ctx->args[0], ctx->args[1], ctx->args[2], direction);                                     \
	}                                                                                                              \
	SEC("tracepoint/syscalls/sys_exit_" #name)                                                                     \
	int exit_##name(struct trace_event_raw_sys_exit *ctx)                                                          \
	{                                                                                                              \
		return leave(ctx->ret);                                                                                \
	}

VECTOR_CALL(readv, INGRESS)
VECTOR_CALL(writev, EGRESS)

#define MESSAGE_CALL(name, direction)                                                                                  \
	SEC("tracepoint/syscalls/sys_enter_" #name)                                                                    \
	int enter_##name(struct trace_event_raw_sys_enter *ctx)                                                        \
	{                                                                                                              \
		struct user_msghdr message = {};                                                                       \
		bpf_probe_read_user(&message, sizeof(message), (void *)ctx->args[1]);                                  \
		if (!message.msg_iovlen)                                                                               \
			return 0;                                                                                      \
		return enter(ctx->args[0], (__u64)message.msg_iov, message.msg_iovlen, direction);                     \
	}                                                                                                              \
	SEC("tracepoint/syscalls/sys_exit_" #name)                                                                     \
	int exit_##name(struct trace_event_raw_sys_exit *ctx)                                                          \
	{                                                                                                              \
		return leave(ctx->ret);                                                                                \
	}

MESSAGE_CALL(recvmsg, INGRESS)
MESSAGE_CALL(sendmsg, EGRESS)

/* The bytes of sendfile never pass through user space: they are counted, not read. */
SEC("tracepoint/syscalls/sys_enter_sendfile64")
int enter_sendfile(struct trace_event_raw_sys_enter *ctx)
{
	return enter(ctx->args[0], 0, 0, EGRESS);
}

SEC("tracepoint/syscalls/sys_exit_sendfile64")
int exit_sendfile(struct trace_event_raw_sys_exit *ctx)
{
	return leave(ctx->ret);
}

SEC("tracepoint/syscalls/sys_enter_close")
int enter_close(struct trace_event_raw_sys_enter *ctx)
{
	struct stream_key key = {
	    .id = ctx->args[0],
	    .tgid = current_process(),
	    .source = SOURCE_SYSCALL,
	};
	ended(&key);
	return 0;
}

SEC("tracepoint/sched/sched_process_exit")
int process_exit(void *ctx)
{
	__u64 pid_tgid = bpf_get_current_pid_tgid();
	struct scratch *s = bpf_map_lookup_elem(&scratch, &zero);

	if (!s || pid_tgid >> 32 != (__u32)pid_tgid)
		return 0;
	s->event.kind = KIND_EXIT;
	s->event.tgid = current_process();
	s->event.begin = s->event.end = bpf_ktime_get_ns();
	s->event.length = s->event.captured = 0;
	submit(&s->event, 0);
	return 0;
}

/* ---- OpenSSL and BoringSSL ---- */

static __always_inline int enter_tls(struct pt_regs *ctx, __u32 direction, __u64 result)
{
	__u64 pid_tgid = bpf_get_current_pid_tgid();
	struct call call = {
	    .id = PT_REGS_PARM1(ctx),
	    .begin = bpf_ktime_get_ns(),
	    .data = PT_REGS_PARM2(ctx),
	    .result = result,
	    .direction = direction,
	};

	__u32 tgid = current_process();

	if (tgid && tgid != self)
		bpf_map_update_elem(&tls_calls, &pid_tgid, &call, BPF_ANY);
	return 0;
}

static __always_inline int leave_tls(struct pt_regs *ctx)
{
	__u64 pid_tgid = bpf_get_current_pid_tgid();
	struct call *call = bpf_map_lookup_elem(&tls_calls, &pid_tgid);
	__s32 ret = PT_REGS_RC(ctx);
	__u64 length = 0;

	if (!call)
		return 0;
	if (ret > 0) {
		if (!call->result)
			length = ret;
		else
			bpf_probe_read_user(&length, sizeof(length), (void *)call->result);
		if (length && length < (1 << 30))
			moved(call, length, SOURCE_TLS, NULL);
	}
	bpf_map_delete_elem(&tls_calls, &pid_tgid);
	return 0;
}

/* region tls */
SEC("uprobe/SSL_read")
int enter_ssl_read(struct pt_regs *ctx)
{
	return enter_tls(ctx, INGRESS, 0);
}

SEC("uprobe/SSL_write")
int enter_ssl_write(struct pt_regs *ctx)
{
	return enter_tls(ctx, EGRESS, 0);
}

SEC("uprobe/SSL_read_ex")
int enter_ssl_read_ex(struct pt_regs *ctx)
{
	return enter_tls(ctx, INGRESS, PT_REGS_PARM4(ctx));
}

SEC("uprobe/SSL_write_ex")
int enter_ssl_write_ex(struct pt_regs *ctx)
{
	return enter_tls(ctx, EGRESS, PT_REGS_PARM4(ctx));
}

/* One program for the return of all four: what was asked is in the map. */
SEC("uretprobe/SSL")
int exit_ssl(struct pt_regs *ctx)
{
	return leave_tls(ctx);
}
/* endregion tls */

/*
 * A handshake moves no plain text, but a server that reads ahead takes the first request off the socket in it: the
 * SSL_read that returns that request makes no system call, so only the handshake can tell which connection it was.
 * BoringSSL also shakes hands inside SSL_read, whose call must stay.
 */
SEC("uprobe/SSL_do_handshake")
int enter_ssl_handshake(struct pt_regs *ctx)
{
	__u64 pid_tgid = bpf_get_current_pid_tgid();
	struct call call = {.id = PT_REGS_PARM1(ctx), .direction = HANDSHAKE};
	__u32 tgid = current_process();

	if (tgid && tgid != self)
		bpf_map_update_elem(&tls_calls, &pid_tgid, &call, BPF_NOEXIST);
	return 0;
}

SEC("uretprobe/SSL_do_handshake")
int exit_ssl_handshake(void *ctx)
{
	__u64 pid_tgid = bpf_get_current_pid_tgid();
	struct call *call = bpf_map_lookup_elem(&tls_calls, &pid_tgid);

	if (call && call->direction == HANDSHAKE)
		bpf_map_delete_elem(&tls_calls, &pid_tgid);
	return 0;
}

SEC("uprobe/SSL_free")
int enter_ssl_free(struct pt_regs *ctx)
{
	struct stream_key key = {
	    .id = PT_REGS_PARM1(ctx),
	    .tgid = current_process(),
	    .source = SOURCE_TLS,
	};
	ended(&key);
	return 0;
}
