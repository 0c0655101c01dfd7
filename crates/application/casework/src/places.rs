//! Places by address and by name: a town whose pages are open, a known one whose are not yet, and one that moved.

use crate::Casework;
use crate::competence::rule_of;
use crate::refusal::Refusal;
use crate::towns::{LIVE, town_of};
use crate::views::{
    Contact, Elsewhere, KnownPlace, NotOnline, Place, PlaceCard, Region, ServiceAt, ServiceCard, Town,
};
use areas::{Area, AreaKind};
use std::collections::BTreeMap;
use store::Scope;
use values::Language;

/// Most places an answer lists; who gets as many types more letters.
const MOST_FOUND: usize = 40;

impl Casework {
    /// What stands at the first part of an address.
    pub async fn place(&self, slug: &str) -> Result<Place, Refusal> {
        match self.town(slug).await {
            Ok(town) => return Ok(Place::Live(Box::new(town))),
            Err(Refusal::NotFound) => {}
            Err(other) => return Err(other),
        }
        let area = self.areas().at_address(slug, self.today()).ok_or(Refusal::NotFound)?;
        if let Some(town) = self.tenant_of(&area.key).await? {
            return Ok(Place::Moved { slug: town.slug });
        }
        if area.slug != slug {
            return Ok(Place::Moved { slug: area.slug.clone() });
        }
        Ok(Place::Known(Box::new(self.known(area).await?)))
    }

    /// The part of addresses of the place with this official key (AGS or ARS).
    pub async fn place_of_key(&self, key: &str) -> Result<String, Refusal> {
        let area = self.areas().with_official_key(key, self.today()).ok_or(Refusal::NotFound)?;
        let town = self.tenant_of(&area.key).await?;
        Ok(town.map_or_else(|| area.slug.clone(), |town| town.slug))
    }

    /// A service as seen from a place: its page, the tenant that is competent instead, or who to ask while it is not
    /// online.
    pub async fn service_at(
        &self,
        place: &Place,
        key: &str,
        language: Language,
    ) -> Result<ServiceAt, Refusal> {
        let area = match place {
            Place::Moved { .. } => return Err(Refusal::NotFound),
            Place::Known(known) => self.areas().area(&known.key, self.today()),
            Place::Live(town) => self.area_of(town),
        };
        let Some(area) = area else { return self.service_of_tenant(place, key, language).await };
        let own = match place {
            Place::Live(town) => Some(town.tenant),
            Place::Known(_) | Place::Moved { .. } => None,
        };
        match self.home_of(area, key).await? {
            Some(home) if Some(home.town.tenant) == own => {
                Ok(ServiceAt::Here(Box::new(self.page_of_home(&home, language))))
            }
            Some(home) => Ok(ServiceAt::Elsewhere(self.elsewhere(&home.town))),
            None => self.not_online(area, key, language).await,
        }
    }

    /// A tenant without an area is competent for what it offers.
    async fn service_of_tenant(
        &self,
        place: &Place,
        key: &str,
        language: Language,
    ) -> Result<ServiceAt, Refusal> {
        let Place::Live(town) = place else { return Err(Refusal::NotFound) };
        let home = self.home_in(town, key).await?.ok_or(Refusal::NotFound)?;
        Ok(ServiceAt::Here(Box::new(self.page_of_home(&home, language))))
    }

    /// What can be applied for from a place that is not live itself.
    pub async fn services_of_known(
        &self,
        place: &KnownPlace,
        language: Language,
    ) -> Result<Vec<ServiceCard>, Refusal> {
        match self.areas().area(&place.key, self.today()) {
            Some(area) => self.services_at(area, language).await,
            None => Ok(Vec::new()),
        }
    }

    async fn not_online(&self, area: &Area, key: &str, language: Language) -> Result<ServiceAt, Refusal> {
        let package = self.catalogued(key).await?.ok_or(Refusal::NotFound)?;
        let manifest = package.manifest();
        let competent = self.areas().responsible(rule_of(manifest), area, self.today());
        let (decides, authority) = competent.map_or((area, manifest.authority().kind.key()), |competent| {
            (competent.area, competent.authority)
        });
        Ok(ServiceAt::NotOnline(Box::new(NotOnline {
            title: manifest.title(language).to_owned(),
            place: area.name.clone(),
            contact: self.contact(decides, authority).await?,
        })))
    }

