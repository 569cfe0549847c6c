/* SPDX-License-Identifier: Apache-2.0 */
/* What the kernel side tells the agent. bpf2go makes the Go types from these. */
#ifndef EVENTS_H
#define EVENTS_H

#define CAPTURE 4096 /* bytes of one event at most */
#define CHUNKS 4     /* events of one call at most */

enum kind {
	KIND_DATA = 1,     /* bytes of a stream */
	KIND_CLOSE = 2,    /* the stream has ended */
	KIND_EXIT = 3,     /* the process has ended */
	KIND_FUNCTION = 4, /* struct function_event */
};

enum direction { EGRESS = 0, INGRESS = 1 };
enum source { SOURCE_SYSCALL = 0, SOURCE_TLS = 1 };
enum protocol { PROTOCOL_UNKNOWN = 0, PROTOCOL_HTTP1 = 1, PROTOCOL_HTTP2 = 2, PROTOCOL_OTHER = 3 };

/* Where a socket leads; all zero when it is not known. Ports in host order. */
struct endpoints {
	__u8 local[16];
	__u8 remote[16];
	__u16 local_port;
	__u16 remote_port;
	__u16 family;
	__u16 reserved;
};

struct event {
	__u8 kind;
	__u8 direction;
	__u8 source;
	__u8 protocol;
	__u8 last_chunk; /* the call's bytes end with the end of a chunked body */
	__u8 reserved[3];
	__u32 tgid;
	__u32 tid;
	__u64 id;         /* a file descriptor, or an SSL object's address */
	__u64 generation; /* tells two connections with the same id apart */
	__u64 begin;      /* monotonic ns: when the call was made */
	__u64 end;        /* and when it returned */
	__u64 position;   /* of the first byte in its direction of the stream */
	__u32 length;     /* bytes of the stream that this event stands for */
	__u32 captured;   /* the first so many of them are here */
	struct endpoints endpoints;
	__u8 command[16]; /* the thread's name: all that is left of a process that lives shorter than a look at /proc */
	__u8 bytes[CAPTURE];
};

enum moment { FUNCTION_ENTRY = 0, FUNCTION_RETURN = 1 };
enum role { ROLE_SERVER = 0, ROLE_CLIENT = 1 };

struct function_event {
	__u8 kind;
	__u8 moment;
	__u8 role;
	__u8 http; /* 1, 2 or 3; 0 when not known */
	__u32 tgid;
	__u32 tid;
	__u32 status;
	__u32 tls;
	__u32 reserved;
	__u64 goroutine;
	__u64 call; /* the request's address: one call's entry and return have the same */
	__u64 begin;
	__u64 end;
	__u8 command[16];
	__u8 method[16];
	__u8 path[160];
	__u8 host[64];
	__u8 pattern[96];
	__u8 traceparent[56];
};

#endif
