/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-only */
/*
 * Functions of Go's net/http: a request as the application sees it, with the pattern that its router matched.
 *
 * A return is observed at every RET instruction of the function. A uretprobe would replace the return address on
 * the stack, and Go's runtime, which moves stacks and walks them, ends the process when it finds one it does not know.
 */
#ifndef FUNCTIONS_BPF_H
#define FUNCTIONS_BPF_H

#if defined(__TARGET_ARCH_x86)
#define GO_PARM1(ctx) ((ctx)->ax)
#define GO_PARM2(ctx) ((ctx)->bx)
#define GO_PARM3(ctx) ((ctx)->cx)
#define GO_PARM4(ctx) ((ctx)->di)
#define GOROUTINE(ctx) ((ctx)->r14)
#elif defined(__TARGET_ARCH_arm64)
#define GO_PARM1(ctx) ((ctx)->user_regs.regs[0])
#define GO_PARM2(ctx) ((ctx)->user_regs.regs[1])
#define GO_PARM3(ctx) ((ctx)->user_regs.regs[2])
#define GO_PARM4(ctx) ((ctx)->user_regs.regs[3])
#define GOROUTINE(ctx) ((ctx)->user_regs.regs[28])
#endif

/* Where the fields are, from the DWARF of the process's own executable; see golang.go. */
struct go_offsets {
	__u32 request_method;
	__u32 request_url;
	__u32 request_header;
	__u32 request_host;
	__u32 request_pattern;
	__u32 request_tls;
	__u32 url_scheme;
	__u32 url_path;
	__u32 url_host;
	__u32 response_status_code;
	__u32 server_status[3]; /* of net/http.response, http2responseWriterState, http3.responseWriter */
	__u32 http2_state;      /* http2responseWriter.rws */
	__u64 server_itab[3];   /* which of the three a ResponseWriter is; 0: not in this program */
	__u32 swiss_maps;       /* Go 1.24 and newer */
	__u32 has_pattern;
};

struct {
	__uint(type, BPF_MAP_TYPE_HASH);
	__type(key, __u32);
	__type(value, struct go_offsets);
	__uint(max_entries, 4096);
} go_processes SEC(".maps");

struct go_key {
	__u64 goroutine;
	__u32 tgid;
	__u32 role;
};

struct go_call {
	__u64 begin;
	__u64 request;
	__u64 writer;
	__u64 receiver; /* of the function entered last */
	__u64 inner;    /* the request as the innermost router got it, a copy perhaps: that one has the pattern */
	__u32 http;
	__u16 depth; /* a handler may call another handler */
	__u16 outermost;
};

struct {
	__uint(type, BPF_MAP_TYPE_LRU_HASH);
	__type(key, struct go_key);
	__type(value, struct go_call);
	__uint(max_entries, 16384);
} go_calls SEC(".maps");

struct {
	__uint(type, BPF_MAP_TYPE_PERCPU_ARRAY);
	__type(key, __u32);
	__type(value, struct function_event);
	__uint(max_entries, 1);
} function_scratch SEC(".maps");

static __always_inline __u64 read_u64(__u64 at)
{
	__u64 value = 0;

	bpf_probe_read_user(&value, sizeof(value), (void *)at);
	return value;
}

#define READ_STRING(to, at)                                                                                            \
	do {                                                                                                           \
		__u64 _text = read_u64(at), _length = read_u64((at) + 8);                                              \
		__builtin_memset(to, 0, sizeof(to));                                                                   \
		if (_length > sizeof(to) - 1)                                                                          \
			_length = sizeof(to) - 1;                                                                      \
		bpf_probe_read_user(to, _length, (void *)_text);                                                       \
	} while (0)

/* region swiss */
/*
 * Find "Traceparent" in an http.Header, which is a map[string][]string: since Go 1.24 a Swiss table. Up to eight
 * headers are one group; more are a table of groups. A group is 8 control bytes and 8 slots of a key and a slice.
 */
