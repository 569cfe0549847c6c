package main

import (
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"testing"
)

func TestFindsWholeWordsInAnyCase(t *testing.T) {
	c := newCatalogue(200)
	upper, err := c.find("LAMP")
	if err != nil {
		t.Fatal(err)
	}
	var want []int
	for number, description := range c.descriptions {
		if slices.Contains(strings.Fields(description), "lamp") {
			want = append(want, number)
		}
	}
	if !slices.Equal(upper, want) || len(want) == 0 {
		t.Fatalf("found %v, want %v", upper, want)
	}
	if found, _ := c.find("lam"); len(found) != 0 {
		t.Fatalf("a part of a word was found: %v", found)
	}
}

func TestSearchesForNothingAreRefused(t *testing.T) {
	if _, err := newCatalogue(1).find(""); err == nil {
		t.Fatal("no error")
	}
}

func TestSearchesForPatternsAreSearchesForText(t *testing.T) {
	if found, err := newCatalogue(50).find("(lamp|oak"); err != nil || len(found) != 0 {
		t.Fatal(found, err)
	}
}

func TestOneProfileAtATime(t *testing.T) {
	p := &profiler{}
	ask := func(path string) int {
		answer := httptest.NewRecorder()
		request := httptest.NewRequest(http.MethodPost, path, nil)
		if strings.HasPrefix(path, "/profile/start") {
			p.start(answer, request)
		} else {
			p.stop(answer, request)
		}
		return answer.Code
	}
	for _, step := range []struct {
		path string
		want int
	}{
		{"/profile/stop", http.StatusConflict},
		{"/profile/start?kind=sleep", http.StatusBadRequest},
		{"/profile/start?kind=cpu&hz=0", http.StatusBadRequest},
		{"/profile/start?kind=goroutine", http.StatusOK},
		{"/profile/start?kind=goroutine", http.StatusConflict},
	} {
		if got := ask(step.path); got != step.want {
			t.Fatalf("%s: %d, want %d", step.path, got, step.want)
		}
	}
}
