package streams

// Function is one call of a function of Go's net/http, at its entry or at its return. Times are monotonic nanoseconds.
type Function struct {
	Returned        bool
	Role            Role
	Process, Thread uint32
	Command         string
	Goroutine       uint64
	TLS             bool
	Version         string
	Begin, End      uint64
	Method, Path    string
	Host            string
	Traceparent     string
	Route           string // the pattern that the router matched; only at the return
	Status          int    // only at the return; 0: none was set
}

type call struct {
	process   uint32
	goroutine uint64
	role      Role
}

// Function takes in an entry or a return. A goroutine serves one request at a time and waits for one response at a time.
func (t *Tracker) Function(f *Function) {
	key := call{f.Process, f.Goroutine, f.Role}
	x := t.calls[key]
	if f.Returned {
		if x == nil {
			return // it began before the probes were there, or was not asked for
		}
		delete(t.calls, key)
		x.Route, x.Status, x.Version = f.Route, f.Status, f.Version
		if x.Status == 0 {
			if f.Role == Server {
				x.Status = 200 // what net/http answers for a handler that says nothing
			} else {
				x.Failure = "no_response"
			}
		}
		t.end(x, f.End)
		return
	}
	if x != nil { // its handler has not returned and never will: it panicked
		x.Failure = "no_return"
		t.end(x, f.Begin)
	} else if len(t.calls) >= MaxStreams {
		t.TooMany++
		return
	}
	x = &Exchange{
		Key:         Key{Process: f.Process, TLS: f.TLS},
		Thread:      f.Thread,
		Goroutine:   f.Goroutine,
		Command:     f.Command,
		Role:        f.Role,
		Method:      f.Method,
		Path:        f.Path,
		Host:        f.Host,
		Traceparent: f.Traceparent,
		Version:     f.Version,
		Begin:       f.Begin,
	}
	if x.Method == "" {
		x.Method = "GET" // what an empty method means to net/http's client
	}
	t.calls[key] = x
	t.sink.Begin(x)
}
