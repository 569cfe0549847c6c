package main

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"sync"
)

// catalogue holds descriptions of products, and what it remembers of searches.
type catalogue struct {
	descriptions []string

	mutex    sync.Mutex
	answers  map[string][]int // by search, guarded by mutex
	searches int              // guarded by mutex
}

var words = strings.Fields(`amber basin cable desk enamel fabric garden hinge iron jacket kettle lamp mirror
	needle oak paint quilt rope shelf table umbrella vase wool yarn zinc brass copper linen marble velvet`)

// newCatalogue makes the same products every time.
func newCatalogue(products int) *catalogue {
	chance := rand.New(rand.NewPCG(1, 2))
	made := &catalogue{answers: map[string][]int{}}
	for range products {
		var text strings.Builder
		for range 6 {
			text.WriteString(words[chance.IntN(len(words))])
			text.WriteByte(' ')
		}
		made.descriptions = append(made.descriptions, text.String())
	}
	return made
}

// find returns the numbers of the products whose description has the word.
func (c *catalogue) find(word string) ([]int, error) {
	if word == "" {
		return nil, fmt.Errorf("q is empty: search for a word such as %s", words[0])
	}
	found, err := c.match(word)
	if err != nil {
		return nil, err
	}
	c.audit(word)
	c.count()
	c.remember(word, found)
	return found, nil
}
