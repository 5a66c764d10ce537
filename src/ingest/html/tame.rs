//! Makes a page harmless to parse. Trees thousands of elements deep, which no newspaper writes, take parsers quadratic time
//! or end the process by exhausting its stack, and that cannot be caught.

use std::borrow::Cow;
use std::collections::BTreeMap;

use html5ever::tokenizer::{Tag, TagKind, Token};

use super::tokens;

/// The most elements that may lie within one another.
const DEEPEST: usize = 512;
/// The most elements such as `b` that may be open at once: a parser repeats all of them in every following paragraph.
const FORMATTING: usize = 24;
/// A page of more bytes than this is freed of what is no text: pages saved as one file hold their pictures and styles.
const LARGE: usize = 1024 * 1024;
/// The longest value of an attribute, in bytes, that is kept in a large page; longer ones are pictures.
const LONGEST_VALUE: usize = 4096;

/// The page itself or, if it nests too deeply, the page without the tags that go too deep. Large pages also lose pictures,
/// styles and scripts. All text is kept.
pub(super) fn tame(html: &str) -> Cow<'_, str> {
    let mut open = Open::default();
    let mut is_wild = html.len() > LARGE;
    if !is_wild {
        tokens::each(html, |token| {
            if let Token::TagToken(tag) = token {
                is_wild |= !open.admits(&tag);
            }
        });
    }
    if is_wild { Cow::Owned(rewrite(html)) } else { Cow::Borrowed(html) }
}

fn rewrite(html: &str) -> String {
    let mut open = Open::default();
    let mut out = String::new();
    let mut content = Content::Text;
    tokens::each(html, |token| match token {
        Token::TagToken(tag) if open.admits(&tag) => {
            content = Content::of(&tag);
            write_tag(&tag, &mut out);
        }
        Token::CharacterTokens(text) => match content {
            Content::Text => out.push_str(&text.replace('&', "&amp;").replace('<', "&lt;")),
            Content::Structured => out.push_str(&text),
            Content::Useless => {}
        },
        _ => {}
    });
    out
}

/// What stands between a tag and the next.
#[derive(Clone, Copy)]
enum Content {
    /// Text with character references.
    Text,
    /// What a page says about itself in JSON, written without references.
    Structured,
    /// A script or style.
    Useless,
}

impl Content {
    fn of(tag: &Tag) -> Self {
        let is_structured = || tag.attrs.iter().any(|attribute| attribute.value.contains("ld+json"));
        match tag.kind {
            TagKind::EndTag => Self::Text,
            TagKind::StartTag if &*tag.name == "script" && is_structured() => Self::Structured,
            TagKind::StartTag if tokens::is_raw(&tag.name) => Self::Useless,
            TagKind::StartTag => Self::Text,
        }
    }
}

fn write_tag(tag: &Tag, out: &mut String) {
    out.push_str(if tag.kind == TagKind::StartTag { "<" } else { "</" });
    out.push_str(&tag.name);
    for attribute in tag.attrs.iter().filter(|attribute| attribute.value.len() <= LONGEST_VALUE) {
        let value = attribute.value.replace('&', "&amp;").replace('"', "&quot;");
        out.push(' ');
        out.push_str(&attribute.name.local);
        out.push_str("=\"");
        out.push_str(&value);
        out.push('"');
    }
    out.push('>');
}

/// The elements that are open, as a parser would have them, roughly: enough to know how deep it would go.
#[derive(Default)]
struct Open {
    names: Vec<String>,
    counts: BTreeMap<String, usize>,
    /// Of each name, how many start tags were refused whose end tags are still to come.
    refused: BTreeMap<String, usize>,
    formatting: usize,
}

impl Open {
    /// Whether a tag may stay.
    fn admits(&mut self, tag: &Tag) -> bool {
        let name: &str = &tag.name;
        match tag.kind {
            _ if tokens::is_void(name) || tokens::is_raw(name) => true,
            TagKind::EndTag => self.close(name),
            TagKind::StartTag => self.open(name),
        }
    }

    fn open(&mut self, name: &str) -> bool {
        self.close_implied(name);
        let is_formatting = tokens::is_formatting(name);
        if self.names.len() >= DEEPEST || (is_formatting && self.formatting >= FORMATTING) {
            *self.refused.entry(name.to_owned()).or_default() += 1;
            return false;
        }
        self.names.push(name.to_owned());
        *self.counts.entry(name.to_owned()).or_default() += 1;
        self.formatting += usize::from(is_formatting);
        true
    }

