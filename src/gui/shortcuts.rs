//! Every action that has a name, with its key. The menus and the keyboard are both made from this list.

use eframe::egui::{self, Key, KeyboardShortcut, Modifiers};
use egui::gui_zoom::kb_shortcuts;

use super::command::{Command, Edit, Request, Sheet, Sort, Words};
use super::naming::Naming;
use super::settings::View;
use super::tour::Walk;
use super::words;

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
    ($($id:ident: $name:expr, $key:expr, $listens:ident, $command:expr;)*) => {
        $(
            /// An action; its name says what it does.
            pub(super) const $id: Action =
                Action { name: $name, key: $key, command: || $command, listens: Listens::$listens };
        )*
        const ALL: &[Action] = &[$($id),*];
    };
}

actions! {
    OPEN: words::shortcuts::OPEN, key(CTRL, Key::O), Always, Command::Ask(Request::Pick);
    CLOSE: words::shortcuts::CLOSE, key(CTRL, Key::W), Always, Command::Close(None);
    QUIT: words::shortcuts::QUIT, key(CTRL, Key::Q), Always, Command::Ask(Request::Quit);
    REDO: words::shortcuts::REDO, key(SHIFT_CTRL, Key::Z), OutsideText, Command::Edit(Edit::Redo);
    UNDO: words::shortcuts::UNDO, key(CTRL, Key::Z), OutsideText, Command::Edit(Edit::Undo);
    SPEAKER: words::shortcuts::SPEAKER, key(Modifiers::NONE, Key::S), OutsideText, Command::Name(Naming::Speaker);
    SOFTER: words::shortcuts::SOFTER, key(Modifiers::NONE, Key::Plus), OutsideText, Command::Edit(Edit::Softer);
    HARDER: words::shortcuts::HARDER, key(Modifiers::NONE, Key::Minus), OutsideText, Command::Edit(Edit::Harder);
    NO_STANCE: words::shortcuts::NO_STANCE, key(Modifiers::NONE, Key::Num0), OutsideText, Command::Edit(Edit::NoStance);
    REVIEWED: words::shortcuts::REVIEWED, key(Modifiers::NONE, Key::R), OutsideText, Command::Edit(Edit::Reviewed);
    REJECT: words::shortcuts::REJECT, key(Modifiers::NONE, Key::X), OutsideText, Command::Edit(Edit::Reject);
    NOTE: words::shortcuts::NOTE, key(Modifiers::NONE, Key::N), OutsideText, Command::Name(Naming::Note);
    MARK: words::shortcuts::MARK, key(Modifiers::NONE, Key::M), OutsideText, Command::Ask(Request::Take(Words::Statement));
    WORDS: words::shortcuts::WORDS, key(Modifiers::NONE, Key::W), OutsideText, Command::Ask(Request::Take(Words::Content));
    CUE: words::shortcuts::CUE, key(Modifiers::NONE, Key::C), OutsideText, Command::Ask(Request::Take(Words::Cue));
    SOURCE: words::shortcuts::SOURCE, key(Modifiers::NONE, Key::O), OutsideText, Command::Ask(Request::Take(Words::Source));
    KEEP_IN: words::shortcuts::KEEP_IN, key(SHIFT_CTRL, Key::S), Always, Command::Ask(Request::PickReview(None));
    QUEUE: words::shortcuts::QUEUE, key(Modifiers::NONE, Key::Q), OutsideText, Command::Queue;
    CITE: words::shortcuts::CITE, key(SHIFT_CTRL, Key::C), OutsideText, Command::Ask(Request::Cite);
    COPY: words::shortcuts::COPY, key(CTRL, Key::C), Elsewhere, Command::Ask(Request::Copy);
    SELECT_ALL: words::shortcuts::SELECT_ALL, key(CTRL, Key::A), OutsideText, Command::Ask(Request::SelectAll);
    FIND: words::shortcuts::FIND, key(CTRL, Key::F), Always, Command::StartFind;
    FIND_PREVIOUS: words::shortcuts::FIND_PREVIOUS, key(SHIFT_CTRL, Key::G), Always, Command::FindStep { forward: false };
    FIND_NEXT: words::shortcuts::FIND_NEXT, key(CTRL, Key::G), Always, Command::FindStep { forward: true };
    CHART: words::shortcuts::CHART, key(CTRL, Key::Num1), Always, Command::View(View::Chart);
    LANES: words::shortcuts::LANES, key(CTRL, Key::Num2), Always, Command::View(View::Lanes);
    SHOW_ALL: words::shortcuts::SHOW_ALL, key(Modifiers::NONE, Key::A), OutsideText, Command::ShowAll;
    ZOOM_IN: words::shortcuts::ZOOM_IN, Some(kb_shortcuts::ZOOM_IN), Elsewhere, Command::Ask(Request::ZoomIn);
    ZOOM_OUT: words::shortcuts::ZOOM_OUT, Some(kb_shortcuts::ZOOM_OUT), Elsewhere, Command::Ask(Request::ZoomOut);
    ZOOM_RESET: words::shortcuts::ZOOM_RESET, Some(kb_shortcuts::ZOOM_RESET), Elsewhere, Command::Ask(Request::ZoomReset);
    NEXT_SAME: words::shortcuts::NEXT_SAME, key(Modifiers::SHIFT, Key::J), OutsideText, Command::Seek { sort: Sort::SameActor, forward: true };
    PREVIOUS_SAME: words::shortcuts::PREVIOUS_SAME, key(Modifiers::SHIFT, Key::K), OutsideText, Command::Seek { sort: Sort::SameActor, forward: false };
    NEXT_DOUBTFUL: words::shortcuts::NEXT_DOUBTFUL, key(Modifiers::NONE, Key::D), OutsideText, Command::Seek { sort: Sort::Doubtful, forward: true };
    NEXT_UNATTRIBUTED: words::shortcuts::NEXT_UNATTRIBUTED, key(Modifiers::NONE, Key::Y), OutsideText, Command::Seek { sort: Sort::Unattributed, forward: true };
    NEXT_DISPUTED: words::shortcuts::NEXT_DISPUTED, key(Modifiers::NONE, Key::I), OutsideText, Command::Seek { sort: Sort::Disputed, forward: true };
    NEXT_WAITING: words::shortcuts::NEXT_WAITING, key(Modifiers::NONE, Key::G), OutsideText, Command::Seek { sort: Sort::Waiting, forward: true };
    SETTINGS: words::shortcuts::SETTINGS, key(CTRL, Key::Comma), Always, Command::Sheet(Some(Sheet::Settings));
    KEYS: words::shortcuts::KEYS, key(Modifiers::NONE, Key::Questionmark), OutsideText, Command::Sheet(Some(Sheet::Keys));
    TOUR: words::tour::ACTION, key(Modifiers::SHIFT, Key::F1), Always, Command::Tour(Walk::Start);
    HOW: words::help::HOW, key(Modifiers::NONE, Key::F1), Always, Command::Sheet(Some(Sheet::Help));
    ABOUT: words::help::ABOUT, None, Always, Command::Sheet(Some(Sheet::About));
    NEXT: words::shortcuts::NEXT, key(Modifiers::NONE, Key::J), OutsideText, Command::Step { forward: true };
    PREVIOUS: words::shortcuts::PREVIOUS, key(Modifiers::NONE, Key::K), OutsideText, Command::Step { forward: false };
    UNPIN: words::shortcuts::UNPIN, key(Modifiers::NONE, Key::Escape), Elsewhere, Command::Unpin;
    PREVIOUS_ARTICLE: words::shortcuts::PREVIOUS_ARTICLE, key(SHIFT_CTRL, Key::Tab), Always, Command::Turn { forward: false };
    NEXT_ARTICLE: words::shortcuts::NEXT_ARTICLE, key(CTRL, Key::Tab), Always, Command::Turn { forward: true };
}

