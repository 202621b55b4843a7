"""`make bench`: every benchmark in turn, each a process of its own, each printing its ratios and goals."""

import subprocess
import sys

BENCHES = (
    "append_speed",
    "log_growth",
    "verify_speed",
    "log_check",
    "record_cpu",
    "dropped_frames",
    "memory",
    "decoding_speed",
    "scale_cpu",
    "live_latency",
    "list_check",
    "programme",
)

failed = []
for name in BENCHES:
    print(f"== {name}", flush=True)
    if subprocess.run([sys.executable, "-m", f"tests.bench.{name}"], check=False).returncode:
        failed.append(name)
sys.exit(f"these benchmarks did not run: {', '.join(failed)}" if failed else 0)