    fn close(&mut self, name: &str) -> bool {
        if let Some(refused) = self.refused.get_mut(name).filter(|refused| **refused > 0) {
            *refused -= 1;
            return false;
        }
        if self.counts.get(name).copied().unwrap_or(0) > 0 {
            while self.pop().is_some_and(|popped| popped != name) {}
        }
        true
    }

    /// A new paragraph ends the one before it, a new entry the last entry of the same list.
    fn close_implied(&mut self, name: &str) {
        let ends: &[&str] = match name {
            "li" => &["li", "p"],
            "dt" | "dd" => &["dt", "dd", "p"],
            "tr" => &["tr", "td", "th", "p"],
            "td" | "th" => &["td", "th", "p"],
            "tbody" | "thead" | "tfoot" => &["tbody", "thead", "tfoot", "tr", "td", "th", "p"],
            "option" | "optgroup" => &["option", "optgroup"],
            _ if tokens::is_inline(name) => return,
            _ => &["p"],
        };
        let is_passed = |open: &String| tokens::is_inline(open) || ends.contains(&open.as_str());
        let reach = self.names.iter().rev().take_while(|open| is_passed(open)).count();
        let start = self.names.len() - reach;
        if let Some(first) = self.names[start..].iter().position(|open| ends.contains(&open.as_str())) {
            while self.names.len() > start + first {
                self.pop();
            }
        }
    }

    fn pop(&mut self) -> Option<String> {
        let name = self.names.pop()?;
        if let Some(count) = self.counts.get_mut(&name) {
            *count -= 1;
        }
        self.formatting -= usize::from(tokens::is_formatting(&name));
        Some(name)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// How deep a parser would go that takes every tag at its word.
    fn depth(html: &str) -> usize {
        let (mut now, mut most) = (0usize, 0usize);
        tokens::each(html, |token| {
            if let Token::TagToken(tag) = token {
                match tag.kind {
                    TagKind::StartTag => now += 1,
                    TagKind::EndTag => now = now.saturating_sub(1),
                }
                most = most.max(now);
            }
        });
        most
    }

    #[test]
    fn an_ordinary_page_is_left_alone() {
        let page = "<html><body><p>One<p>Two <b>bold</b><ul><li>a<li>b</ul>".repeat(50);
        assert!(matches!(tame(&page), Cow::Borrowed(_)));
    }

    #[test]
    fn unclosed_paragraphs_and_entries_are_not_nesting() {
        let page =
            format!("<body>{}<ul>{}</ul>", "<p>One <i>two</i> ".repeat(3000), "<li>x <p>y".repeat(3000));
        assert!(matches!(tame(&page), Cow::Borrowed(_)));
    }

    #[test]
    fn deep_pages_become_shallow_and_keep_their_words() {
        for name in ["div", "b", "span", "blockquote", "table"] {
            let page = format!(
                "{}deep &lt; down{}<p>after",
                format!("<{name}>").repeat(5000),
                format!("</{name}>").repeat(5000)
            );
            let tamed = tame(&page);
            assert!(depth(&tamed) <= DEEPEST + 1, "{name}: {}", depth(&tamed));
            assert!(tamed.contains("deep &lt; down") && tamed.ends_with("<p>after"), "{name}");
        }
    }

    #[test]
    fn rewriting_keeps_text_attributes_and_what_a_page_says_about_itself() {
        let json = "<script type=\"application/ld+json\">{\"a\": \"b < c && d\"}</script>";
        let page =
            format!("{json}<script>a < b</script><p title='\"x\" &amp; y'>z</p>{}", "<div>".repeat(600));
        let tamed = tame(&page);
        let expected = format!("{json}<script></script><p title=\"&quot;x&quot; &amp; y\">z</p><div>");
        assert!(tamed.starts_with(&expected), "{tamed}");
    }

    #[test]
    fn large_pages_lose_their_pictures() {
        let page = format!("<p>One <img src='data:{}'> two <b>three</b>", "A".repeat(LARGE));
        assert_eq!(tame(&page), "<p>One <img> two <b>three</b>");
    }
}
