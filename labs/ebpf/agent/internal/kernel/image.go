package kernel

import (
	"bytes"
	"fmt"
	"unsafe"

	"github.com/cilium/ebpf"
	"github.com/cilium/ebpf/asm"
)

// Image is one function of the compiled object, ready for any machine that runs BPF: its instructions, what they
// reach, and the places where a loader has to put addresses.
type Image struct {
	Code        []byte            `json:"code"` // instructions of eight bytes
	Relocations []Relocation      `json:"relocations"`
	Maps        map[string][]byte `json:"maps"`  // the content of each map that the function reaches
	Bytes       uintptr           `json:"bytes"` // where the captured bytes are in a value of the map "scratch"
}

// Relocation is a place in the code where the address of a map is missing, or of a byte of its value.
type Relocation struct {
	At     int    `json:"at"` // of the instruction, counted in instructions of eight bytes
	Map    string `json:"map"`
	Offset uint32 `json:"offset"` // into the value
	Value  bool   `json:"value"`  // the address is that of the value, and not the map's own
}

// ImageOf takes a function out of the object, with the tables that these options make. It asks nothing of the kernel.
func ImageOf(function string, options Options) (*Image, error) {
	spec, err := loadAgent()
	if err != nil {
		return nil, fmt.Errorf("read the compiled programs: %w", err)
	}
	if err := set(spec, options); err != nil {
		return nil, err
	}
	instructions := find(spec, function)
	if instructions == nil {
		return nil, fmt.Errorf("no program calls a function named %s", function)
	}
	image := &Image{Maps: map[string][]byte{}, Bytes: unsafe.Offsetof(agentEvent{}.Bytes)}
	var code bytes.Buffer
	for _, instruction := range instructions {
		if instruction.IsLoadFromMap() {
			name := instruction.Reference()
			of := spec.Maps[name]
			if of == nil {
				return nil, fmt.Errorf("%s: no map is named %s", function, name)
			}
			value := instruction.Src == asm.PseudoMapValue
			image.Relocations = append(image.Relocations,
				Relocation{At: code.Len() / asm.InstructionSize, Map: name, Offset: uint32(instruction.Constant >> 32), Value: value})
			image.Maps[name] = make([]byte, of.ValueSize)
			for _, variable := range spec.Variables {
				if variable.SectionName == name {
					copy(image.Maps[name][variable.Offset:], variable.Value)
				}
			}
			instruction = asm.LoadImm(instruction.Dst, 0, asm.DWord)
		}
		if _, err := instruction.Marshal(&code, spec.ByteOrder); err != nil {
			return nil, fmt.Errorf("%s: %w", function, err)
		}
	}
	image.Code = code.Bytes()
	return image, nil
}

// find returns the instructions of a function, nil when no program calls it. A program brings all that it calls.
func find(spec *ebpf.CollectionSpec, function string) asm.Instructions {
	for _, program := range spec.Programs {
		for begin, first := range program.Instructions {
			if first.Symbol() != function {
				continue
			}
			end := begin + 1
			for end < len(program.Instructions) && program.Instructions[end].Symbol() == "" {
				end++
			}
			return program.Instructions[begin:end]
		}
	}
	return nil
}
