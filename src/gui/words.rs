//! Every word that the window shows, in one place, ready for translation. Words that the library itself gives (errors, names of
//! devices and kinds) come from there.
#![allow(unreachable_pub, reason = "the modules say how far the words go")]

/// What stands between the parts of a list.
pub(in crate::gui) mod lists {
    pub const AND: &str = " and ";
    pub const COMMA: &str = ", ";
    pub const DOT: &str = " · ";
    pub const SEMICOLON: &str = "; ";
}

/// Stances: what scores are called, and how they are written.
pub(in crate::gui) mod scale {
    pub const STRONGLY_CONCILIATORY: &str = "strongly conciliatory";
    pub const CONCILIATORY: &str = "conciliatory";
    pub const MILDLY_CONCILIATORY: &str = "mildly conciliatory";
    pub const NEUTRAL: &str = "neutral";
    pub const MILDLY_HARDLINE: &str = "mildly hardline";
    pub const HARDLINE: &str = "hardline";
    pub const STRONGLY_HARDLINE: &str = "strongly hardline";
    pub const NO_STANCE: &str = "no stance";
    /// The mark of statements on which model and rules disagree.
    pub const DISPUTED: &str = "?";
    pub const PLUS: &str = "+";
    pub const MINUS: &str = "\u{2212}";
    pub const ZERO: &str = "0.00";

    pub fn above_zero(score: f64) -> String {
        format!("+{score:.2}")
    }

    /// `score` without its sign.
    pub fn below_zero(score: f64) -> String {
        format!("\u{2212}{score:.2}")
    }

    pub fn scored(score: &str, leaning: &str) -> String {
        format!("{score}, {leaning}")
    }
}

/// What is seen while nothing is open.
pub(in crate::gui) mod welcome {
    /// The program; also the title of its window.
    pub const NAME: &str = "Standpoint";
    pub const WHAT: &str = "Open a news article about a dispute, and see who says what, and how hard. Standpoint colours each \
                            quotation by its speaker and draws every actor’s stance, from conciliatory to hardline, over the \
                            length of the text.";
    pub const OPEN: &str = "Open articles…";
    pub const READING: &str = "Reading…";
    pub const DROP: &str = "or drop files here: text, web pages, documents, mails, subtitles";
    pub const RECENT: &str = "Opened before";
    pub const SAMPLES: &str = "Samples";
}

/// The walk through the window.
pub(in crate::gui) mod tour {
    pub const OFFER: &str = "New here? Five parts of the window, explained on a sample in a minute.";
    pub const START: &str = "Show me around";
    pub const DECLINE: &str = "No, thanks";
    pub const ACTION: &str = "Show me around";
    pub const NEXT: &str = "Next";
    pub const BACK: &str = "Back";
    pub const SKIP: &str = "Skip";
    pub const DONE: &str = "Done";
    /// What is said at each stop: what the part is, and what it does.
    pub const STOPS: [(&str, &str); 5] = [
        (
            "The text",
            "Each quotation has the colour of who said it. The line under it is solid for direct speech, dashed where only \
             words are quoted, dotted for what is told without quotation marks. Click a quotation to see why.",
        ),
        (
            "The chart",
            "Each mark is a statement: from left to right through the text, up if it is conciliatory, down if it is \
             hardline. Point at a mark to read it, click it to go there. The settings above it say what is drawn.",
        ),
        (
            "The actors",
            "Who speaks, how often, and where on the whole. Point at a name and the others stand back; click the box at its left to \
             take an actor out of the chart. “Unattributed” is what the text gives to nobody clearly enough.",
        ),
        (
            "The reasons",
            "For the statement you clicked: the words that lead to its speaker, the words that make its score, and how \
             sure each is. What is wrong, you correct here. It can be undone, and the article is never changed.",
        ),
        (
            "The rest",
            "File opens folders and web pages, makes projects of many articles, and exports. Help → How it works says how far the \
             findings can be trusted; ? shows all keys. Everything stays on this computer.",
        ),
    ];

    pub fn count(number: usize, all: usize) -> String {
        format!("{number} of {all}")
    }
}

/// What the samples are about; their titles stay in the language of the samples.
pub(in crate::gui) mod samples {
    pub const BORDER_TALKS: &str = "territorial talks with mediators";
    pub const CEASEFIRE: &str = "a ceasefire";
    pub const DOCK_STRIKE: &str = "a labour dispute";
    pub const COALITION_TALKS: &str = "coalition talks · saved web page";
    pub const TARIFF_ROW: &str = "a trade row · saved web page";
    pub const CLIMATE_SUMMIT: &str = "a climate summit · saved web page";
    pub const RIVER_CONFERENCE: &str = "water sharing · Markdown";
    pub const QUARRY_CASE: &str = "a court case";
    pub const TAKEOVER_FIGHT: &str = "a corporate takeover";
    pub const CHURCH_DISPUTE: &str = "a village and its diocese · Markdown";
    pub const COUNCIL_HOUSING: &str = "a council hearing · transcript";
    pub const FISHING_RIGHTS: &str = "fishing rights";
}

