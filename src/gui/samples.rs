//! The articles that come with the program, to try it on.

use super::words;

/// An article that comes with the program.
pub(super) struct Sample {
    /// Its file's name.
    pub name: &'static str,
    /// What it is about, in a few words.
    pub title: &'static str,
    /// Its format.
    pub about: &'static str,
    /// The file.
    pub bytes: &'static [u8],
}

macro_rules! samples {
    ($($file:literal: $title:literal, $about:expr;)*) => {
        &[$(Sample {
            name: $file,
            title: $title,
            about: $about,
            bytes: include_bytes!(concat!("../../sample_articles/", $file)),
        }),*]
    };
}

/// All of them, the one to begin with first.
pub(super) const SAMPLES: &[Sample] = samples! {
    "border_talks.txt": "Border talks over the Lisna ridge", words::samples::BORDER_TALKS;
    "ceasefire.txt": "Eleven hours of silence in Qasr Wadan", words::samples::CEASEFIRE;
    "dock_strike.txt": "Port Merrin dockers walk out", words::samples::DOCK_STRIKE;
    "coalition_talks.html": "Burying the “fuel war”", words::samples::COALITION_TALKS;
    "tariff_row.html": "Deadline in the lithium row", words::samples::TARIFF_ROW;
    "climate_summit.html": "Oil state bends, island walks out", words::samples::CLIMATE_SUMMIT;
    "river_conference.md": "Three states and one river", words::samples::RIVER_CONFERENCE;
    "quarry_case.txt": "Fouled wells at the quarry", words::samples::QUARRY_CASE;
    "takeover_fight.txt": "A hostile bid splits a family", words::samples::TAKEOVER_FIGHT;
    "church_dispute.md": "The bell that stopped a bishop", words::samples::CHURCH_DISPUTE;
    "council_housing.txt": "A night of bargaining at Tanner’s Field", words::samples::COUNCIL_HOUSING;
    "fishing_rights.txt": "A trawler crew goes free", words::samples::FISHING_RIGHTS;
};
