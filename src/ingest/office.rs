//! Documents of word processors: Word's `.docx` and the OpenDocument `.odt`, each a zip package with the text as XML.
//!
//! Taken are headings and paragraphs as one reads them: what a tracked change has deleted, comments, notes and fields' codes are left
//! out, what one has inserted is kept.

use quick_xml::Reader;
use quick_xml::XmlVersion;
use quick_xml::events::{BytesStart, Event};

use super::package::Package;
use super::{Error, Reading, header};
use crate::article::{Article, BlockKind, Metadata};

/// XML nested deeper than this is no document.
const DEEPEST: usize = 256;

/// Reads a document; `None` if the package is of another kind.
///
/// # Errors
/// If it is locked, damaged or too large.
pub(super) fn read(package: &mut Package<'_>) -> Result<Option<Reading>, Error> {
    let (text, form, about) = if let Some(text) = package.text("word/document.xml")? {
        (text, &WORD, package.text("docProps/core.xml")?)
    } else if let Some(text) = package.text("content.xml")? {
        (text, &OPEN_DOCUMENT, package.text("meta.xml")?)
    } else {
        return Ok(None);
    };
    let mut metadata = about.map(|about| metadata(&about)).transpose()?.unwrap_or_default();
    let mut parts = blocks(&text, form)?;
    header::of_document(&mut parts, &mut metadata);
    let article = Article::from_parts(&parts, metadata);
    Ok(Some(Reading { article, warnings: Vec::new() }))
}

/// What the elements of a format mean, by their names without prefix.
struct Form {
    /// Begin and end a paragraph.
    paragraphs: &'static [&'static str],
    /// Hold letters; where empty, a paragraph itself does.
    letters: &'static [&'static str],
    /// Are left out with all that is in them.
    hidden: &'static [&'static str],
    /// Stand for a space, a tabulator or a line break.
    spaces: &'static [&'static str],
}

const WORD: Form = Form {
    paragraphs: &["p"],
    letters: &["t"],
    hidden: &[
        "del",
        "moveFrom",
        "instrText",
        "footnote",
        "endnote",
        "comment",
        "pPrChange",
        "rPrChange",
        "txbxContent",
    ],
    spaces: &["tab", "br", "cr"],
};

const OPEN_DOCUMENT: Form = Form {
    paragraphs: &["p", "h"],
    letters: &[],
    hidden: &[
        "tracked-changes",
        "annotation",
        "note",
        "sequence-decls",
        "automatic-styles",
        "scripts",
        "font-face-decls",
    ],
    spaces: &["s", "tab", "line-break"],
};

/// A paragraph that is being read.
#[derive(Default)]
struct Open {
    words: String,
    kind: Option<BlockKind>,
}

fn blocks(xml: &str, form: &Form) -> Result<Vec<(BlockKind, String)>, Error> {
    let mut out: Vec<(BlockKind, String)> = Vec::new();
    let mut open: Vec<Open> = Vec::new();
    let (mut hidden, mut letters) = (0usize, 0usize);
    walk(xml, |step| match step {
        Step::Start(name, element) => {
            if hidden > 0 || form.hidden.contains(&name) {
                hidden += 1;
            } else if form.paragraphs.contains(&name) {
                let kind = if name == "h" { Some(BlockKind::Heading) } else { style(element, "style-name") };
                open.push(Open { kind, ..Open::default() });
            } else if form.letters.contains(&name) {
                letters += 1;
            } else if let Some(paragraph) = open.last_mut() {
                if form.spaces.contains(&name) {
                    paragraph.words.push(' ');
                } else if name == "pStyle" {
                    paragraph.kind = style(element, "val");
                }
            }
        }
        Step::End(name) => {
            if hidden > 0 {
                hidden -= 1;
            } else if form.paragraphs.contains(&name) {
                if let Some(done) = open.pop() {
                    let words = done.words.split_whitespace().collect::<Vec<_>>().join(" ");
                    let first = out.is_empty();
                    let kind = done.kind.filter(|kind| *kind != BlockKind::Title || first);
                    if !words.is_empty() {
                        out.push((kind.unwrap_or(BlockKind::Paragraph), words));
                    }
                }
            } else if form.letters.contains(&name) {
                letters = letters.saturating_sub(1);
            }
        }
        Step::Text(words) => {
            let counts = hidden == 0 && (form.letters.is_empty() || letters > 0);
            if let Some(paragraph) = open.last_mut().filter(|_| counts) {
                paragraph.words.push_str(words);
            }
        }
    })?;
    Ok(out)
}

