//! All areas an installation knows, in memory: found by key, by the word in an address, by what lies in what. The facts
//! come from data files.

use crate::area::{Area, AreaKind};
use crate::competence::Rule;
use crate::court::CourtOf;
use crate::names::folded;
use crate::read::{self, AreasFault};
use jiff::civil::Date;
use std::collections::BTreeMap;

/// All areas with their courts and rules of competence. Reading them is done once; every question is a look into memory.
#[derive(Debug, Clone)]
pub struct Areas {
    /// The times of each area, oldest first.
    by_key: BTreeMap<String, Vec<Area>>,
    key_of_slug: BTreeMap<String, String>,
    key_of_official: BTreeMap<String, String>,
    pub(crate) courts: Vec<CourtOf>,
    pub(crate) rules: Vec<Rule>,
}

impl Areas {
    /// The areas of Hesse that come with the program.
    pub fn hesse() -> Self {
        let areas = Self::read(
            include_str!("../data/hessen.csv"),
            include_str!("../data/hessen-courts.csv"),
            include_str!("../data/hessen-competence.csv"),
        );
        areas.expect("a test reads the files that come with the program")
    }

    /// The areas of these files; each is named where it is wrong by its line.
    pub fn read(areas: &str, courts: &str, rules: &str) -> Result<Self, AreasFault> {
        let nothing = Self {
            by_key: BTreeMap::new(),
            key_of_slug: BTreeMap::new(),
            key_of_official: BTreeMap::new(),
            courts: read::courts(courts)?,
            rules: read::rules(rules)?,
        };
        nothing.with(areas)
    }

    /// The same with the areas of one more file, such as the invented towns of a demo.
    pub fn with(mut self, areas: &str) -> Result<Self, AreasFault> {
        let read = read::areas(areas)?;
        for (line, area) in &read {
            let other = self.key_of_slug.insert(area.slug.clone(), area.key.clone());
            if other.is_some_and(|other| other != area.key) {
                return Err(AreasFault::at(*line, format!("two areas would be /{}", area.slug)));
            }
            for key in area.official_key.iter().chain(&area.regional_key) {
                self.key_of_official.insert(key.clone(), area.key.clone());
            }
            self.by_key.entry(area.key.clone()).or_default().push(area.clone());
        }
        for (line, area) in &read {
            let named = [Some(&area.parent), area.successor.as_ref()];
            let missing = |key: &&String| !key.is_empty() && !self.by_key.contains_key(*key);
            if let Some(key) = named.into_iter().flatten().find(missing) {
                return Err(AreasFault::at(*line, format!("there is no area “{key}”")));
            }
        }
        self.by_key.values_mut().for_each(|times| times.sort_by_key(|area| area.validity.from));
        Ok(self)
    }

    /// The area with this key on a day.
    pub fn area(&self, key: &str, on: Date) -> Option<&Area> {
        self.by_key.get(key)?.iter().find(|area| area.validity.holds(on))
    }

    /// All times of the area with this key, oldest first.
    pub fn history(&self, key: &str) -> &[Area] {
        self.by_key.get(key).map_or(&[], Vec::as_slice)
    }

    /// The key of the area that a person means by a key of any kind or by its part of addresses, also when it has ended.
    pub fn key_of(&self, word: &str) -> Option<&str> {
        let known = self.by_key.get_key_value(word).map(|(key, _)| key);
        let other = || self.key_of_slug.get(word).or_else(|| self.key_of_official.get(word));
        known.or_else(other).map(String::as_str)
    }

    /// The area that an address names on a day; an area that has ended leads to the one that took its place.
    pub fn at_address(&self, slug: &str, on: Date) -> Option<&Area> {
        self.living(self.key_of_slug.get(slug)?, on)
    }

    /// The area with this official or regional key (AGS, ARS), or the one that took its place.
    pub fn with_official_key(&self, key: &str, on: Date) -> Option<&Area> {
        self.living(self.key_of_official.get(key)?, on)
    }

    fn living(&self, key: &str, on: Date) -> Option<&Area> {
        let successor = || {
            let next = self.by_key.get(key)?.last()?.successor.as_ref().filter(|next| *next != key)?;
            self.area(next, on)
        };
        self.area(key, on).or_else(successor)
    }

    /// All areas on a day, by key.
    pub fn on(&self, day: Date) -> impl Iterator<Item = &Area> {
        self.by_key.values().flatten().filter(move |area| area.validity.holds(day))
    }

    /// The municipalities and counties on a day.
    pub fn places(&self, on: Date) -> impl Iterator<Item = &Area> {
        self.on(on).filter(|area| matches!(area.kind, AreaKind::Municipality | AreaKind::County))
    }

    /// What lies directly in an area on a day, by name as people look it up.
    pub fn inside(&self, area: &Area, on: Date) -> Vec<&Area> {
        let mut inside: Vec<&Area> = self.on(on).filter(|other| other.parent == area.key).collect();
        inside.sort_by_key(|other| folded(&other.name));
        inside
    }

    /// The area itself, then what it lies in, up to the state.
    pub(crate) fn upwards<'a>(&'a self, area: &'a Area, on: Date) -> impl Iterator<Item = &'a Area> {
        std::iter::successors(Some(area), move |area| self.area(&area.parent, on))
    }

    /// The area of this kind that an area is or lies in. A town without a county (kreisfreie Stadt) is its own county;
    /// from a county nobody can tell which of its towns is meant.
    pub fn around<'a>(&'a self, area: &'a Area, kind: AreaKind, on: Date) -> Option<&'a Area> {
        let found = self.upwards(area, on).find(|other| other.kind == kind);
        let own_county = || Some(area).filter(|_| kind == AreaKind::County && self.is_county_free(area, on));
        found.or_else(own_county)
    }

    /// Whether this is a town without a county.
    pub fn is_county_free(&self, area: &Area, on: Date) -> bool {
        let lies_in = self.area(&area.parent, on).map(|parent| parent.kind);
        area.kind == AreaKind::Municipality && lies_in.is_some_and(|kind| kind != AreaKind::County)
    }
}
