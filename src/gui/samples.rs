//! The articles that come with the program, to try it on.

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
    ($($file:literal: $title:literal, $about:literal;)*) => {
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
    "border_talks.txt": "Border talks over the Lisna ridge", "territorial talks with mediators";
    "ceasefire.txt": "Eleven hours of silence in Qasr Wadan", "a ceasefire";
    "dock_strike.txt": "Port Merrin dockers walk out", "a labour dispute";
    "coalition_talks.html": "Burying the “fuel war”", "coalition talks · saved web page";
    "tariff_row.html": "Deadline in the lithium row", "a trade row · saved web page";
    "climate_summit.html": "Oil state bends, island walks out", "a climate summit · saved web page";
    "river_conference.md": "Three states and one river", "water sharing · Markdown";
    "quarry_case.txt": "Fouled wells at the quarry", "a court case";
    "takeover_fight.txt": "A hostile bid splits a family", "a corporate takeover";
    "church_dispute.md": "The bell that stopped a bishop", "a village and its diocese · Markdown";
    "council_housing.txt": "A night of bargaining at Tanner’s Field", "a council hearing · transcript";
    "fishing_rights.txt": "A trawler crew goes free", "fishing rights";
};
