//! Reading the data files. Whether the facts are true is not known here; whether they hang together is checked.

use crate::area::{Area, AreaKind, PlaceForm};
use crate::competence::Rule;
use crate::court::CourtOf;
use crate::lines::{Line, lines};
use crate::names::slug_of;

/// A data file that cannot be used.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("line {line}: {why}")]
pub struct AreasFault {
    /// Which line, from 1.
    pub line: usize,
    /// What is wrong with it.
    pub why: String,
}

impl AreasFault {
    pub(crate) fn at(line: usize, why: impl Into<String>) -> Self {
        Self { line, why: why.into() }
    }
}

const AREA: [&str; 10] =
    ["key", "official_key", "ars", "kind", "form", "name", "parent", "valid_from", "valid_to", "successor"];

/// The areas of a file.
pub(crate) fn areas(text: &str) -> Result<Vec<(usize, Area)>, AreasFault> {
    lines(text, &AREA)?.iter().map(|line| Ok((line.number, area(line)?))).collect()
}

fn area(line: &Line<'_>) -> Result<Area, AreasFault> {
    let kind = match line.text("kind") {
        "municipality" => AreaKind::Municipality,
        "county" => AreaKind::County,
        "region" => AreaKind::Region,
        "state" => AreaKind::State,
        _ => return Err(line.wrong("kind", "is no kind of area")),
    };
    let form = match (kind, line.text("form")) {
        (AreaKind::Municipality, "town") => Some(PlaceForm::Town),
        (AreaKind::Municipality, "village") => Some(PlaceForm::Village),
        (AreaKind::County | AreaKind::Region | AreaKind::State, "") => None,
        _ => return Err(line.wrong("form", "does not fit the kind")),
    };
    let name = line.text("name").to_owned();
    let slug =
        slug_of(&if kind == AreaKind::Region { format!("regierungsbezirk {name}") } else { name.clone() });
    Ok(Area {
        key: line.text("key").to_owned(),
        official_key: line.some("official_key").filter(|key| key != "?"),
        regional_key: line.some("ars"),
        kind,
        form,
        name,
        parent: line.text("parent").to_owned(),
        validity: line.validity()?,
        successor: line.some("successor"),
        slug,
    })
}

/// The courts of a file.
pub(crate) fn courts(text: &str) -> Result<Vec<CourtOf>, AreasFault> {
    let columns = ["area", "name", "place", "valid_from", "valid_to"];
    let court = |line: &Line<'_>| {
        let court = crate::Court { name: line.text("name").to_owned(), place: line.text("place").to_owned() };
        Ok(CourtOf { area: line.text("area").to_owned(), court, validity: line.validity()? })
    };
    lines(text, &columns)?.iter().map(court).collect()
}

/// The exceptions of competence in a file.
pub(crate) fn rules(text: &str) -> Result<Vec<Rule>, AreasFault> {
    let columns = ["matter", "area", "competent", "authority", "valid_from", "valid_to", "source"];
    let rule = |line: &Line<'_>| {
        Ok(Rule {
            matter: line.text("matter").to_owned(),
            area: line.text("area").to_owned(),
            competent: line.text("competent").to_owned(),
            authority: line.some("authority"),
            validity: line.validity()?,
        })
    };
    lines(text, &columns)?.iter().map(rule).collect()
}
