#!/bin/sh
# Builds Istio's control plane from its module, and writes what it would have `kubectl apply`: build.sh OUTPUT
set -eu
cd "$(dirname "$0")"
out=$1
export CGO_ENABLED=0 GOFLAGS=-mod=readonly
export GOGC=400 # of the compiler, as for the node
module=$(go list -m -f '{{.Dir}}' istio.io/istio)
go build -trimpath -gcflags=all=-dwarf=false -ldflags "-s -w" -o "$out/" \
    istio.io/istio/pilot/cmd/pilot-discovery istio.io/istio/pilot/cmd/pilot-agent istio.io/istio/istioctl/cmd/istioctl
{
    printf 'apiVersion: v1\nkind: Namespace\nmetadata: { name: istio-system }\n---\n'
    for kind in "$(go list -m -f '{{.Dir}}' sigs.k8s.io/gateway-api)"/config/crd/standard/*_[a-u]*.yaml; do
        cat "$kind" && echo ---
    done
    "$out/istioctl" manifest generate -d "$module/manifests" -f operator.yaml
} >"$out/istio.yaml"
cp "$module/tools/packaging/common/envoy_bootstrap.json" "$out/envoy_bootstrap_tmpl.json"
