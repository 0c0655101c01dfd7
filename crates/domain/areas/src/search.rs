//! Finding a town by what people type: small letters, umlauts in any spelling, the beginning of any word of its name.

use crate::area::Area;
use crate::areas::Areas;
use crate::names::{folded, undotted};
use jiff::civil::Date;

/// More than this is no name of a place.
const LONGEST: usize = 80;

/// How well a name fits; the best first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Fit {
    Whole,
    Beginning,
    Word,
}

impl Areas {
    /// The municipalities and counties whose names fit, the best first, then by name; nothing for an empty question.
    pub fn search(&self, typed: &str, on: Date) -> Vec<&Area> {
        let typed: String = typed.trim().chars().take(LONGEST).collect();
        if typed.is_empty() {
            return Vec::new();
        }
        let asked = [folded(&typed), undotted(&typed)];
        let mut found: Vec<(Fit, &Area)> =
            self.places(on).filter_map(|area| fit(&asked, &area.name).map(|fit| (fit, area))).collect();
        found.sort_by_key(|(fit, area)| (*fit, area.kind, folded(&area.name)));
        found.into_iter().map(|(_, area)| area).collect()
    }
}

/// Both spellings of the question against both spellings of the name.
fn fit(asked: &[String; 2], name: &str) -> Option<Fit> {
    let names = [folded(name), undotted(name)];
    let pairs = asked.iter().flat_map(|asked| names.iter().map(move |name| (asked, name)));
    pairs.filter_map(|(asked, name)| fit_of(asked, name)).min()
}

fn fit_of(asked: &str, name: &str) -> Option<Fit> {
    if name == asked {
        return Some(Fit::Whole);
    }
    if name.starts_with(asked) {
        return Some(Fit::Beginning);
    }
    let after_gap = |(at, _): (usize, &str)| name[..at].ends_with(|before: char| !before.is_alphanumeric());
    name.match_indices(asked).any(after_gap).then_some(Fit::Word)
}