/// The menus, without the actions.
pub(in crate::gui) mod menu {
    pub const FILE: &str = "File";
    pub const EDIT: &str = "Edit";
    pub const REVIEW: &str = "Review";
    pub const VIEW: &str = "View";
    pub const GO: &str = "Go";
    pub const HELP: &str = "Help";
    pub const NEXT_DEVICE: &str = "Next…";
    pub const OPEN_RECENT: &str = "Open recent";
    pub const CLEAR_RECENT: &str = "Clear this list";
    pub const OPEN_SAMPLE: &str = "Open sample";
    pub const SYSTEM_THEME: &str = "Follow the system’s theme";
    pub const PANELS_LEFT: &str = "Panels left of the text";
    pub const MODEL_HINT: &str =
        "It corrects what the rules find where speech is reported without quotation marks.";

    /// What undo or redo would do.
    pub fn would(action: &str, what: &str) -> String {
        format!("{action}: {what}")
    }
}

/// The names of the actions, and the sheet of their keys.
pub(in crate::gui) mod shortcuts {
    pub const OPEN: &str = "Open…";
    pub const CLOSE: &str = "Close article";
    pub const QUIT: &str = "Quit";
    pub const REDO: &str = "Redo";
    pub const UNDO: &str = "Undo";
    pub const SPEAKER: &str = "Speaker…";
    pub const SOFTER: &str = "A step softer";
    pub const HARDER: &str = "A step harder";
    pub const NO_STANCE: &str = "Takes no stance";
    pub const REVIEWED: &str = "Reviewed";
    pub const REJECT: &str = "Not a statement";
    pub const NOTE: &str = "Note…";
    pub const MARK: &str = "Mark the selected words as a statement";
    pub const WORDS: &str = "Selected words are what was said";
    pub const CUE: &str = "Selected words are its cue";
    pub const SOURCE: &str = "Selected words are its source";
    pub const KEEP_IN: &str = "Save corrections as…";
    pub const QUEUE: &str = super::queue::TITLE;
    pub const CITE: &str = "Copy with citation";
    pub const COPY: &str = "Copy";
    pub const SELECT_ALL: &str = "Select all";
    pub const FIND: &str = "Find…";
    pub const FIND_PREVIOUS: &str = "Find previous";
    pub const FIND_NEXT: &str = "Find next";
    pub const CHART: &str = "Chart";
    pub const LANES: &str = "Lanes beside the text";
    pub const SHOW_ALL: &str = "Show all actors";
    pub const ZOOM_IN: &str = "Larger";
    pub const ZOOM_OUT: &str = "Smaller";
    pub const ZOOM_RESET: &str = "Usual size";
    pub const NEXT_SAME: &str = "Next of this actor";
    pub const PREVIOUS_SAME: &str = "Previous of this actor";
    pub const NEXT_DOUBTFUL: &str = "Next doubtful speaker";
    pub const NEXT_UNATTRIBUTED: &str = "Next unattributed";
    pub const NEXT_DISPUTED: &str = "Next on which model and rules disagree";
    pub const NEXT_WAITING: &str = "Next to be reviewed";
    pub const SETTINGS: &str = super::sheet::SETTINGS;
    pub const KEYS: &str = super::sheet::KEYS;
    pub const NEXT: &str = "Next quotation";
    pub const PREVIOUS: &str = "Previous quotation";
    pub const UNPIN: &str = "Unpin quotation";
    pub const PREVIOUS_ARTICLE: &str = "Previous article";
    pub const NEXT_ARTICLE: &str = "Next article";

    pub const REVIEW_PART: &str = "REVIEW";
    pub const GO_PART: &str = "GO";
    pub const TEXT_PART: &str = "TEXT";
    pub const VIEW_PART: &str = "VIEW";
    pub const FILES_PART: &str = "FILES";
    pub const ACTOR: &str = "The actor with that number said it";
    pub const ACTOR_KEYS: &str = "1 to 9";
    pub const ACTOR_EVERYWHERE: &str = "… and all else of that speaker";
    pub const ACTOR_EVERYWHERE_KEYS: &str = "Shift+1 to 9";
    pub const ONE_HAND: &str = "Undo, redo with one hand";
    pub const ONE_HAND_KEYS: &str = "U, Shift+U";
    pub const LEAVE: &str = "Leave what was entered last";
    pub const LEAVE_KEYS: &str = "Esc";
}

/// Tabs, messages and progress above the article.
pub(in crate::gui) mod top {
    /// What the window is called while an article is in front.
    /// What one of several articles in a file is called.
    pub fn part(file: &str, label: &str) -> String {
        const MOST: usize = 40;
        let label: String = label.chars().filter(|c| !c.is_control()).take(MOST).collect();
        format!("{file} · {label}")
    }

    pub fn window(title: &str) -> String {
        format!("{title} — {}", super::welcome::NAME)
    }

    pub const CANCEL: &str = "Cancel";
    pub const CANCEL_HINT: &str = "Those that are open stay open";
    pub const TROUBLE: &str = "!";
    pub const NEWS: &str = "·";
    pub const DISMISS: &str = "Dismiss this message";
    pub const RELOAD: &str = "Read it again";

    pub fn close(name: &str) -> String {
        format!("Close {name}")
    }

    pub fn sample(name: &str) -> String {
        format!("{name} (sample)")
    }

    pub fn reading(file: usize, files: usize) -> String {
        format!("Reading {file} of {files} files…")
    }
}

/// What is told in a line above the text.
pub(in crate::gui) mod notices {
    use std::fmt::Display;

