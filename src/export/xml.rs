//! Elements of XML, written one after the other.

use quick_xml::escape::escape;

/// A document that is being written; elements are closed in the order in which they were opened.
pub(super) struct Xml {
    text: String,
    open: Vec<&'static str>,
}

impl Xml {
    /// A document with nothing but the declaration in it.
    pub(super) fn new() -> Self {
        Self { text: "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n".into(), open: Vec::new() }
    }

    /// Opens an element.
    pub(super) fn open(&mut self, name: &'static str, attributes: &[(&str, &str)]) -> &mut Self {
        self.tag(name, attributes, ">");
        self.open.push(name);
        self
    }

    /// An element without anything in it.
    pub(super) fn empty(&mut self, name: &'static str, attributes: &[(&str, &str)]) -> &mut Self {
        self.tag(name, attributes, "/>");
        self
    }

    /// An element with words in it.
    pub(super) fn leaf(&mut self, name: &'static str, attributes: &[(&str, &str)], words: &str) -> &mut Self {
        self.open(name, attributes).words(words).close()
    }

    /// Words.
    pub(super) fn words(&mut self, words: &str) -> &mut Self {
        self.text.push_str(&escape(sound(words).as_str()));
        self
    }

    /// A line break, where the format does not care.
    pub(super) fn line(&mut self) -> &mut Self {
        self.text.push('\n');
        self
    }

    /// Closes the element that was opened last.
    pub(super) fn close(&mut self) -> &mut Self {
        if let Some(name) = self.open.pop() {
            self.text.push_str(&format!("</{name}>"));
        }
        self
    }

    /// The document, all elements closed.
    pub(super) fn finish(mut self) -> String {
        while !self.open.is_empty() {
            self.close();
        }
        self.text.push('\n');
        self.text
    }

    fn tag(&mut self, name: &str, attributes: &[(&str, &str)], end: &str) {
        self.text.push('<');
        self.text.push_str(name);
        for (key, value) in attributes {
            let value = escape(sound(value).as_str()).replace('\n', "&#10;").replace('\t', "&#9;");
            self.text.push_str(&format!(" {key}=\"{value}\""));
        }
        self.text.push_str(end);
    }
}

/// Words without the characters that XML 1.0 has no way to write: each becomes U+FFFD, so that offsets stay true.
fn sound(words: &str) -> String {
    let is_sound =
        |c: char| matches!(c, '\t' | '\n' | ' '..='\u{D7FF}' | '\u{E000}'..='\u{FFFD}' | '\u{10000}'..);
    words.chars().map(|c| if is_sound(c) { c } else { '\u{FFFD}' }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whatever_the_words_the_document_is_read_as_it_was_meant() {
        let mut xml = Xml::new();
        xml.open("a", &[("b", "<\"&'\n\t")]).words("x < y & \u{1}z").empty("c", &[]);
        let text = xml.finish();
        let read = roxmltree::Document::parse(&text).unwrap();
        assert_eq!(read.root_element().attribute("b"), Some("<\"&'\n\t"));
        assert_eq!(read.root_element().text(), Some("x < y & \u{FFFD}z"));
    }
}
