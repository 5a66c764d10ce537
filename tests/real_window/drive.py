"""Drives the real window with X events and looks at it from outside. Started by the test beside this file, inside a D-Bus
session of its own; takes the plan, a JSON file. Every step waits until what it is about is to be seen, and fails after a
deadline; nothing is measured."""

import json
import os
import signal
import subprocess
import sys
import time

import gi

gi.require_version("Atspi", "2.0")
from gi.repository import Atspi, GLib  # noqa: E402

PATIENCE = 30
# The chart's bounds: what lies at the edges of its frame.
LEFT, RIGHT, BOTTOM, TOP = -0.03, 1.03, -1.16, 1.16


class Failed(Exception):
    pass


def run(*command):
    done = subprocess.run(command, capture_output=True, timeout=PATIENCE)
    if done.returncode != 0:
        raise Failed(f"{' '.join(command)}: {done.stderr.decode(errors='replace').strip()}")
    return done.stdout


def wait_for(what, look, patience=PATIENCE):
    """Looks until it sees something, and returns that."""
    end = time.monotonic() + patience
    while True:
        window.check()
        found = look()
        if found:
            return found
        if time.monotonic() > end:
            raise Failed(f"not seen within {patience} s: {what}")
        time.sleep(0.05)


class Node:
    """One thing in the accessibility tree, as it was when it was looked at."""

    def __init__(self, accessible):
        self.name = accessible.get_name() or ""
        self.role = accessible.get_role_name()
        states = accessible.get_state_set()
        self.checked = states.contains(Atspi.StateType.CHECKED)
        self.focused = states.contains(Atspi.StateType.FOCUSED)
        self.rect = None
        if "Component" in accessible.get_interfaces():
            box = accessible.get_extents(Atspi.CoordType.SCREEN)
            self.rect = (box.x, box.y, box.width, box.height)

    def centre(self):
        x, y, width, height = self.rect
        return x + width // 2, y + height // 2

    def __str__(self):
        return f"{self.role} {self.name!r} {self.rect}"


class Window:
    """The program, and what is to be seen of it."""

    def __init__(self, plan, article):
        command = [plan["program"], article]
        self.process = subprocess.Popen(command, stdout=subprocess.DEVNULL)
        children.append(self.process)
        self.id = None

    def come_up(self):
        wait_for("a window", self.find_id)
        run("xdotool", "windowactivate", "--sync", self.id)

    def check(self):
        code = self.process.poll()
        if code is not None:
            raise Failed(f"the program ended with status {code}")

    def find_id(self):
        found = subprocess.run(
            ["xdotool", "search", "--onlyvisible", "--class", "standpoint"], capture_output=True, timeout=PATIENCE
        )
        self.id = (found.stdout.split() or [None])[0]
        return self.id

    def tree(self):
        """Everything in the accessibility tree; empty while the tree is changing under us."""
        nodes = []

        def walk(accessible):
            # Without this, answers may be those of an earlier time.
            accessible.clear_cache()
            nodes.append(Node(accessible))
            for index in range(accessible.get_child_count()):
                child = accessible.get_child_at_index(index)
                if child:
                    walk(child)

        try:
            desktop = Atspi.get_desktop(0)
            desktop.clear_cache()
            for index in range(desktop.get_child_count()):
                program = desktop.get_child_at_index(index)
                if program and program.get_process_id() == self.process.pid:
                    walk(program)
        except GLib.Error:
            return []
        return nodes

    def see(self, name, role=None, contains=False):
        def matches(node):
            named = name in node.name if contains else node.name == name
            return named and role in (None, node.role)

        def look():
            return next((node for node in self.tree() if matches(node)), None)

        return wait_for(f"{role or 'anything'} named {name!r}", look)

    def see_gone(self, name):
        def look():
            nodes = self.tree()
            return nodes and all(node.name != name for node in nodes)

        wait_for(f"that {name!r} is gone", look)


def point_at(position):
    # By way of a second point, so that there is always a movement to be told of.
    x, y = position
    run("xdotool", "mousemove", str(x - 3), str(y - 2), "mousemove", str(x), str(y))


def click(position):
    point_at(position)
    run("xdotool", "click", "1")


def press(*keys):
    run("xdotool", "key", "--clearmodifiers", *keys)


