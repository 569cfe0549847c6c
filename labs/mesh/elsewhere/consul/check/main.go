// Check has Consul's own code read custom resources of Consul, refuse what is wrong in them, and work out from them
// where the requests for each service go: check FILE…
//
// The schemas of these resources are in a module that is not to be had, so each is turned into the configuration entry
// that Consul's controller would write for it. Consul is under the Business Source License.
package main

import (
	"errors"
	"fmt"
	"io"
	"maps"
	"os"
	"regexp"
	"slices"
	"strings"

	"github.com/hashicorp/consul/agent/configentry"
	"github.com/hashicorp/consul/agent/consul/discoverychain"
	"github.com/hashicorp/consul/agent/structs"
	"gopkg.in/yaml.v3"
)

// resource is what the custom resources have in common.
type resource struct {
	Kind     string
	Metadata struct{ Name string }
	Spec     map[string]any
}

var capital = regexp.MustCompile(`\B[A-Z]`)

// entry returns the configuration entry that a resource stands for, looked through as Consul does when one is written.
func entry(one resource) (structs.ConfigEntry, error) {
	told := map[string]any{"Kind": strings.ToLower(capital.ReplaceAllString(one.Kind, "-$0"))}
	for name, value := range one.Spec {
		told[name] = value
	}
	told["Name"] = one.Metadata.Name
	if destination, ok := told["destination"].(map[string]any); ok && one.Kind == "ServiceIntentions" {
		told["Name"] = destination["name"]
		delete(told, "destination")
	}
	made, err := structs.DecodeConfigEntry(told)
	if err != nil {
		return nil, err
	}
	if err := made.Normalize(); err != nil {
		return nil, err
	}
	return made, made.Validate()
}

// read returns the entries of a file.
func read(name string) ([]structs.ConfigEntry, error) {
	file, err := os.Open(name)
	if err != nil {
		return nil, err
	}
	defer file.Close()
	var entries []structs.ConfigEntry
	for documents := yaml.NewDecoder(file); ; {
		var one resource
		if err := documents.Decode(&one); errors.Is(err, io.EOF) {
			return entries, nil
		} else if err != nil {
			return nil, err
		}
		made, err := entry(one)
		if err != nil {
			return nil, fmt.Errorf("%s %s: %w", one.Kind, one.Metadata.Name, err)
		}
		entries = append(entries, made)
	}
}

// chain prints where the requests for a service go, as a sidecar is told.
func chain(service string, entries []structs.ConfigEntry) error {
	known := configentry.NewDiscoveryChainSet()
	for _, one := range entries {
		if one.GetKind() != structs.ServiceIntentions { // these are about who may ask, not about where it goes
			known.AddEntries(one)
		}
	}
	compiled, err := discoverychain.Compile(discoverychain.CompileRequest{
		ServiceName:           service,
		EvaluateInNamespace:   "default",
		EvaluateInPartition:   "default",
		EvaluateInDatacenter:  "dc1",
		EvaluateInTrustDomain: "shop.example",
		Entries:               known,
	})
	if err != nil {
		return err
	}
	fmt.Printf("%s over %s begins at %s\n", service, compiled.Protocol, compiled.StartNode)
	for _, name := range slices.Sorted(maps.Keys(compiled.Nodes)) {
		node := compiled.Nodes[name]
		for _, split := range node.Splits {
			fmt.Printf("%s: %g %% to %s\n", name, split.Weight, split.NextNode)
		}
		for _, route := range node.Routes {
			fmt.Printf("%s: to %s\n", name, route.NextNode)
		}
	}
	return nil
}

func main() {
	for _, name := range os.Args[1:] {
		entries, err := read(name)
		for _, one := range entries {
			if one.GetKind() == structs.ServiceDefaults {
				err = errors.Join(err, chain(one.GetName(), entries))
			}
		}
		if err != nil {
			fmt.Fprintf(os.Stderr, "%s: %v\n", name, err)
			os.Exit(1)
		}
	}
}