    pub const DEAD: &str = "A part of the program has died, and with it what opens and saves. Copy what you need, and start the \
                            program anew; corrections that were saved are there again.";
    pub const NO_DIALOG: &str = "No file was chosen. If no dialog appeared, install xdg-desktop-portal-gtk or zenity; or drop files \
                                 on this window, or name them on the command line.";
    pub const SAME_ACTOR: &str = "statement of this actor";
    pub const UNATTRIBUTED: &str = "unattributed statement";
    pub const DOUBTFUL: &str = "statement with a doubtful speaker";
    pub const DISPUTED: &str = "statement on which model and rules disagree";
    pub const WAITING: &str = "statement to be reviewed";

    pub fn no_other(sort: &str) -> String {
        format!("There is no other {sort} in this article")
    }

    pub fn of_file(name: &str, trouble: &impl Display) -> String {
        format!("{name}: {trouble}")
    }

    pub fn right_to_left(name: &str) -> String {
        format!("{name}: the words of right-to-left scripts are shown from left to right")
    }

    /// Said once when an article is to be closed whose corrections are nowhere; asked again, it is closed.
    pub fn would_be_lost(name: &str) -> String {
        format!("What you corrected in {name} is not saved. Save it now, or close again to lose it.")
    }

    pub fn not_saved(error: &str) -> String {
        format!("Your corrections are not saved. {error}")
    }

    pub fn changed(name: &str) -> String {
        format!("{name} has changed on the disk. Reading it again keeps your corrections.")
    }

    pub fn beyond(name: &str, shown: usize, all: usize) -> String {
        format!("{name}: the first {shown} of {all} articles are opened; standpoint-cli reads them all")
    }

    pub fn broken(name: &str, count: usize, first: &str) -> String {
        match count {
            1 => format!("{name}: one part of it could not be read: {first}"),
            _ => format!("{name}: {count} parts of it could not be read; the first: {first}"),
        }
    }

    pub fn review_gone(name: &str, place: &str) -> String {
        format!(
            "The corrections of {name} were kept in {place}, where there is nothing now. If you have moved that file, put it back \
             and open the article again."
        )
    }

    pub fn gone(name: &str) -> String {
        format!("{name} is no longer where it was opened from; what you see, and your corrections, stay")
    }

    pub fn busy(name: &str) -> String {
        format!(
            "{name} is being reviewed in another window; close it there, or save what you correct here elsewhere"
        )
    }

    pub fn all_placed(name: &str) -> String {
        format!("{name} has been edited since it was reviewed; all corrections found their place")
    }

    pub fn unplaced(name: &str, count: usize, lost: &str) -> String {
        format!(
            "{name} has been edited since it was reviewed; {count} corrections did not find their place and are kept: {lost}"
        )
    }
}

/// The desktop's dialogs for files.
pub(in crate::gui) mod dialogs {
    pub const OPEN: &str = "Open articles";
    pub const ARTICLES: &str = "Articles";
    pub const PLAIN_TEXT: &str = "Plain text";
    pub const MARKDOWN: &str = "Markdown";
    pub const WEB_PAGES: &str = "Web pages";
    pub const DOCUMENTS: &str = "Documents";
    pub const MAILS: &str = "Mails";
    pub const SUBTITLES: &str = "Subtitles";
    pub const LISTS: &str = "Lists of articles";
    pub const ARCHIVES: &str = "Archives";
    pub const PROJECTS: &str = "Projects";
    pub const OPEN_FOLDER: &str = "Open a folder of articles";
    pub const WRITE: &str = "Save as";
    pub const ALL_FILES: &str = "All files";
    pub const SAVE: &str = "Save corrections as";
    pub const REVIEWS: &str = "Reviews";
}

/// What a terminal is told where the window cannot start.
pub(in crate::gui) mod desktop {
    pub fn missing(libraries: &str, packages: &str) -> String {
        format!("the window needs {libraries}; on Debian or Ubuntu: sudo apt install {packages}")
    }
}

/// While files are held over the window.
pub(in crate::gui) mod drop {
    pub fn open(files: usize) -> String {
        match files {
            1 => "Drop to open".into(),
            _ => format!("Drop to open {files} files"),
        }
    }
}

/// The search bar.
pub(in crate::gui) mod find {
    pub const HINT: &str = "Find in text";
    pub const PREVIOUS_SIGN: &str = "‹";
    pub const PREVIOUS: &str = "Previous";
    pub const NEXT_SIGN: &str = "›";
    pub const NEXT: &str = "Next";
    pub const NOT_FOUND: &str = "Not found";
    pub const CLOSE: &str = "Close the search bar";

    pub fn hit(at: usize, count: usize) -> String {
        format!("{at} of {count}")
    }
}

/// The article, and words quoted from it.
pub(in crate::gui) mod article {
    pub const EMPTY: &str = "Empty article";
    /// Between the pieces of a quotation.
    pub const GAP: &str = " … ";
    /// After words that have been cut.
    pub const CUT: &str = "…";
    pub const BEGINS: &str = "Where the quotation begins";
    pub const ENDS: &str = "Where the quotation ends";
    pub const OVERVIEW: &str = "The whole text, with a tick where each quotation begins";

    pub fn quoted(words: &str) -> String {
        format!("“{words}”")
    }

    pub fn statement(names: &str, kind: &str, stance: &str, words: &str) -> String {
        format!("{names}, {kind}, {stance}: {words}")
    }
}