def pixels_like(colour, rect):
    """How many pixels of the screen inside `rect` have about this colour."""
    x, y, width, height = rect
    raw = run("import", "-window", "root", "-crop", f"{width}x{height}+{x}+{y}", "-depth", "8", "rgb:-")
    # Thin lines are mixed with what is behind them.
    near = [range(value - 30, value + 31) for value in colour]
    red, green, blue = raw[0::3], raw[1::3], raw[2::3]
    return sum(r in near[0] and g in near[1] and b in near[2] for r, g, b in zip(red, green, blue))


def see_pinned(quotation):
    """The inspector shows this quotation: whose it is, its words, and its stance."""

    def look():
        names = {node.name for node in window.tree() if node.role == "label"}
        wanted = {quotation["names"], quotation["words"], *(quotation["score"] or [])}
        return wanted <= names

    window.see("Unpin (Esc)", "push button")
    wait_for(f"the inspector with {quotation['label']!r}", look)


def chart_point(plan, chart):
    """A point of the chart that stands well apart from all others, and where it is on the screen."""
    x, y, width, height = chart.rect

    def place(point):
        across = (point["x"] - LEFT) / (RIGHT - LEFT)
        down = (TOP - point["y"]) / (TOP - BOTTOM)
        return x + across * width, y + down * height

    def apart(point):
        a, b = place(point)
        others = [place(other) for other in plan["points"] if other is not point]
        return min((a - c) ** 2 + (b - d) ** 2 for c, d in others)

    best = max(plan["points"], key=apart)
    return best, tuple(round(side) for side in place(best))


def steps(plan):
    """The test itself."""
    quotations = plan["quotations"]
    first = quotations[0]

    yield "the window comes up with the article in it"
    window.come_up()
    window.see(plan["title"], "paragraph")
    window.see(plan["title"] + " — Standpoint", "frame")
    button = window.see(first["label"], "push button")
    chart = window.see("Chart of stance over the text", contains=True)

    yield "it is painted: the actor's colour is under the quotation and in the chart"
    colour = plan["actor"]["colour"]
    wait_for("the underline of a quotation", lambda: pixels_like(colour, button.rect) > 50)
    wait_for("marks in the chart", lambda: pixels_like(colour, chart.rect) > 50)

    yield "pointing at a quotation previews it"
    point_at(button.centre())
    window.see(first["stance"], "label")

    yield "a click on a quotation pins it in the inspector"
    click(button.centre())
    see_pinned(first)

    yield "a click on a point of the chart pins its quotation and scrolls the text there"
    point, place = chart_point(plan, window.see("Chart of stance over the text", contains=True))
    click(place)
    pinned = quotations[point["quotation"]]
    see_pinned(pinned)
    # Away from everything that the pointer would preview.
    aside = window.see("Actors", "label")
    point_at(aside.centre())
    window.see(pinned["label"], "push button")

    yield "J and K go on and back"
    index = point["quotation"]
    press("j")
    see_pinned(quotations[(index + 1) % len(quotations)])
    press("k")
    see_pinned(pinned)

    yield "Ctrl+F searches; Escape leaves the search, then the quotation"
    press("ctrl+f")
    wait_for(
        "the search field with the keyboard",
        lambda: any(node.name == "Find in text" and node.focused for node in window.tree()),
    )
    run("xdotool", "type", "--delay", "30", plan["find"]["words"])
    window.see(f"1 of {plan['find']['hits']}", "label")
    press("Escape")
    window.see_gone("Find in text")
    see_pinned(pinned)
    press("Escape")
    window.see_gone("Unpin (Esc)")

    yield "a click on an actor hides its marks, another shows them again"
    row = window.see(plan["actor"]["name"] + ", ", "check box", contains=True)
    chart = window.see("Chart of stance over the text", contains=True)
    click(row.centre())
    wait_for(
        "the actor unchecked",
        lambda: any(node.name == row.name and not node.checked for node in window.tree()),
    )
    wait_for("a chart without the actor's marks", lambda: pixels_like(colour, chart.rect) == 0)
    click(row.centre())
    wait_for("a chart with the actor's marks", lambda: pixels_like(colour, chart.rect) > 50)

    yield "Ctrl+O opens a second article through the desktop's own dialog"
    press("ctrl+o")
    dialog = wait_for("the file dialog", lambda: find_dialog())
    choose(dialog, plan["second"])
    run("xdotool", "windowactivate", "--sync", window.id)
    window.see(plan["second_title"], "paragraph")
    window.see(plan["title"], "page tab")

    yield "a file dragged from another program and dropped on the window is opened"
    drop_on_window(plan["third"], window.see(plan["second_title"], "paragraph").centre())
    window.see(plan["third_title"], "paragraph")
    window.see(plan["second_title"], "page tab")

    yield "the menu makes the window dark, and light again"
    heading = window.see("Actors", "label")
    behind = (*heading.rect[:2], 4, 2)
    for theme, ground in [("Dark", plan["ground"]["dark"]), ("Light", plan["ground"]["light"])]:
        click(window.see("View", "push button").centre())
        click(window.see(theme, "radio button").centre())
        wait_for(f"the {theme.lower()} ground", lambda: pixels_like(ground, behind) > 4)

    yield "closed, it ends without an error and remembers what was open"
    run("wmctrl", "-ic", hex(int(window.id)))
    status = window.process.wait(PATIENCE)
    if status != 0:
        raise Failed(f"the program ended with status {status}")
    kept = os.path.join(os.environ["HOME"], ".local/share/standpoint/app.ron")
    with open(kept, encoding="utf-8") as file:
        if os.path.basename(plan["second"]) not in file.read():
            raise Failed(f"{kept} does not name the article that was open")


