#!/usr/bin/env bash
# Findings of all lists of articles in a folder, several at a time on one machine, with xargs.
#
#     examples/parallel/extract.sh SHARDS FINDINGS [JOBS]
#
# Each shard (Parquet, Arrow or JSON lines) gets a file of findings with its name. Started again after whatever stopped it, it does
# what is missing: files of findings appear when they are complete. It ends with a status other than 0 if any shard could not be done.
set -euo pipefail

shards=${1:?the folder with lists of articles} findings=${2:?the folder for findings} jobs=${3:-$(nproc)}

find "$shards" -type f \( -name '*.parquet' -o -name '*.arrow' -o -name '*.jsonl' \) -print0 | sort -z |
    xargs -0 -r -n 1 -P "$jobs" "${STANDPOINT:-standpoint-cli}" extract --into "$findings" --threads 1 --quiet
