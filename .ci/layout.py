"""Holds the repository to its layout: what stands at the top, and that no tracked file is large."""

import os
import subprocess
import sys

TOP = {
    ".ci", ".github", ".gitignore", "CHANGELOG.md", "CONTRIBUTING.md", "Cargo.lock", "Cargo.toml", "LICENSE-APACHE", "LICENSE-MIT", "README.md", "SECURITY.md",
    "assets", "benches", "build.rs", "deny.toml", "docs", "examples", "fuzz", "justfile", ".rustfmt.toml", "sample_articles", "src", "tests", "training",
}
NEEDED = {"CHANGELOG.md", "Cargo.lock", "Cargo.toml", "LICENSE-APACHE", "LICENSE-MIT", "README.md"}
LARGEST = 5_000_000
PICTURE = 300_000
# Weights of eight bits each, which hardly compress; a smaller model would be the way to less.
ALLOWED = {"assets/tagger.bin": 20_000_000, "assets/stance.bin": 8_000_000}


def main():
    listed = subprocess.run(["git", "ls-files", "-z"], check=True, stdout=subprocess.PIPE).stdout.decode()
    files = [name for name in listed.split("\0") if os.path.isfile(name)]
    top = {name.split("/")[0] for name in files}
    faults = [f"{name}: does not belong at the top" for name in sorted(top - TOP)]
    faults += [f"{name}: is missing" for name in sorted(NEEDED - top)]
    total = 0
    for name in files:
        size = os.path.getsize(name)
        total += size
        most = ALLOWED.get(name, PICTURE if name.endswith(".png") else LARGEST)
        if size > most:
            faults.append(f"{name}: {size} bytes, {most} are allowed")
    print("\n".join(faults) or f"layout: {len(files)} files, {total / 1e6:.1f} MB")
    return bool(faults)


sys.exit(main())
