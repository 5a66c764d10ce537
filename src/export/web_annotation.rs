//! W3C Web Annotations as JSON-LD: each statement selects its words by position and by the words themselves.

use serde_json::{Value, json};

use super::Entry;
use super::record::rounded;
use crate::quotes::Quotation;
use crate::speakers::SpeakerId;
use crate::stance::Device;
use crate::text::{ScalarOffsets, Span};

/// How much of the text before and after is given, in bytes, cut to characters.
const AROUND: usize = 32;
/// Where the terms come from that the standard does not have. The address is a name, and is never followed.
const TERMS: &str = "urn:standpoint:terms#";

/// All statements as an annotation collection of one page (<https://www.w3.org/TR/annotation-model/>).
///
/// A target for each piece of a statement: a `TextPositionSelector`, which counts code points from 0, the end excluded, and a
/// `TextQuoteSelector` with the words. The source is the article's address, or its id where it has none. Bodies: the speakers
/// (`identifying`), kind and device (`tagging`), and the stance as a `standpoint:Stance` with score and range.
pub fn web_annotation(entries: &[Entry<'_>]) -> String {
    let items: Vec<Value> = entries.iter().flat_map(|&entry| annotations(entry)).collect();
    let collection = json!({
        "@context": ["http://www.w3.org/ns/anno.jsonld", { "standpoint": TERMS }],
        "id": "urn:standpoint:statements",
        "type": "AnnotationCollection",
        "total": items.len(),
        "first": { "id": "urn:standpoint:statements:1", "type": "AnnotationPage", "startIndex": 0, "items": items },
    });
    format!("{collection:#}\n")
}

fn annotations(entry: Entry<'_>) -> Vec<Value> {
    let offsets = ScalarOffsets::new(entry.article.text());
    entry.analysis.quotations.iter().map(|quotation| annotation(entry, quotation, &offsets)).collect()
}

fn annotation(entry: Entry<'_>, quotation: &Quotation, offsets: &ScalarOffsets<'_>) -> Value {
    let name = |part: String| format!("urn:standpoint:article:{}:{part}", escaped(entry.id));
    let source = entry
        .article
        .metadata
        .url
        .clone()
        .unwrap_or_else(|| format!("urn:standpoint:article:{}", escaped(entry.id)));
    let target = |&span: &Span| json!({ "source": source, "selector": selectors(entry, span, offsets) });
    let mut bodies = vec![tag("tagging", quotation.kind.name())];
    let of = |speaker: SpeakerId| {
        let speaker = entry.analysis.speakers.get(speaker);
        json!({
            "type": "TextualBody",
            "purpose": "identifying",
            "value": speaker.name,
            "standpoint:speakerKind": speaker.kind.name(),
        })
    };
    bodies.extend(entry.analysis.speakers.of(quotation.id()).iter().map(|&speaker| of(speaker)));
    if let Some(stance) = entry.analysis.stances.get(&quotation.id()) {
        bodies.extend(stance.device.map(|device| tag("tagging", Device::name(device))));
        bodies.push(json!({
            "type": "standpoint:Stance",
            "purpose": "assessing",
            "standpoint:score": rounded(stance.score),
            "standpoint:low": rounded(stance.low),
            "standpoint:high": rounded(stance.high),
        }));
    }
    json!({
        "id": name(quotation.id().to_string()),
        "type": "Annotation",
        "motivation": "classifying",
        "body": bodies,
        "target": quotation.content.iter().map(target).collect::<Vec<Value>>(),
    })
}

fn tag(purpose: &str, value: &str) -> Value {
    json!({ "type": "TextualBody", "purpose": purpose, "value": value })
}

fn selectors(entry: Entry<'_>, span: Span, offsets: &ScalarOffsets<'_>) -> Value {
    let text = entry.article.text();
    let [start, end] = offsets.pair(span);
    let before = text.floor_char_boundary(span.start.saturating_sub(AROUND));
    let after = text.ceil_char_boundary((span.end + AROUND).min(text.len()));
    json!([
        { "type": "TextPositionSelector", "start": start, "end": end },
        {
            "type": "TextQuoteSelector",
            "exact": entry.article.slice(span),
            "prefix": &text[before..span.start],
            "suffix": &text[span.end..after],
        },
    ])
}

/// A name as part of a URN: what may not stand in one is written in hexadecimal.
fn escaped(name: &str) -> String {
    let byte = |byte: u8| match byte {
        b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'.' | b'_' => char::from(byte).to_string(),
        _ => format!("%{byte:02X}"),
    };
    name.bytes().map(byte).collect()
}

#[cfg(test)]
mod tests {
    use super::super::tests::sample;
    use super::*;

    #[test]
    fn both_selectors_lead_to_the_same_words() {
        let (article, analysis) = sample();
        let text = web_annotation(&[Entry { id: "a b", article: &article, analysis: &analysis }]);
        let read: Value = serde_json::from_str(&text).unwrap();
        let items = read["first"]["items"].as_array().unwrap();
        assert_eq!((items.len(), &read["total"]), (2, &json!(2)));
        assert_eq!(items[0]["id"], format!("urn:standpoint:article:a%20b:{}", analysis.quotations[0].id()));
        let characters: Vec<char> = article.text().chars().collect();
        for target in items.iter().flat_map(|item| item["target"].as_array().unwrap()) {
            let [position, quote] = [&target["selector"][0], &target["selector"][1]];
            let [start, end] = ["start", "end"].map(|side| position[side].as_u64().unwrap() as usize);
            let words: String = characters[start..end].iter().collect();
            assert_eq!(quote["exact"], words);
            let before: String = characters[..start].iter().collect();
            assert!(before.ends_with(quote["prefix"].as_str().unwrap()));
        }
        assert_eq!(items[0]["body"][1]["value"], "Vučić");
        assert_eq!(items[0]["body"][3]["standpoint:score"], -0.3333);
    }
}
