//! The actors of a project: how often they speak, where they stand, how they were merged, and what a person can decide about them.

use eframe::egui::{self, RichText, Sense, vec2};

use crate::chart::{BINS, distribution};
use crate::gui::command::Command;
use crate::gui::project::{Held, Wish};
use crate::gui::reading::{shorten, signed};
use crate::gui::theme::{self, Look};
use crate::gui::words;
use crate::palette;
use crate::project::{ActorId, RollUp, Ruling};
use crate::speakers::fold;

const ROW: f32 = 40.0;
/// So many actors are offered to be merged with.
const OFFERED: usize = 8;

/// Draws the list, those with most statements first.
pub(super) fn show(ui: &mut egui::Ui, held: &Held, commands: &mut Vec<Command>) {
    travel(ui, held, commands);
    let look = Look::of(ui);
    ui.label(RichText::new(words::project::ACTORS_ARE).font(theme::plain(12.0)).color(look.weak));
    let actors = &held.digest.actors.list;
    let area = egui::ScrollArea::vertical().id_salt("project actors").auto_shrink(false);
    area.show_rows(ui, ROW - ui.spacing().item_spacing.y, actors.len(), |ui, rows| {
        for index in rows {
            row(ui, held, ActorId(index as u32), commands);
        }
    });
}

/// Undo and redo, with what they would do.
fn travel(ui: &mut egui::Ui, held: &Held, commands: &mut Vec<Command>) {
    let rulings = &held.project.rulings;
    let done = rulings.in_force().len();
    ui.horizontal_wrapped(|ui| {
        for (name, ruling, wish) in [
            (
                words::shortcuts::UNDO,
                done.checked_sub(1).and_then(|last| rulings.log().get(last)),
                Wish::Undo,
            ),
            (words::shortcuts::REDO, rulings.log().get(done), Wish::Redo),
        ] {
            let Some(ruling) = ruling else { continue };
            if ui.button(words::menu::would(name, &ruling.describe())).clicked() {
                commands.push(Command::Project(wish));
            }
        }
    });
}

fn row(ui: &mut egui::Ui, held: &Held, id: ActorId, commands: &mut Vec<Command>) {
    let look = Look::of(ui);
    let actor = held.digest.actors.get(id);
    let line = &held.digest.lines[id.0 as usize];
    let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), ROW - 4.0), Sense::hover());
    let mut row = ui.new_child(
        egui::UiBuilder::new().max_rect(rect).layout(egui::Layout::left_to_right(egui::Align::Center)),
    );
    let ui = &mut row;
    if held.by == RollUp::Actor {
        ui.menu_button(words::project::CHANGE, |ui| change(ui, held, id, commands));
    }
    let wide = (rect.width() * 0.3).clamp(140.0, 320.0);
    let name = ui.add_sized(
        [wide, 24.0],
        egui::Button::new(RichText::new(&actor.name).font(theme::strong(14.0)))
            .frame(false)
            .truncate()
            .right_text(""),
    );
    if name.on_hover_ui(|ui| merged(ui, held, id)).clicked() {
        commands.push(Command::Project(Wish::Find(format!("actor:\"{}\"", actor.name))));
    }
    let count = format!("{} / {}", actor.statements, actor.articles());
    ui.add_sized(
        [64.0, 24.0],
        egui::Label::new(RichText::new(count).font(theme::plain(13.0)).color(look.weak)),
    )
    .on_hover_text(format!("{} / {}", words::project::COUNT, words::project::ARTICLES));
    let mean = line.mean().map_or(words::scale::NO_STANCE.into(), signed);
    ui.add_sized([72.0, 24.0], egui::Label::new(RichText::new(mean).font(theme::plain(13.0))));
    bars(ui, &distribution(line), &look);
    let known = [actor.side.as_deref(), actor.role.as_deref(), actor.affiliation.as_deref()];
    let known: Vec<&str> = known.into_iter().flatten().collect();
    let known = shorten(&known.join(words::lists::DOT), 80);
    ui.add(egui::Label::new(RichText::new(known).font(theme::plain(12.0)).color(look.weak)).truncate());
}

