//! Who is competent for a service asked for at a place: the areas say which area and authority, here it becomes the tenant
//! that runs it. Answered before a draft opens.

use crate::Casework;
use crate::catalogue::card_of;
use crate::refusal::Refusal;
use crate::towns::{LIVE, town_of};
use crate::views::{Elsewhere, ServiceCard, Town};
use areas::{Area, Areas, ServiceRule};
use jiff::civil::Date;
use services::{Manifest, Release};
use std::sync::Arc;
use store::{Scope, ServiceRow};
use values::Language;

/// A service where it is worked on.
pub(crate) struct Home {
    /// The tenant whose authority is competent.
    pub(crate) town: Town,
    /// The service as this tenant offers it.
    pub(crate) offered: ServiceRow,
    /// What new applications run on.
    pub(crate) release: Arc<Release>,
    /// The key of the authority.
    pub(crate) authority: String,
}

impl Casework {
    /// The areas of this installation.
    pub fn areas(&self) -> &Areas {
        &self.parts().areas
    }

    /// The day that counts for competence.
    pub fn today(&self) -> Date {
        self.world().now().date()
    }

    /// The area that a tenant administers, while it exists.
    pub fn area_of(&self, town: &Town) -> Option<&Area> {
        self.areas().area(&town.settings.area, self.today())
    }

    /// Everything that can be applied for from a tenant's pages, by title: its own services and those of the county and
    /// state around it.
    pub async fn services(&self, town: &Town, language: Language) -> Result<Vec<ServiceCard>, Refusal> {
        match self.area_of(town) {
            Some(place) => self.services_at(place, language).await,
            None => {
                let own = self.homes(std::slice::from_ref(town)).await?;
                Ok(sorted(own.iter().map(|home| card_of(home.release.manifest(), language)).collect()))
            }
        }
    }

    /// Everything that can be applied for at a place, whichever authority is competent.
    pub async fn services_at(&self, place: &Area, language: Language) -> Result<Vec<ServiceCard>, Refusal> {
        let homes = self.homes(&self.tenants_around(place).await?).await?;
        let here = homes.iter().filter(|home| self.is_competent(home, place));
        let cards = here.map(|home| {
            let card = card_of(home.release.manifest(), language);
            let is_own = home.town.settings.area == place.key;
            let elsewhere = (!is_own).then(|| self.elsewhere(&home.town));
            ServiceCard { elsewhere, ..card }
        });
        Ok(sorted(cards.collect()))
    }

    /// The tenant whose authority is competent for this service at a place, if it offers the service.
    pub(crate) async fn home_of(&self, place: &Area, key: &str) -> Result<Option<Home>, Refusal> {
        for town in self.tenants_around(place).await? {
            if let Some(home) = self.home_in(&town, key).await?
                && self.is_competent(&home, place)
            {
                return Ok(Some(home));
            }
        }
        Ok(None)
    }

    /// The service as this tenant offers it, whoever is competent.
    pub(crate) async fn home_in(&self, town: &Town, key: &str) -> Result<Option<Home>, Refusal> {
        let snapshot = self.store().read(Scope::Tenant(town.tenant)).await?;
        let row = snapshot.service(key).await?.filter(|row| row.status == LIVE);
        drop(snapshot);
        match row {
            Some(row) => Ok(Some(self.home(town, row).await?)),
            None => Ok(None),
        }
    }

    /// The live tenants that could be competent for somebody at this place, each asked for once.
    async fn tenants_around(&self, place: &Area) -> Result<Vec<Town>, Refusal> {
        let keys = self.areas().competent_around(place, self.today());
        let snapshot = self.store().read(Scope::Installation).await?;
        let rows = snapshot.tenants_of_areas(&keys).await?;
        Ok(rows.into_iter().filter(|row| row.status == LIVE).map(town_of).collect::<Result<_, _>>()?)
    }

    /// All live services of these tenants.
    pub(crate) async fn homes(&self, towns: &[Town]) -> Result<Vec<Home>, Refusal> {
        let mut homes = Vec::new();
        for town in towns {
            let snapshot = self.store().read(Scope::Tenant(town.tenant)).await?;
            let rows = snapshot.services().await?;
            drop(snapshot);
            for row in rows.into_iter().filter(|row| row.status == LIVE) {
                homes.push(self.home(town, row).await?);
            }
        }
        Ok(homes)
    }

    async fn home(&self, town: &Town, offered: ServiceRow) -> Result<Home, Refusal> {
        let release = self.release(town.tenant, offered.release).await?;
        let competent = self
            .area_of(town)
            .and_then(|area| self.areas().responsible(rule_of(release.manifest()), area, self.today()));
        let own = release.manifest().authority().kind.key();
        let authority = competent.map_or(own, |competent| competent.authority).to_owned();
        Ok(Home { town: town.clone(), offered, release, authority })
    }

    /// Another tenant, to lead to.
    pub(crate) fn elsewhere(&self, town: &Town) -> Elsewhere {
        let called = self.area_of(town).map(areas::name_with_article);
        let (slug, name) = (town.slug.clone(), town.name.clone());
        Elsewhere { slug, called: called.unwrap_or_else(|| name.clone()), name }
    }

    /// Whether the tenant of this service is the competent one for people of its own area.
    pub(crate) fn is_competent_at_home(&self, home: &Home) -> bool {
        self.area_of(&home.town).is_none_or(|place| self.is_competent(home, place))
    }

    /// Whether the tenant of this service is the competent one for somebody at this place.
    fn is_competent(&self, home: &Home, place: &Area) -> bool {
        let rule = rule_of(home.release.manifest());
        let competent = self.areas().responsible(rule, place, self.today());
        competent.is_some_and(|competent| competent.area.key == home.town.settings.area)
    }
}

/// What a service says about competence.
pub(crate) fn rule_of(manifest: &Manifest) -> ServiceRule<'_> {
    ServiceRule {
        service: manifest.key(),
        area: manifest.competence().area,
        authority: manifest.authority().kind.key(),
    }
}

fn sorted(mut cards: Vec<ServiceCard>) -> Vec<ServiceCard> {
    cards.sort_by(|one, other| (&one.title, &one.key).cmp(&(&other.title, &other.key)));
    cards
}
