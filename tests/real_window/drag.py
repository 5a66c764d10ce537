"""A small window that a file can be dragged out of. Takes the file, prints where on the screen to take hold of it once it is
shown, and ends after the drag."""

import pathlib
import sys

import gi

gi.require_version("Gtk", "3.0")
from gi.repository import Gdk, GLib, Gtk  # noqa: E402

TARGETS = [Gtk.TargetEntry.new("text/uri-list", 0, 0)]


def tell(box):
    _, x, y = box.get_window().get_origin()
    print(x + box.get_allocated_width() // 2, y + box.get_allocated_height() // 2, flush=True)


window = Gtk.Window(title="Files", type=Gtk.WindowType.POPUP)
window.move(20, 20)
box = Gtk.EventBox()
box.add(Gtk.Label(label="an article"))
box.set_size_request(120, 60)
box.drag_source_set(Gdk.ModifierType.BUTTON1_MASK, TARGETS, Gdk.DragAction.COPY)
box.connect("drag-data-get", lambda _box, _drag, given, _number, _time: given.set_uris([pathlib.Path(sys.argv[1]).as_uri()]))
box.connect("drag-end", lambda *_: GLib.timeout_add(500, Gtk.main_quit))
window.add(box)
window.show_all()
GLib.timeout_add(500, lambda: tell(box))
Gtk.main()
