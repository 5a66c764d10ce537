//! How things are found and how far that can be trusted; which program this is and what it is made of.

use std::sync::OnceLock;

use eframe::egui::{self, RichText};

use crate::analysis::Engine;
use crate::export::About;
use crate::gui::theme::{self, Look};
use crate::gui::words::help;

/// Every package that is built in, a line each: name and version, a tab, its licence.
const PACKAGES: &str = include_str!("../../../assets/third_party.tsv");

/// How it works.
pub(in crate::gui) fn how(ui: &mut egui::Ui) {
    beside_bar(ui);
    for (title, text) in help::SECTIONS {
        section(ui, title);
        paragraph(ui, text);
    }
    section(ui, help::TRUST);
    paragraph(ui, help::TRUST_WHAT);
    figures(ui, "", help::WITH_MODEL, help::BY_RULES);
    for (what, model, rules) in help::FIGURES {
        figures(ui, what, model, rules);
    }
    ui.add_space(8.0);
    paragraph(ui, help::TRUST_SO);
}

/// About the program.
pub(in crate::gui) fn about(ui: &mut egui::Ui) {
    beside_bar(ui);
    ui.add_space(8.0);
    paragraph(ui, &help::version(env!("CARGO_PKG_VERSION")));
    paragraph(ui, &help::weights(weights()));
    paragraph(ui, help::OFFLINE);
    paragraph(ui, help::LICENCE);
    section(ui, help::PARTS);
    paragraph(ui, help::PARTS_WHAT);
    let look = Look::of(ui);
    for (name, licence) in PACKAGES.lines().filter_map(|line| line.split_once('\t')) {
        let line = RichText::new(format!("{name} · {licence}")).font(theme::plain(12.0)).color(look.weak);
        ui.add(egui::Label::new(line).wrap());
    }
}

/// What was measured, and the figures with the model and by rules at its right.
fn figures(ui: &mut egui::Ui, what: &str, model: &str, rules: &str) {
    const WIDTH: f32 = 46.0;
    let look = Look::of(ui);
    ui.with_layout(egui::Layout::right_to_left(egui::Align::Min), |ui| {
        for (figure, font) in [(rules, theme::plain(13.0)), (model, theme::strong(13.0))] {
            let text = egui::Label::new(RichText::new(figure).font(font).color(look.ink));
            ui.add_sized([WIDTH, 18.0], text);
        }
        ui.with_layout(egui::Layout::left_to_right(egui::Align::Min), |ui| {
            let text = RichText::new(what).font(theme::plain(13.0)).color(look.ink);
            ui.add(egui::Label::new(text).wrap());
        });
    });
}

/// The beginnings of the hashes of the learned weights, which exports name in full.
fn weights() -> &'static str {
    static SUMS: OnceLock<String> = OnceLock::new();
    SUMS.get_or_init(|| {
        let sums = About::engine(Engine::Model).model;
        sums.iter().map(|sum| &sum[..12]).collect::<Vec<_>>().join(", ")
    })
}

/// Leaves room for the scroll bar.
fn beside_bar(ui: &mut egui::Ui) {
    ui.set_max_width(ui.available_width() - 10.0);
}

fn section(ui: &mut egui::Ui, title: &str) {
    ui.add_space(10.0);
    super::title(ui, title);
}

fn paragraph(ui: &mut egui::Ui, text: &str) {
    let look = Look::of(ui);
    ui.add(egui::Label::new(RichText::new(text).font(theme::plain(13.5)).color(look.ink)).wrap());
    ui.add_space(4.0);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_figures_are_those_of_the_page_on_accuracy() {
        let page = include_str!("../../../docs/ACCURACY.md");
        let row = |engine: &str| page.lines().find(|line| line.contains(engine)).unwrap().to_owned();
        let model = row("| | model |");
        let rules = row("318 statements | rules |");
        for (what, by_model, by_rules) in help::FIGURES {
            assert!(model.contains(by_model) && rules.contains(by_rules), "{what}");
        }
    }

    #[test]
    fn every_package_has_a_licence() {
        assert!(PACKAGES.lines().count() > 100);
        assert!(
            PACKAGES
                .lines()
                .all(|line| line.split_once('\t').is_some_and(|(_, licence)| !licence.is_empty()))
        );
    }
}
