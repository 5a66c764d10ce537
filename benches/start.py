"""How long the window takes to its first complete frame, and what it costs when nothing happens.

    cargo build --release && python3 benches/start.py target/release/standpoint sample_articles/border_talks.txt [RUNS]

Starts the program on an X server of its own, drawn in software, and looks at the screen every millisecond: the first frame is
there when the window's ground is seen, the complete one when the chart has marks in the first actor's colour, which are drawn together
with the text. Each run has a new home. The starts follow each other at once, and what rest costs is measured after the last: a
machine that takes memory back from idle programs would otherwise read its libraries anew for every start. How long another program
takes to open the same OpenGL (`glxinfo -B`, where mesa-utils is there) is printed beside. Needs xvfb."""

import ctypes
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time

WIDTH, HEIGHT = 1280, 800
# The light theme's panel and the first actor's colour, as they lie in memory: blue, green, red.
GROUND, MARK = bytes([0xF4, 0xF6, 0xF6]), bytes([0x9E, 0x3A, 0x3B])
SETTINGS = '{"app":"(theme:Light)"}'


class XImage(ctypes.Structure):
    _fields_ = [
        ("width", ctypes.c_int), ("height", ctypes.c_int), ("xoffset", ctypes.c_int), ("format", ctypes.c_int),
        ("data", ctypes.c_void_p), ("byte_order", ctypes.c_int), ("bitmap_unit", ctypes.c_int),
        ("bitmap_bit_order", ctypes.c_int), ("bitmap_pad", ctypes.c_int), ("depth", ctypes.c_int),
        ("bytes_per_line", ctypes.c_int),
    ]


x11 = ctypes.CDLL("libX11.so.6")
x11.XOpenDisplay.restype = ctypes.c_void_p
x11.XDefaultRootWindow.restype = ctypes.c_ulong
x11.XDefaultRootWindow.argtypes = [ctypes.c_void_p]
x11.XGetImage.restype = ctypes.POINTER(XImage)
x11.XGetImage.argtypes = [ctypes.c_void_p, ctypes.c_ulong] + [ctypes.c_int] * 2 + [ctypes.c_uint] * 2 + [ctypes.c_ulong, ctypes.c_int]
x11.XDestroyImage.argtypes = [ctypes.POINTER(XImage)]


def look(display, root):
    """The right upper part of the screen, where the chart is."""
    image = x11.XGetImage(display, root, WIDTH // 2, 40, WIDTH // 2, HEIGHT // 3, 0xFFFFFFFF, 2)
    pixels = ctypes.string_at(image.contents.data, image.contents.bytes_per_line * image.contents.height)
    x11.XDestroyImage(image)
    return pixels


def cpu(pid):
    with open(f"/proc/{pid}/stat", encoding="utf-8") as file:
        fields = file.read().rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def memory(pid):
    with open(f"/proc/{pid}/status", encoding="utf-8") as file:
        return next(int(line.split()[1]) / 1024 for line in file if line.startswith("VmHWM"))


def start(command, display, root, environment, rest):
    """Milliseconds to the first and to the complete frame, then (with `rest`) per cent of a core over five seconds, and MB at most."""
    with tempfile.TemporaryDirectory() as home:
        folder = os.path.join(home, ".local/share/standpoint")
        os.makedirs(folder)
        with open(os.path.join(folder, "app.ron"), "w", encoding="utf-8") as file:
            file.write(SETTINGS)
        began = time.monotonic()
        process = subprocess.Popen(command, env=dict(environment, HOME=home, XDG_RUNTIME_DIR=home))
        first = complete = None
        try:
            while complete is None and time.monotonic() - began < 30:
                pixels = look(display, root)
                now = (time.monotonic() - began) * 1000
                if first is None and GROUND in pixels:
                    first = now
                if MARK in pixels:
                    complete = now
                time.sleep(0.001)
            if complete is None:
                sys.exit("the window was not seen")
            if not rest:
                return first, complete, None, memory(process.pid)
            time.sleep(2)
            before = cpu(process.pid)
            time.sleep(5)
            return first, complete, (cpu(process.pid) - before) / 5 * 100, memory(process.pid)
        finally:
            process.kill()
            process.wait()


def opengl(environment):
    """Milliseconds that `glxinfo -B` takes, the median of five; none where it is not there."""
    if not shutil.which("glxinfo"):
        return None
    times = []
    for _ in range(6):
        began = time.monotonic()
        subprocess.run(["glxinfo", "-B"], env=environment, stdout=subprocess.DEVNULL, check=True)
        times.append((time.monotonic() - began) * 1000)
    return statistics.median(times[1:])


def main():
    command, runs = sys.argv[1:3], int(sys.argv[3]) if len(sys.argv) > 3 else 7
    reader, writer = os.pipe()
    server = subprocess.Popen(
        ["Xvfb", "-displayfd", str(writer), "-screen", "0", f"{WIDTH}x{HEIGHT}x24", "-nolisten", "tcp", "-noreset"],
        pass_fds=[writer], stderr=subprocess.DEVNULL,
    )
    os.close(writer)
    with os.fdopen(reader) as file:
        name = ":" + file.readline().strip()
    environment = {"PATH": os.environ["PATH"], "DISPLAY": name, "LANG": "C.UTF-8", "LIBGL_ALWAYS_SOFTWARE": "1"}
    try:
        display = x11.XOpenDisplay(name.encode())
        root = x11.XDefaultRootWindow(display)
        results = [start(command, display, root, environment, rest=run == runs) for run in range(runs + 1)]
        other = opengl(environment)
    finally:
        server.kill()
        server.wait()
    # The first start reads the program from the disk.
    cold, warm = results[0], results[1:]
    median = [statistics.median(column) for column in zip(*((first, complete) for first, complete, *_ in warm))]
    worst = max(result[1] for result in warm)
    print(f"first start   {cold[1]:6.0f} ms to the complete frame")
    print(f"later starts  {median[0]:6.0f} ms to the first frame, {median[1]:.0f} ms to the complete one (worst of {runs}: {worst:.0f})")
    print(f"at rest       {warm[-1][2]:6.1f} % of a core over 5 s")
    print(f"memory        {warm[-1][3]:6.0f} MB at most")
    if other:
        print(f"glxinfo -B    {other:6.0f} ms, to compare")


main()
