//! Every action that has a name, with its key. The menus and the keyboard are both made from this list.

use eframe::egui::{self, Key, KeyboardShortcut, Modifiers};
use egui::gui_zoom::kb_shortcuts;

use super::command::{Command, Request};
use super::settings::View;

/// An action of the menus.
pub(super) struct Action {
    /// What it is called.
    pub name: &'static str,
    /// Its key, if it has one.
    pub key: Option<KeyboardShortcut>,
    /// What it does.
    pub command: fn() -> Command,
    /// Who listens for the key.
    listens: Listens,
}

/// Who listens for an action's key.
#[derive(PartialEq, Eq)]
enum Listens {
    /// This module, always.
    Always,
    /// This module, unless a text field has the keyboard.
    OutsideText,
    /// Somebody else: egui for zoom, the article for copying, [`listen`] itself for leaving things one by one.
    Elsewhere,
}

const CTRL: Modifiers = Modifiers::COMMAND;
const SHIFT_CTRL: Modifiers = Modifiers::COMMAND.plus(Modifiers::SHIFT);

const fn key(modifiers: Modifiers, key: Key) -> Option<KeyboardShortcut> {
    Some(KeyboardShortcut::new(modifiers, key))
}

macro_rules! actions {
    ($($id:ident: $name:literal, $key:expr, $listens:ident, $command:expr;)*) => {
        $(
            #[doc = concat!("“", $name, "”.")]
            pub(super) const $id: Action =
                Action { name: $name, key: $key, command: || $command, listens: Listens::$listens };
        )*
        const ALL: &[Action] = &[$($id),*];
    };
}

actions! {
    OPEN: "Open…", key(CTRL, Key::O), Always, Command::Ask(Request::Pick);
    CLOSE: "Close article", key(CTRL, Key::W), Always, Command::Close(None);
    QUIT: "Quit", key(CTRL, Key::Q), Always, Command::Ask(Request::Quit);
    COPY: "Copy", key(CTRL, Key::C), Elsewhere, Command::Ask(Request::Copy);
    SELECT_ALL: "Select all", key(CTRL, Key::A), OutsideText, Command::Ask(Request::SelectAll);
    FIND: "Find…", key(CTRL, Key::F), Always, Command::StartFind;
    FIND_PREVIOUS: "Find previous", key(SHIFT_CTRL, Key::G), Always, Command::FindStep { forward: false };
    FIND_NEXT: "Find next", key(CTRL, Key::G), Always, Command::FindStep { forward: true };
    CHART: "Chart", key(CTRL, Key::Num1), Always, Command::View(View::Chart);
    LANES: "Lanes beside the text", key(CTRL, Key::Num2), Always, Command::View(View::Lanes);
    SHOW_ALL: "Show all actors", key(Modifiers::NONE, Key::A), OutsideText, Command::ShowAll;
    ZOOM_IN: "Larger", Some(kb_shortcuts::ZOOM_IN), Elsewhere, Command::Ask(Request::ZoomIn);
    ZOOM_OUT: "Smaller", Some(kb_shortcuts::ZOOM_OUT), Elsewhere, Command::Ask(Request::ZoomOut);
    ZOOM_RESET: "Usual size", Some(kb_shortcuts::ZOOM_RESET), Elsewhere, Command::Ask(Request::ZoomReset);
    NEXT: "Next quotation", key(Modifiers::NONE, Key::J), OutsideText, Command::Step { forward: true };
    PREVIOUS: "Previous quotation", key(Modifiers::NONE, Key::K), OutsideText, Command::Step { forward: false };
    UNPIN: "Unpin quotation", key(Modifiers::NONE, Key::Escape), Elsewhere, Command::Unpin;
    PREVIOUS_ARTICLE: "Previous article", key(SHIFT_CTRL, Key::Tab), Always, Command::Turn { forward: false };
    NEXT_ARTICLE: "Next article", key(CTRL, Key::Tab), Always, Command::Turn { forward: true };
}

/// Turns keys into commands.
pub(super) fn listen(ctx: &egui::Context, commands: &mut Vec<Command>) {
    let typing = ctx.text_edit_focused();
    // An open menu is left first; egui sees to that.
    if !egui::Popup::is_any_open(ctx)
        && ctx.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Escape))
    {
        commands.push(Command::Back);
    }
    for action in ALL {
        let Some(key) = action.key else { continue };
        let listening = match action.listens {
            Listens::Always => true,
            Listens::OutsideText => !typing,
            Listens::Elsewhere => false,
        };
        if listening && ctx.input_mut(|input| input.consume_shortcut(&key)) {
            commands.push((action.command)());
        }
    }
}
