package kernel

import (
	"bytes"
	"testing"
)

func TestImage(t *testing.T) {
	image, err := ImageOf("redact", Options{Secrets: []string{"x-session"}})
	if err != nil {
		t.Fatal(err)
	}
	tables, _ := newMachine(append(DefaultSecrets, "x-session"))
	constants := image.Maps[".rodata"]
	for name, table := range map[string][]byte{"machine": tables.next[:], "keep": tables.keep[:], "in_head": tables.head[:]} {
		found := false
		for _, place := range image.Relocations {
			found = found || place.Map == ".rodata" && place.Value && bytes.HasPrefix(constants[place.Offset:], table)
		}
		if !found {
			t.Errorf("no place in the code leads to the table %s", name)
		}
	}
	for _, place := range image.Relocations {
		if image.Code[8*place.At] != 0x18 {
			t.Errorf("instruction %d of map %s loads no address", place.At, place.Map)
		}
	}
	if _, err := ImageOf("no_such_function", Options{}); err == nil {
		t.Error("a function that is not there was found")
	}
}
