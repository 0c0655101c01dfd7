//! One area as it is for a time. How areas are found is not here.

use crate::validity::Validity;
use serde::{Deserialize, Serialize};

/// What kind of area. A municipality lies in a county or, when it has none, directly in a region.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum AreaKind {
    /// Town or village.
    Municipality,
    /// County; a town without a county (kreisfreie Stadt) acts as its own.
    County,
    /// Regierungsbezirk.
    Region,
    /// The state.
    State,
}

impl AreaKind {
    /// The word for files and command lines.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Municipality => "municipality",
            Self::County => "county",
            Self::Region => "region",
            Self::State => "state",
        }
    }
}

/// Whether a municipality is a town; its executive is called differently (§§ 9, 66 HGO).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum PlaceForm {
    /// Stadt, with a Magistrat.
    Town,
    /// Gemeinde, with a Gemeindevorstand.
    Village,
}

/// An area for as long as all of this holds; a change of its county makes a second one with the same key.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Area {
    /// What it is called by in this program: the official key (AGS) it had first, or a word for an invented area.
    pub key: String,
    /// Its official key for this time; `None` when it is not known.
    pub official_key: Option<String>,
    /// Its regional key (ARS), twelve digits; `None` when it is not known.
    pub regional_key: Option<String>,
    /// Its kind.
    pub kind: AreaKind,
    /// Town or village; `None` for what is no municipality.
    pub form: Option<PlaceForm>,
    /// Its name, such as `Allendorf (Eder)`.
    pub name: String,
    /// The key of the area it lies in; empty for the state.
    pub parent: String,
    /// When all this holds.
    pub validity: Validity,
    /// The key of the area that took its place; its own when only its surroundings changed.
    pub successor: Option<String>,
    /// Its part of addresses, such as `allendorf-eder`.
    pub slug: String,
}
