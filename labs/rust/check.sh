#!/bin/sh -eu
# Format, lints and tests of this workspace, in one target folder with the labs' builds.
cd "$(dirname "$0")"
export CARGO_TARGET_DIR="${OTLPLAB_BUILDS:-$(cd ../.. && pwd)/_build/labs}/cache/rust"
mkdir -p "$CARGO_TARGET_DIR"

echo "cargo fmt --check"
cargo fmt --all --check
echo "one version of the OpenTelemetry API in every crate but the one that shows what two of them do"
for crate in telemetry stock pricing tasks dispatch gateway repair load; do
    cargo tree --locked --package "$crate" --invert opentelemetry --depth 0 >/dev/null
done
echo "cargo clippy"
cargo clippy --locked --workspace --all-targets --quiet -- -D warnings

echo "cargo test, with a PostgreSQL of its own"
scratch=$(mktemp -d)
python database.py "$scratch/url" &
database=$!
trap 'kill "$database"; wait "$database" || true; rm -rf "$scratch"' EXIT
for _ in $(seq 600); do
    test ! -e "$scratch/url" || break
    sleep 0.1
done
DATABASE_URL_FILE="$scratch/url" cargo test --locked --workspace --quiet -- --include-ignored >"$scratch/tests" 2>&1 || {
    cat "$scratch/tests"
    exit 1
}
awk '/^test result: ok/ { passed += $4; failed += $6; ignored += $8 }
     END { printf "%d tests passed, %d failed, %d ignored\n", passed, failed, ignored; exit passed == 0 || failed + ignored > 0 }' "$scratch/tests"
