"""Convert the samples that the pprof project tests itself with to OTLP and back, and compare.

The samples lie in the Go module ``github.com/google/pprof``, which the module proxy gives. Those in formats
older than pprof's protobuf are first converted by ``go tool pprof -proto``, which is also asked what it reads
in the samples that came back (``-raw``): it must be the same, line by line.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

from otlplab.profiles import BrokenProfile, findings, from_pprof, pprof, to_pprof

MODULE = "github.com/google/pprof@v0.0.0-20260604005048-7023385849c0"


def main(work: Path) -> int:
    """Compare every sample; the exit status is 1 when one differs, or when there are none."""
    told = subprocess.run(
        ["go", "mod", "download", "-json", MODULE], cwd=work, capture_output=True, text=True, check=True
    )
    folder = Path(json.loads(told.stdout)["Dir"])
    samples = [path for path in sorted(folder.glob("**/testdata/*")) if path.is_file()]
    compared = frames = values = differing = 0
    for path in samples:
        profile = read(path, work)
        if profile is None:
            continue
        request = from_pprof(profile)
        back = to_pprof(request)
        same = pprof.content(back) == pprof.content(profile) and raw(back, work) == raw(profile, work)
        broken = [finding for finding in findings(request) if finding.must]
        if broken or not same:
            differing += 1
            print(f"{path.name}: {broken[0] if broken else 'not the same'}")
        compared += 1
        frames += sum(len(sample.location_id) for sample in profile.sample)
        values += sum(len(sample.value) for sample in profile.sample)
    print(f"{compared} samples of the pprof project, {frames} frames and {values} values, {differing} differ")
    return 0 if compared > 10 and not differing else 1


def read(path: Path, work: Path) -> pprof.Pprof | None:
    """Return a sample as pprof, or None when it is no profile but what a report of one has to look like."""
    data = path.read_bytes()
    try:
        return pprof.read(data)
    except BrokenProfile:
        out = work / "converted.pb.gz"
        command = ["go", "tool", "pprof", "-proto", f"-output={out}", str(path)]
        done = subprocess.run(command, capture_output=True, env=quiet(work), check=False)
        return pprof.read(out.read_bytes()) if done.returncode == 0 else None


def raw(profile: pprof.Pprof, work: Path) -> str:
    """Return the samples that Go's pprof reads in a profile."""
    path = work / "raw.pb.gz"
    path.write_bytes(pprof.write(profile))
    command = ["go", "tool", "pprof", "-raw", "-symbolize=none", str(path)]
    done = subprocess.run(command, capture_output=True, text=True, env=quiet(work), check=True)
    # Mappings come after them; equal ones have become one, which numbers the others anew.
    return done.stdout.partition("\nLocations\n")[0]


def quiet(work: Path) -> dict[str, str]:
    """Return an environment in which pprof looks for no symbols elsewhere."""
    return os.environ | {"PPROF_TMPDIR": str(work), "PPROF_BINARY_PATH": str(work)}


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
