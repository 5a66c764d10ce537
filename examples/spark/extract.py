#!/usr/bin/env python3
"""Find quotations, speakers and stances in a table of articles with Apache Spark.

Each partition is streamed through one `standpoint-cli extract` by way of Arrow, so that no article is copied into Python.
The table of findings has one row for each article, in no order; docs/SCHEMA.md describes it. An article that cannot be read
has its reason in `error` and stops nothing; a program that ends badly fails its task, which Spark does again elsewhere.

    spark-submit examples/spark/extract.py articles.parquet findings.parquet --engine rules

The program must be at the same path on every worker, or be sent along: `--files target/release/standpoint-cli` and
`--program ./standpoint-cli`.
"""

import argparse
import subprocess
import threading
from collections.abc import Iterator

import pyarrow as pa
from pyspark.sql import SparkSession
from pyspark.sql.pandas.types import from_arrow_schema


def command(options: argparse.Namespace) -> list[str]:
    """The program as each partition starts it."""
    return [
        options.program, "extract", "-", "--stdin-name", "partition.arrows", "--format", "arrow",
        "--engine", options.engine, "--threads", str(options.threads), "--quiet",
        *(["--with-text"] if options.with_text else []),
    ]  # fmt: skip


def findings_of(program: list[str]):
    """What `mapInArrow` calls for each partition."""

    def extract(batches: Iterator[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
        first = next(batches, None)
        if first is None:
            return
        process = subprocess.Popen(program, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        failure: list[BaseException] = []

        def feed() -> None:
            try:
                with process.stdin, pa.ipc.new_stream(process.stdin, first.schema) as writer:
                    writer.write_batch(first)
                    for batch in batches:
                        writer.write_batch(batch)
            except BaseException as error:  # noqa: BLE001: told below, in the thread that Spark watches
                failure.append(error)

        # Written beside the reading: else both would wait when the pipes are full.
        feeder = threading.Thread(target=feed, daemon=True)
        feeder.start()
        try:
            with pa.ipc.open_stream(process.stdout) as reader:
                yield from reader
            feeder.join()
            status = process.wait()
        finally:
            process.kill()
        if status != 0 or failure:
            raise RuntimeError(f"standpoint-cli ended with {status}") from (failure[0] if failure else None)

    return extract


def schema_of(program: list[str]) -> pa.Schema:
    """The columns of the findings, as the program gives them for nothing."""
    articles = pa.schema([("id", pa.string()), ("text", pa.string())])
    nothing = pa.BufferOutputStream()
    pa.ipc.new_stream(nothing, articles).close()
    done = subprocess.run(program, input=nothing.getvalue().to_pybytes(), stdout=subprocess.PIPE, check=True)
    return pa.ipc.open_stream(done.stdout).schema


def main() -> None:
    """Reads the arguments and runs the job."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("articles", help="a Parquet table with the columns id and text, perhaps title, date, publisher, url")
    parser.add_argument("findings", help="the Parquet table to write")
    parser.add_argument("--program", default="standpoint-cli")
    parser.add_argument("--engine", choices=["rules", "model"], default="model")
    parser.add_argument("--threads", type=int, default=1, help="of each program; Spark runs one for each of its cores")
    parser.add_argument("--with-text", action="store_true", help="put the text of each article beside its findings")
    parser.add_argument("--partitions", type=int, help="how many pieces of work to make")
    options = parser.parse_args()

    spark = SparkSession.builder.getOrCreate()
    spark.conf.set("spark.sql.execution.arrow.maxRecordsPerBatch", "500")
    articles = spark.read.parquet(options.articles)
    wanted = ["id", "text", "title", "byline", "date", "publisher", "url"]
    articles = articles.select([name for name in wanted if name in articles.columns])
    if options.partitions:
        articles = articles.repartition(options.partitions)
    program = command(options)
    columns = from_arrow_schema(schema_of(program))
    articles.mapInArrow(findings_of(program), columns).write.mode("errorifexists").parquet(options.findings)
    spark.stop()


if __name__ == "__main__":
    main()
