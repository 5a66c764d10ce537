//! Pairs quotation marks, in whatever style a newspaper uses them.

use crate::article::{Article, Block};
use crate::text::Span;

/// Words between quotation marks. Marks inside them (a quotation in a quotation) are part of the words.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Quoted {
    /// The words with their marks.
    pub(super) span: Span,
    /// The words alone.
    pub(super) inner: Span,
    /// Whether a closing mark was found.
    pub(super) closed: bool,
    /// Whether the paragraph before left a quotation open that this one goes on with.
    pub(super) continues: bool,
}

/// What a mark can be where it stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Role {
    Open,
    Close,
    /// A straight mark that could be either, such as one between spaces.
    Either,
    /// An apostrophe, or a single closing mark that may be one.
    Weak,
}

/// A family of marks that belong together; a quotation that one family opens is closed by the same.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Family {
    /// “ ” „ ‟ " ″
    Double,
    /// « »
    Guillemet,
    /// ‘ ’ ‚ '
    Single,
}

#[derive(Debug, Clone, Copy)]
struct Mark {
    span: Span,
    char: char,
    family: Family,
    role: Role,
}

/// A closing mark is looked for within this many bytes.
const LONGEST_CLOSED: usize = 20_000;

/// A quotation without a closing mark ends at the latest after this many bytes.
const LONGEST_UNCLOSED: usize = 3_000;

/// The quoted stretches of `article`, outermost only, in order. Never fails: a mark that makes no sense is passed over.
pub(super) fn quoted(article: &Article) -> Vec<Quoted> {
    let mut out = Vec::new();
    let mut open_before = false;
    let prose: Vec<&Block> = article.blocks().iter().filter(|block| block.kind.is_prose()).collect();
    for (i, block) in prose.iter().enumerate() {
        let marks = marks(article, block.span);
        let reopened = prose.get(i + 1).is_some_and(|next| opens_quoted(article, next.span));
        let first = out.len();
        pair(article, block.span, &marks, reopened, &mut out);
        if let Some(quoted) = out.get_mut(first) {
            quoted.continues = open_before && quoted.span.start == block.span.start;
        }
        open_before = out[first..].last().is_some_and(|last| !last.closed && last.span.end == block.span.end);
    }
    out
}

/// Whether the block begins with an opening mark.
fn opens_quoted(article: &Article, block: Span) -> bool {
    article.slice(block).starts_with(['“', '"', '„', '«', '‘', '”', '‟', '»'])
}

/// The marks of a block with the roles they can have.
fn marks(article: &Article, block: Span) -> Vec<Mark> {
    let text = article.text();
    let mut out = Vec::new();
    let mut before = None;
    for (i, char) in text[block.range()].char_indices() {
        if let Some(family) = family(char) {
            let span = Span::new(block.start + i, block.start + i + char.len_utf8());
            if let Some(role) = role(char, family, before, &text[span.end..block.end]) {
                out.push(Mark { span, char, family, role });
            }
        }
        before = Some(char);
    }
    out
}

fn family(char: char) -> Option<Family> {
    match char {
        '“' | '”' | '„' | '‟' | '"' | '″' | '＂' => Some(Family::Double),
        '«' | '»' => Some(Family::Guillemet),
        '‘' | '’' | '‚' | '\'' => Some(Family::Single),
        _ => None,
    }
}

/// What a mark can be, judged by the characters beside it. `None`: an apostrophe.
fn role(char: char, family: Family, before: Option<char>, rest: &str) -> Option<Role> {
    let after = rest.chars().next();
    let space_before =
        before.is_none_or(|c| c.is_whitespace() || matches!(c, '(' | '[' | '—' | '–' | '-' | '/'));
    let mark_before = before.is_some_and(family_of_open);
    let leads_on = |c: char| matches!(c, '…' | '.') && !matches!(char, '”' | '»' | '’');
    let word_after = after.is_some_and(|c| {
        c.is_alphanumeric() || matches!(c, '[' | '$' | '£' | '€' | '#' | '@') || leads_on(c)
    });
    let mark_after = after.is_some_and(|c| self::family(c).is_some());
    let word_before = before.is_some_and(char::is_alphanumeric);
    match family {
        Family::Single => {
            if word_before && after.is_some_and(char::is_alphanumeric) {
                return None;
            }
            if char == '‘' || char == '‚' {
                return Some(Role::Open);
            }
            if (space_before || mark_before) && (word_after || mark_after) {
                // "’90s", "’em" and "'n'" begin with an apostrophe.
                let clipped = rest.starts_with("n'") || rest.starts_with("n’") || rest.starts_with("em ");
                let apostrophe = char == '’' || after.is_some_and(char::is_numeric) || clipped;
                return (!apostrophe).then_some(Role::Open);
            }
            if space_before {
                return None;
            }
            Some(if before.is_some_and(|c| matches!(c, 's' | 'S' | 'z' | 'x')) {
                Role::Weak
            } else {
                Role::Close
            })
        }
        Family::Double | Family::Guillemet => {
            if (space_before || mark_before) && (word_after || mark_after) {
                Some(Role::Open)
            } else if !space_before && !word_after {
                Some(Role::Close)
            } else {
                Some(Role::Either)
            }
        }
    }
}

