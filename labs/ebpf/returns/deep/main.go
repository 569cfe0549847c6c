// Deep calls a function that needs more and more stack, which Go's runtime provides by moving the stack elsewhere.
package main

import "fmt"

const rounds = 50

// work needs about 1 KiB of stack at each level.
//
//go:noinline
func work(levels int) int {
	var room [128]int
	room[levels%len(room)] = levels
	if levels > 0 {
		return work(levels-1) + room[levels%len(room)]
	}
	return 0
}

func main() {
	fmt.Scanln() // until the probe is there
	done := make(chan int)
	for range rounds {
		go func() { done <- work(100) }() // a new goroutine begins with a small stack
		<-done
	}
	fmt.Println("done")
}
