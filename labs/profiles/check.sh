#!/bin/sh
# The workspace of part 5 in its own languages: formatting, linters, tests; then round trips of real profiles.
set -eu
cd "$(dirname "$0")"
python=${PYTHON:-$PWD/../../.venv/bin/python}

echo "go: gofmt, go vet and go test, of both versions"
unformatted=$(gofmt -l go ebpf)
test -z "$unformatted" || { echo "gofmt -w $unformatted" >&2; exit 1; }
(
    cd go
    go mod verify
    for tags in shipped repaired; do
        go vet -tags "$tags" ./...
        go test -count=1 -tags "$tags" -v ./... | grep -c '^--- PASS' | sed "s/\$/ tests passed, $tags/"
    done
)

echo "java: google-java-format, javac -Xlint -Werror, JUnit, of both versions"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
mvn -q -B dependency:copy -Dmdep.overWriteSnapshots=false -DoutputDirectory="$work" \
    -Dartifact=com.google.googlejavaformat:google-java-format:1.28.0:jar:all-deps -f java/pom.xml
find java/src -name '*.java' -exec java -jar "$work"/google-java-format-1.28.0-all-deps.jar \
    --dry-run --set-exit-if-changed {} +
for variant in shipped repaired; do
    mvn -q -B -f java/pom.xml -Dvariant="$variant" -DbuildDirectory="$work/$variant" verify
    grep -ho 'tests="[0-9]*"' "$work/$variant"/surefire-reports/*.xml | sed "s/\$/ passed, $variant/"
done

echo "c: the extension without a warning, the same numbers from both versions"
for variant in shipped repaired; do
    mkdir "$work/c-$variant"
    PYTHON=$python sh python/build.sh "$variant" "$work/c-$variant"
    PYTHONPATH="$work/c-$variant" "$python" -c '
import fingerprint
print(fingerprint.fingerprint(""), fingerprint.fingerprint("ÄBC abc"), fingerprint.fingerprint("x" * 1000))'
done | uniq | { read -r numbers; ! read -r other && echo "$numbers"; }

echo "pprof: the samples of the Go project's own pprof, there and back"
"$python" samples.py "$work"
