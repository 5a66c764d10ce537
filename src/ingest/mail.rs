//! Mails, and web pages that a browser has saved as one (MHTML).

use mail_parser::{Address, MessageParser, MimeHeaders};

use super::{Error, Part, Reading, html, plain_text};
use crate::article::Metadata;

/// How many lines of a file are looked at to tell whether it is a mail.
const HEAD: usize = 60;
/// The most mails that are taken out of a box.
const MOST: usize = 10_000;

/// Whether bytes are a mail: they begin with headers, and these name a sender or a version of MIME.
pub(super) fn is(bytes: &[u8]) -> bool {
    let head = String::from_utf8_lossy(&bytes[..bytes.len().min(16 * 1024)]);
    let mut lines = head.lines().skip(usize::from(bytes.starts_with(b"From "))).take(HEAD);
    let mut known = 0;
    let mut is_dated = false;
    // Up to the blank line that ends the headers.
    for line in lines.by_ref().take_while(|line| !line.trim().is_empty()) {
        if line.starts_with([' ', '\t']) {
            continue;
        }
        let Some((name, _)) = line.split_once(':') else { return false };
        if name.is_empty() || !name.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-') {
            return false;
        }
        match name.to_ascii_lowercase().as_str() {
            "mime-version" | "received" | "message-id" => known += 2,
            "from" | "subject" | "to" | "content-type" => known += 1,
            "date" => is_dated = true,
            _ => {}
        }
    }
    known >= 2 && (is_dated || known >= 3)
}

/// The articles in a mail or in a box of them.
///
/// # Errors
/// If there is no text in it, or too much.
pub(super) fn read(bytes: &[u8]) -> Result<Vec<Part>, Error> {
    let mails = mails(bytes);
    if let [mail] = mails[..] {
        return Ok(vec![Part::only(read_one(mail)?)]);
    }
    let part = |mail: &&[u8]| Part { name: None, reading: read_one(mail) };
    let parts: Vec<Part> = mails.iter().take(MOST).map(part).collect();
    if parts.iter().any(|part| part.reading.is_ok()) { Ok(parts) } else { Err(Error::NoArticles) }
}

/// The article in a mail: its page if it has one, else its text.
fn read_one(bytes: &[u8]) -> Result<Reading, Error> {
    let message = MessageParser::default().parse(bytes).ok_or(Error::NoText)?;
    let page = message.parts.iter().find(|part| {
        part.content_type().is_some_and(|it| it.ctype() == "text" && it.subtype() == Some("html"))
    });
    let page = page.and_then(|part| part.text_contents());
    let mut reading = match (page, message.body_text(0)) {
        (Some(page), _) => html::read(page)?,
        (None, Some(text)) => {
            let article = plain_text(text.replace("\r\n", "\n"))?;
            Reading { article, warnings: Vec::new() }
        }
        (None, None) => return Err(Error::NoText),
    };
    let metadata = &mut reading.article.metadata;
    let own = Metadata {
        title: message.subject().map(str::to_owned),
        byline: sender(message.from()),
        date: message.date().map(|date| format!("{:04}-{:02}-{:02}", date.year, date.month, date.day)),
        ..Metadata::default()
    };
    metadata.title = metadata.title.take().or(own.title);
    metadata.byline = metadata.byline.take().or(own.byline);
    metadata.date = metadata.date.take().or(own.date);
    metadata.url = metadata.url.take().or(location(&message));
    Ok(reading)
}

/// Where a saved page came from.
fn location(message: &mail_parser::Message<'_>) -> Option<String> {
    let header = message.header("Snapshot-Content-Location").or_else(|| message.header("Content-Location"));
    header.and_then(|value| value.as_text()).map(str::to_owned)
}

/// Who sent it. Browsers put themselves there.
fn sender(from: Option<&Address<'_>>) -> Option<String> {
    let address = from?.first()?;
    let name = address.name().or(address.address())?;
    (!name.starts_with("Saved by") && !name.starts_with("<Saved")).then(|| name.to_owned())
}