CORRECTIONS = 20
SEEN = 6


def review(plan):
    """An article is reviewed with the keyboard alone, and the review outlives a kill."""
    global window
    kept = plan["review"] + ".standpoint.json"

    def saved(done):
        def look():
            try:
                with open(kept, encoding="utf-8") as file:
                    review = json.load(file)
            except FileNotFoundError:
                return False
            return len(review["steps"]) == CORRECTIONS and review["done"] == done

        # No more than two seconds of work may be lost.
        wait_for(f"a file with {done} corrections in force", look, 2)

    def statements():
        """What is to be seen from the first statement on: who said what, and how hard."""
        press("Escape")
        press("Escape")
        press("j")
        window.see("Unpin (Esc)", "push button")
        time.sleep(0.5)
        nodes = [node for node in window.tree() if node.role == "push button"]
        names = [node.name for node in nodes if any(f", {kind}, " in node.name for kind in ("direct", "mixed", "indirect"))]
        # How far down the text is to be seen hangs on where it was before.
        return names[:SEEN]

    yield "an article to be reviewed comes up, and the model has read it"
    window.come_up()
    window.see(plan["title"], "paragraph")
    window.see(plan["quotations"][0]["label"], "push button")
    before = statements()
    press("Escape")

    yield f"{CORRECTIONS} statements are corrected with the keyboard alone"
    for number in range(CORRECTIONS):
        press("j")
        press(("2", "minus", "3", "0", "plus", "1")[number % 6])
    saved(CORRECTIONS)
    after = statements()
    if len(before) < SEEN or after == before:
        raise Failed("nothing of the corrections is to be seen")

    yield "all are undone, and redone"
    for key, done, wanted in (("ctrl+z", 0, before), ("ctrl+shift+z", CORRECTIONS, after)):
        for _ in range(CORRECTIONS):
            press(key)
        saved(done)
        found = statements()
        if found != wanted:
            raise Failed(f"after {key}: {found} is not {wanted}")

    yield "killed, and opened again, it shows the same"
    window.process.kill()
    window.process.wait(PATIENCE)
    window = Window(plan, plan["review"])
    window.come_up()
    window.see(plan["title"], "paragraph")
    wait_for("the same statements", lambda: statements() == after)
    press("ctrl+z")
    saved(CORRECTIONS - 1)

    yield "corrections are kept elsewhere through the desktop's own dialog"
    elsewhere = os.path.join(os.path.dirname(plan["review"]), "elsewhere.json")
    press("ctrl+shift+s")
    choose(wait_for("the dialog", lambda: find_dialog(SAVE)), elsewhere, SAVE)
    wait_for("the other file", lambda: os.path.exists(elsewhere))
    with open(elsewhere, encoding="utf-8") as file:
        if json.load(file)["done"] != CORRECTIONS - 1:
            raise Failed(f"{elsewhere} does not hold the corrections")
    run("wmctrl", "-ic", hex(int(window.id)))
    if window.process.wait(PATIENCE) != 0:
        raise Failed("the program ended with an error")


