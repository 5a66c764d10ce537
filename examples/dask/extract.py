#!/usr/bin/env python3
"""Find quotations, speakers and stances in a folder of lists of articles with Dask.

Each list (Parquet, Arrow or JSON lines) is a task that starts `standpoint-cli extract --into`, which writes a file of findings
when it is complete and passes over what is there already: a task that is done twice, or a job that is started again, does no harm.

    python examples/dask/extract.py shards/ findings/ --engine rules [--scheduler tcp://host:8786]
"""

import argparse
import subprocess
from pathlib import Path

from dask.distributed import Client, as_completed

ENDINGS = {".parquet", ".arrow", ".jsonl"}


def extract(program: str, shard: str, findings: str, engine: str) -> str:
    """Does one shard; gives its name."""
    command = [program, "extract", shard, "--into", findings, "--engine", engine, "--threads", "1", "--quiet"]
    done = subprocess.run(command, stderr=subprocess.PIPE, text=True)
    # With --into, articles that cannot be read are told by the findings; any other status is a fault.
    if done.returncode != 0:
        raise RuntimeError(f"{shard}: standpoint-cli ended with {done.returncode}: {done.stderr[-2000:]}")
    return shard


def main() -> None:
    """Reads the arguments and runs the tasks."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("shards", type=Path)
    parser.add_argument("findings", type=Path)
    parser.add_argument("--program", default="standpoint-cli")
    parser.add_argument("--engine", choices=["rules", "model"], default="model")
    parser.add_argument("--scheduler", help="of a cluster; without it, the cores of this machine")
    options = parser.parse_args()

    shards = sorted(str(path) for path in options.shards.rglob("*") if path.suffix in ENDINGS)
    client = Client(options.scheduler) if options.scheduler else Client(threads_per_worker=1)
    with client:
        tasks = [client.submit(extract, options.program, shard, str(options.findings), options.engine, retries=3) for shard in shards]
        for number, task in enumerate(as_completed(tasks), 1):
            print(f"{number} of {len(shards)}: {task.result()}")


if __name__ == "__main__":
    main()
