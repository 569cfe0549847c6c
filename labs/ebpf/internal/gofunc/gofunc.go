// Package gofunc finds the places in an executable at which a function can be probed, its returns in particular.
package gofunc

import (
	"debug/elf"
	"encoding/binary"
	"errors"
	"fmt"

	"golang.org/x/arch/x86/x86asm"
)

// Points are offsets in the file.
type Points struct {
	Entry   uint64
	Returns []uint64
}

// Find returns the points of the function with this symbol.
func Find(path, symbol string) (Points, error) {
	file, err := elf.Open(path)
	if err != nil {
		return Points{}, err
	}
	defer file.Close()
	symbols, err := file.Symbols()
	if err != nil {
		return Points{}, err
	}
	for _, s := range symbols {
		if s.Name == symbol {
			return PointsOf(file, s)
		}
	}
	return Points{}, fmt.Errorf("%s has no function %s", path, symbol)
}

// region returns

// PointsOf returns where a function begins and where it returns. Every RET has to be found: one that is missed is a
// call that never ends, so the function is disassembled and not searched for a byte.
func PointsOf(file *elf.File, symbol elf.Symbol) (Points, error) {
	for _, segment := range file.Progs {
		if segment.Type != elf.PT_LOAD || symbol.Value < segment.Vaddr || symbol.Value >= segment.Vaddr+segment.Filesz {
			continue
		}
		entry := symbol.Value - segment.Vaddr + segment.Off
		code := make([]byte, symbol.Size)
		if _, err := segment.ReadAt(code, int64(symbol.Value-segment.Vaddr)); err != nil {
			return Points{}, err
		}
		returns, err := returnsIn(file.Machine, code)
		if err != nil {
			return Points{}, err
		}
		points := Points{Entry: entry}
		for _, offset := range returns {
			points.Returns = append(points.Returns, entry+offset)
		}
		return points, nil
	}
	return Points{}, errors.New("its code is in no segment")
}

func returnsIn(machine elf.Machine, code []byte) ([]uint64, error) {
	var returns []uint64
	switch machine {
	case elf.EM_X86_64:
		for at := 0; at < len(code); {
			instruction, err := x86asm.Decode(code[at:], 64)
			if err != nil {
				return nil, fmt.Errorf("no instruction at +%#x: %w", at, err)
			}
			if instruction.Op == x86asm.RET {
				returns = append(returns, uint64(at))
			}
			at += instruction.Len
		}
	case elf.EM_AARCH64:
		for at := 0; at+4 <= len(code); at += 4 {
			if binary.LittleEndian.Uint32(code[at:]) == 0xd65f03c0 {
				returns = append(returns, uint64(at))
			}
		}
	default:
		return nil, fmt.Errorf("no disassembler for %s", machine)
	}
	if len(returns) == 0 {
		return nil, errors.New("it never returns")
	}
	return returns, nil
}

// endregion returns