/// The settings that the chart depends on, above it.
pub(in crate::gui) mod choices {
    pub const MODEL: &str = "learned model";
    pub const MODEL_HINT: &str =
        "A learned model finds reported speech and scores stance; else rules and word lists alone do.";
    pub const STOP: &str = "Stop";
    pub const STOP_HINT: &str =
        "Keep what the rules have found. Switch the model off and on to have it read after all.";
    pub const IS_READING: &str = "is reading…";
    pub const PARAPHRASE: &str = "paraphrase";
    pub const PARAPHRASE_HINT: &str =
        "Draw indirect speech, too. Its words are the journalist’s, and so, in part, is its tone.";
    pub const ANY_SPEAKER: &str = "any speaker";
    pub const CERTAINTY_HINT: &str = "Draw only statements whose speaker is at least so sure";
    pub const REMOVE_GHOST: &str = "Remove the chart behind the chart (Esc)";
    pub const RULES_ALONE: &str = "rules alone";
    pub const WITHOUT_PARAPHRASE: &str = "without paraphrase";

    pub fn speaker_sure(per_cent: u8) -> String {
        format!("speaker ≥ {per_cent} % sure")
    }

    pub fn statements_of(speakers: &str) -> String {
        format!("Statements of: {speakers}")
    }

    pub fn ghost(settings: &str) -> String {
        format!("Faint behind it: {settings}")
    }

    pub fn speakers_sure(per_cent: f64) -> String {
        format!("speakers at least {per_cent:.0} % sure")
    }
}

/// The chart.
pub(in crate::gui) mod chart {
    pub const TOP: &str = "+1";
    pub const MIDDLE: &str = "0";
    pub const BOTTOM: &str = "\u{2212}1";
    pub const ALONG: &str = "position in the text →";
    pub const ABOUT: &str = "Chart of stance over the text, from hardline to conciliatory.";

    /// Follows what the chart is about, once for each actor.
    pub fn mean(name: &str, mean: &str) -> String {
        format!(" {name}: mean {mean}.")
    }
}

/// The lanes beside the text.
pub(in crate::gui) mod lanes {
    pub const ABOUT: &str =
        "Lanes of stance beside the text, one for each actor, hardline left, conciliatory right";

    pub fn actor(name: &str, statements: usize) -> String {
        format!("{name}: {statements} statements. Click to show only these.")
    }
}

/// Actors: what they are called, and the list of them.
pub(in crate::gui) mod actors {
    pub const UNATTRIBUTED: &str = "Unattributed";
    pub const UNATTRIBUTED_LABEL: &str = "unattributed";
    pub const TITLE: &str = "Actors";
    pub const QUEUE_HINT: &str = "Go through the statements, the weightiest first (Q)";
    pub const SHOW_ALL: &str = "Show all";
    pub const CONCILIATORY: &str = "concil.";
    pub const NO_STATEMENTS: &str = "No statements were found in this article.";
    pub const POSITION_HINT: &str = "Click to see the position and what shows it";
    pub const ONLY: &str = "only";
    pub const ONE_ONLY: &str = "one only";
    pub const HARDENS: &str = "← hardens";
    pub const SOFTENS: &str = "softens →";
    pub const NONE_SHOWN: &str = "none shown";

    /// The name of one of several who share a surname.
    pub fn with_initial(initial: char, surname: &str) -> String {
        format!("{initial}. {surname}")
    }

    pub fn show_only(name: &str) -> String {
        format!("Show only {name}")
    }

    pub fn position(name: &str) -> String {
        format!("Position of {name}")
    }

    pub fn statements(count: usize) -> String {
        match count {
            1 => "1 statement".into(),
            _ => format!("{count} statements"),
        }
    }

    pub fn without_bar(name: &str, statements: &str, why: &str) -> String {
        format!("{name}, {statements}, {why}")
    }

    pub fn one_stance(name: &str, statements: &str, scored: &str) -> String {
        format!("{name}, {statements}, one with a stance, {scored}")
    }

    pub fn mean_stance(name: &str, statements: &str, scored: &str, low: &str, high: &str) -> String {
        format!("{name}, {statements}, mean stance {scored}, from {low} to {high}")
    }
}

/// The review queue.
pub(in crate::gui) mod queue {
    pub const TITLE: &str = "Review queue";
    pub const ACTORS_HINT: &str = "Back to the list of actors (Q)";
    pub const ALL_REVIEWED: &str = "All statements have been looked at.";

    pub fn reviewed_of(done: usize, all: usize) -> String {
        format!("{done} of {all} reviewed")
    }

    pub fn statements_reviewed(done: usize, all: usize) -> String {
        format!("{done} of {all} statements reviewed")
    }

    pub fn statement(names: &str, stance: &str, words: &str) -> String {
        format!("{names}, {stance}: {words}")
    }

    pub fn reviewed(statement: &str) -> String {
        format!("reviewed, {statement}")
    }

    pub fn would_move(shift: f64) -> String {
        format!("An error here would move the chart by about {shift:.2}")
    }
}

/// The inspector: a statement, its stance and its speaker.
pub(in crate::gui) mod inspector {
    pub const TITLE: &str = "Statement";
    pub const HINT: &str = "Point at a quotation or a mark to see who said it, and how hard it is. Click, or press J, to see why.";
    pub const UNPIN: &str = "Unpin (Esc)";
    pub const STANCE: &str = "STANCE";
    pub const NO_STANCE: &str =
        "No stance: nothing in these words is conciliatory or hardline. That is not the same as neutral.";
    pub const SCORING: &str = "Scoring it without the words whose box is clear …";
    pub const COUNT_ALL: &str = "Count all words";
    pub const SPEAKER: &str = "SPEAKER";
    pub const CHANGE: &str = "Change…";
    pub const CHANGE_HINT: &str = "Type a name (S), or press a number of the list";
    pub const UNATTRIBUTED: &str = "Unattributed: the text does not say clearly enough who said this.";
    pub const CUE_STEP: &str = "cue";
    pub const SOURCE_STEP: &str = "source";
    pub const MENTION_STEP: &str = "mention";
    pub const NAME_STEP: &str = "name";

