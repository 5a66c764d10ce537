//! The tokens of a page: tags and text, read by the tokenizer of a browser engine, without building a tree.

use std::cell::RefCell;

use html5ever::tendril::StrTendril;
use html5ever::tokenizer::states::RawKind;
use html5ever::tokenizer::{
    BufferQueue, Tag, TagKind, Token, TokenSink, TokenSinkResult, Tokenizer, TokenizerOpts,
};

/// Calls `on` with each token of `html`, in order. Takes time linear in the page, whatever is in it.
pub(super) fn each(html: &str, on: impl FnMut(Token)) {
    let tokenizer = Tokenizer::new(Sink { on: RefCell::new(on) }, TokenizerOpts::default());
    let input = BufferQueue::default();
    input.push_back(StrTendril::from(html));
    // The tokenizer stops early only where a sink asks it to run a script, which this one never does.
    let _ = tokenizer.feed(&input);
    tokenizer.end();
}

struct Sink<F> {
    on: RefCell<F>,
}

impl<F: FnMut(Token)> TokenSink for Sink<F> {
    type Handle = ();

    fn process_token(&self, token: Token, _line: u64) -> TokenSinkResult<()> {
        let next = match &token {
            Token::TagToken(tag) => raw_text(tag),
            _ => None,
        };
        (self.on.borrow_mut())(token);
        next.map_or(TokenSinkResult::Continue, TokenSinkResult::RawData)
    }
}

/// How the tokenizer is to read what follows a tag whose content is not markup.
fn raw_text(tag: &Tag) -> Option<RawKind> {
    if tag.kind != TagKind::StartTag {
        return None;
    }
    match &*tag.name {
        "script" => Some(RawKind::ScriptData),
        "title" | "textarea" => Some(RawKind::Rcdata),
        name if is_raw(name) => Some(RawKind::Rawtext),
        _ => None,
    }
}

/// Whether the content of an element of this name is neither markup nor text with character references.
pub(super) fn is_raw(name: &str) -> bool {
    matches!(name, "script" | "style" | "xmp" | "iframe" | "noembed" | "noframes")
}

/// Whether an element of this name never has content.
pub(super) fn is_void(name: &str) -> bool {
    matches!(
        name,
        "area"
            | "base"
            | "br"
            | "col"
            | "embed"
            | "hr"
            | "img"
            | "input"
            | "link"
            | "meta"
            | "param"
            | "source"
            | "track"
            | "wbr"
    )
}

/// Whether an element of this name stands within a line of text.
pub(super) fn is_inline(name: &str) -> bool {
    is_formatting(name)
        || matches!(
            name,
            "span"
                | "q"
                | "cite"
                | "abbr"
                | "acronym"
                | "time"
                | "sub"
                | "sup"
                | "mark"
                | "ins"
                | "del"
                | "s"
                | "dfn"
                | "kbd"
                | "samp"
                | "var"
                | "bdi"
                | "bdo"
                | "data"
                | "label"
                | "output"
                | "ruby"
                | "rt"
                | "rp"
                | "wbr"
                | "img"
                | "picture"
                | "source"
                | "graphic"
                | "ref"
                | "hi"
                | "amp-img"
                | "lb"
        )
}

/// Whether a parser opens an unclosed element of this name again in each following block.
pub(super) fn is_formatting(name: &str) -> bool {
    matches!(
        name,
        "a" | "b"
            | "big"
            | "code"
            | "em"
            | "font"
            | "i"
            | "nobr"
            | "s"
            | "small"
            | "strike"
            | "strong"
            | "tt"
            | "u"
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn scripts_are_not_read_as_markup() {
        let mut text = String::new();
        let mut tags = Vec::new();
        each("<p>a &amp; b<script>if (a < b) '<p>'</script><title>x <b> y</title>", |token| match token {
            Token::CharacterTokens(words) => text.push_str(&words),
            Token::TagToken(tag) => tags.push(tag.name.to_string()),
            _ => {}
        });
        assert_eq!(text, "a & bif (a < b) '<p>'x <b> y");
        assert_eq!(tags, ["p", "script", "script", "title", "title"]);
    }
}
