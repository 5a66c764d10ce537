//! Real files of every format, made by the programs that people have; `tests/data/formats/README.md` says how. Each must give the words
//! of its article, from the first to the last, and nothing that the format adds.

use std::path::Path;

use standpoint::analysis::{self, Engine};
use standpoint::article::Article;
use standpoint::ingest::Mapping;
use standpoint::storage;

fn opened(name: &str) -> Vec<Article> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/formats").join(name);
    let parts = storage::open_all(&path, &Mapping::default()).unwrap_or_else(|error| panic!("{error}"));
    parts
        .into_iter()
        .map(|part| part.reading.unwrap_or_else(|error| panic!("{name}: {error}")).article)
        .collect()
}

/// The name of a file, how the text of its first article begins and ends, and how many direct quotations the rules find in it.
const FILES: &[(&str, &str, &str, usize)] = &[
    (
        "article.docx",
        "Oil state bends, island walks out",
        "“That her chair is still here,” she said. “I have checked.”",
        7,
    ),
    ("article.epub", "The bell that stopped a bishop", "under the part that still has slates.", 7),
    ("article.odt", "Maravia sets Friday deadline in lithium row", "“but we do own a telephone.”", 7),
    ("article.rtf", "Kestria drops its claim to the Lisna ridge", "but only to discuss the bridge.", 11),
    ("article.xhtml", "Norrey frees trawler crew", "spelling.", 9),
    ("article_pandoc.docx", "Upstream, downstream", "being built today for the ministers.”", 7),
    ("articles_semicolon_1252.csv", "LARKBOROUGH, 5 November 2026", "to be told what it means.", 7),
    ("broadcast.srt", "Guns fall silent in Qasr Wadan", "be tired than be right.\u{a0}»", 5),
    ("broadcast.vtt", "Anchor: Port Merrin dockers walk out", "on the gate at midnight all the same.", 8),
    ("cairo_pango_twocol.pdf", "The Vestvik Mail", "the part that still has slates.", 18),
    ("groff_ms_twocol.pdf", "Estuary Review", "being built today for the ministers.\"", 7),
    ("lexis_five_documents.docx", "Quarry firm admits fouling village wells", "to be told what it means.", 7),
    ("lexis_print_single.pdf", "Eastmere backs Tanner’s Field homes", "Her shift began at midnight.", 5),
    ("lo_twocol_justified.pdf", "The Lindhavn Observer", "Page 1 of 1", 7),
    ("mail.eml", "Tallmer and Nørholm bury", "Unsubscribe", 8),
    ("qpdf_aes256_emptyuser.pdf", "The Lindhavn Observer", "Page 1 of 1", 7),
    ("saved.mhtml", "Tallmer and Nørholm bury", "spelling.", 8),
    ("three_mails.mbox", "Guns fall silent in Qasr Wadan", "Unsubscribe", 5),
    ("utf16le_bom.txt", "The bell that stopped a bishop", "the part that still has slates.", 7),
    ("weasyprint_softhyphens_de.pdf", "Großmühlener Bote", "für alle, die keine nassen wollen“.", 5),
    ("windows1252.txt", "Quarry firm admits fouling village wells", "to be told what it means.", 7),
    ("wrapped72.txt", "Port Merrin dockers walk out", "midnight all the same.", 9),
];

#[test]
fn every_format_gives_the_words_of_its_article() {
    let mut faults = Vec::new();
    for (name, first, last, expected) in FILES {
        let article = opened(name).remove(0);
        let text = article.text().trim();
        if !text.starts_with(first) || !text.ends_with(last) {
            let end: String = text.chars().rev().take(60).collect::<Vec<_>>().into_iter().rev().collect();
            faults.push(format!("{name}: {:?} … {end:?}", text.chars().take(60).collect::<String>()));
        }
        let found = analysis::analyze_with(&article, Engine::Rules);
        let direct = found.quotations.iter().filter(|it| it.kind == standpoint::quotes::Kind::Direct).count();
        if direct != *expected {
            faults.push(format!("{name}: {direct} direct quotations"));
        }
        if text.contains(['\u{AD}', 'ﬁ', 'ﬂ']) {
            faults.push(format!("{name}: soft hyphens or ligatures are left"));
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn files_of_several_articles_give_them_all_with_what_is_known_of_them() {
    let about = |name: &str| -> Vec<(Option<String>, Option<String>)> {
        opened(name).into_iter().map(|it| (it.metadata.title, it.metadata.date)).collect()
    };
    let table = about("articles_semicolon_1252.csv");
    assert_eq!(table.len(), 5);
    assert!(table.iter().all(|(title, _)| title.is_some()), "{table:?}");
    assert_eq!(about("three_mails.mbox").len(), 3);
    let delivered = opened("lexis_five_documents.docx");
    assert_eq!(delivered.len(), 5);
    for article in &delivered {
        let about = &article.metadata;
        assert!(about.title.is_some() && about.publisher.is_some() && about.date.is_some(), "{about:?}");
        assert!(!article.text().contains("Load-Date") && !article.text().contains("Copyright"));
    }
}

#[test]
fn of_an_unknown_language_only_what_is_between_marks_is_shown() {
    let article = opened("weasyprint_softhyphens_de.pdf").remove(0);
    assert_eq!(article.metadata.language.as_deref(), Some("German"));
    let found = analysis::analyze(&article);
    assert!(found.quotations.iter().all(|it| it.source.is_none()) && found.stances.is_empty());
}