    async fn known(&self, area: &Area) -> Result<KnownPlace, Refusal> {
        let (areas, today) = (self.areas(), self.today());
        let county = areas.around(area, AreaKind::County, today).filter(|county| county.key != area.key);
        let inside = areas.inside(area, today);
        Ok(KnownPlace {
            key: area.key.clone(),
            slug: area.slug.clone(),
            name: area.name.clone(),
            full_name: areas::full_name(area),
            contact: self.contact(area, "executive").await?,
            county: county.map(card),
            towns: inside.into_iter().map(card).collect(),
        })
    }

    /// How an authority is reached: as its tenant has set it, else by name alone.
    async fn contact(&self, area: &Area, authority: &str) -> Result<Contact, Refusal> {
        let name = areas::authority_name(area, authority);
        let settings = self.tenant_of(&area.key).await?.and_then(|town| town.authority(authority).cloned());
        Ok(Contact { name, settings })
    }

    /// The live tenant of an area.
    async fn tenant_of(&self, area: &str) -> Result<Option<Town>, Refusal> {
        let snapshot = self.store().read(Scope::Installation).await?;
        let row = snapshot.tenants_of_areas(&[area]).await?.pop().filter(|row| row.status == LIVE);
        Ok(row.map(town_of).transpose()?)
    }

    /// The competent tenant as its own page says that somebody was led to it.
    pub fn led_to(&self, town: &Town) -> Elsewhere {
        self.elsewhere(town)
    }

    /// The municipalities and counties whose names fit what somebody typed, the best first.
    pub async fn find_places(&self, typed: &str) -> Result<Vec<PlaceCard>, Refusal> {
        let found = self.areas().search(typed, self.today());
        self.cards(found.into_iter().take(MOST_FOUND)).await
    }

    /// The live places by name.
    pub async fn live_places(&self) -> Result<Vec<PlaceCard>, Refusal> {
        let snapshot = self.store().read(Scope::Installation).await?;
        let heads = snapshot.tenant_heads().await?.into_iter().filter(|head| head.status == LIVE);
        let mut cards: Vec<PlaceCard> =
            heads.map(|head| PlaceCard { slug: head.slug, name: head.name, is_live: true }).collect();
        cards.sort_by(|one, other| one.name.cmp(&other.name));
        Ok(cards)
    }

    /// Every county with its towns, and the towns that have none: each place once.
    pub async fn regions(&self) -> Result<Vec<Region>, Refusal> {
        let (areas, today) = (self.areas(), self.today());
        let mut counties: Vec<&Area> =
            areas.places(today).filter(|area| area.kind == AreaKind::County).collect();
        counties.sort_by(|one, other| one.name.cmp(&other.name));
        let live = self.live_slugs().await?;
        let as_card = |area: &Area| live_card(&live, area);
        let free = areas.places(today).filter(|area| areas.is_county_free(area, today)).map(as_card);
        let mut regions = vec![Region { county: None, towns: free.collect() }];
        regions.extend(counties.into_iter().map(|county| Region {
            county: Some(as_card(county)),
            towns: areas.inside(county, today).into_iter().map(as_card).collect(),
        }));
        Ok(regions)
    }

    async fn cards<'a>(&self, places: impl Iterator<Item = &'a Area>) -> Result<Vec<PlaceCard>, Refusal> {
        let live = self.live_slugs().await?;
        Ok(places.map(|area| live_card(&live, area)).collect())
    }

    /// The part of addresses of each live tenant, by its area.
    async fn live_slugs(&self) -> Result<BTreeMap<String, String>, Refusal> {
        let snapshot = self.store().read(Scope::Installation).await?;
        let heads = snapshot.tenant_heads().await?.into_iter();
        Ok(heads.filter(|head| head.status == LIVE).map(|head| (head.area, head.slug)).collect())
    }
}

fn live_card(live: &BTreeMap<String, String>, area: &Area) -> PlaceCard {
    match live.get(&area.key) {
        Some(slug) => PlaceCard { slug: slug.clone(), name: area.name.clone(), is_live: true },
        None => card(area),
    }
}

fn card(area: &Area) -> PlaceCard {
    PlaceCard { slug: area.slug.clone(), name: area.name.clone(), is_live: false }
}
