#!/bin/sh
# Runs one of the three services: start.sh SERVICE DATA SHIPPED REPAIRED. The file DATA/SERVICE says which version
# is deployed; without it that is the one that was shipped. SHIPPED and REPAIRED are folders with what was built.
set -eu
version=$(cat "$2/$1" 2>/dev/null || echo shipped)
case $version in
    shipped) build=$3 ;;
    repaired) build=$4 ;;
    *) echo "$1 has the versions shipped and repaired, and not $version" >&2; exit 2 ;;
esac
export VERSION="$version" OTEL_RESOURCE_ATTRIBUTES="service.version=$version"
case $1 in
    catalogue) exec "$build/catalogue" ;;
    fraud) PYTHONPATH=$build exec "$PYTHON" ../python/service.py ;;
    pricing) exec java -XX:+UseSerialGC -Xmx192m -cp "$build/pricing-1.0.0.jar:$build/dependency/*" otlplab.Pricing ;;
esac
