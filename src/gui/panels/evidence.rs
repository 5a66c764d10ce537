//! Why a statement is scored as it is: its words lit by what they add, each of which can be left out, and what the rules
//! alone say.

use eframe::egui::{self, RichText, Stroke};
use egui::text::LayoutJob;
use egui::{Color32, FontId, TextFormat};

use crate::gui::command::Command;
use crate::gui::document::Document;
use crate::gui::reading::{Reading, shorten, signed};
use crate::gui::theme::{self, Look};
use crate::gui::words;
use crate::quotes::{Quotation, QuotationId};
use crate::stance::{Evidence, Stance};
use crate::text::Span;

/// No more characters of a statement than this are shown here; the article has them all.
const MOST: usize = 600;

/// The words of a statement, those that carry its score underlined in the colour of their side, the stronger the thicker;
/// those left out on trial struck out.
pub(super) fn lit(ui: &egui::Ui, document: &Document, quotation: &Quotation) -> LayoutJob {
    let look = Look::of(ui);
    let id = quotation.id();
    let evidence = document.evidence(id).unwrap_or_default();
    let mut job = LayoutJob::default();
    let mut left = MOST;
    for (at, piece) in quotation.content.iter().enumerate() {
        if at > 0 {
            job.append(words::article::GAP, 0.0, format(&look));
        }
        for part in cut(*piece, evidence) {
            let carries = evidence.iter().find(|evidence| evidence.span.contains(part));
            let is_out =
                document.trial_of(id).is_some_and(|trial| trial.out.iter().any(|out| out.contains(part)));
            let words = document.reading.article.slice(part).replace(char::is_whitespace, " ");
            let words: String = words.chars().take(left).collect();
            left -= words.chars().count();
            job.append(&words, 0.0, of_evidence(&look, carries, is_out));
        }
        if left == 0 {
            job.append(words::article::CUT, 0.0, format(&look));
            break;
        }
    }
    job
}

fn format(look: &Look) -> TextFormat {
    TextFormat { font_id: theme::serif(15.0), color: look.ink, ..TextFormat::default() }
}

fn of_evidence(look: &Look, evidence: Option<&Evidence>, is_out: bool) -> TextFormat {
    let mut format = format(look);
    if let Some(evidence) = evidence {
        let strength = evidence.weight.abs().min(0.6) as f32 / 0.6;
        format.underline = Stroke::new(1.0 + 2.5 * strength, side(look, evidence.weight));
    }
    if is_out {
        format.color = look.weak;
        format.strikethrough = Stroke::new(1.0, look.ink);
    }
    format
}

fn side(look: &Look, weight: f64) -> Color32 {
    theme::colour(crate::palette::stance(weight.signum(), look.appearance))
}

/// A piece of a statement, cut where evidence begins and ends.
fn cut(piece: Span, evidence: &[Evidence]) -> Vec<Span> {
    let mut ends: Vec<usize> = evidence
        .iter()
        .flat_map(|evidence| [evidence.span.start, evidence.span.end])
        .chain([piece.start, piece.end])
        .filter(|end| (piece.start..=piece.end).contains(end))
        .collect();
    ends.sort_unstable();
    ends.dedup();
    ends.windows(2).map(|pair| Span::new(pair[0], pair[1])).collect()
}

/// The words that carry a score, each with a box that leaves it out.
pub(super) fn list(ui: &mut egui::Ui, document: &Document, id: QuotationId, commands: &mut Vec<Command>) {
    let look = Look::of(ui);
    let weak = |ui: &mut egui::Ui, words: &str| {
        ui.label(RichText::new(words).font(theme::plain(12.0)).color(look.weak));
    };
    let Some(evidence) = document.evidence(id) else {
        return weak(ui, words::evidence::SEARCHING);
    };
    if evidence.is_empty() {
        let stance = document.reading.analysis.stances.get(&id);
        return weak(
            ui,
            match stance.is_some_and(|stance| stance.learned.is_some()) {
                true if document.explained.contains_key(&id) => words::evidence::NO_FEW_WORDS,
                true => words::evidence::CLICK,
                false => words::evidence::NO_LISTED_WORDS,
            },
        );
    }
    let is_learned = document.explained.contains_key(&id);
    if is_learned {
        weak(ui, words::evidence::LOSSES);
    }
    for evidence in evidence {
        let is_out = document.trial_of(id).is_some_and(|trial| trial.out.contains(&evidence.span));
        let words = shorten(document.reading.article.slice(evidence.span), 80);
        let mut counts = !is_out;
        ui.horizontal_top(|ui| {
            let response = ui.checkbox(&mut counts, "");
            response.widget_info(|| {
                let label = words::evidence::count(&words);
                egui::WidgetInfo::selected(egui::accesskit::Role::CheckBox, true, !is_out, label)
            });
            if response.on_hover_text(words::evidence::COUNT_HINT).changed() {
                commands.push(Command::Weigh { id, words: evidence.span });
            }
            let head = (signed(evidence.weight), theme::strong(13.0), look.score(evidence.weight.signum()));
            let note = if is_learned { "" } else { &evidence.reason };
            super::line(ui, head, &words::article::quoted(&words), note);
        });
    }
}

/// What the rules alone say beside a learned score.
pub(super) fn rules(ui: &mut egui::Ui, reading: &Reading, stance: &Stance) {
    let look = Look::of(ui);
    let Some(rules) = &stance.by_rules else { return };
    let words = match stance.learned {
        None => words::evidence::rules(&signed(rules.score)),
        Some(learned) => words::evidence::rules_and_model(&signed(rules.score), &signed(learned)),
    };
    ui.label(RichText::new(words).font(theme::plain(13.0)));
    if stance.is_disputed() {
        let words = words::evidence::DISPUTED;
        ui.label(RichText::new(words).font(theme::strong(13.0)).color(look.alarm));
    }
    for evidence in &rules.evidence {
        let head: (String, FontId, Color32) =
            (signed(evidence.weight), theme::plain(13.0), look.score(evidence.weight.signum()));
        let words = words::article::quoted(&shorten(reading.article.slice(evidence.span), 60));
        super::line(ui, head, &words, &evidence.reason);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_piece_is_cut_where_evidence_begins_and_ends() {
        let evidence = [Span::new(2, 5), Span::new(8, 20)].map(|span| Evidence {
            span,
            weight: 0.1,
            reason: "test".into(),
        });
        let parts: Vec<(usize, usize)> =
            cut(Span::new(0, 10), &evidence).iter().map(|span| (span.start, span.end)).collect();
        assert_eq!(parts, [(0, 2), (2, 5), (5, 8), (8, 10)]);
    }
}