/// A key as it is printed on the keyboard.
pub(super) fn told(ctx: &egui::Context, key: &KeyboardShortcut) -> String {
    ctx.format_shortcut(key).replace("Questionmark", "?").replace("Comma", ",")
}

/// Turns keys into commands, in the order in which they were pressed: fast fingers press several within a frame.
pub(super) fn listen(ctx: &egui::Context, commands: &mut Vec<Command>) {
    let typing = ctx.text_edit_focused();
    // An open menu is left first; egui sees to that.
    let in_menu = egui::Popup::is_any_open(ctx);
    ctx.input_mut(|input| {
        input.events.retain(|event| {
            let egui::Event::Key { key, physical_key, pressed: true, modifiers, .. } = event else {
                return true;
            };
            let pressed = Pressed { key: *key, physical: *physical_key, modifiers: *modifiers };
            let command = pressed.command(typing, in_menu);
            let is_ours = command.is_some();
            commands.extend(command);
            !is_ours
        });
    });
}

/// A key that was pressed.
struct Pressed {
    key: Key,
    physical: Option<Key>,
    modifiers: Modifiers,
}

impl Pressed {
    fn is(&self, shortcut: &KeyboardShortcut) -> bool {
        self.key == shortcut.logical_key && self.modifiers.matches_logically(shortcut.modifiers)
    }

    /// What it means, if it means anything here.
    fn command(&self, typing: bool, in_menu: bool) -> Option<Command> {
        if self.key == Key::Escape && self.modifiers.is_none() {
            return (!in_menu).then_some(Command::Back);
        }
        let listens = |action: &&Action| match action.listens {
            Listens::Always => true,
            Listens::OutsideText => !typing,
            Listens::Elsewhere => false,
        };
        let also = || ALSO.iter().filter(|_| !typing).find(|(key, _)| self.is(key));
        if let Some(number) = self.digit().filter(|_| !typing) {
            let edit = if self.modifiers.shift { Edit::Everywhere(number) } else { Edit::Speaker(number) };
            return Some(Command::Edit(edit));
        }
        let action = ALL.iter().filter(listens).find(|it| it.key.is_some_and(|key| self.is(&key)));
        action.map(|action| (action.command)()).or_else(|| also().map(|&(_, edit)| Command::Edit(edit)))
    }