    pub fn on_trial(whole: &str) -> String {
        format!("Without the words whose box is clear; with them {whole}.")
    }

    pub fn no_stance_on_trial(whole: &str) -> String {
        format!("Without the words whose box is clear it takes no stance; with them {whole}.")
    }

    pub fn directed_at(name: &str) -> String {
        format!("Directed at {name}")
    }

    pub fn second_reader(low: &str, high: &str) -> String {
        format!("A second careful reader would mostly score {low} to {high}.")
    }

    pub fn sure(names: &str, per_cent: f64) -> String {
        format!("{names}, {per_cent:.0} % sure")
    }

    pub fn unsure(names: &str, per_cent: f64) -> String {
        format!("{names}, {per_cent:.0} % sure, uncertain: hollow mark")
    }

    pub fn speaking_for(name: &str) -> String {
        format!("speaking for {name}")
    }

    pub fn cue(words: &str) -> String {
        format!("Cue: “{words}”")
    }

    pub fn alternative(name: &str, per_cent: f64) -> String {
        format!("or {name}, {per_cent:.0} %")
    }

    pub fn rule(rule: &str, per_cent: f64) -> String {
        format!("Found by the rule “{rule}”, {per_cent:.0} % sure")
    }
}

/// What the reader can decide about a statement, and what the program found instead.
pub(in crate::gui) mod verdicts {
    pub const IS_REVIEWED: &str = "Reviewed ✔";
    pub const REVIEWED_HINT: &str = "It is right; on to the next (R)";
    pub const REJECT_HINT: &str = "Take it out; on to the next (X)";
    pub const NOTE_HINT: &str = "What there is to say about it (N)";
    pub const MARKED: &str = "You have marked this statement.";
    pub const CHANGED: &str = "You have changed its words, kind, cue or source.";
    pub const HARDER_HINT: &str = "A step harder (minus)";
    pub const SOFTER_HINT: &str = "A step softer (plus)";
    pub const NO_STANCE: &str = "No stance";
    pub const NO_STANCE_HINT: &str = "It takes none (0)";
    pub const NO_TARGET: &str = "at…";
    pub const TARGET_HINT: &str = "Whom it is directed at. Click to change it.";
    pub const NO_DEVICE: &str = "no device";
    pub const PROGRAM_SEES_NO_STANCE: &str = "Yours. The program sees no stance.";
    pub const PROGRAM_NAMES_NOBODY: &str = "Yours. The program names nobody.";

    pub fn kind(name: &str) -> String {
        format!("Kind: {name}")
    }

    pub fn target(name: &str) -> String {
        format!("at {name}")
    }

    pub fn device(name: &str) -> String {
        format!("What it does: {name}")
    }

    pub fn stance(score: &str, low: &str, high: &str) -> String {
        format!("Stance {score}, from {low} to {high}")
    }

    pub fn program_stance(scored: &str, low: &str, high: &str) -> String {
        format!("Yours. The program: {scored} ({low} to {high}).")
    }

    pub fn program_device(scored: &str, low: &str, high: &str, device: &str) -> String {
        format!("Yours. The program: {scored} ({low} to {high}), {device}.")
    }

    pub fn program_speaker(names: &str, per_cent: f64) -> String {
        format!("Yours. The program: {names}, {per_cent:.0} % sure.")
    }
}

/// Why a statement is scored as it is.
pub(in crate::gui) mod evidence {
    pub const SEARCHING: &str = "Looking for the words that carry it …";
    pub const NO_FEW_WORDS: &str =
        "No few words carry it: left out a handful at a time, none moves it by 0.05.";
    pub const CLICK: &str = "Click it to see the words that carry it.";
    pub const NO_LISTED_WORDS: &str = "No listed words: the score comes from its surroundings.";
    pub const LOSSES: &str = "What the score would lose without these words:";
    pub const COUNT_HINT: &str = "Score the statement with or without these words";
    pub const DISPUTED: &str = "They stand on opposite sides of neutral: look at this one yourself.";

    pub fn count(words: &str) -> String {
        format!("Count “{words}”")
    }

    pub fn rules(rules: &str) -> String {
        format!("The rules alone score {rules}")
    }

    pub fn rules_and_model(rules: &str, model: &str) -> String {
        format!("The rules alone score {rules}, the model alone {model}")
    }
}

/// The position of an actor.
pub(in crate::gui) mod position {
    pub const CLOSE: &str = "Close (Esc)";
    pub const TITLE: &str = "POSITION";
    pub const NONE: &str = "None: of the statements shown, none takes a stance.";
    pub const NONE_BRIEF: &str = "No stance in any of the statements shown.";
    pub const SOFTEST: &str = "SOFTEST";
    pub const HARDEST: &str = "HARDEST";
    pub const RENAME: &str = "Rename…";
    pub const RENAME_HINT: &str = "Call this actor otherwise";
    pub const MERGE: &str = "Same as…";
    pub const MERGE_HINT: &str = "Give all its statements to another actor";
    pub const ROLE: &str = "Role…";
    pub const ROLE_HINT: &str = "Say what this actor is";
    pub const SIDE: &str = "Side…";
    pub const SIDE_HINT: &str = "Say which side of the dispute it is on";
    pub const TICK_HINT: &str = "Tick it to give it to another actor";
    pub const ONE_STATEMENT: &str = "One statement with a stance: this is its score, not an average.";
    pub const STEADY: &str = "Steady from the first of them to the last.";
    /// In the place of the score of a statement that takes no stance.
    pub const NO_SCORE: &str = "none";

