"""Runs every command of the documentation that is not the program's own, and looks for what must come of it.

    python3 .ci/commands.py [--list] [PATTERN]

`commands.tsv` beside this file says for each command what its output must match, or which window it opens, or why nobody can run it by
script. A command that the table lacks, or that no page names any more, is a fault; `--list` looks for those alone. With a
pattern, only commands that it matches are run. All run in a clone of the last commit, which builds in the target folder of this one, in the
order of the table; some need root, a network, and an hour. What the program's own commands do is kept by `cargo test documented`.
"""

import os
import re
import subprocess
import sys
import tempfile
import time

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
TABLE = os.path.join(ROOT, ".ci", "commands.tsv")
# A command in a block of code, up to the spaces before its comment.
BLOCK = re.compile(r"^    +(\S.*?)(?: {2,}.*| +# .*)?$", re.MULTILINE)
# What a line of a block begins with that is a command.
FIRST = re.compile(
    r"(?:[A-Z_]+=\S+ )?(?:cargo|git|python3?|pip|sudo|cd|cp|ln|mkdir|update-\S+|desktop-file-validate|appstreamcli|xmllint|spark-submit|standpoint|"
    r"\(exec|venv/bin/\S+|\.ci/\S+|benches/\S+|docs/\S+)(?: |$)"
)
# So long may a command take, in seconds, and a window until it is there.
LONGEST = 3600
SHOWN = 60


def commands(text):
    """The commands of a page in order."""
    return [line for line in BLOCK.findall(text) if FIRST.match(line)]


def pages():
    listed = subprocess.run(["git", "ls-files", "-z", "*.md"], check=True, stdout=subprocess.PIPE, cwd=ROOT).stdout.decode()
    for name in listed.split("\0"):
        if name and os.path.isfile(os.path.join(ROOT, name)):
            with open(os.path.join(ROOT, name), encoding="utf-8") as file:
                yield name, file.read()


def table():
    """How each command is looked at (`output`, `window` or `not run`), and what must be seen or why not."""
    with open(TABLE, encoding="utf-8") as file:
        rows = [line.rstrip("\n").split("\t") for line in file if line.strip() and not line.startswith("#")]
    return {command: (way, seen) for command, way, seen in rows}


def missing(named, known):
    """What is named but not in the table, and what is in the table but not named."""
    out = [f"{page}: `{command}` is not in .ci/commands.tsv" for page, command in named if command not in known]
    return out + [f".ci/commands.tsv: no page names `{command}`" for command in known if command not in {c for _, c in named}]


def run(command, folder, environment):
    """What a command prints, and its exit status; what has not ended after LONGEST seconds is stopped."""
    try:
        done = subprocess.run(
            ["bash", "-c", command], cwd=folder, env=environment, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT, timeout=LONGEST, check=False,
        )
        return done.stdout.decode(errors="replace"), done.returncode
    except subprocess.TimeoutExpired as late:
        return (late.stdout or b"").decode(errors="replace"), None


def window(command, folder, environment, name):
    """Whether the command opens a window of that name, on a display of its own."""
    screen = subprocess.Popen(["Xvfb", ":77", "-screen", "0", "1280x800x24"], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    environment = environment | {"DISPLAY": ":77", "LIBGL_ALWAYS_SOFTWARE": "1"}
    with tempfile.TemporaryFile() as said:
        program = subprocess.Popen(["bash", "-c", "exec " + command], cwd=folder, env=environment, stdout=said, stderr=said)
        try:
            began = time.monotonic()
            while time.monotonic() - began < LONGEST and program.poll() is None:
                found, status = run(f"xdotool search --name '{name}' getwindowname", folder, environment)
                if status == 0:
                    return found, 0
                time.sleep(0.5)
            said.seek(0)
            return said.read().decode(errors="replace"), program.poll()
        finally:
            for process in (program, screen):
                process.terminate()
                process.wait()


def main():
    # A check that finds nothing would not find this either.
    planted = "Say:\n\n    cargo test    all of it\n    ls\n    (exec -a b a) # c\n"
    assert commands(planted) == ["cargo test", "(exec -a b a)"]
    assert len(missing([("p.md", "cargo test")], {"cargo doc": ("output", "")})) == 2

    known = table()
    # The program's own commands are kept elsewhere, but for those that open the window.
    named = [(page, command) for page, text in pages() for command in commands(text)]
    faults = missing(named, known)
    arguments = [argument for argument in sys.argv[1:] if argument != "--list"]
    if faults or "--list" in sys.argv:
        print("\n".join(faults) or f"commands: {len(known)}, {sum(way == 'not run' for way, _ in known.values())} of them not run")
        return bool(faults)

    target = os.environ.get("CARGO_TARGET_DIR", os.path.join(ROOT, "target"))
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run(["git", "clone", "-q", ROOT, folder], check=True)
        os.symlink(target, os.path.join(folder, "target"))
        environment = os.environ | {
            "CARGO_TARGET_DIR": target,
            "CARGO_INSTALL_ROOT": os.path.join(folder, "installed"),
            "CARGO_TERM_COLOR": "never",
            "DEBIAN_FRONTEND": "noninteractive",
        }
        for command, (way, seen) in known.items():
            if arguments and not re.search(arguments[0], command):
                continue
            if way == "not run":
                print(f"not run  {command}: {seen}", flush=True)
                continue
            if os.geteuid() == 0:
                command = command.removeprefix("sudo ")
            began = time.monotonic()
            printed, status = window(command, folder, environment, seen) if way == "window" else run(command, folder, environment)
            good = status == 0 and re.search(seen, printed)
            print(f"{'good   ' if good else 'FAULT  '}  {command} ({time.monotonic() - began:.0f} s)", flush=True)
            if not good:
                faults.append(command)
                print(f"exit {status}, expected: {seen}\n{printed[-2000:]}", flush=True)
    print(f"{len(faults)} of these commands failed" if faults else "every one did what it should")
    return bool(faults)


if __name__ == "__main__":
    sys.exit(main())