/// What a paragraph's style makes of it.
fn style(element: &BytesStart<'_>, attribute: &str) -> Option<BlockKind> {
    let named =
        element.attributes().flatten().find(|it| it.key.local_name().as_ref() == attribute.as_bytes())?;
    let name = String::from_utf8_lossy(&named.value).to_lowercase();
    match name.as_str() {
        "title" => Some(BlockKind::Title),
        "subtitle" => Some(BlockKind::Heading),
        name if name.starts_with("heading") || name.starts_with("berschrift") => Some(BlockKind::Heading),
        name if name.contains("quot") => Some(BlockKind::Quote),
        name if name.starts_with("list") => Some(BlockKind::Item),
        _ => None,
    }
}

/// What the document says about itself.
fn metadata(xml: &str) -> Result<Metadata, Error> {
    let mut found = Metadata::default();
    let mut at = String::new();
    walk(xml, |step| match step {
        Step::Start(name, _) => at = name.to_owned(),
        Step::End(_) => at.clear(),
        Step::Text(words) => {
            let words = words.trim();
            let slot = match at.as_str() {
                "title" => &mut found.title,
                "creator" | "initial-creator" => &mut found.byline,
                _ => return,
            };
            if slot.is_none() && !words.is_empty() {
                *slot = Some(words.to_owned());
            }
        }
    })?;
    Ok(found)
}

