//! Dates as newspapers print them, turned into `YYYY-MM-DD` where day, month and year are all clear.

const MONTHS: [&str; 12] = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];
const WEEKDAYS: [&str; 7] = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];

/// The first complete date in `text`.
pub(super) fn find(text: &str) -> Option<String> {
    let words = words(text);
    (0..words.len()).find_map(|at| date_at(&words[at..]).map(|(date, _)| date))
}

/// The date that `text` consists of, a weekday apart.
pub(super) fn whole(text: &str) -> Option<String> {
    let words = words(text);
    let rest = match words.first() {
        Some(first) if is_name(first, &WEEKDAYS).is_some() => &words[1..],
        _ => &words[..],
    };
    let (date, length) = date_at(rest)?;
    (length == rest.len()).then_some(date)
}

/// Runs of letters, digits and hyphens; everything else separates.
fn words(text: &str) -> Vec<&str> {
    text.split(|c: char| !(c.is_alphanumeric() || c == '-')).filter(|word| !word.is_empty()).collect()
}

/// The date that begins at the first of `words`, and how many of them it takes.
fn date_at(words: &[&str]) -> Option<(String, usize)> {
    if let Some(date) = words.first().and_then(|word| iso(word)) {
        return Some((date, 1));
    }
    let [first, second, third, ..] = words else { return None };
    let year = third.parse::<u32>().ok().filter(|year| third.len() == 4 && (1600..2200).contains(year))?;
    let (month, day) = match (is_name(first, &MONTHS), is_name(second, &MONTHS)) {
        (Some(month), None) => (month, day(second)?),
        (None, Some(month)) => (month, day(first)?),
        _ => return None,
    };
    Some((format!("{year:04}-{month:02}-{day:02}"), 3))
}

/// The day in "3" or "3rd".
fn day(word: &str) -> Option<u32> {
    let digits = word.trim_end_matches(|c: char| c.is_ascii_alphabetic());
    let ending = word[digits.len()..].to_ascii_lowercase();
    let day: u32 = digits.parse().ok()?;
    (matches!(ending.as_str(), "" | "st" | "nd" | "rd" | "th") && (1..=31).contains(&day)).then_some(day)
}

/// The number, from 1, of the one of `names` that `word` is or abbreviates with three letters or more.
fn is_name(word: &str, names: &[&str]) -> Option<usize> {
    let word = word.to_lowercase();
    (word.len() >= 3)
        .then(|| names.iter().position(|name| name.starts_with(&word)))
        .flatten()
        .map(|index| index + 1)
}

/// `2024-03-05`, also as the beginning of `2024-03-05T10:00`.
fn iso(word: &str) -> Option<String> {
    let date = word.get(..10)?;
    let rest = &word[10..];
    let numbers: Vec<&str> = date.split('-').collect();
    let [year, month, day] = numbers[..] else { return None };
    let is_in = |part: &str, length: usize, most: u32| {
        part.len() == length
            && part.bytes().all(|b| b.is_ascii_digit())
            && part.parse::<u32>().is_ok_and(|number| (1..=most).contains(&number))
    };
    let good = is_in(year, 4, 9999) && is_in(month, 2, 12) && is_in(day, 2, 31);
    (good && (rest.is_empty() || rest.starts_with('T'))).then(|| date.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn printed_dates_are_read() {
        for printed in [
            "Tuesday, March 5, 2024",
            "5 March 2024",
            "Mar. 5th, 2024",
            "Tue 5 Mar 2024",
            "2024-03-05",
            "2024-03-05T10",
        ] {
            assert_eq!(whole(printed).as_deref(), Some("2024-03-05"), "{printed}");
        }
    }

    #[test]
    fn a_line_with_more_than_a_date_is_not_one_but_holds_one() {
        assert_eq!(whole("On March 5, 2024, they met"), None);
        assert_eq!(find("Updated: 5 March 2024 at noon").as_deref(), Some("2024-03-05"));
    }

    #[test]
    fn what_is_not_a_complete_date_is_none() {
        for text in
            ["March 5", "March 2024", "May 45, 2024", "5 5 2024", "2024-13-01", "ma 5 2024", "", "é-2024-03"]
        {
            assert_eq!(find(text), None, "{text}");
        }
    }
}
