#!/usr/bin/env python3
"""Run examples/spark/extract.py on a cluster of two executors on this machine, and compare its rows with those of one process.

Three runs: undisturbed; with an executor killed in mid-run; with a program killed in mid-run. Prints for each whether every row is
equal, and the processor time of Spark's own work for each article. Needs pyspark, pyarrow and pandas in this Python, Java 17, and a
release build of `standpoint-cli`. Linux only.

    python benches/scale/spark.py --articles 20000 --program target/release/standpoint-cli
"""

import argparse
import os
import resource
import signal
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pyspark

ROOT = Path(__file__).resolve().parents[2]
JOB = ROOT / "examples/spark/extract.py"


def environment() -> dict[str, str]:
    """What Spark needs to find itself and to stay on this machine."""
    return os.environ | {
        "SPARK_HOME": str(Path(pyspark.__file__).parent),
        "PYSPARK_PYTHON": sys.executable,
        "PYSPARK_DRIVER_PYTHON": sys.executable,
        "SPARK_LOCAL_IP": "127.0.0.1",
    }


def submit(program: Path, articles: Path, findings: Path, engine: str) -> list[str]:
    """The command that runs the job."""
    confs = {
        "spark.driver.host": "127.0.0.1",
        "spark.driver.bindAddress": "127.0.0.1",
        "spark.ui.enabled": "false",
        "spark.log.level": "ERROR",
    }
    flags = [part for key, value in confs.items() for part in ("--conf", f"{key}={value}")]
    spark = Path(pyspark.__file__).parent / "bin/spark-submit"
    return [
        str(spark), "--master", "local-cluster[2,1,1024]", *flags, str(JOB), str(articles), str(findings),
        "--program", str(program), "--engine", engine, "--partitions", "16",
    ]  # fmt: skip


def below(root: int) -> list[tuple[int, str]]:
    """The processes below `root`, with their command lines."""
    parents, commands = {}, {}
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                stat = (entry / "stat").read_text().rpartition(")")[2].split()
                commands[int(entry.name)] = (entry / "cmdline").read_bytes().replace(b"\0", b" ").decode(errors="replace")
                parents[int(entry.name)] = int(stat[1])
            except OSError:
                continue

    def is_below(process: int) -> bool:
        while process in parents and process != root:
            process = parents[process]
        return process == root

    return [(process, commands[process]) for process in parents if process != root and is_below(process)]


def kill_one(root: int, mark: str, told: list[str]) -> None:
    """Kills a process below `root` whose command holds `mark`, once a program has been at work for a moment."""
    deadline = time.monotonic() + 300
    while time.monotonic() < deadline:
        processes = below(root)
        if any("standpoint-cli extract" in command for _, command in processes):
            time.sleep(1.0)
            victims = [process for process, command in below(root) if mark in command]
            if victims:
                os.kill(victims[0], signal.SIGKILL)
                told.append(f"killed {mark}")
                return
        time.sleep(0.05)


def run(command: list[str], victim: str | None) -> tuple[float, float, list[str]]:
    """Runs the job; gives wall and processor seconds, and what was killed."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    start = time.monotonic()
    process = subprocess.Popen(command, env=environment(), stderr=subprocess.PIPE, text=True)
    told: list[str] = []
    if victim:
        threading.Thread(target=kill_one, args=(process.pid, victim, told), daemon=True).start()
    _, errors = process.communicate()
    if process.returncode != 0:
        raise SystemExit(f"spark-submit ended with {process.returncode}\n{errors[-2000:]}")
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    spent = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return time.monotonic() - start, spent, told


def rows(path: Path) -> pa.Table:
    """The rows of a table of findings, by id; without metadata, of which Spark keeps none."""
    table = pq.read_table(path).sort_by("id").combine_chunks()
    return table.replace_schema_metadata(None)


def as_bytes(table: pa.Table) -> bytes:
    """The rows as JSON, so that equal means equal to the last digit."""
    return repr(table.to_pylist()).encode()


def main() -> None:
    """Reads the arguments, runs, compares."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--articles", type=int, default=20_000)
    parser.add_argument("--program", type=Path, default=ROOT / "target/release/standpoint-cli")
    parser.add_argument("--engine", choices=["rules", "model"], default="rules")
    options = parser.parse_args()
    program = options.program.resolve()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        shards = folder / "articles"
        make = [sys.executable, str(ROOT / "benches/scale/articles.py"), str(options.articles), "--parquet", str(shards)]
        subprocess.run(make, check=True)
        alone = folder / "alone"
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        command = [program, "extract", shards, "--into", alone, "--engine", options.engine, "--quiet"]
        subprocess.run(command, check=True)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        own = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
        expected = as_bytes(rows(alone))
        print(f"one process: {options.articles} articles, {own:.1f} s of processor time")
        small = folder / "few"
        subprocess.run([*make[:2], "20", "--parquet", str(small)], check=True)
        _, fixed, _ = run(submit(program, small, folder / "found-few", options.engine), None)
        for what, victim in [("undisturbed", None), ("executor killed", "CoarseGrainedExecutorBackend"), ("program killed", "standpoint-cli extract")]:
            found = folder / f"found-{what.replace(' ', '-')}"
            wall, spent, told = run(submit(program, shards, found, options.engine), victim)
            is_equal = as_bytes(rows(found)) == expected
            if victim and not told:
                raise SystemExit(f"{what}: nothing was killed; take more articles")
            each = (spent - fixed - own) / options.articles * 1_000
            print(f"{what}: rows equal: {is_equal}, {wall:.0f} s, {spent:.0f} s of processor time, Spark's own {each:.2f} ms an article")
            if not is_equal:
                raise SystemExit(1)


if __name__ == "__main__":
    main()
