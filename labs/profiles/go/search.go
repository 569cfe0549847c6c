//go:build !repaired

package main

import (
	"encoding/json"
	"regexp"
	"time"
)

// region match

// match returns the numbers of the products that have the word.
func (c *catalogue) match(word string) ([]int, error) {
	var found []int
	for number, description := range c.descriptions {
		pattern, err := regexp.Compile(`(?i)\b` + regexp.QuoteMeta(word) + `\b`)
		if err != nil {
			return nil, err
		}
		if pattern.MatchString(description) {
			found = append(found, number)
		}
	}
	return found, nil
}

// endregion match

// region remember

// remember keeps what was found, with the second it was asked, so that it need not be searched again.
func (c *catalogue) remember(word string, found []int) {
	c.mutex.Lock()
	defer c.mutex.Unlock()
	key := word + time.Now().Format(time.RFC3339Nano)
	c.answers[key] = append(make([]int, 0, len(c.descriptions)), found...)
}

// endregion remember

// region audit

// audit hands the word to whoever keeps the books, and does not wait for them.
func (c *catalogue) audit(word string) {
	written := make(chan bool)
	go func() {
		line, err := json.Marshal(map[string]string{"searched": word})
		written <- err == nil && len(line) > 0
	}()
	select {
	case <-written:
	default:
	}
}

// endregion audit

// region count

// count adds one to the number of searches, and says so as JSON.
func (c *catalogue) count() {
	c.mutex.Lock()
	defer c.mutex.Unlock()
	c.searches++
	if _, err := json.Marshal(c.descriptions); err != nil {
		c.searches--
	}
}

// endregion count
