//! Marks that lie on each other, spread around the place so that each can be pointed at.

use std::f32::consts::TAU;

use eframe::egui::{self, Id, Pos2, vec2};

use crate::quotes::QuotationId;

/// Marks nearer to each other than this hide each other.
const NEAR: f32 = 9.0;
/// No more marks than this are spread: more would not find room around the place.
const MOST: usize = 12;
/// How far beyond the spread marks the pointer may go.
const BEYOND: f32 = 16.0;

/// Marks that have been spread.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Fan {
    centre: Pos2,
    places: Vec<(QuotationId, Pos2)>,
}

impl Fan {
    /// Spreads the marks that lie on the one nearest to the pointer; `before` stays as long as the pointer stays at it.
    pub(super) fn at(
        before: Option<Self>,
        pointer: Option<Pos2>,
        marks: &[(QuotationId, Pos2)],
    ) -> Option<Self> {
        let pointer = pointer?;
        let is_at = |fan: &Self| fan.centre.distance(pointer) <= radius(fan.places.len()) + BEYOND;
        let is_there =
            |fan: &Self| fan.places.iter().all(|(id, _)| marks.iter().any(|(other, _)| other == id));
        if let Some(fan) = before.filter(|fan| is_at(fan) && is_there(fan)) {
            return Some(fan);
        }
        let distance = |place: &Pos2| place.distance(pointer);
        let (_, nearest) = marks.iter().min_by(|(_, a), (_, b)| distance(a).total_cmp(&distance(b)))?;
        if distance(nearest) > NEAR {
            return None;
        }
        let near: Vec<QuotationId> = marks
            .iter()
            .filter(|(_, at)| at.distance(*nearest) < NEAR)
            .map(|&(id, _)| id)
            .take(MOST)
            .collect();
        if near.len() < 2 {
            return None;
        }
        let count = near.len();
        let place = |index: usize| {
            let angle = TAU * (index as f32 / count as f32 - 0.25);
            *nearest + vec2(angle.cos(), angle.sin()) * radius(count)
        };
        let places = near.into_iter().enumerate().map(|(index, id)| (id, place(index))).collect();
        Some(Self { centre: *nearest, places })
    }

    /// Where a mark has gone.
    pub(super) fn place(&self, id: QuotationId) -> Option<Pos2> {
        self.places.iter().find(|(other, _)| *other == id).map(|&(_, at)| at)
    }

    /// The place that the marks were spread from.
    pub(super) fn centre(&self) -> Pos2 {
        self.centre
    }

    /// Keeps it until the next frame, or forgets it.
    pub(super) fn keep(fan: Option<&Self>, ctx: &egui::Context, id: Id) {
        ctx.data_mut(|data| data.insert_temp(id, fan.cloned()));
    }

    /// What was kept.
    pub(super) fn kept(ctx: &egui::Context, id: Id) -> Option<Self> {
        ctx.data(|data| data.get_temp::<Option<Self>>(id)).flatten()
    }
}

/// How far marks are spread, so that so many do not touch.
fn radius(count: usize) -> f32 {
    (count as f32 * 16.0 / TAU).max(16.0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use eframe::egui::pos2;

    fn mark(start: usize, x: f32) -> (QuotationId, Pos2) {
        (QuotationId { start, end: start + 1 }, pos2(x, 0.0))
    }

    #[test]
    fn marks_on_each_other_are_spread_and_stay_so_while_the_pointer_does() {
        let marks = [mark(0, 10.0), mark(5, 13.0), mark(9, 60.0)];
        let fan = Fan::at(None, Some(pos2(11.0, 0.0)), &marks).expect("two lie there");
        let [one, other] = [0, 1].map(|index| fan.place(marks[index].0).expect("spread"));
        assert!(one.distance(other) > 20.0 && fan.place(marks[2].0).is_none());
        assert_eq!(Fan::at(Some(fan.clone()), Some(one), &marks), Some(fan.clone()));
        assert_eq!(Fan::at(Some(fan), Some(pos2(60.0, 0.0)), &marks), None, "one by itself is not spread");
    }
}