    pub fn side(name: &str) -> String {
        format!("side: {name}")
    }

    pub fn all(count: usize) -> String {
        format!("ALL {count}")
    }

    pub fn give(ticked: usize) -> String {
        format!("Give the {ticked} ticked to…")
    }

    pub fn tick(words: &str) -> String {
        format!("Tick “{words}”")
    }

    pub fn brief(scored: &str, sentences: &str) -> String {
        format!("{scored}. {sentences}")
    }

    pub fn mean(count: usize, spread: f64) -> String {
        format!("Mean of {count} statements, sure scores counting more; spread ±{spread:.2}.")
    }

    pub fn softens(by: f64) -> String {
        format!("Softens by {by:.2} from the first of them to the last.")
    }

    pub fn hardens(by: f64) -> String {
        format!("Hardens by {by:.2} from the first of them to the last.")
    }
}

/// The questions that the reader is asked, and what can be answered.
pub(in crate::gui) mod naming {
    pub const SPEAKER: &str = "Who said it?";
    pub const TARGET: &str = "Whom is it directed at?";
    pub const NOTE: &str = "Note on this statement";
    pub const LEAVE: &str = "Leave it as it is (Esc)";
    pub const NO_TARGET: &str = "At nobody in this article";
    pub const NO_SPEAKER: &str = "Nobody can be named";
    pub const NOBODY_ELSE: &str = "Nobody else in this article is called so.";

    pub fn rename(name: &str) -> String {
        format!("What is {name} called?")
    }

    pub fn merge(name: &str) -> String {
        format!("Who is {name} really?")
    }

    pub fn split(ticked: usize) -> String {
        match ticked {
            1 => "Who said the ticked statement?".into(),
            _ => format!("Who said the {ticked} ticked statements?"),
        }
    }

    pub fn role(name: &str) -> String {
        format!("What is {name}?")
    }

    pub fn side(name: &str) -> String {
        format!("Which side is {name} on?")
    }

    pub fn more(count: usize) -> String {
        format!("{count} more: type to find them")
    }

    pub fn enter_new(name: &str) -> String {
        format!("Enter: “{name}” is new here")
    }

    pub fn somebody_new(name: &str) -> String {
        format!("“{name}” is somebody new")
    }
}

/// The pages beside the text.
pub(in crate::gui) mod sheet {
    pub const SETTINGS: &str = "Settings";
    pub const KEYS: &str = "Keys";

    pub fn close(name: &str) -> String {
        format!("Close {name} (Esc)")
    }
}

/// How things are found, how far that can be trusted, and what the program is made of.
pub(in crate::gui) mod help {
    pub const HOW: &str = "How it works";
    pub const ABOUT: &str = "About Standpoint";

    /// What is told, each under its heading.
    pub const SECTIONS: [(&str, &str); 4] = [
        (
            "QUOTATIONS",
            "Words between quotation marks are found by rules: where the marks begin and end, and which words report \
             them (“said”, “according to”). Reported speech without marks is found by rules and by a small learned model \
             together. The line under the words tells them apart: solid is direct, dashed partly quoted, dotted reported. \
             Words in marks that nobody says, such as titles, are left alone.",
        ),
        (
            "SPEAKERS",
            "Behind each quotation stands a chain: the reporting words, the words that name the source, where these \
             refer to, and the name in full. The inspector shows every step, how sure it is, and who else it may have \
             been. Where the text does not say clearly enough who it was, the quotation is unattributed rather than \
             guessed. Mistakes are likeliest with “he” and “she” where several people of one gender are written about.",
        ),
        (
            "STANCE",
            "From −1, hardline, to +1, conciliatory: how the speaker stands toward the other side in this one statement. \
             Not whether they are right, nor whether the news is good. A learned model scores it, beside a list of words; \
             the inspector shows which words carry the score, and the range in which a second careful reader would \
             mostly score. A statement that takes no side has no mark, which is not the same as a neutral one. Irony is \
             seldom understood, and nothing is known but the text.",
        ),
        (
            "CORRECTIONS",
            "Everything can be corrected in the inspector and undone. What the program found stays beside it. Corrections are \
             kept beside the article; the article itself is never changed. The review queue (Q) begins where a mistake would \
             move the chart most.",
        ),
    ];
    pub const TRUST: &str = "HOW FAR IT CAN BE TRUSTED";
    pub const TRUST_WHAT: &str = "Measured on 28 articles of news by others, with 318 statements that careful readers had marked, with the \
                                  learned model and, behind it, by rules alone. 1 would be perfect.";
    /// What was measured, with the learned model, by rules; as in docs/ACCURACY.md.
    pub const FIGURES: [(&str, &str, &str); 7] = [
        ("direct quotations found (F1)", ".973", ".959"),
        ("partly quoted (F1)", ".898", ".815"),
        ("reported without marks (F1)", ".678", ".600"),
        ("all quotations (F1)", ".785", ".722"),
        ("of those found, the speaker exactly right", ".844", ".862"),
        ("found and given to the right speaker", ".711", ".662"),
        ("found, right speaker, right side of neutral", ".532", ".498"),
    ];
    pub const WITH_MODEL: &str = "model";
    pub const BY_RULES: &str = "rules";
    pub const TRUST_SO: &str = "So the picture of an article is mostly right and single points are sometimes wrong. Before you \
                                cite a statement, look at it in the text: a click on its mark leads there.";
    pub const OFFLINE: &str =
        "There is no network code in this program. What you open stays on this computer.";
    pub const LICENCE: &str =
        "Free to use, change and pass on under the MIT licence or the Apache licence 2.0, at your option.";
    pub const PARTS: &str = "BUILT OF";
    pub const PARTS_WHAT: &str = "The typefaces Inter and Source Serif (SIL Open Font License), the start of the learned models from \
                                  all-MiniLM-L6-v2 (Apache-2.0), names of countries from Unicode CLDR, and these packages. The packages \
                                  of the program bring the texts of all licences, in THIRD-PARTY.txt.";

