package spans

import (
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strings"

	"go.opentelemetry.io/otel/attribute"
	"go.opentelemetry.io/otel/sdk/resource"
	sdk "go.opentelemetry.io/otel/sdk/trace"
	semconv "go.opentelemetry.io/otel/semconv/v1.41.0"
	"go.opentelemetry.io/otel/trace"
)

const (
	scope        = "github.com/otlp-hands-on/otlplab/labs/ebpf/agent"
	maxProcesses = 4096
)

// processes keeps a tracer for each process, with a resource that says which one it is.
type processes struct {
	processor sdk.SpanProcessor
	host      string
	tracers   map[uint32]trace.Tracer
}

func newProcesses(processor sdk.SpanProcessor) *processes {
	host, _ := os.Hostname()
	return &processes{processor: processor, host: host, tracers: map[uint32]trace.Tracer{}}
}

func (p *processes) forget(pid uint32) { delete(p.tracers, pid) }

func (p *processes) tracer(pid uint32, command string) trace.Tracer {
	if tracer, known := p.tracers[pid]; known {
		return tracer
	}
	if len(p.tracers) >= maxProcesses {
		for other := range p.tracers {
			delete(p.tracers, other)
			break
		}
	}
	provider := sdk.NewTracerProvider(
		sdk.WithSpanProcessor(p.processor),
		sdk.WithResource(resource.NewWithAttributes(semconv.SchemaURL, p.attributes(pid, command)...)),
	)
	tracer := provider.Tracer(scope)
	p.tracers[pid] = tracer
	return tracer
}

// inPod finds the pod's UID and the container's id in a line of /proc/PID/cgroup, of cgroup v1 and v2, written by the
// kubelet itself ("cgroupfs") or through systemd.
var inPod = regexp.MustCompile(`pod([0-9a-f]{8}[-_][0-9a-f]{4}[-_][0-9a-f]{4}[-_][0-9a-f]{4}[-_][0-9a-f]{12})`)
var inContainer = regexp.MustCompile(`([0-9a-f]{64})(?:\.scope)?$`)

func (p *processes) attributes(pid uint32, command string) []attribute.KeyValue {
	name := command
	if path, err := os.Readlink(fmt.Sprintf("/proc/%d/exe", pid)); err == nil {
		name = filepath.Base(strings.TrimSuffix(path, " (deleted)"))
	}
	out := []attribute.KeyValue{
		semconv.ServiceName(name),
		semconv.HostName(p.host),
		semconv.ProcessPID(int(pid)),
		semconv.ProcessExecutableName(name),
		semconv.TelemetrySDKName("opentelemetry"),
		semconv.TelemetrySDKLanguageGo,
		semconv.TelemetryDistroName("otlplab-ebpf-agent"),
	}
	groups, err := os.ReadFile(fmt.Sprintf("/proc/%d/cgroup", pid))
	if err != nil {
		return out
	}
	for line := range strings.Lines(string(groups)) {
		line = strings.TrimSpace(line)
		container := inContainer.FindStringSubmatch(line)
		if container == nil {
			continue
		}
		out = append(out, semconv.ContainerID(container[1]))
		if pod := inPod.FindStringSubmatch(line); pod != nil {
			// All else about a pod is added by the Collector, which asks the API server: the agent need not.
			out = append(out, semconv.K8SPodUID(strings.ReplaceAll(pod[1], "_", "-")))
		}
		break
	}
	return out
}
