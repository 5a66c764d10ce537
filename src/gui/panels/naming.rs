//! The question that the reader is asked: a field to type in, and the names that fit what has been typed.

use eframe::egui::text::{CCursor, CCursorRange};
use eframe::egui::{self, Key, Modifiers, RichText};

use crate::gui::command::Command;
use crate::gui::document::Document;
use crate::gui::naming::{Asked, Naming};
use crate::gui::theme::{self, Look};
use crate::gui::words;

/// No more names than this are listed; typing brings the others up.
const MOST: usize = 12;

/// Draws the question in the place of the inspector.
pub(super) fn show(ui: &mut egui::Ui, document: &Document, asked: &Asked, commands: &mut Vec<Command>) {
    let look = Look::of(ui);
    let question = asked.naming.question(document);
    ui.horizontal(|ui| {
        ui.set_min_height(24.0);
        ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
            if super::close(ui, words::naming::LEAVE).clicked() {
                commands.push(Command::Back);
            }
            ui.with_layout(egui::Layout::left_to_right(egui::Align::Center), |ui| {
                ui.add(egui::Label::new(RichText::new(&question).font(theme::strong(14.0))).truncate());
            });
        });
    });
    let choices = asked.naming.choices(document, if asked.is_fresh { "" } else { &asked.words });
    let chosen = ui.scope_id().with(("chosen", asked.number));
    let mut at: usize = ui.data(|data| data.get_temp(chosen)).unwrap_or(0);
    // The field takes the arrows for itself, so they are read before it is drawn.
    let (down, up) = ui.input_mut(|input| {
        (input.consume_key(Modifiers::NONE, Key::ArrowDown), input.consume_key(Modifiers::NONE, Key::ArrowUp))
    });
    at = (at + usize::from(down))
        .saturating_sub(usize::from(up))
        .min(choices.len().min(MOST).saturating_sub(1));
    let mut words = asked.words.clone();
    let field = ui.add(
        egui::TextEdit::singleline(&mut words)
            .id_salt(("name", asked.number))
            .margin(egui::Margin::symmetric(8, 5))
            .desired_width(f32::INFINITY),
    );
    field.widget_info(|| {
        let mut info = egui::WidgetInfo::text_edit(true, &asked.words, &words, &question);
        info.label = Some(question.clone());
        info
    });
    if field.changed() {
        at = 0;
        commands.push(Command::Spell(words.clone()));
    }
    if field.lost_focus() && ui.input(|input| input.key_pressed(Key::Enter)) {
        let answer = answer(asked.naming, &choices, &words, (down || up || at > 0, at));
        // Nothing typed is no answer; that nobody can be named is said by the words for it.
        let is_none = answer.trim().is_empty() && matches!(asked.naming, Naming::Speaker | Naming::Target);
        commands.push(if is_none { Command::Back } else { Command::Named(answer) });
    } else if !field.has_focus() {
        field.request_focus();
        // What is there already is selected, so that typing takes its place.
        let mut state = egui::text_edit::TextEditState::load(ui.ctx(), field.id).unwrap_or_default();
        let all = CCursorRange::two(CCursor::new(0), CCursor::new(words.chars().count()));
        state.cursor.set_char_range(Some(all));
        state.store(ui.ctx(), field.id);
    }
    ui.data_mut(|data| data.insert_temp(chosen, at));
    egui::ScrollArea::vertical().id_salt("names").auto_shrink(false).show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = 2.0;
        for (index, name) in choices.iter().take(MOST).enumerate() {
            let button = egui::Button::new(RichText::new(name).font(theme::plain(14.0)))
                .selected(index == at)
                .frame_when_inactive(index == at)
                .min_size(egui::vec2(0.0, 24.0))
                .truncate();
            let left = egui::Layout::top_down_justified(egui::Align::LEFT);
            if ui.with_layout(left, |ui| ui.add(button)).inner.clicked() {
                commands.push(Command::Named(name.clone()));
            }
        }
        if choices.len() > MOST {
            let more = words::naming::more(choices.len() - MOST);
            ui.label(RichText::new(more).font(theme::plain(12.0)).color(look.weak));
        }
        hints(ui, asked, &choices, commands);
    });
}

/// What else can be answered.
fn hints(ui: &mut egui::Ui, asked: &Asked, choices: &[String], commands: &mut Vec<Command>) {
    let look = Look::of(ui);
    let typed = asked.words.trim();
    let is_new = !typed.is_empty() && !choices.iter().any(|name| name == typed);
    match asked.naming {
        Naming::Speaker | Naming::Split(_) | Naming::Target if is_new && !asked.is_fresh => {
            let words = if choices.is_empty() {
                words::naming::enter_new(typed)
            } else {
                words::naming::somebody_new(typed)
            };
            if super::link(ui, &words).clicked() {
                commands.push(Command::Named(typed.to_owned()));
            }
        }
        Naming::Speaker | Naming::Target => {
            let is_target = asked.naming == Naming::Target;
            let words = if is_target { words::naming::NO_TARGET } else { words::naming::NO_SPEAKER };
            if super::link(ui, words).clicked() {
                commands.push(Command::Named(String::new()));
            }
        }
        Naming::Merge(_) if choices.is_empty() => {
            let words = words::naming::NOBODY_ELSE;
            ui.label(RichText::new(words).font(theme::plain(13.0)).color(look.weak));
        }
        _ => {}
    }
}

/// What Enter means: the name that was gone to, else the first that fits, else what was typed.
fn answer(naming: Naming, choices: &[String], typed: &str, (went, at): (bool, usize)) -> String {
    let typed = typed.trim();
    let chooses = matches!(naming, Naming::Speaker | Naming::Target | Naming::Merge(_) | Naming::Split(_));
    let choice = choices.get(at).filter(|_| went || chooses && !typed.is_empty());
    match choice {
        Some(choice) => choice.clone(),
        None if naming.is_open() => typed.to_owned(),
        None => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::speakers::SpeakerId;

    #[test]
    fn enter_takes_the_first_that_fits_or_what_was_typed() {
        let choices = ["Ann Bell".to_owned(), "Tom Moor".to_owned()];
        let answer = |naming, choices: &[String], typed, at| answer(naming, choices, typed, at);
        assert_eq!(answer(Naming::Speaker, &choices, "an", (false, 0)), "Ann Bell");
        assert_eq!(answer(Naming::Speaker, &choices, "", (true, 1)), "Tom Moor");
        assert_eq!(answer(Naming::Speaker, &[], "Eve Lund ", (false, 0)), "Eve Lund");
        assert_eq!(answer(Naming::Merge(SpeakerId(0)), &[], "Eve", (false, 0)), "");
        assert_eq!(answer(Naming::Note, &choices, "an", (false, 0)), "an");
    }
}