fn family_of_open(c: char) -> bool {
    matches!(c, '“' | '"' | '„' | '‘' | '\'' | '«' | '‚')
}

/// Whether `mark` opens a quotation, given that none of its family is open.
fn can_open(mark: &Mark) -> bool {
    matches!((mark.role, mark.char), (Role::Open, _) | (Role::Either, '“' | '„' | '«' | '"'))
}

/// Whether `mark` closes a quotation that `opener` opened.
fn can_close(mark: &Mark, opener: &Mark) -> bool {
    if mark.family != opener.family || mark.span == opener.span {
        return false;
    }
    match mark.char {
        '„' | '‘' | '‚' => false,
        // German style closes with the mark that English opens with.
        '“' => opener.char == '„' || mark.role == Role::Close,
        '«' => opener.char == '»' || mark.role == Role::Close,
        '”' | '»' => mark.role != Role::Open,
        _ => matches!(mark.role, Role::Close | Role::Either | Role::Weak),
    }
}

/// Pairs the marks of one block. `reopened`: the next block begins with an opening mark, so that a quotation left open
/// here goes on there.
fn pair(article: &Article, block: Span, marks: &[Mark], reopened: bool, out: &mut Vec<Quoted>) {
    let mut at = 0;
    while at < marks.len() {
        let opener = &marks[at];
        if !can_open(opener) {
            at += 1;
            continue;
        }
        let inner_start = opener.span.end;
        match closing(marks, at) {
            Some(close) => {
                let end = marks[close].span;
                push(out, Span::new(opener.span.start, end.end), Span::new(inner_start, end.start), true);
                at = close + 1;
            }
            None if opener.family == Family::Single => at += 1,
            None => {
                let next_opening =
                    marks[at + 1..].iter().position(|m| m.family == opener.family && can_open(m));
                let limit = next_opening.map_or(block.end, |i| marks[at + 1 + i].span.start);
                let end = if reopened && next_opening.is_none() {
                    block.end
                } else {
                    unclosed_end(article, inner_start, limit)
                };
                push(out, Span::new(opener.span.start, end), Span::new(inner_start, end), false);
                at = marks.partition_point(|mark| mark.span.start < end).max(at + 1);
            }
        }
    }
}

fn push(out: &mut Vec<Quoted>, span: Span, inner: Span, closed: bool) {
    if !inner.is_empty() {
        out.push(Quoted { span, inner, closed, continues: false });
    }
}

/// The index of the mark that closes the quotation opened at `open`.
fn closing(marks: &[Mark], open: usize) -> Option<usize> {
    let opener = &marks[open];
    let mut weak = None;
    let mut depth = 0;
    let near = |mark: &Mark| mark.span.start - opener.span.end < LONGEST_CLOSED;
    for (i, mark) in marks.iter().enumerate().skip(open + 1).take_while(|(_, mark)| near(mark)) {
        if mark.family != opener.family {
            continue;
        }
        if mark.role == Role::Weak {
            weak = weak.or(Some(i));
            continue;
        }
        if can_close(mark, opener) {
            if depth == 0 {
                return Some(i);
            }
            depth -= 1;
        } else if mark.role == Role::Open {
            if weak.is_some() {
                return weak;
            }
            // “… “…” …” nests; a straight mark that opens again means that the first was never closed.
            if mark.char == '"' || opener.char == '"' || !nests(marks, i) {
                return None;
            }
            depth += 1;
        }
    }
    weak.filter(|_| depth == 0)
}