/// The mails of a box, or the only one that there is.
fn mails(bytes: &[u8]) -> Vec<&[u8]> {
    if !bytes.starts_with(b"From ") {
        return vec![bytes];
    }
    let begins = |at: &usize| *at == 0 || bytes[*at..].starts_with(b"\nFrom ");
    let starts: Vec<usize> = (0..bytes.len()).filter(begins).collect();
    let ends = starts.iter().skip(1).copied().chain([bytes.len()]);
    let mail = |(start, end): (&usize, usize)| {
        let mail = bytes[*start..end].trim_ascii_start();
        // The line that parts mails belongs to none.
        mail.iter().position(|&byte| byte == b'\n').map_or(&b""[..], |at| &mail[at + 1..])
    };
    starts.iter().zip(ends).map(mail).collect()
}

#[cfg(test)]
mod tests {
    use super::super::read;

    const MAIL: &str = "From: =?utf-8?q?Ana_Beli=C4=87?= <ana@example.org>\r\nTo: desk@example.org\r\nDate: Tue, 5 Mar 2024 10:00:00 +0100\r\n\
                        Subject: River talks fail\r\nMIME-Version: 1.0\r\nContent-Type: text/plain; charset=utf-8\r\n\
                        Content-Transfer-Encoding: quoted-printable\r\n\r\nThey met.\r\n\r\n=E2=80=9CNo,=E2=80=9D said Tom =\r\nMoor.\r\n";

    #[test]
    fn a_mail_is_read_in_its_encoding_with_its_headers() {
        let article = read(MAIL.as_bytes(), "a.eml").unwrap().article;
        assert!(article.text().contains("“No,” said Tom Moor."), "{}", article.text());
        let metadata = &article.metadata;
        assert_eq!(metadata.title.as_deref(), Some("River talks fail"));
        assert_eq!(metadata.byline.as_deref(), Some("Ana Belić"));
        assert_eq!(metadata.date.as_deref(), Some("2024-03-05"));
    }

    #[test]
    fn a_page_saved_as_one_file_is_read_like_a_page() {
        let page = "From: <Saved by Blink>\r\nSnapshot-Content-Location: https://example.org/talks\r\nSubject: River talks fail\r\n\
                    Date: Tue, 5 Mar 2024 10:00:00 +0100\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=\"x\"\r\n\r\n\
                    --x\r\nContent-Type: text/html\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n<html><body><h1>River talks fail</h1>\
                    <p>They met=\r\n and left.</p></body></html>\r\n--x\r\nContent-Type: image/png\r\nContent-Transfer-Encoding: base64\r\n\r\n\
                    iVBORw0KGgo=\r\n--x--\r\n";
        let article = read(page.as_bytes(), "a.mhtml").unwrap().article;
        assert_eq!(article.text(), "River talks fail\n\nThey met and left.");
        assert_eq!(article.metadata.url.as_deref(), Some("https://example.org/talks"));
        assert_eq!(article.metadata.byline, None);
    }

    #[test]
    fn a_box_gives_all_its_mails() {
        let file = format!(
            "From ana Tue Mar  5 10:00:00 2024\r\n{MAIL}\r\nFrom tom Tue Mar  5 11:00:00 2024\r\n{MAIL}"
        );
        let parts = super::super::read_all(file.as_bytes(), "a.mbox").unwrap();
        assert_eq!(parts.len(), 2);
        for part in parts {
            let article = part.reading.unwrap().article;
            assert_eq!(article.text().matches("said Tom").count(), 1);
            assert_eq!(article.metadata.title.as_deref(), Some("River talks fail"));
        }
    }

    #[test]
    fn an_interview_is_no_mail() {
        for text in [
            "Bell: We agree.\nMoor: So do we.\n\nThey left.",
            "From: here\nTo: there\n\nA poem.",
            "Date: 5 March\n\nText.",
        ] {
            assert_eq!(read(text.as_bytes(), "a.txt").unwrap().article.text(), text);
        }
    }

    #[test]
    fn nested_parts_and_rubbish_end() {
        let mut deep = String::from("MIME-Version: 1.0\r\nFrom: a@b\r\nSubject: x\r\n");
        for level in 0..2_000 {
            deep += &format!("Content-Type: multipart/mixed; boundary=\"b{level}\"\r\n\r\n--b{level}\r\n");
        }
        assert!(read(deep.as_bytes(), "a.eml").is_err());
    }
}
