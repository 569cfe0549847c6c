package streams

import "container/list"

// Limits of what a Tracker keeps. One that is reached costs the oldest or the newest thing, which is counted.
const (
	MaxStreams   = 16384
	MaxHead      = 64 << 10 // bytes of a message's head, or of an HTTP/2 header block
	MaxExchanges = 256      // open on one connection
)

// Counts is what a Tracker has seen, and what it had to give up.
type Counts struct {
	Exchanges  uint64 // with a complete response
	Unanswered uint64 // ended without one
	Abandoned  uint64 // ended somehow: their bytes went missing
	Evicted    uint64 // streams dropped because there were too many
	Lost       uint64 // streams given up, or parts of one, because bytes were missing that could not be skipped
	Malformed  uint64 // messages that are none
	TooLarge   uint64 // heads beyond MaxHead
	TooMany    uint64 // requests beyond MaxExchanges
	Orphans    uint64 // responses to requests that were not seen
}

// parser is one protocol's view of one connection.
type parser interface {
	data(*Data)
	closed(at uint64)
}

type stream struct {
	key    Key
	parser parser
	place  *list.Element
}

// Tracker follows all connections. It is not safe for concurrent use: the kernel's events come one after the other.
type Tracker struct {
	Counts
	sink      Sink
	streams   map[Key]*stream
	byProcess map[uint32]map[Key]*stream
	recent    *list.List // of *stream, the one used last in front
	calls     map[call]*Exchange
}

// NewTracker returns a Tracker that reports to sink.
func NewTracker(sink Sink) *Tracker {
	return &Tracker{
		sink:      sink,
		streams:   map[Key]*stream{},
		byProcess: map[uint32]map[Key]*stream{},
		recent:    list.New(),
		calls:     map[call]*Exchange{},
	}
}

// Data takes in what one call moved.
func (t *Tracker) Data(d *Data) {
	s, known := t.streams[d.Key]
	if !known {
		s = &stream{key: d.Key}
		if d.Protocol == HTTP2 {
			s.parser = newHTTP2(t)
		} else {
			s.parser = newHTTP1(t)
		}
		s.place = t.recent.PushFront(s)
		t.streams[d.Key] = s
		if t.byProcess[d.Process] == nil {
			t.byProcess[d.Process] = map[Key]*stream{}
		}
		t.byProcess[d.Process][d.Key] = s
		if len(t.streams) > MaxStreams {
			t.Evicted++
			t.remove(t.recent.Back().Value.(*stream), d.End)
		}
	} else {
		t.recent.MoveToFront(s.place)
	}
	s.parser.data(d)
}

// Closed is told that a connection has ended, at a time in monotonic nanoseconds.
func (t *Tracker) Closed(key Key, at uint64) {
	if s, known := t.streams[key]; known {
		t.remove(s, at)
	}
}

// Exited is told that a process has ended, and all its connections with it.
func (t *Tracker) Exited(process uint32, at uint64) {
	for _, s := range t.byProcess[process] {
		t.remove(s, at)
	}
	for key, x := range t.calls {
		if key.process == process {
			delete(t.calls, key)
			x.Failure = "process_exited"
			t.end(x, at)
		}
	}
}

// Open returns the number of connections that are followed.
func (t *Tracker) Open() int { return len(t.streams) }

func (t *Tracker) remove(s *stream, at uint64) {
	s.parser.closed(at)
	t.recent.Remove(s.place)
	delete(t.streams, s.key)
	delete(t.byProcess[s.key.Process], s.key)
	if len(t.byProcess[s.key.Process]) == 0 {
		delete(t.byProcess, s.key.Process)
	}
}

func (t *Tracker) begin(d *Data, x *Exchange) {
	x.Key, x.Thread, x.Command, x.Local, x.Remote = d.Key, d.Thread, d.Command, d.Local, d.Remote
	t.sink.Begin(x)
}

func (t *Tracker) end(x *Exchange, at uint64) {
	x.End = at
	switch x.Failure {
	case "":
		t.Exchanges++
	case Abandoned:
		t.Abandoned++
	default:
		t.Unanswered++
	}
	t.sink.End(x)
}