/// How many statements stand where, from hardline to conciliatory.
fn bars(ui: &mut egui::Ui, bins: &[usize; BINS], look: &Look) {
    let (rect, response) = ui.allocate_exact_size(vec2(BINS as f32 * 8.0, 26.0), Sense::hover());
    let most = bins.iter().copied().max().unwrap_or(0).max(1) as f32;
    let painter = ui.painter();
    painter.hline(rect.x_range(), rect.bottom(), egui::Stroke::new(1.0, look.line));
    for (bin, &count) in bins.iter().enumerate() {
        let score = bin as f64 / (BINS - 1) as f64 * 2.0 - 1.0;
        let height = count as f32 / most * 24.0;
        let left = rect.left() + bin as f32 * 8.0;
        let bar = egui::Rect::from_min_max(
            egui::pos2(left + 1.0, rect.bottom() - height),
            egui::pos2(left + 7.0, rect.bottom()),
        );
        painter.rect_filled(bar, 1.0, theme::colour(palette::stance(score, look.appearance)));
    }
    response.on_hover_text(words::project::SPREAD);
}

/// Under which names the articles know an actor, and how sure it is that they are one.
fn merged(ui: &mut egui::Ui, held: &Held, id: ActorId) {
    let look = Look::of(ui);
    let actor = held.digest.actors.get(id);
    ui.set_max_width(360.0);
    ui.label(RichText::new(&actor.name).font(theme::strong(13.0)));
    let aliases: Vec<&str> = actor.aliases.iter().map(String::as_str).collect();
    if !aliases.is_empty() {
        ui.label(aliases.join(words::lists::SEMICOLON));
    }
    let sure = format!("{} {:.0} %", words::project::MERGED, actor.confidence() * 100.0);
    ui.label(RichText::new(sure).font(theme::plain(12.0)).color(look.weak));
}

/// What a person can decide: the same as another, somebody else in an article, a name, a side.
fn change(ui: &mut egui::Ui, held: &Held, id: ActorId, commands: &mut Vec<Command>) {
    let actor = held.digest.actors.get(id);
    ui.set_min_width(280.0);
    ui.label(RichText::new(words::project::about(&actor.name)).font(theme::strong(13.0)));
    let mut rule = |ui: &mut egui::Ui, ruling| {
        commands.push(Command::Project(Wish::Rule(ruling)));
        ui.close();
    };
    ui.menu_button(words::project::SAME_AS, |ui| {
        let typed = typed(ui, "same");
        let wanted = fold(&typed);
        let fits =
            |other: &&crate::project::Actor| other.name != actor.name && fold(&other.name).contains(&wanted);
        for other in held.digest.actors.list.iter().filter(fits).take(OFFERED) {
            if ui.button(&other.name).clicked() {
                rule(ui, Ruling::Same { name: actor.name.clone(), into: other.name.clone() });
            }
        }
    });
    for (title, make) in [
        (words::project::RENAME, (|name, to| Ruling::Called { name, to }) as fn(String, String) -> Ruling),
        (words::project::ROLE, |name, role| Ruling::Role { name, role }),
        (words::project::SIDE, |name, side| Ruling::Side { name, side }),
    ] {
        ui.menu_button(title, |ui| {
            let typed = typed(ui, title);
            if ui
                .add_enabled(
                    !typed.trim().is_empty() || title != words::project::RENAME,
                    egui::Button::new(words::project::DO),
                )
                .clicked()
            {
                rule(ui, make(actor.name.clone(), typed.trim().to_owned()));
            }
        });
    }
    if actor.articles() > 1 {
        ui.menu_button(words::project::APART, |ui| {
            egui::ScrollArea::vertical().max_height(320.0).show(ui, |ui| {
                for one in &actor.appearances {
                    let member = &held.digest.project.members[one.member];
                    if ui.button(&member.name).clicked() {
                        let to = format!("{} ({})", actor.name, member.name);
                        let fingerprint = Some(member.fingerprint());
                        let (name, member) = (actor.name.clone(), member.name.clone());
                        rule(ui, Ruling::Apart { name, member, fingerprint, to });
                    }
                }
            });
        });
    }
}

/// A field for a few words that stay while the menu is open.
fn typed(ui: &mut egui::Ui, what: &str) -> String {
    let id = ui.scope_id().with(what);
    let mut words: String = ui.data(|data| data.get_temp(id)).unwrap_or_default();
    let response = ui.add(egui::TextEdit::singleline(&mut words).desired_width(240.0));
    if response.changed() {
        ui.data_mut(|data| data.insert_temp(id, words.clone()));
    }
    words
}
