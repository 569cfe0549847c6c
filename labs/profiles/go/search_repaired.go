//go:build repaired

package main

import (
	"encoding/json"
	"regexp"
)

// maxAnswers is how many searches are remembered.
const maxAnswers = 100

// region match

// match returns the numbers of the products that have the word.
func (c *catalogue) match(word string) ([]int, error) {
	pattern, err := regexp.Compile(`(?i)\b` + regexp.QuoteMeta(word) + `\b`)
	if err != nil {
		return nil, err
	}
	var found []int
	for number, description := range c.descriptions {
		if pattern.MatchString(description) {
			found = append(found, number)
		}
	}
	return found, nil
}

// endregion match

// remember keeps what was found, of the last searches only.
func (c *catalogue) remember(word string, found []int) {
	c.mutex.Lock()
	defer c.mutex.Unlock()
	if len(c.answers) >= maxAnswers {
		clear(c.answers)
	}
	c.answers[word] = found
}

// audit hands the word to whoever keeps the books; the channel has room, so nobody waits for ever.
func (c *catalogue) audit(word string) {
	written := make(chan bool, 1)
	go func() {
		line, err := json.Marshal(map[string]string{"searched": word})
		written <- err == nil && len(line) > 0
	}()
}

// count adds one to the number of searches, and holds the lock for that only.
func (c *catalogue) count() {
	c.mutex.Lock()
	c.searches++
	c.mutex.Unlock()
}