/// Whether an opening mark inside a quotation has two closing marks after it before the next opening one: its own and
/// that of the quotation around it.
fn nests(marks: &[Mark], inner: usize) -> bool {
    let family = marks[inner].family;
    let closers =
        marks[inner + 1..].iter().filter(|m| m.family == family).take_while(|m| m.role != Role::Open).take(2);
    closers.filter(|m| m.role == Role::Close).count() == 2
}

/// Where a quotation without a closing mark most likely ends: before the comma that a cue follows, or else with its first
/// sentence.
fn unclosed_end(article: &Article, start: usize, limit: usize) -> usize {
    let limit = limit.min(article.text().len()).min(start + LONGEST_UNCLOSED);
    let sentence = article.sentences().get(article.sentence_at(start));
    let end = sentence.map_or(limit, |sentence| sentence.span.end.min(limit));
    let end = floor_char_boundary(article.text(), end);
    let words = &article.text()[start..end];
    let cue = words.match_indices(", ").find(|&(comma, _)| {
        let from = article.token_at(start + comma + 1);
        article.tokens()[from..].iter().take(4).take_while(|token| token.span.end <= end).any(|token| {
            super::cue::verb(article.lower(token.span))
                .is_some_and(|verb| matches!(verb.lemma, "say" | "tell" | "add" | "warn" | "ask"))
        })
    });
    cue.map_or(Span::new(start, end).trimmed(article.text()).end, |(comma, _)| start + comma + 1)
}

fn floor_char_boundary(text: &str, mut at: usize) -> usize {
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Vec<String> {
        let article = Article::new(text);
        quoted(&article).iter().map(|q| article.slice(q.inner).to_owned()).collect()
    }

    #[test]
    fn every_newspaper_style_is_paired() {
        assert_eq!(found("\"We go,\" he said. “We stay,” she said."), ["We go,", "We stay,"]);
        assert_eq!(found("„Wir gehen“, „we stay” and « on y va »"), ["Wir gehen", "we stay", " on y va "]);
        assert_eq!(found("It was «\u{a0}done\u{a0}». He left."), ["\u{a0}done\u{a0}"]);
        assert_eq!(found("»Vi går«, he said"), ["Vi går"]);
    }

    #[test]
    fn marks_that_open_straight_and_close_curly_are_paired() {
        assert_eq!(found("\"We go,” he said. “We stay,\" she said."), ["We go,", "We stay,"]);
    }

    #[test]
    fn single_marks_do_not_stumble_over_apostrophes() {
        assert_eq!(
            found("‘The workers’ demands aren’t new,’ said Bell’s aide."),
            ["The workers’ demands aren’t new,"]
        );
        assert_eq!(found("He called it ‘dead’ and ‘gone’, the workers’ union said."), ["dead", "gone"]);
        assert_eq!(found("Rock 'n' roll of the '90s isn't the workers' favourite."), Vec::<String>::new());
        assert_eq!(found("'It's over,' he said."), ["It's over,"]);
    }

    #[test]
    fn nested_quotations_belong_to_the_outer_one() {
        assert_eq!(found("“He told me ‘no’ twice,” she said."), ["He told me ‘no’ twice,"]);
        assert_eq!(
            found("“They call it “peace” here,” she said. “No.”"),
            ["They call it “peace” here,", "No."]
        );
    }

    #[test]
    fn a_missing_closing_mark_ends_before_the_cue() {
        assert_eq!(found("“We will not move, said the mayor. He left."), ["We will not move,"]);
        assert_eq!(
            found("\"We will not move. He left. \"We stay,\" she said."),
            ["We will not move.", "We stay,"]
        );
    }

    #[test]
    fn a_quotation_reopened_in_each_paragraph_goes_on() {
        let article = Article::new("He said: “One.\n\n“Two.\n\n“Three.”\n\nHe left.");
        let found = quoted(&article);
        assert_eq!(found.iter().map(|q| q.continues).collect::<Vec<_>>(), [false, true, true]);
        assert_eq!(found.iter().map(|q| q.closed).collect::<Vec<_>>(), [false, false, true]);
    }

    #[test]
    fn odd_marks_are_passed_over() {
        assert_eq!(found("A 5\" pipe and ” alone"), Vec::<String>::new());
        assert_eq!(found("\"\""), Vec::<String>::new());
    }
}