OPEN, SAVE = "^Open articles$", "^Save corrections as$"


def find_dialog(title=OPEN):
    found = subprocess.run(
        ["xdotool", "search", "--onlyvisible", "--name", title], capture_output=True, timeout=PATIENCE
    )
    return (found.stdout.split() or [None])[0]


def choose(dialog, path, title=OPEN):
    """Types a path into the dialog, again if a key was lost, until the dialog is gone."""
    for _ in range(4):
        run("xdotool", "windowactivate", "--sync", dialog)
        press("ctrl+l")
        time.sleep(0.5)
        press("ctrl+a")
        run("xdotool", "type", "--delay", "30", path)
        time.sleep(0.5)
        press("Return")
        end = time.monotonic() + 5
        while time.monotonic() < end:
            if not find_dialog(title):
                return
            time.sleep(0.1)
    raise Failed("the file dialog did not take the path")


def drop_on_window(path, place):
    """Drags a file out of a window of another program, as from a file manager."""
    command = [sys.executable, os.path.join(os.path.dirname(__file__), "drag.py"), path]
    source = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    children.append(source)
    x, y = map(int, source.stdout.readline().split())
    run("xdotool", "mousemove", str(x), str(y), "mousedown", "1")
    # A drag begins after some way with the button held; the target answers to each of its messages.
    for step in range(1, 13):
        along = [round(a + (b - a) * step / 12) for a, b in zip((x, y), place)]
        run("xdotool", "mousemove", *map(str, along))
        time.sleep(0.1)
    window.see("Drop to open", "label")
    run("xdotool", "mouseup", "1")
    source.wait(PATIENCE)


def start_screen():
    """A screen on a free display with a window manager, and the accessibility bus."""
    reader, writer = os.pipe()
    command = ["Xvfb", "-displayfd", str(writer), "-screen", "0", "1280x900x24", "-nolisten", "tcp", "-noreset"]
    children.append(subprocess.Popen(command, pass_fds=[writer], stderr=subprocess.DEVNULL))
    os.close(writer)
    with os.fdopen(reader) as file:
        display = file.readline().strip()
    if not display:
        raise Failed("Xvfb did not start")
    home = os.environ["HOME"]
    runtime = os.path.join(home, "run")
    os.makedirs(runtime, mode=0o700)
    # Newer portals ask which dialogs to use.
    portals = os.path.join(home, ".config/xdg-desktop-portal")
    os.makedirs(portals)
    with open(os.path.join(portals, "portals.conf"), "w", encoding="utf-8") as file:
        file.write("[preferred]\ndefault=gtk\n")
    os.environ.update(DISPLAY=f":{display}", XDG_RUNTIME_DIR=runtime)
    run("dbus-update-activation-environment", "--all")
    status = ["org.freedesktop.DBus.Properties.Set", "org.a11y.Status", "IsEnabled", "<true>"]
    run("gdbus", "call", "--session", "--dest", "org.a11y.Bus", "--object-path", "/org/a11y/bus", "--method", *status)
    children.append(subprocess.Popen(["openbox"], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL))
    # It takes a moment until it manages windows; one that comes up meanwhile might stay without the keyboard.
    end = time.monotonic() + PATIENCE
    while subprocess.run(["wmctrl", "-m"], capture_output=True, timeout=PATIENCE).returncode != 0:
        if time.monotonic() > end:
            raise Failed("the window manager did not start")
        time.sleep(0.05)
    Atspi.init()


def main():
    global window
    with open(sys.argv[1], encoding="utf-8") as file:
        plan = json.load(file)
    # Whatever hangs, the test ends.
    signal.alarm(420)
    try:
        start_screen()
        window = Window(plan, plan["first"])
        for step in steps(plan):
            print(step, flush=True)
        window = Window(plan, plan["review"])
        for step in review(plan):
            print(step, flush=True)
    except (Failed, subprocess.TimeoutExpired, OSError, GLib.Error) as error:
        print(f"FAILED: {error}")
        if window:
            print("\n".join(f"  {node}" for node in window.tree()))
            subprocess.run(["import", "-window", "root", plan["picture"]], timeout=PATIENCE)
            print(f"picture: {plan['picture']}")
        return 1
    finally:
        for child in reversed(children):
            child.kill()
            child.wait()
    print("all steps done")
    return 0


children = []
window = None
sys.exit(main())
