#!/usr/bin/env bash
# Draws icons/*.png, and icons/standpoint.ico for Windows, from standpoint.svg: assets/desktop/icons.sh
# Needs rsvg-convert (librsvg2-bin) and python3. The pictures are committed, so that a package needs neither.
set -euo pipefail
cd "$(dirname "$0")"
mkdir -p icons

for size in 16 24 32 48 64 128 256 512; do
    rsvg-convert --width "$size" --height "$size" --format png --output "icons/$size.png" standpoint.svg
done

python3 - << 'PYTHON'
import pathlib
import struct
import zlib

LARGEST = 60_000
SIGNATURE = b"\x89PNG\r\n\x1a\n"
folder = pathlib.Path("icons")


def chunks(picture):
    """The parts of a PNG: the name of each and what it holds."""
    at = len(SIGNATURE)
    while at < len(picture):
        length, = struct.unpack(">I", picture[at : at + 4])
        yield picture[at + 4 : at + 8], picture[at + 8 : at + 8 + length]
        at += length + 12


def stripped(picture):
    """A PNG with nothing in it but the picture, packed as small as zlib can."""
    kept, pixels = {}, b""
    for name, content in chunks(picture):
        if name == b"IDAT":
            pixels += content
        else:
            kept[name] = content
    parts = [(b"IHDR", kept[b"IHDR"]), (b"IDAT", zlib.compress(zlib.decompress(pixels), 9)), (b"IEND", b"")]
    return SIGNATURE + b"".join(
        struct.pack(">I", len(content)) + name + content + struct.pack(">I", zlib.crc32(name + content))
        for name, content in parts
    )


pictures = {}
for path in sorted(folder.glob("*.png"), key=lambda path: int(path.stem)):
    pictures[int(path.stem)] = stripped(path.read_bytes())
    path.write_bytes(pictures[int(path.stem)])
    if len(pictures[int(path.stem)]) >= LARGEST:
        raise SystemExit(f"{path} is too large")

# A Windows icon is a list of pictures; 256 is written as 0.
inside = [(size, picture) for size, picture in pictures.items() if size <= 256]
entries, at = b"", 6 + 16 * len(inside)
for size, picture in inside:
    entries += struct.pack("<BBBBHHII", size % 256, size % 256, 0, 0, 1, 32, len(picture), at)
    at += len(picture)
icon = struct.pack("<HHH", 0, 1, len(inside)) + entries + b"".join(picture for _, picture in inside)
(folder / "standpoint.ico").write_bytes(icon)
print("\n".join(f"icons/{size}.png: {len(picture)} bytes" for size, picture in pictures.items()))
print(f"icons/standpoint.ico: {len(icon)} bytes")
PYTHON