    pub fn version(version: &str) -> String {
        format!("Version {version}")
    }

    pub fn weights(sums: &str) -> String {
        format!("Learned models: {sums}")
    }
}

/// The settings, on their page and in the menus.
pub(in crate::gui) mod settings {
    pub const COLOURS: &str = "COLOURS";
    pub const SYSTEM: &str = "System";
    pub const LIGHT: &str = "Light";
    pub const DARK: &str = "Dark";
    pub const HIGH_CONTRAST: &str = "High contrast";
    pub const SIZE: &str = "SIZE OF EVERYTHING";
    pub const FULL_SIZE: &str = "Usual";
    pub const TEXT: &str = "TEXT";
    pub const SERIF: &str = "Serif";
    pub const SANS: &str = "Sans";
    pub const LETTERS: &str = "letters";
    pub const LINES: &str = "lines apart";
    pub const COLUMN: &str = "column";
    pub const RESET_TEXT: &str = "As it was at first";
    pub const PANELS: &str = "PANELS";
    pub const CHART: &str = "Chart";
    pub const LIST: &str = "Actors or review queue";
    pub const INSPECTOR: &str = "Inspector";
    pub const LEFT: &str = "Left of the text";
    pub const LANES: &str = "Lanes in the place of the chart";
    pub const RESET_PANELS: &str = "As they were at first";
    pub const READING: &str = "READING";
    pub const MODEL: &str = "Read with the learned model";
    pub const PARAPHRASE: &str = "Draw paraphrase";
    pub const FORGET_RECENT: &str = "Forget recent files";
    pub const FORGET_COLUMNS: &str = "Forget what columns of lists hold";

    pub fn per_cent(size: f32) -> String {
        format!("{size:.0} %")
    }
}

/// A project of many articles.
pub(in crate::gui) mod project {
    pub const UNNAMED: &str = "project";
    pub const OPEN_FOLDER: &str = "Open folder as project…";
    pub const SAVE: &str = "Save project";
    pub const SAVE_AS: &str = "Save project as…";
    pub const PACK: &str = "Pack project with its articles…";
    pub const EXPORT: &str = "Export";
    pub const DRAW: &str = "Chart as picture";
    pub const NO_FILE: &str = "A project that has not been saved";
    pub const NOTHING: &str = "There are no articles in it that can be read; choose another folder";
    pub const UNSAVED: &str =
        "Decisions about actors have not been saved: save the project, or close it once more to give them up";
    pub const SEARCH: &str =
        "Search statements: words, \"a phrase\", actor:name, device:threat, stance:<-0.5, date:2026-03 …";
    pub const SEARCH_LABEL: &str = "Search statements";
    pub const ARTICLES: &str = "Articles";
    pub const ACTORS: &str = "Actors";
    pub const CHOOSE: &str = "Choose actors";
    pub const TAKE_OUT: &str = "Take out of the project";
    pub fn taken_out(file: &str) -> String {
        format!("{file} is no longer in the project. The file itself is as it was.")
    }
    pub const UNDATED: &str = "no date";
    pub const UNATTRIBUTED: &str = "Unattributed";
    pub const BY_ACTOR: &str = "Each for themselves";
    pub const BY_BODY: &str = "By body";
    pub const BY_SIDE: &str = "By side";
    pub const MOST_QUOTED: &str = "Show the most quoted";
    pub const TIMELINE: &str = "By date";
    pub const EACH: &str = "Each by date";
    pub const STATEMENTS: &str = "Statements";
    pub const SHIFTS: &str = "Shifts";
    pub const ECHOES: &str = "Same words";
    pub const TOWARD: &str = "Toward whom";
    pub const BY_ARTICLE: &str = "By article";
    pub const NO_DATES: &str =
        "None of these articles says when it was published, so there is nothing to draw by date.";
    pub const NO_SHIFTS: &str = "Nobody has moved by half a step or more from the first third of their statements to the last. It takes at \
                                 least four statements with a stance, on different days.";
    pub const NO_ECHOES: &str = "No quotation stands in two of these articles in nearly the same words.";
    pub const NO_TARGETS: &str = "No statement names whom it is directed at.";
    pub const NO_STATEMENTS: &str = "No statement is as looked for.";
    pub const BEFORE_AFTER: &str = "Before and after";
    pub const MOVED: &str = "Who moved most";
    pub const SAME_AS: &str = "The same as…";
    pub const RENAME: &str = "Rename…";
    pub const ROLE: &str = "Role…";
    pub const SIDE: &str = "Side…";
    pub const APART: &str = "Somebody else in…";
    pub const CHANGE: &str = "Change";
    pub const DO: &str = "OK";
    pub const ACTORS_ARE: &str = "Name, statements / articles, mean stance, how many statements stand where from hardline to conciliatory, and \
                                  what the articles say they are. Point at a name to see what was merged.";
    pub const MERGED: &str = "merged by name; sure to";
    pub const SPREAD: &str = "Hardline to conciliatory";
    pub const COUNT: &str = "Said";

