//! Countries, their demonyms, seats of government and regions; see `assets/places.tsv`.

use foldhash::HashMap;
use std::sync::OnceLock;

/// What a place word stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Place {
    Country,
    Demonym,
    Seat,
    Region,
}

/// A place word and the country, or union of countries, that it belongs to.
#[derive(Debug, Clone, Copy)]
struct Entry {
    place: Place,
    country: &'static str,
}

fn places() -> &'static HashMap<&'static str, Entry> {
    static PLACES: OnceLock<HashMap<&'static str, Entry>> = OnceLock::new();
    PLACES.get_or_init(|| {
        const COLUMNS: [Place; 5] =
            [Place::Country, Place::Demonym, Place::Seat, Place::Region, Place::Country];
        let mut table = HashMap::default();
        for line in include_str!("../../assets/places.tsv").lines().filter(|line| !line.starts_with('#')) {
            let country = line.split('\t').next().unwrap_or("");
            for (place, names) in COLUMNS.into_iter().zip(line.split('\t')) {
                for name in names.split('|').filter(|name| *name != "-") {
                    table.entry(name).or_insert(Entry { place, country });
                }
            }
        }
        table
    })
}

/// Whether `name` is a country, the adjective of one, a seat of government or a large region.
pub(super) fn place(name: &str) -> Option<Place> {
    places().get(name).map(|entry| entry.place)
}

/// The country that a country's name, demonym, seat or region belongs to: "Serbia" for "Serbian".
pub(super) fn country(name: &str) -> Option<&'static str> {
    places().get(name).map(|entry| entry.country)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_word_leads_to_its_country() {
        for (name, place_kind, of) in [
            ("Serbia", Place::Country, "Serbia"),
            ("Serbian", Place::Demonym, "Serbia"),
            ("Kremlin", Place::Seat, "Russia"),
            ("Bavaria", Place::Region, "Germany"),
            ("U.S.", Place::Country, "United States"),
        ] {
            assert_eq!((place(name), country(name)), (Some(place_kind), Some(of)), "{name}");
        }
        assert_eq!(place("Vučić"), None);
    }
}
