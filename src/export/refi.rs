//! REFI-QDA project exchange (`.qdpx`), for MAXQDA, NVivo, ATLAS.ti and QualCoder.

use std::collections::BTreeSet;
use std::io::{Cursor, Write};

use sha2::{Digest, Sha256};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipWriter};

use super::record::rounded;
use super::xml::Xml;
use super::{About, Entry, degree};
use crate::quotes::{Kind, Quotation};
use crate::stance::Device;
use crate::text::{ScalarOffsets, Span};

/// When everything in the file was made. A clock would give other bytes each time, but some programs need to be told.
const MADE: &str = "2000-01-01T00:00:00Z";

/// The groups of codes, each with a colour.
const GROUPS: [(&str, &str); 4] =
    [("Speaker", "#4477AA"), ("Stance", "#882255"), ("Kind", "#777777"), ("Device", "#117733")];

/// The five degrees of a stance, from hard to soft.
const DEGREES: [&str; 5] =
    ["hardline", "leaning hardline", "neutral", "leaning conciliatory", "conciliatory"];

/// All articles as a project of the QDA-XML standard, version 1.0 of 2019 (<https://www.qdasoftware.org>).
///
/// Each piece of a statement is a selection that is coded with its speakers, its degree of stance, its kind and its device; the
/// selection's description holds the numbers. Positions count code points from 0, the end excluded, as QualCoder reads and writes
/// them. Speakers of one name in several articles are one code.
///
/// # Panics
/// Never: an archive in memory can be written.
pub fn refi(entries: &[Entry<'_>], about: &About) -> Vec<u8> {
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    packed(&mut archive, entries, about)
        .and_then(|()| Ok(archive.finish()?.into_inner()))
        .unwrap_or_else(|error| unreachable!("a project that cannot be written: {error}"))
}

type Archive = ZipWriter<Cursor<Vec<u8>>>;

fn packed(archive: &mut Archive, entries: &[Entry<'_>], about: &About) -> zip::result::ZipResult<()> {
    // No clock, and nothing packed in a way that may differ between processors: the same project gives the same bytes.
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Stored)
        .last_modified_time(DateTime::default());
    archive.start_file("project.qde", options)?;
    archive.write_all(project(entries, about).as_bytes())?;
    for (number, entry) in entries.iter().enumerate() {
        archive.start_file(
            format!("sources/{}.txt", guid(&["source", &number.to_string(), entry.id])),
            options,
        )?;
        archive.write_all(entry.article.text().as_bytes())?;
    }
    Ok(())
}

fn project(entries: &[Entry<'_>], about: &About) -> String {
    let user = guid(&["user"]);
    let mut xml = Xml::new();
    let attributes = [
        ("xmlns", "urn:QDA-XML:project:1.0"),
        ("name", "Standpoint"),
        ("origin", about.program.as_str()),
        ("creatingUserGUID", user.as_str()),
        ("creationDateTime", MADE),
    ];
    xml.open("Project", &attributes).line();
    xml.open("Users", &[]).empty("User", &[("guid", &user), ("name", &about.program)]).close().line();
    codes(&mut xml, entries);
    if !entries.is_empty() {
        xml.open("Sources", &[]).line();
        // Some programs know a text by its name alone.
        let mut names = BTreeSet::new();
        for (number, &entry) in entries.iter().enumerate() {
            let title = entry.article.metadata.title.as_deref().unwrap_or(entry.id);
            let mut name = title.to_owned();
            while !names.insert(name.clone()) {
                name = format!("{name} ({})", entry.id);
            }
            source(&mut xml, &name, number, entry, &user);
        }
        xml.close().line();
    }
    let note = "Statements, speakers and stances found by a program; a stance runs from hardline (-1) to conciliatory (1).";
    xml.leaf("Description", &[], note);
    xml.finish()
}

fn codes(xml: &mut Xml, entries: &[Entry<'_>]) {
    let mut speakers: Vec<(&str, &'static str)> = entries
        .iter()
        .flat_map(|entry| entry.analysis.speakers.list.iter())
        .filter(|speaker| !speaker.name.is_empty())
        .map(|speaker| (speaker.name.as_str(), speaker.kind.name()))
        .collect();
    speakers.sort_unstable();
    speakers.dedup_by_key(|(name, _)| *name);
    speakers.push((UNATTRIBUTED, "Nobody can be named with reason."));
    let devices = Device::ALL.map(|device| (device.name(), ""));
    let kinds = [Kind::Direct, Kind::Mixed, Kind::Indirect].map(|kind| (kind.name(), ""));
    let degrees = DEGREES.map(|degree| (degree, ""));
    xml.open("CodeBook", &[]).open("Codes", &[]).line();
    for ((group, colour), members) in GROUPS.into_iter().zip([&speakers[..], &degrees, &kinds, &devices]) {
        let own = guid(&["code", group]);
        xml.open("Code", &[("guid", &own), ("name", group), ("isCodable", "false"), ("color", colour)])
            .line();
        for (name, description) in members {
            let own = guid(&["code", group, name]);
            xml.open("Code", &[("guid", &own), ("name", name), ("isCodable", "true"), ("color", colour)]);
            if !description.is_empty() {
                xml.leaf("Description", &[], description);
            }
            xml.close().line();
        }
        xml.close().line();
    }
    xml.close().close().line();
}

/// The code for statements of nobody.
const UNATTRIBUTED: &str = "Unattributed";

fn source(xml: &mut Xml, name: &str, number: usize, entry: Entry<'_>, user: &str) {
    let own = guid(&["source", &number.to_string(), entry.id]);
    let path = format!("internal://{own}.txt");
    xml.open(
        "TextSource",
        &[
            ("guid", &own),
            ("name", name),
            ("plainTextPath", &path),
            ("creatingUser", user),
            ("creationDateTime", MADE),
        ],
    );
    let about = &entry.article.metadata;
    let told: Vec<&str> = [&about.byline, &about.date, &about.publisher, &about.url]
        .into_iter()
        .filter_map(Option::as_deref)
        .collect();
    if !told.is_empty() {
        xml.leaf("Description", &[], &told.join(" · "));
    }
    xml.line();
    let offsets = ScalarOffsets::new(entry.article.text());
    for quotation in &entry.analysis.quotations {
        for (piece, &span) in quotation.content.iter().enumerate() {
            let place = [&own, &*quotation.id().to_string(), &*piece.to_string()].map(str::to_owned);
            selection(xml, entry, quotation, span, &offsets, &place, user);
        }
    }
    xml.close().line();
}

fn selection(
    xml: &mut Xml,
    entry: Entry<'_>,
    quotation: &Quotation,
    span: Span,
    offsets: &ScalarOffsets<'_>,
    place: &[String; 3],
    user: &str,
) {
    let named = |what: &[&str]| {
        let place = place.iter().map(String::as_str);
        guid(&place.chain(what.iter().copied()).collect::<Vec<_>>())
    };
    let [start, end] = offsets.pair(span).map(|offset| offset.to_string());
    let own = named(&["selection"]);
    xml.open(
        "PlainTextSelection",
        &[
            ("guid", &own),
            ("name", entry.article.slice(span)),
            ("startPosition", &start),
            ("endPosition", &end),
            ("creatingUser", user),
            ("creationDateTime", MADE),
        ],
    );
    let stance = entry.analysis.stances.get(&quotation.id());
    if let Some(stance) = stance {
        let [score, low, high] = [stance.score, stance.low, stance.high].map(rounded);
        xml.leaf("Description", &[], &format!("stance {score} ({low} to {high})"));
    }
    let mut codes: Vec<[&str; 2]> =
        entry.speakers(quotation).into_iter().map(|name| ["Speaker", name]).collect();
    if codes.is_empty() {
        codes.push(["Speaker", UNATTRIBUTED]);
    }
    codes.extend(stance.map(|stance| ["Stance", degree(rounded(stance.score))]));
    codes.push(["Kind", quotation.kind.name()]);
    codes.extend(stance.and_then(|stance| stance.device).map(|device| ["Device", device.name()]));
    for [group, name] in codes {
        let own = named(&["coding", group, name]);
        xml.open("Coding", &[("guid", &own), ("creatingUser", user), ("creationDateTime", MADE)]);
        xml.empty("CodeRef", &[("targetGUID", &guid(&["code", group, name]))]).close();
    }
    xml.close().line();
}

/// A GUID that follows from what it names, so that the same project gives the same file.
fn guid(parts: &[&str]) -> String {
    let mut hasher = Sha256::new();
    for part in parts {
        hasher.update((part.len() as u64).to_le_bytes());
        hasher.update(part);
    }
    let hex: String = hasher.finalize()[..16].iter().map(|byte| format!("{byte:02x}")).collect();
    // Version 8 of RFC 9562: made in a way of one's own.
    format!("{}-{}-8{}-8{}-{}", &hex[..8], &hex[8..12], &hex[13..16], &hex[17..20], &hex[20..])
}

#[cfg(test)]
mod tests {
    use std::io::Read;

    use roxmltree::Document;

    use super::super::tests::sample;
    use super::*;

    #[test]
    fn selections_lead_to_the_words_and_codings_to_codes() {
        let (article, analysis) = sample();
        let entry = Entry { id: "a", article: &article, analysis: &analysis };
        let bytes = refi(&[entry], &About::program());
        assert_eq!(bytes, refi(&[entry], &About::program()));
        let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
        let mut read = |name: &str| {
            let mut text = String::new();
            archive.by_name(name).unwrap().read_to_string(&mut text).unwrap();
            text
        };
        let project = read("project.qde");
        let document = Document::parse(&project).unwrap();
        let all =
            |name: &'static str| document.descendants().filter(move |node| node.tag_name().name() == name);
        let source = all("TextSource").next().unwrap();
        let path = source.attribute("plainTextPath").unwrap().replace("internal://", "sources/");
        let characters: Vec<char> = read(&path).chars().collect();
        let mut words = Vec::new();
        for selection in all("PlainTextSelection") {
            let [start, end] = ["startPosition", "endPosition"]
                .map(|side| selection.attribute(side).unwrap().parse().unwrap());
            words.push(characters[start..end].iter().collect::<String>());
            assert_eq!(selection.attribute("name"), words.last().map(String::as_str));
        }
        let pieces = analysis.quotations.iter().flat_map(|quotation| &quotation.content);
        assert_eq!(words, pieces.map(|&span| article.slice(span)).collect::<Vec<_>>());
        let codes: Vec<&str> = all("Code").filter_map(|code| code.attribute("guid")).collect();
        for reference in all("CodeRef") {
            assert!(codes.contains(&reference.attribute("targetGUID").unwrap()));
        }
    }

    #[test]
    fn texts_of_one_title_have_names_of_their_own_and_everything_a_date() {
        let (article, analysis) = sample();
        let entry = |id| Entry { id, article: &article, analysis: &analysis };
        let project = project(&[entry("a"), entry("b"), entry("b")], &About::program());
        let document = Document::parse(&project).unwrap();
        let of = |tag: &'static str, key: &'static str| {
            let nodes = document.descendants().filter(move |node| node.tag_name().name() == tag);
            nodes.map(move |node| node.attribute(key).unwrap_or_default().to_owned()).collect::<Vec<_>>()
        };
        let names: BTreeSet<String> = of("TextSource", "name").into_iter().collect();
        assert_eq!(names.len(), 3);
        for tag in ["PlainTextSelection", "Coding", "TextSource"] {
            assert!(of(tag, "creationDateTime").iter().all(|date| date == MADE), "{tag}");
        }
        assert!(of("Code", "color").iter().all(|colour| colour.starts_with('#')));
    }

    #[test]
    fn guids_have_their_form() {
        let one = guid(&["a", "b"]);
        assert_ne!(one, guid(&["ab"]));
        let lengths: Vec<usize> = one.split('-').map(str::len).collect();
        assert_eq!(lengths, [8, 4, 4, 4, 12]);
    }
}