    pub fn name(name: &str) -> String {
        if name.is_empty() { "Project".into() } else { format!("Project: {name}") }
    }

    pub fn reading(done: usize, all: usize) -> String {
        if all == 0 { "Looking for articles…".into() } else { format!("Read {done} of {all} files") }
    }

    pub fn from_this_day(day: &str) -> String {
        format!("Before {day}, and from that day on:")
    }

    pub fn written(path: &str) -> String {
        format!("Saved as {path}")
    }

    pub fn troubles(count: usize, first: &str) -> String {
        format!("{count} messages about files of the project; the first: {first}")
    }

    pub fn counted(found: usize, all: usize, articles: usize) -> String {
        format!(
            "{found} of {} · {}",
            crate::text::counted(all, "statement"),
            crate::text::counted(articles, "article")
        )
    }

    pub fn more(count: usize) -> String {
        format!("and {count} more")
    }

    pub fn tellings(count: usize) -> String {
        crate::text::counted(count, "article")
    }

    pub fn moved(before: &str, after: &str, change: &str, low: &str, high: &str) -> String {
        format!("{before} → {after}, by {change} ({low} to {high})")
    }

    pub fn of_statements(before: usize, after: usize) -> String {
        format!("{before} statements before, {after} after")
    }

    pub fn about(actor: &str) -> String {
        format!("What to change about {actor}")
    }

    pub fn cell(actor: &str, other: &str, score: &str, count: usize) -> String {
        format!("{actor} / {other}: {score} over {count}")
    }
}

/// What the columns of a list hold.
pub(in crate::gui) mod columns {
    use crate::ingest::Field;

    pub const TITLE: &str = "Columns of a list";
    pub const OF_A_LIST: &str = "Columns of a list…";
    pub const OPEN: &str = "Open a list of articles";
    pub const NOTHING: &str = "No list is being asked about.";
    pub const NONE: &str = "none";
    pub const EMPTY: &str = "(empty in the first rows)";
    pub const READ: &str = "Read the list";
    pub const LEAVE: &str = "Leave it";
    pub const NO_TEXT: &str = "Some column must hold the text.";
    pub const NO_LIST: &str =
        "it is no list of articles with columns; choose a table, JSON, Parquet or Arrow";
    pub const FORGOTTEN: &str =
        "What was said of columns is forgotten; lists are read by their columns’ names again";

    pub fn question(name: &str) -> String {
        format!(
            "Which columns of {name} hold what? The answer is remembered for all lists with columns of these names."
        )
    }

    pub fn remembered(name: &str) -> String {
        format!("{name} is read by the columns you chose, and so will be other lists that have them")
    }

    pub fn field(field: Field) -> &'static str {
        match field {
            Field::Text => "Text",
            Field::Id => "Name",
            Field::Title => "Headline",
            Field::Byline => "Author",
            Field::Date => "Date",
            Field::Publisher => "Publisher",
            Field::Url => "Address",
        }
    }

    pub fn told(field: &str, column: &str) -> String {
        format!("{field}: {column}")
    }
}

/// Another coding of the article.
pub(in crate::gui) mod second {
    pub const TITLE: &str = "Second coder";
    pub const OPEN: &str = "Another review of this article";
    pub const COMPARE: &str = "Compare with another review…";
    pub const NOTHING: &str = "No other review of this article is open.";
    pub const NONE: &str = "there is no such review; check the name";
    pub const OF_ANOTHER: &str =
        "none of its decisions has a place in this article; it is the review of another, so open that one";
    pub const SAVE_FIGURES: &str = "Save figures…";
    pub const END: &str = "Compare no more";
    pub const FOLLOW: &str = "Follow them";
    pub const FOLLOW_HINT: &str = "Correct yours to be as theirs; it can be undone";
    pub const ONLY_HERE: &str = "a statement only in yours";
    pub const NO_FIGURE: &str = "–";
    pub const F1: &str = "Statements found by both, F1";
    pub const SPEAKERS: &str = "Same speaker, share";
    pub const SPEAKERS_ALPHA: &str = "Speakers, Krippendorff’s alpha";
    pub const STANCE_KAPPA: &str = "Stance, weighted kappa";
    pub const STANCE_ALPHA: &str = "Stance, Krippendorff’s alpha";

    pub fn with(name: &str) -> String {
        format!("Your coding, as it is now, and that in {name}.")
    }

    pub fn differences(count: usize) -> String {
        match count {
            0 => "The two do not differ.".into(),
            1 => "One difference".into(),
            count => format!("{count} differences"),
        }
    }

    pub fn only_there(speakers: &str) -> String {
        format!("a statement only in theirs, of {speakers}")
    }

    pub fn other_words(words: &str) -> String {
        format!("theirs has other words: {words}")
    }

    pub fn here_and_there(here: &str, there: &str) -> String {
        format!("yours: {here}; theirs: {there}")
    }
}
