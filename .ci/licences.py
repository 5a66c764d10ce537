"""Holds the packages that are built in to deny.toml: their licences, where they come from, and which may not be there.

It does what `cargo deny check bans licenses sources` does with that file, in a second and without being installed."""

import json
import re
import subprocess
import sys
import tomllib


def allowed(expression, licences):
    """Whether an SPDX expression can be met with `licences`."""
    words = re.findall(r"\(|\)|[^\s()]+", expression.replace("/", " OR "))

    def one():
        word = words.pop(0)
        if word == "(":
            met = either()
            words.pop(0)
            return met
        if words and words[0] == "WITH":
            del words[:2]
        return word in licences

    def both():
        met = one()
        while words and words[0] == "AND":
            words.pop(0)
            met = one() and met
        return met

    def either():
        met = both()
        while words and words[0] == "OR":
            words.pop(0)
            met = both() or met
        return met

    return either()


def main():
    with open("deny.toml", "rb") as file:
        rules = tomllib.load(file)
    command = ["cargo", "metadata", "--format-version", "1", "--all-features", "--locked"]
    metadata = json.loads(subprocess.run(command, check=True, stdout=subprocess.PIPE).stdout)
    used = {node["id"] for node in metadata["resolve"]["nodes"]}
    banned = {ban["crate"] for ban in rules["bans"]["deny"]}
    exceptions = {each["crate"]: each["allow"] for each in rules["licenses"].get("exceptions", [])}
    faults = []
    packages = [package for package in metadata["packages"] if package["id"] in used]
    for package in packages:
        name, source = package["name"], package["source"]
        licence = package["license"] or ""
        may = set(rules["licenses"]["allow"]) | set(exceptions.get(name, []))
        if not licence or not allowed(licence, may):
            faults.append(f"{name}: the licence {licence or '(none)'} is not on the list")
        if name in banned:
            faults.append(f"{name}: may not be built in")
        if source and not source.startswith("registry+https://github.com/rust-lang/crates.io-index"):
            faults.append(f"{name}: comes from {source}")
    print("\n".join(faults) or f"licences: {len(packages)} packages, all within deny.toml")
    return bool(faults)


sys.exit(main())
