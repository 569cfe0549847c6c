package main

import (
	"compress/gzip"
	"context"
	"io"

	"google.golang.org/grpc"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/credentials/insecure"
	"google.golang.org/grpc/encoding"
	"google.golang.org/grpc/mem"
	"google.golang.org/grpc/status"
)

// grpcSender calls Export on one connection.
type grpcSender struct {
	connection *grpc.ClientConn
	method     string
	options    []grpc.CallOption
}

func dialGRPC(address, method string, compressed bool) (sender, error) {
	connection, err := grpc.NewClient(address, grpc.WithTransportCredentials(insecure.NewCredentials()))
	if err != nil {
		return nil, err
	}
	options := []grpc.CallOption{grpc.ForceCodecV2(raw{})}
	if compressed {
		options = append(options, grpc.UseCompressor(prepared{}.Name()))
	}
	return &grpcSender{connection, method, options}, nil
}

func (s *grpcSender) send(request []byte) (bool, error) {
	var response []byte
	err := s.connection.Invoke(context.Background(), s.method, &request, &response, s.options...)
	if status.Code(err) == codes.Unavailable {
		return false, nil
	}
	return err == nil, err
}

func (s *grpcSender) close() { s.connection.Close() }

// raw is a codec for messages that are serialised already.
type raw struct{}

func (raw) Name() string { return "proto" }

func (raw) Marshal(v any) (mem.BufferSlice, error) {
	return mem.BufferSlice{mem.SliceBuffer(*v.(*[]byte))}, nil
}

func (raw) Unmarshal(data mem.BufferSlice, v any) error {
	*v.(*[]byte) = data.Materialize()
	return nil
}

// prepared is a "compressor" for messages that are compressed already; answers it does read.
type prepared struct{}

func init() { encoding.RegisterCompressor(prepared{}) }

func (prepared) Name() string { return "gzip" }

func (prepared) Compress(w io.Writer) (io.WriteCloser, error) { return passing{w}, nil }

func (prepared) Decompress(r io.Reader) (io.Reader, error) { return gzip.NewReader(r) }

type passing struct{ io.Writer }

func (passing) Close() error { return nil }
