//! Who is competent: service × area × date. A service names the kind of area that decides; exceptions are data.

use crate::area::{Area, AreaKind};
use crate::areas::Areas;
use crate::validity::Validity;
use jiff::civil::Date;
use std::collections::BTreeSet;

/// What a service says about competence.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ServiceRule<'a> {
    /// Key of the service.
    pub service: &'a str,
    /// What kind of area decides.
    pub area: AreaKind,
    /// Key of the authority in that area, such as `health`.
    pub authority: &'a str,
}

/// Who is competent.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Competent<'a> {
    /// The area whose authority decides.
    pub area: &'a Area,
    /// Key of the authority.
    pub authority: &'a str,
}

/// An exception to what services say.
#[derive(Debug, Clone)]
pub(crate) struct Rule {
    /// Key of a service or of an authority.
    pub(crate) matter: String,
    /// For whoever lives in this area …
    pub(crate) area: String,
    /// … this area decides instead.
    pub(crate) competent: String,
    /// With this authority instead of the service's.
    pub(crate) authority: Option<String>,
    /// When it holds.
    pub(crate) validity: Validity,
}

impl Areas {
    /// Who is competent for what happens at a place on a day. `None` when the place is too large to tell, such as a
    /// county for a service of its towns.
    pub fn responsible<'a>(
        &'a self,
        service: ServiceRule<'a>,
        place: &'a Area,
        on: Date,
    ) -> Option<Competent<'a>> {
        match self.exception(service, place, on) {
            Some(rule) => Some(Competent {
                area: self.area(&rule.competent, on)?,
                authority: rule.authority.as_deref().unwrap_or(service.authority),
            }),
            None => {
                let area = self.around(place, service.area, on)?;
                Some(Competent { area, authority: service.authority })
            }
        }
    }

    /// The keys of all areas that could be competent for somebody at a place, for whatever service: what it lies in, and
    /// what an exception names.
    pub fn competent_around(&self, place: &Area, on: Date) -> Vec<&str> {
        let around: Vec<&Area> = self.upwards(place, on).collect();
        let named = |rule: &&Rule| around.iter().any(|area| area.key == rule.area) && rule.validity.holds(on);
        let exceptions = self.rules.iter().filter(named).map(|rule| rule.competent.as_str());
        let keys: BTreeSet<&str> = around.iter().map(|area| area.key.as_str()).chain(exceptions).collect();
        keys.into_iter().filter_map(|key| self.area(key, on)).map(|area| area.key.as_str()).collect()
    }

    /// A rule for the service goes before one for its authority, one for a smaller area before one for a larger.
    fn exception(&self, service: ServiceRule<'_>, place: &Area, on: Date) -> Option<&Rule> {
        let of = |matter: &str| {
            self.upwards(place, on).find_map(|area| {
                let fits = |rule: &&Rule| rule.matter == matter && rule.area == area.key;
                self.rules.iter().filter(fits).find(|rule| rule.validity.holds(on))
            })
        };
        of(service.service).or_else(|| of(service.authority))
    }
}
