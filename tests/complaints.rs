//! What users of other programs complain of, each as a case that must stay right here. The numbers are those of the
//! programs' public issue lists.

use standpoint::analysis::{Analysis, Engine, analyze_with};
use standpoint::article::Article;
use standpoint::quotes::Kind;

/// Each statement of `text` as (speakers, pieces of content).
fn statements(text: &str) -> Vec<(String, Vec<String>)> {
    let article = Article::new(text);
    let analysis = analyzed(&article);
    let said = |q: &standpoint::quotes::Quotation| {
        q.content.iter().map(|&span| article.slice(span).to_owned()).collect()
    };
    analysis.quotations.iter().map(|q| (speakers(&analysis, q.id()), said(q))).collect()
}

/// The analysis, which in these cases must be the same with and without the learned model.
fn analyzed(article: &Article) -> Analysis {
    let [by_rules, with_model] = [Engine::Rules, Engine::Model].map(|engine| analyze_with(article, engine));
    let found = |analysis: &Analysis| -> Vec<_> {
        let speakers = |q: &standpoint::quotes::Quotation| speakers(analysis, q.id());
        analysis.quotations.iter().map(|q| (q.kind, q.content.clone(), speakers(q))).collect()
    };
    assert_eq!(found(&by_rules), found(&with_model), "{}", article.text());
    with_model
}

fn speakers(analysis: &Analysis, id: standpoint::quotes::QuotationId) -> String {
    let names = analysis.speakers.of(id).iter().map(|&s| analysis.speakers.get(s).name.as_str());
    names.collect::<Vec<_>>().join(" & ")
}

fn one(text: &str) -> (String, String) {
    let found = statements(text);
    assert_eq!(found.len(), 1, "{found:?}");
    (found[0].0.clone(), found[0].1.join(" … "))
}

#[test]
fn corenlp_905_an_apposition_between_name_and_verb() {
    let (speaker, said) = one("“It is getting worse,” Ilka Tarn, a doctor, said on Monday.");
    assert_eq!((speaker.as_str(), said.as_str()), ("Ilka Tarn", "“It is getting worse,”"));
}

#[test]
fn corenlp_905_a_speaker_named_in_the_paragraph_before() {
    let found = statements("Ilka Tarn spoke for an hour.\n\n“It is getting worse,” she said.");
    assert_eq!(found[0].0, "Ilka Tarn");
}

#[test]
fn corenlp_1139_a_quotation_reopened_in_each_paragraph_is_one() {
    let found = statements("Tarn said: “We waited.\n\n“We waited again.\n\n“Then we left.”");
    assert_eq!(found.len(), 1, "{found:?}");
    assert_eq!(found[0].1.len(), 3);
}

#[test]
fn corenlp_1251_a_nickname_is_no_quotation() {
    assert_eq!(statements("Then Josef “the Cat” Marr left the hall without a word."), []);
}

#[test]
fn textacy_379_380_an_odd_mark_costs_nothing_else() {
    let found =
        statements("The 5\" pipe burst.\n\n“We need help,” said Ilka Tarn.\n\n“Nobody came. He shrugged.");
    assert!(
        found.iter().any(|(speaker, said)| speaker == "Ilka Tarn" && said == &["“We need help,”"]),
        "{found:?}"
    );
}

#[test]
fn textacy_383_signed_with_a_dash() {
    let (speaker, said) = one("“We did what we could.” - Ilka Tarn");
    assert_eq!((speaker.as_str(), said.as_str()), ("Ilka Tarn", "“We did what we could.”"));
}

#[test]
fn textacy_383_from_a_chairwoman_with_a_colon() {
    let found = statements("From Chairwoman Ilka Tarn: “The committee will meet again on Friday.”");
    assert_eq!(found[0].0, "Ilka Tarn", "{found:?}");
}

#[test]
fn textacy_293_reported_speech_counts() {
    let article = Article::new("Ilka Tarn said that the committee would meet again.");
    let analysis = analyzed(&article);
    assert_eq!(analysis.quotations[0].kind, Kind::Indirect);
    assert_eq!(article.slice(analysis.quotations[0].content[0]), "the committee would meet again");
}

#[test]
fn sayswho_3_a_quotation_without_a_reporting_verb() {
    let found = statements("Ilka Tarn was blunt: “We will not meet again this year.”");
    assert_eq!(found[0].0, "Ilka Tarn", "{found:?}");
}

#[test]
fn dna_words_with_semicolons_and_marks_are_not_rewritten() {
    let (_, said) = one("“We asked; they said ‘no’ – twice,” said Ilka Tarn.");
    assert_eq!(said, "“We asked; they said ‘no’ – twice,”");
}

#[test]
fn qualcoder_1207_offsets_hold_after_emoji() {
    let article = Article::new("🙂🙂 “We go,” said Ilka Tarn.");
    let analysis = analyzed(&article);
    assert_eq!(article.slice(analysis.quotations[0].content[0]), "“We go,”");
    let offsets = standpoint::text::ScalarOffsets::new(article.text());
    assert_eq!(offsets.pair(analysis.quotations[0].content[0]), [3, 11]);
}
