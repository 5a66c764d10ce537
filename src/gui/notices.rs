//! What the reader is told in a line above the text: trouble stays until it is sent away, news fades.

use super::document::DocumentId;
use super::state::State;

/// News is shown for so many seconds.
const SHOWN: f64 = 8.0;
/// No more notices than this stand at once; the oldest make way.
const MOST: usize = 4;

/// One thing that the reader is told.
#[derive(Debug, Clone, PartialEq)]
pub struct Notice {
    /// In words.
    pub words: String,
    /// Whether something went wrong, so that it stays until it has been read.
    pub is_trouble: bool,
    /// What can be done about it.
    pub offer: Option<Offer>,
    /// When it fades, in the window's seconds; not known before it has been drawn.
    until: Option<f64>,
}

/// What can be done about something.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Offer {
    /// Read the file of an article again.
    Reload(DocumentId),
    /// Keep the corrections of an article in another file.
    KeepElsewhere(DocumentId),
}

impl State {
    /// Tells of trouble.
    pub(super) fn complain(&mut self, words: String) {
        self.notify(words, true, None);
    }

    /// Tells news.
    pub(super) fn tell(&mut self, words: String) {
        self.notify(words, false, None);
    }

    /// Tells of something, and what can be done about it.
    pub(super) fn offer(&mut self, words: String, offer: Offer) {
        self.notify(words, true, Some(offer));
    }

    fn notify(&mut self, words: String, is_trouble: bool, offer: Option<Offer>) {
        self.notices.retain(|other| other.words != words);
        self.notices.push(Notice { words, is_trouble, offer, until: None });
        if self.notices.len() > MOST {
            self.notices.remove(0);
        }
    }

    /// Removes what has faded at `now`, and gives the seconds until the next does.
    pub(super) fn fade(&mut self, now: f64) -> Option<f64> {
        for notice in self.notices.iter_mut().filter(|notice| !notice.is_trouble) {
            notice.until.get_or_insert(now + SHOWN);
        }
        self.notices.retain(|notice| notice.until.is_none_or(|until| until > now));
        let next = self.notices.iter().filter_map(|notice| notice.until).reduce(f64::min);
        next.map(|until| until - now)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn news_fades_and_trouble_stays() {
        let mut state = State::default();
        state.complain("a disk is full".into());
        state.tell("all is well".into());
        assert_eq!(state.fade(10.0), Some(SHOWN));
        assert_eq!(state.notices.len(), 2);
        assert_eq!(state.fade(10.0 + SHOWN), None);
        assert!(state.notices.len() == 1 && state.notices[0].is_trouble);
    }
}
