//! Names that go on where others end: with a number ("News 12", "the Lost 52 Project"), or after a comma with the town of a
//! university's campus.

use super::gazetteer;
use super::names::fold;
use crate::article::Article;
use crate::text::TokenKind;

/// What is told apart by numbers.
const NUMBERED: [&str; 9] =
    ["News", "Channel", "Radio", "Fox", "Local", "Group", "Antenne", "Kanal", "Formula"];

/// Towns of universities that are called after a whole state.
const CAMPUSES: [&str; 24] = [
    "Los Angeles",
    "San Diego",
    "San Francisco",
    "Santa Barbara",
    "Santa Cruz",
    "Chapel Hill",
    "College Park",
    "Berkeley",
    "Davis",
    "Irvine",
    "Merced",
    "Riverside",
    "Baltimore",
    "Austin",
    "Dallas",
    "Arlington",
    "Madison",
    "Milwaukee",
    "Charlotte",
    "Amherst",
    "Boston",
    "Lincoln",
    "Boulder",
    "Denver",
];

/// Whether the number at `end` belongs to the name `at..end`: after a word that is told apart by numbers, or before the noun of a body.
pub(super) fn joins(article: &Article, at: usize, end: usize, high: usize) -> bool {
    let tokens = article.tokens();
    let word = |i: usize| article.slice(tokens[i].span);
    let number = &tokens[end];
    let is_short = number.kind == TokenKind::Number && number.span.end - number.span.start <= 3;
    let ends_body = || {
        end + 1 < high
            && tokens[end + 1].is_capitalised()
            && tokens[end + 1].span.start == number.span.end + 1
            && gazetteer::is_body(&fold(word(end + 1)))
    };
    is_short
        && word(end).bytes().all(|b| b.is_ascii_digit())
        && at < end
        && (NUMBERED.contains(&word(end - 1)) || ends_body())
}

/// One past the campus that follows the name `at..end` of a university after a comma: "University of California, San Diego".
pub(super) fn campus(article: &Article, at: usize, end: usize, high: usize) -> Option<usize> {
    let tokens = article.tokens();
    let word = |i: usize| article.slice(tokens[i].span);
    let is_state = end >= at + 3 && word(at) == "University" && word(at + 1) == "of";
    if !is_state || word(end) != "," || end + 1 >= high {
        return None;
    }
    (1..=2).rev().find_map(|long| {
        let last = end + long;
        let name = (last < high).then(|| tokens[end + 1].span.cover(tokens[last].span))?;
        let is_whole = tokens.get(last + 1).is_none_or(|next| !next.is_capitalised());
        (is_whole && CAMPUSES.contains(&article.slice(name))).then_some(last + 1)
    })
}

#[cfg(test)]
mod tests {
    use crate::speakers::testing::named;

    #[test]
    fn names_go_on_with_numbers_and_campuses() {
        assert_eq!(named("Then News 12 spoke to the Lost 52 Project."), ["News 12", "Lost 52 Project"]);
        assert_eq!(
            named("Then the University of California, San Diego spoke."),
            ["University of California, San Diego"]
        );
    }

    #[test]
    fn other_numbers_and_towns_do_not_belong_to_a_name() {
        assert_eq!(named("Then Ann Bell, 54, left."), ["Ann Bell"]);
        assert_eq!(named("To Mayor Bell 12 people spoke."), ["Bell"]);
        assert_eq!(named("At the University of Lorn, Austin Bell spoke.")[0], "University of Lorn");
    }
}