    /// The digit from 1 to 9, less 1, that gives the pinned statement to an actor.
    fn digit(&self) -> Option<usize> {
        if self.modifiers.command || self.modifiers.alt {
            return None;
        }
        let number = |key: Key| DIGITS.iter().position(|digit| *digit == key);
        // With Shift the layout may make a sign of it, so that only the place of the key tells the digit.
        number(self.key).or_else(|| self.physical.filter(|_| self.modifiers.shift).and_then(number))
    }
}

/// A part of the sheet of keys: its title, and names with their keys.
type Part = (&'static str, Vec<(String, String)>);

/// All keys, by what they are for.
pub(super) fn sheet(ctx: &egui::Context) -> Vec<Part> {
    let lines = |actions: &[Action]| -> Vec<(String, String)> {
        let line = |action: &Action| {
            let key = action.key.map(|key| told(ctx, &key));
            Some((action.name.trim_end_matches('…').to_owned(), key?))
        };
        actions.iter().filter_map(line).collect()
    };
    let mut review = lines(&[
        REVIEWED, REJECT, SPEAKER, SOFTER, HARDER, NO_STANCE, NOTE, UNDO, REDO, QUEUE, MARK, WORDS, CUE,
        SOURCE,
    ]);
    review.insert(3, (words::shortcuts::ACTOR.into(), words::shortcuts::ACTOR_KEYS.into()));
    review.insert(
        4,
        (words::shortcuts::ACTOR_EVERYWHERE.into(), words::shortcuts::ACTOR_EVERYWHERE_KEYS.into()),
    );
    review.insert(9, (words::shortcuts::ONE_HAND.into(), words::shortcuts::ONE_HAND_KEYS.into()));
    let leave = (words::shortcuts::LEAVE.to_owned(), words::shortcuts::LEAVE_KEYS.to_owned());
    let mut go = lines(&[
        NEXT,
        PREVIOUS,
        NEXT_SAME,
        PREVIOUS_SAME,
        NEXT_DOUBTFUL,
        NEXT_UNATTRIBUTED,
        NEXT_DISPUTED,
        NEXT_WAITING,
        NEXT_ARTICLE,
        PREVIOUS_ARTICLE,
    ]);
    go.push(leave);
    vec![
        (words::shortcuts::REVIEW_PART, review),
        (words::shortcuts::GO_PART, go),
        (words::shortcuts::TEXT_PART, lines(&[FIND, FIND_NEXT, FIND_PREVIOUS, COPY, CITE, SELECT_ALL])),
        (
            words::shortcuts::VIEW_PART,
            lines(&[CHART, LANES, SHOW_ALL, ZOOM_IN, ZOOM_OUT, ZOOM_RESET, SETTINGS, KEYS, HOW]),
        ),
        (words::shortcuts::FILES_PART, lines(&[OPEN, KEEP_IN, CLOSE, QUIT])),
    ]
}

/// Keys that are the same deed as one in the list.
const ALSO: &[(KeyboardShortcut, Edit)] = &[
    (KeyboardShortcut::new(Modifiers::SHIFT, Key::U), Edit::Redo),
    (KeyboardShortcut::new(Modifiers::NONE, Key::U), Edit::Undo),
    (KeyboardShortcut::new(Modifiers::NONE, Key::Equals), Edit::Softer),
];

/// The keys that give the pinned statement to an actor of the list; with Shift, all of its speaker's statements.
const DIGITS: [Key; 9] =
    [Key::Num1, Key::Num2, Key::Num3, Key::Num4, Key::Num5, Key::Num6, Key::Num7, Key::Num8, Key::Num9];

#[cfg(test)]
mod tests {
    use super::*;

    fn command(key: Key, modifiers: Modifiers, typing: bool) -> String {
        format!("{:?}", Pressed { key, physical: Some(key), modifiers }.command(typing, false))
    }

    #[test]
    fn the_more_special_key_comes_first_and_typing_is_left_alone() {
        assert_eq!(command(Key::Z, CTRL, false), "Some(Edit(Undo))");
        assert_eq!(command(Key::Z, SHIFT_CTRL, false), "Some(Edit(Redo))");
        assert_eq!(command(Key::U, Modifiers::SHIFT, false), "Some(Edit(Redo))");
        assert_eq!(command(Key::J, Modifiers::NONE, false), "Some(Step { forward: true })");
        assert!(command(Key::J, Modifiers::SHIFT, false).starts_with("Some(Seek"));
        assert_eq!(command(Key::C, SHIFT_CTRL, false), "Some(Ask(Cite))");
        assert_eq!(command(Key::Num2, Modifiers::NONE, false), "Some(Edit(Speaker(1)))");
        assert_eq!(command(Key::Num2, Modifiers::NONE, true), "None");
        assert_eq!(command(Key::Num1, CTRL, true), "Some(View(Chart))");
    }

    #[test]
    fn no_two_actions_have_the_same_key() {
        let keys: Vec<KeyboardShortcut> = ALL.iter().filter_map(|action| action.key).collect();
        for (index, key) in keys.iter().enumerate() {
            assert!(!keys[..index].contains(key), "{key:?}");
        }
    }
}