#define SLOT 40
#define GROUP (8 + 8 * SLOT)

static __always_inline void read_traceparent(struct function_event *event, __u64 map)
{
	__u64 groups = read_u64(map + 16), tables = read_u64(map + 24), count = 1;
	__builtin_memset(event->traceparent, 0, sizeof(event->traceparent));

	if (tables) {
		__u64 table = read_u64(groups); /* the first; a header map never has two */
		groups = read_u64(table + 16);
		count = read_u64(table + 24) + 1;
	}
	for (__u32 i = 0; i < 64; i++) {
		__u64 slot = groups + (i >> 3) * GROUP + 8 + (i & 7) * SLOT;
		__u8 control = 0x80;
		char name[11];

		if ((i >> 3) >= count)
			break;
		bpf_probe_read_user(&control, 1, (void *)(groups + (i >> 3) * GROUP + (i & 7)));
		if (control & 0x80 || read_u64(slot + 8) != sizeof(name))
			continue;
		bpf_probe_read_user(name, sizeof(name), (void *)read_u64(slot));
		if (name[0] != 'T' || name[4] != 'e' || name[5] != 'p' || name[10] != 't')
			continue;
		READ_STRING(event->traceparent, read_u64(slot + 16));
		return;
	}
}
/* endregion swiss */

static __always_inline void describe(struct function_event *event, struct go_offsets *at, __u64 request, __u32 role)
{
	__u64 url = read_u64(request + at->request_url);

	READ_STRING(event->method, request + at->request_method);
	READ_STRING(event->path, url + at->url_path);
	if (role == ROLE_CLIENT) {
		READ_STRING(event->host, url + at->url_host);
		event->tls = read_u64(url + at->url_scheme + 8) == sizeof("https") - 1;
	} else {
		READ_STRING(event->host, request + at->request_host);
		event->tls = read_u64(request + at->request_tls) != 0;
	}
	if (at->swiss_maps)
		read_traceparent(event, read_u64(request + at->request_header));
}

static __always_inline void submit_function(struct function_event *event)
{
	__u32 first = 0;
	struct totals *count = bpf_map_lookup_elem(&counters, &first);
	long failed = bpf_ringbuf_output(&events, event, sizeof(*event), 0);

	if (count) {
		count->events += !failed;
		count->lost += !!failed;
	}
}

static __always_inline int enter_go(struct pt_regs *ctx, __u32 role, __u64 request, __u64 itab, __u64 writer,
				    bool outermost)
{
	__u64 pid_tgid = bpf_get_current_pid_tgid();
	struct go_key key = {.goroutine = GOROUTINE(ctx), .tgid = current_process(), .role = role};
	struct go_offsets *at = bpf_map_lookup_elem(&go_processes, &key.tgid);
	__u64 receiver = GO_PARM1(ctx);
	__u32 first = 0;
	struct function_event *event = bpf_map_lookup_elem(&function_scratch, &first);
	struct go_call *outer = bpf_map_lookup_elem(&go_calls, &key);

	if (!at || !event)
		return 0;
	/* A function that finds too little stack gets more and begins again, at its first instruction: that is no
	 * second call. */
	if (outer && outer->inner == request && outer->receiver == receiver)
		return 0;
	/* What a handler that panicked has left behind is replaced: the outermost function is never an inner one. */
	if (outer && role == ROLE_SERVER && !outermost && (outer->outermost || outer->writer == writer)) {
		outer->depth++;
		outer->inner = request;
		outer->receiver = receiver;
		return 0;
	}
	struct go_call call = {
	    .begin = bpf_ktime_get_ns(),
	    .request = request,
	    .inner = request,
	    .receiver = receiver,
	    .writer = writer,
	    .outermost = outermost,
	};
	for (__u32 i = 0; i < 3; i++)
		if (at->server_itab[i] && at->server_itab[i] == itab)
			call.http = i + 1;
	bpf_map_update_elem(&go_calls, &key, &call, BPF_ANY);

	event->kind = KIND_FUNCTION;
	event->moment = FUNCTION_ENTRY;
	event->role = role;
	event->http = call.http;
	event->tgid = key.tgid;
	event->tid = (__u32)pid_tgid;
	event->status = 0;
	event->goroutine = key.goroutine;
	event->call = request;
	event->begin = event->end = call.begin;
	event->pattern[0] = 0;
	bpf_get_current_comm(event->command, sizeof(event->command));
	describe(event, at, request, role);
	submit_function(event);
	return 0;
}

