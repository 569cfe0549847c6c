package main

import (
	"bufio"
	"fmt"
	"net"
	"strconv"
	"strings"
)

// httpSender speaks HTTP/1.1 on one connection that stays open.
type httpSender struct {
	connection net.Conn
	reader     *bufio.Reader
	head       string // of a request, up to the value of Content-Length
}

func dialHTTP(address, path string, compressed bool) (sender, error) {
	connection, err := net.Dial("tcp", address)
	if err != nil {
		return nil, err
	}
	coding := ""
	if compressed {
		coding = "Content-Encoding: gzip\r\n"
	}
	head := fmt.Sprintf("POST %s HTTP/1.1\r\nHost: %s\r\nContent-Type: application/x-protobuf\r\n%sContent-Length: ",
		path, address, coding)
	return &httpSender{connection, bufio.NewReader(connection), head}, nil
}

func (s *httpSender) send(request []byte) (bool, error) {
	head := s.head + strconv.Itoa(len(request)) + "\r\n\r\n"
	parts := net.Buffers{[]byte(head), request}
	if _, err := parts.WriteTo(s.connection); err != nil {
		return false, err
	}
	return s.answer()
}

func (s *httpSender) answer() (bool, error) {
	status, err := s.reader.ReadString('\n')
	if err != nil {
		return false, err
	}
	size := int64(0)
	for {
		line, err := s.reader.ReadString('\n')
		if err != nil {
			return false, err
		}
		line = strings.TrimSpace(line)
		if line == "" {
			break
		}
		name, value, _ := strings.Cut(line, ":")
		switch strings.ToLower(name) {
		case "content-length":
			if size, err = strconv.ParseInt(strings.TrimSpace(value), 10, 64); err != nil {
				return false, err
			}
		case "transfer-encoding":
			return false, fmt.Errorf("the answer has %s, which this program does not read", line)
		}
	}
	if err := discard(s.reader, size); err != nil {
		return false, err
	}
	fields := strings.Fields(status)
	if len(fields) < 2 {
		return false, fmt.Errorf("not an answer: %q", status)
	}
	switch fields[1] {
	case "200":
		return true, nil
	case "429", "503":
		return false, nil
	}
	return false, fmt.Errorf("refused: %s", strings.TrimSpace(status))
}

func (s *httpSender) close() { s.connection.Close() }
