package kernel

import (
	"debug/buildinfo"
	"debug/dwarf"
	"debug/elf"
	"errors"
	"fmt"
	"go/version"

	"github.com/otlp-hands-on/otlplab/labs/ebpf/internal/gofunc"
)

var errNotGo = errors.New("not a Go program")

// goProgram is what the kernel side has to know of one Go executable.
type goProgram struct {
	version   string
	relocated bool // position-independent: addresses in memory are not those in the file
	offsets   agentGoOffsets
	functions map[string]gofunc.Points
}

// readGo reads a Go executable's functions from its symbols and the places of fields from its DWARF. Both are there
// unless it was linked with -s or -w.
func readGo(path string) (*goProgram, error) {
	info, err := buildinfo.ReadFile(path)
	if err != nil {
		return nil, errNotGo
	}
	file, err := elf.Open(path)
	if err != nil {
		return nil, err
	}
	defer file.Close()
	p := &goProgram{version: info.GoVersion, relocated: file.Type == elf.ET_DYN, functions: map[string]gofunc.Points{}}
	if version.Compare(info.GoVersion, "go1.24") >= 0 {
		p.offsets.SwissMaps = 1
	}
	symbols, err := file.Symbols()
	if err != nil {
		return nil, errors.New("it has no symbols (linked with -s)")
	}
	itabs := map[string]int{
		"go:itab.*net/http.response,net/http.ResponseWriter":                               0,
		"go:itab.*net/http.http2responseWriter,net/http.ResponseWriter":                    1,
		"go:itab.*github.com/quic-go/quic-go/http3.responseWriter,net/http.ResponseWriter": 2,
	}
	for _, symbol := range symbols {
		switch symbol.Name {
		case "net/http.serverHandler.ServeHTTP", "net/http.(*ServeMux).ServeHTTP", "net/http.(*Transport).roundTrip":
			at, err := gofunc.PointsOf(file, symbol)
			if err != nil {
				return nil, fmt.Errorf("%s: %w", symbol.Name, err)
			}
			p.functions[symbol.Name] = at
		default:
			if i, is := itabs[symbol.Name]; is {
				p.offsets.ServerItab[i] = symbol.Value
			}
		}
	}
	if len(p.functions) == 0 {
		return nil, errors.New("it has no functions of net/http")
	}
	if err := readOffsets(file, &p.offsets); err != nil {
		return nil, err
	}
	return p, nil
}

// readOffsets finds the fields that the kernel side reads.
func readOffsets(file *elf.File, to *agentGoOffsets) error {
	data, err := file.DWARF()
	if err != nil {
		return fmt.Errorf("it has no debugging information (linked with -w): %w", err)
	}
	type field struct {
		name     string
		to       *uint32
		optional bool
	}
	wanted := map[string][]field{
		"net/http.Request": {
			{"Method", &to.RequestMethod, false},
			{"URL", &to.RequestUrl, false},
			{"Header", &to.RequestHeader, false},
			{"Host", &to.RequestHost, false},
			{"TLS", &to.RequestTls, false},
			{"Pattern", &to.RequestPattern, true}, // Go 1.23
		},
		"net/url.URL":                                     {{"Path", &to.UrlPath, false}, {"Host", &to.UrlHost, false}, {"Scheme", &to.UrlScheme, false}},
		"net/http.Response":                               {{"StatusCode", &to.ResponseStatusCode, false}},
		"net/http.response":                               {{"status", &to.ServerStatus[0], false}},
		"net/http.http2responseWriter":                    {{"rws", &to.Http2State, false}},
		"net/http.http2responseWriterState":               {{"status", &to.ServerStatus[1], false}},
		"github.com/quic-go/quic-go/http3.responseWriter": {{"status", &to.ServerStatus[2], false}},
	}
	reader, found := data.Reader(), map[string]bool{}
	for len(found) < len(wanted) {
		entry, err := reader.Next()
		if err != nil {
			return fmt.Errorf("its debugging information cannot be read: %w", err)
		}
		if entry == nil {
			break
		}
		name, _ := entry.Val(dwarf.AttrName).(string)
		fields, is := wanted[name]
		if entry.Tag != dwarf.TagStructType || !is {
			if entry.Tag != dwarf.TagCompileUnit {
				reader.SkipChildren()
			}
			continue
		}
		found[name] = true
		offsets := map[string]int64{}
		for {
			member, err := reader.Next()
			if err != nil || member == nil || member.Tag == 0 {
				break
			}
			memberName, _ := member.Val(dwarf.AttrName).(string)
			if offset, is := member.Val(dwarf.AttrDataMemberLoc).(int64); is {
				offsets[memberName] = offset
			}
		}
		for _, f := range fields {
			offset, has := offsets[f.name]
			if !has && !f.optional {
				return fmt.Errorf("%s has no field %s", name, f.name)
			}
			*f.to = uint32(offset)
			if f.name == "Pattern" && has {
				to.HasPattern = 1
			}
		}
	}
	for _, name := range []string{"net/http.Request", "net/url.URL"} {
		if !found[name] {
			return fmt.Errorf("its debugging information lacks %s", name)
		}
	}
	return nil
}