static __always_inline int leave_go(struct pt_regs *ctx, __u32 role)
{
	__u64 pid_tgid = bpf_get_current_pid_tgid();
	struct go_key key = {.goroutine = GOROUTINE(ctx), .tgid = current_process(), .role = role};
	struct go_offsets *at = bpf_map_lookup_elem(&go_processes, &key.tgid);
	__u32 first = 0;
	struct function_event *event = bpf_map_lookup_elem(&function_scratch, &first);
	struct go_call *call = bpf_map_lookup_elem(&go_calls, &key);
	__u64 status = 0;

	if (!at || !event || !call)
		return 0;
	if (call->depth) {
		call->depth--;
		return 0;
	}
	if (role == ROLE_CLIENT) {
		__u64 response = GO_PARM1(ctx); /* the first result is where the first parameter was */
		if (response)
			status = read_u64(response + at->response_status_code);
	} else if (call->http == 2) {
		status = read_u64(read_u64(call->writer + at->http2_state) + at->server_status[1]);
	} else if (call->http == 1) {
		status = read_u64(call->writer + at->server_status[0]);
	} else if (call->http == 3) {
		status = read_u64(call->writer + at->server_status[2]);
	}
	event->kind = KIND_FUNCTION;
	event->moment = FUNCTION_RETURN;
	event->role = role;
	event->http = call->http;
	event->tgid = key.tgid;
	event->tid = (__u32)pid_tgid;
	event->status = status;
	event->goroutine = key.goroutine;
	event->call = call->request;
	event->begin = call->begin;
	event->end = bpf_ktime_get_ns();
	event->pattern[0] = 0;
	if (at->has_pattern && role == ROLE_SERVER)
		READ_STRING(event->pattern, call->inner + at->request_pattern);
	bpf_map_delete_elem(&go_calls, &key);
	submit_function(event);
	return 0;
}

/* region functions */
/* serverHandler.ServeHTTP, where every request of a net/http server begins, and (*ServeMux).ServeHTTP, where those of
 * other servers do (quic-go's). Parameters: receiver, the two words of the ResponseWriter, the request. */
SEC("uprobe/serverHandler")
int enter_server_handler(struct pt_regs *ctx)
{
	return enter_go(ctx, ROLE_SERVER, GO_PARM4(ctx), GO_PARM2(ctx), GO_PARM3(ctx), true);
}

SEC("uprobe/ServeMux")
int enter_serve_mux(struct pt_regs *ctx)
{
	return enter_go(ctx, ROLE_SERVER, GO_PARM4(ctx), GO_PARM2(ctx), GO_PARM3(ctx), false);
}

SEC("uprobe/ServeHTTP.ret")
int exit_serve_http(struct pt_regs *ctx)
{
	return leave_go(ctx, ROLE_SERVER);
}

/* (*Transport).roundTrip: receiver, request. */
SEC("uprobe/roundTrip")
int enter_round_trip(struct pt_regs *ctx)
{
	return enter_go(ctx, ROLE_CLIENT, GO_PARM2(ctx), 0, 0, true);
}

SEC("uprobe/roundTrip.ret")
int exit_round_trip(struct pt_regs *ctx)
{
	return leave_go(ctx, ROLE_CLIENT);
}
/* endregion functions */

#endif
