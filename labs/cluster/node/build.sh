#!/bin/sh
# Builds the node, its name server and the process that holds a pod's namespaces: build.sh OUTPUT
set -eu
cd "$(dirname "$0")"
out=$1
version=$(go list -m -f '{{.Version}}' k8s.io/kubernetes)
export CGO_ENABLED=0 GOFLAGS=-mod=readonly
export GOGC=400 # of the compiler: it lives for seconds, and memory is there
# Nobody will debug it: without tables for debuggers the compiler has less to do.
go build -trimpath -gcflags=all=-dwarf=false -ldflags "-s -w -X k8s.io/component-base/version.gitVersion=$version" -o "$out/" . ./coredns ./pause
for name in etcd kubeadm kube-apiserver kube-controller-manager kubectl kubelet kube-proxy kube-scheduler metrics-server; do
    ln -s node "$out/$name"
done
"$out/kubectl" version --client
