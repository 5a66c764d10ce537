//! From markup to blocks of text.

use html5ever::tokenizer::{Tag, TagKind, Token};

use super::tokens;
use crate::article::BlockKind;
use crate::text::clean::is_invisible;

/// The blocks of text in `html`, with white space collapsed as a browser does.
pub(in crate::ingest) fn blocks(html: &str) -> Vec<(BlockKind, String)> {
    let mut unclosed = Vec::new();
    loop {
        let Walk { blocks, skipped, .. } = walk(html, unclosed.clone());
        match skipped {
            // What was passed over to the end of the page for want of an end tag is text after all.
            Some((name, _)) if !tokens::is_raw(&name) => unclosed.push(name),
            _ => return blocks,
        }
    }
}

fn walk(html: &str, unclosed: Vec<String>) -> Walk {
    let mut walk = Walk { unclosed, ..Walk::default() };
    tokens::each(html, |token| match token {
        Token::TagToken(tag) if tag.kind == TagKind::StartTag => walk.start(&tag),
        Token::TagToken(tag) => walk.end(&tag),
        Token::CharacterTokens(text) => walk.text(&text),
        _ => {}
    });
    walk.flush();
    walk
}

#[derive(Default)]
struct Walk {
    blocks: Vec<(BlockKind, String)>,
    text: String,
    /// The element whose content is being passed over, and how many of its name are open within it.
    skipped: Option<(String, usize)>,
    /// Names of elements that are not passed over, though they should be.
    unclosed: Vec<String>,
    headings: usize,
    quotes: usize,
    items: usize,
    /// Line breaks since the last word; two of them separate paragraphs.
    breaks: usize,
    preformatted: bool,
}

impl Walk {
    fn start(&mut self, tag: &Tag) {
        let name: &str = &tag.name;
        if let Some((skipped, depth)) = &mut self.skipped {
            *depth += usize::from(skipped == name);
            return;
        }
        if is_skipped(name)
            && !(name == "svg" && tag.self_closing)
            && !self.unclosed.iter().any(|known| known == name)
        {
            self.skipped = Some((name.to_owned(), 1));
            return;
        }
        match name {
            "br" | "lb" => return self.line_break(),
            "q" => return self.push('“'),
            _ if tokens::is_inline(name) => return,
            _ => self.flush(),
        }
        match name {
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => self.headings += 1,
            "blockquote" => self.quotes += 1,
            "li" => self.items += 1,
            "pre" => self.preformatted = true,
            _ => {}
        }
    }

    fn end(&mut self, tag: &Tag) {
        let name: &str = &tag.name;
        if let Some((skipped, depth)) = &mut self.skipped {
            *depth -= usize::from(skipped == name);
            if *depth == 0 {
                self.skipped = None;
            }
            return;
        }
        match name {
            "br" => return self.line_break(),
            "q" => return self.push('”'),
            _ if tokens::is_inline(name) => return,
            _ => self.flush(),
        }
        match name {
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => self.headings = self.headings.saturating_sub(1),
            "blockquote" => self.quotes = self.quotes.saturating_sub(1),
            "li" => self.items = self.items.saturating_sub(1),
            // Entries may be left unclosed; none reaches beyond its list.
            "ul" | "ol" => self.items = self.items.saturating_sub(1),
            "pre" => self.preformatted = false,
            _ => {}
        }
    }

    fn text(&mut self, text: &str) {
        if self.skipped.is_some() {
            return;
        }
        for c in text.chars() {
            match c {
                '\n' if self.preformatted => self.line_break(),
                // A space that does not break lines is a matter of layout; it would hide word boundaries.
                ' ' | '\t' | '\n' | '\r' | '\x0C' | '\u{A0}' => self.space(),
                // Places where a word may be broken are no part of it.
                '\u{AD}' | '\u{200B}' | '\u{FEFF}' => {}
                c => self.push(c),
            }
        }
    }

    fn push(&mut self, c: char) {
        if is_invisible(c) {
            return;
        }
        self.breaks = 0;
        self.text.push(c);
    }

    fn space(&mut self) {
        if !self.text.is_empty() && !self.text.ends_with([' ', '\n']) {
            self.text.push(' ');
        }
    }

    fn line_break(&mut self) {
        self.breaks += 1;
        if self.breaks >= 2 {
            return self.flush();
        }
        self.text.truncate(self.text.trim_end().len());
        if !self.text.is_empty() {
            self.text.push('\n');
        }
    }

    /// Ends the block that was being read.
    fn flush(&mut self) {
        self.breaks = 0;
        let text = std::mem::take(&mut self.text);
        if text.trim().is_empty() {
            return;
        }
        let kind = if self.headings > 0 {
            BlockKind::Heading
        } else if self.quotes > 0 {
            BlockKind::Quote
        } else if self.items > 0 {
            BlockKind::Item
        } else {
            BlockKind::Paragraph
        };
        self.blocks.push((kind, text.trim().to_owned()));
    }
}

/// Whether the content of an element of this name is never text for readers.
fn is_skipped(name: &str) -> bool {
    matches!(
        name,
        "script"
            | "style"
            | "noscript"
            | "template"
            | "svg"
            | "title"
            | "textarea"
            | "select"
            | "button"
            | "iframe"
            | "object"
            | "noembed"
            | "noframes"
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_element_that_begins_a_line_is_a_block() {
        let found = blocks(
            "<h2>Talks</h2><div>They <b>met</b>\n on&nbsp;Monday.<p>They left.</div>\
             <blockquote><p>No.</blockquote><ul><li>One<li>Two</ul>After.",
        );
        let expected = [
            (BlockKind::Heading, "Talks"),
            (BlockKind::Paragraph, "They met on Monday."),
            (BlockKind::Paragraph, "They left."),
            (BlockKind::Quote, "No."),
            (BlockKind::Item, "One"),
            (BlockKind::Item, "Two"),
        ];
        let found: Vec<_> = found.iter().map(|(kind, text)| (*kind, text.as_str())).collect();
        assert_eq!(found[..6], expected);
        assert_eq!(found[6].1, "After.");
    }

    #[test]
    fn two_line_breaks_part_paragraphs_and_one_does_not() {
        let found: Vec<String> =
            blocks("One<br>two<br> <br/>three").into_iter().map(|(_, text)| text).collect();
        assert_eq!(found, ["One\ntwo", "three"]);
    }

    #[test]
    fn inline_quotations_get_marks() {
        assert_eq!(blocks("<p>He said <q>no</q>.")[0].1, "He said “no”.");
    }

    #[test]
    fn what_is_not_for_readers_is_left_out() {
        let found = blocks(
            "<script>alert('<p>x')</script><svg><text>y</text></svg><p onclick='z'>a\u{AD}b</p><!-- c -->",
        );
        assert_eq!(found, [(BlockKind::Paragraph, "ab".to_owned())]);
    }

    #[test]
    fn an_element_that_is_never_closed_hides_nothing() {
        let found: Vec<String> = blocks("<svg/>One<button><template>x</template><p>two")
            .into_iter()
            .map(|(_, text)| text)
            .collect();
        assert_eq!(found, ["One", "two"]);
    }
}
