//! Subtitles, `SubRip` and `WebVTT`: what is said, without the times, in paragraphs by speaker.

use crate::article::{Article, BlockKind, Metadata};

/// A pause of so many milliseconds begins a new paragraph.
const PAUSE: u64 = 2_500;
/// A paragraph of one speaker ends with the first sentence after so many characters.
const LONG: usize = 400;

/// Something shown for a while.
#[derive(Debug, PartialEq)]
struct Cue {
    from: u64,
    to: u64,
    speaker: Option<String>,
    words: String,
}

/// Whether a text is subtitles: it says so, or its first lines are a number and a time.
pub(super) fn is(text: &str) -> bool {
    let mut lines = text.lines().map(str::trim).filter(|line| !line.is_empty());
    let Some(first) = lines.next() else { return false };
    if first == "WEBVTT" || first.starts_with("WEBVTT ") {
        return true;
    }
    first.bytes().all(|byte| byte.is_ascii_digit())
        && lines.next().is_some_and(|second| times(second).is_some())
}

/// The article that the subtitles make. A speaker who is named, by a voice tag or by capitals and a colon, begins each
/// paragraph as in a transcript.
pub(super) fn article(text: &str) -> Article {
    let mut paragraphs: Vec<(Option<String>, String)> = Vec::new();
    let mut end = 0;
    for cue in cues(text) {
        let goes_on = paragraphs.last().is_some_and(|(speaker, said)| {
            (cue.speaker.is_none() || cue.speaker == *speaker)
                && cue.from.saturating_sub(end) < PAUSE
                && !(said.len() > LONG && said.ends_with(['.', '!', '?', '”', '"']))
        });
        end = cue.to;
        match paragraphs.last_mut() {
            Some((_, said)) if goes_on => {
                said.push(' ');
                said.push_str(&cue.words);
            }
            _ => paragraphs.push((cue.speaker, cue.words)),
        }
    }
    let parts: Vec<(BlockKind, String)> = paragraphs
        .into_iter()
        .map(|(speaker, said)| {
            (BlockKind::Paragraph, speaker.map_or(said.clone(), |speaker| format!("{speaker}: {said}")))
        })
        .collect();
    Article::from_parts(&parts, Metadata::default())
}

fn cues(text: &str) -> Vec<Cue> {
    let mut out: Vec<Cue> = Vec::new();
    let mut open: Option<(u64, u64)> = None;
    for line in text.lines().map(str::trim) {
        if let Some(at) = times(line) {
            open = Some(at);
        } else if line.is_empty() {
            open = None;
        } else if let Some((from, to)) = open {
            let (speaker, words) = spoken(line);
            match out.last_mut() {
                // The second line of a cue goes on where the first broke off.
                Some(last) if last.from == from && last.to == to && speaker.is_none() => {
                    last.words.push(' ');
                    last.words.push_str(&words);
                }
                _ if words.is_empty() => {}
                _ => out.push(Cue { from, to, speaker, words }),
            }
        }
    }
    out
}

/// The two times of a line such as "00:01:02,345 --> 00:01:04,000", in milliseconds.
fn times(line: &str) -> Option<(u64, u64)> {
    let (from, to) = line.split_once("-->")?;
    Some((time(from.trim())?, time(to.split_whitespace().next()?)?))
}

fn time(text: &str) -> Option<u64> {
    let (clock, thousandths) = text.split_once([',', '.'])?;
    let mut seconds: u64 = 0;
    for part in clock.split(':') {
        seconds = seconds.checked_mul(60)?.checked_add(part.parse().ok()?)?;
    }
    seconds.checked_mul(1000)?.checked_add(thousandths.parse().ok()?)
}

/// Who speaks in a line, if it says so, and what: tags go, and so do the dash of a dialogue and notes in brackets.
fn spoken(line: &str) -> (Option<String>, String) {
    let mut speaker = None;
    let mut words = String::new();
    let mut rest = line;
    while let Some(start) = rest.find('<') {
        words.push_str(&rest[..start]);
        let Some(end) = rest[start..].find('>') else { break };
        let tag = &rest[start + 1..start + end];
        if let Some(name) = tag
            .strip_prefix("v ")
            .or_else(|| tag.strip_prefix("v.").and_then(|it| Some(it.split_once(' ')?.1)))
        {
            speaker = Some(name.trim().to_owned());
        }
        rest = &rest[start + end + 1..];
    }
    words.push_str(rest);
    let mut words = words.trim().trim_start_matches("- ").trim_start_matches('–').trim().to_owned();
    let is_note = |open, close| words.starts_with(open) && words.ends_with(close);
    if is_note('[', ']') || is_note('(', ')') || is_note('♪', '♪') {
        return (speaker, String::new());
    }
    if speaker.is_none()
        && let Some((name, said)) = words.split_once(':')
        && is_name(name)
        && !said.trim().is_empty()
    {
        speaker = Some(name.trim().to_owned());
        words = said.trim().to_owned();
    }
    (speaker, words)
}

/// Whether what stands before a colon names a speaker: a few words, each with a capital.
fn is_name(words: &str) -> bool {
    let count = words.split_whitespace().count();
    let each = words.split_whitespace().all(|word| {
        word.chars().next().is_some_and(|c| c.is_uppercase() || c.is_numeric())
            || matches!(word, "of" | "the" | "for" | "de" | "van" | "von" | "al" | "bin")
    });
    (1..=5).contains(&count) && each && !words.contains(['.', ',', '?', '!', '"', '“'])
}

#[cfg(test)]
mod tests {
    use super::*;

    const SRT: &str = "1\n00:00:01,000 --> 00:00:03,000\nMINISTER BELL: We will not\nsign <i>this</i> treaty.\n\n2\n\
                       00:00:03,200 --> 00:00:05,000\nNot now, not ever.\n\n3\n00:00:09,000 --> 00:00:10,000\n[applause]\n\n\
                       4\n00:00:10,500 --> 00:00:12,000\nTOM MOOR: The offer stands.\n";

    #[test]
    fn cues_become_paragraphs_by_speaker() {
        assert!(is(SRT));
        let article = article(SRT);
        assert_eq!(
            article.text(),
            "MINISTER BELL: We will not sign this treaty. Not now, not ever.\n\nTOM MOOR: The offer stands."
        );
    }

    #[test]
    fn voices_of_web_subtitles_are_speakers_and_a_pause_begins_anew() {
        let vtt = "WEBVTT - talks\n\nNOTE made by hand\n\n00:01.000 --> 00:02.000 align:start\n<v Ann Bell>We agree.</v>\n\n\
                   00:02.100 --> 00:03.000\n<v Ann Bell>At last.\n\n00:20.000 --> 00:21.000\nIt rained.\n";
        assert!(is(vtt));
        assert_eq!(article(vtt).text(), "Ann Bell: We agree. At last.\n\nIt rained.");
    }

    #[test]
    fn what_only_looks_like_subtitles_is_none() {
        assert!(!is("1\nThe first chapter --> the second"));
        assert!(!is("Twelve --> thirteen") && !is(""));
        assert_eq!(spoken("He said: come in"), (None, "He said: come in".into()));
        assert_eq!(time("99999999999999999999:00:00,0"), None);
    }
}