/// A step through XML.
pub(super) enum Step<'x> {
    /// An element begins; its name without prefix.
    Start(&'x str, &'x BytesStart<'x>),
    /// An element ends.
    End(&'x str),
    /// Words.
    Text(&'x str),
}

/// Goes through XML. A document type is refused: it could make entities of entities, or name other files.
pub(super) fn walk(xml: &str, mut visit: impl FnMut(Step<'_>)) -> Result<(), Error> {
    let damaged = || Error::Damaged("an office document");
    let mut reader = Reader::from_str(xml);
    let mut depth = 0usize;
    loop {
        match reader.read_event().map_err(|_| damaged())? {
            Event::Eof => return if depth == 0 { Ok(()) } else { Err(damaged()) },
            Event::DocType(_) => return Err(damaged()),
            Event::Start(element) => {
                depth += 1;
                if depth > DEEPEST {
                    return Err(damaged());
                }
                visit(Step::Start(&local(element.local_name().as_ref()), &element));
            }
            Event::Empty(element) => {
                let name = element.local_name();
                let name = local(name.as_ref());
                visit(Step::Start(&name, &element));
                visit(Step::End(&name));
            }
            Event::End(element) => {
                depth = depth.saturating_sub(1);
                visit(Step::End(&local(element.local_name().as_ref())));
            }
            Event::Text(words) => {
                let words = words.xml_content(XmlVersion::Implicit1_0).map_err(|_| damaged())?;
                visit(Step::Text(&words));
            }
            Event::CData(words) => visit(Step::Text(&String::from_utf8_lossy(&words))),
            Event::GeneralRef(entity) => {
                let code = entity.resolve_char_ref().map_err(|_| damaged())?;
                let name = String::from_utf8_lossy(&entity).into_owned();
                let known = quick_xml::escape::resolve_predefined_entity(&name);
                match (code, known) {
                    (Some(c), _) => visit(Step::Text(c.encode_utf8(&mut [0; 4]))),
                    (None, Some(words)) => visit(Step::Text(words)),
                    (None, None) => return Err(damaged()),
                }
            }
            Event::Decl(_) | Event::PI(_) | Event::Comment(_) => {}
        }
    }
}

fn local(name: &[u8]) -> std::borrow::Cow<'_, str> {
    String::from_utf8_lossy(name)
}

#[cfg(test)]
mod tests {
    use super::super::package::tests::package;
    use super::super::{Error, read};
    use crate::article::BlockKind;

    fn word(body: &str) -> Vec<u8> {
        let text =
            format!("<?xml version=\"1.0\"?><w:document xmlns:w=\"w\"><w:body>{body}</w:body></w:document>");
        let core = "<cp:coreProperties xmlns:cp=\"c\" xmlns:dc=\"d\" xmlns:dcterms=\"t\"><dc:title>Draft</dc:title>\
                    <dc:creator>Ana Bell</dc:creator><dcterms:created>2024-03-05T10:00:00Z</dcterms:created></cp:coreProperties>";
        package(&[("word/document.xml", &text), ("docProps/core.xml", core)])
    }

    #[test]
    fn a_word_document_is_read_as_one_sees_it() {
        let bytes = word(
            "<w:p><w:pPr><w:pStyle w:val=\"Title\"/></w:pPr><w:r><w:t>River talks fail</w:t></w:r></w:p>\
             <w:p><w:r><w:t>They </w:t></w:r><w:del><w:r><w:delText>never </w:delText></w:r></w:del><w:ins><w:r><w:t>met</w:t></w:r></w:ins>\
             <w:r><w:instrText>PAGE</w:instrText><w:tab/><w:t xml:space=\"preserve\">&amp; left, &#8220;at once&#8221;.</w:t></w:r></w:p><w:p/>",
        );
        let article = read(&bytes, "a.docx").unwrap().article;
        assert_eq!(article.text(), "River talks fail\n\nThey met & left, “at once”.");
        assert_eq!(article.blocks()[0].kind, BlockKind::Title);
        let metadata = &article.metadata;
        assert_eq!(metadata.title.as_deref(), Some("River talks fail"));
        assert_eq!((metadata.byline.as_deref(), metadata.date.as_deref()), (Some("Ana Bell"), None));
    }

    #[test]
    fn an_open_document_is_read_without_its_notes_and_changes() {
        let text = "<office:document-content xmlns:office=\"o\" xmlns:text=\"t\"><office:body><office:text>\
                    <text:tracked-changes><text:p>gone</text:p></text:tracked-changes><text:h>Talks</text:h>\
                    <text:p>They<text:s/>met<text:note><text:p>a note</text:p></text:note>.</text:p></office:text></office:body>\
                    </office:document-content>";
        let article = read(&package(&[("mimetype", "x"), ("content.xml", text)]), "a.odt").unwrap().article;
        assert_eq!(article.text(), "Talks\n\nThey met.");
        assert_eq!(article.blocks()[0].kind, BlockKind::Title);
    }

    #[test]
    fn hostile_packages_are_refused() {
        let refused = |bytes: &[u8]| read(bytes, "a.docx").unwrap_err();
        let bomb = "<!DOCTYPE x [<!ENTITY a \"aaaaaaaa\"><!ENTITY b \"&a;&a;&a;\">]><x>&b;</x>";
        assert!(matches!(refused(&package(&[("word/document.xml", bomb)])), Error::Damaged(_)));
        assert!(matches!(refused(&package(&[("word/document.xml", "<x>&xxe;</x>")])), Error::Damaged(_)));
        assert!(matches!(
            refused(&package(&[("word/document.xml", &"<a>".repeat(100_000))])),
            Error::Damaged(_)
        ));
        let blank = " ".repeat(70 * 1024 * 1024);
        assert!(matches!(refused(&package(&[("word/document.xml", &blank)])), Error::TooLarge(_)));
        let mut cut = word("<w:p><w:r><w:t>Cut</w:t></w:r></w:p>");
        cut.truncate(cut.len() / 2);
        assert!(matches!(refused(&cut), Error::Damaged(_)));
        assert!(matches!(
            refused(&package(&[("ppt/x.xml", "text"), ("[Content_Types].xml", "")])),
            Error::Unsupported(_)
        ));
        assert!(matches!(refused(b"PK\x03\x04 and nothing"), Error::Damaged(_)));
    }

    #[test]
    fn an_empty_document_is_empty() {
        assert_eq!(read(&word("<w:p/>"), "a.docx").unwrap_err(), Error::Empty);
    }
}
