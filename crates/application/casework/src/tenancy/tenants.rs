//! Creating, changing and listing tenants. What a tenant has set at any time stands in a chain of its own.

use super::register::Register;
use super::{settings_problems, stored_settings};
use crate::Casework;
use crate::refusal::{Fault, Refusal, Undecided};
use crate::towns::{LIVE, town_of};
use crate::views::{TenantSettings, Town};
use serde_json::json;
use store::{Change, Commit, Scope, StoreError, TenantRow};
use values::{Hash, Place, Problem, TenantId};

/// First parts of addresses that are the platform's own.
const RESERVED: [&str; 25] = [
    "abmelden",
    "amt",
    "anmelden",
    "api",
    "ausweis-demo",
    "barriere-melden",
    "barrierefreiheit",
    "bezahldienst-demo",
    "datenschutz",
    "demo",
    "healthz",
    "impressum",
    "konto",
    "leistung",
    "leistungen",
    "meine",
    "metrics",
    "orte",
    "postfach",
    "readyz",
    "static",
    "suche",
    "vorgaenge",
    "vorgang",
    "wappen",
];

/// A tenant to be created.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewTenant {
    /// First part of its addresses: small letters, digits and hyphens, 2 to 40 of them, beginning with a letter.
    pub slug: String,
    /// Name with its kind, such as `Stadt Musterstadt`.
    pub name: String,
    /// What its pages and letters need.
    pub settings: TenantSettings,
    /// Its crest as SVG drawing.
    pub crest: Option<Vec<u8>>,
}

/// What a tenant is to have from now on; whatever is not named is empty afterwards.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ChangedTenant {
    /// Name with its kind; `None` leaves it.
    pub name: Option<String>,
    /// What its pages and letters need.
    pub settings: TenantSettings,
    /// Its crest as SVG drawing.
    pub crest: Option<Vec<u8>>,
}

impl Casework {
    /// Creates a live tenant.
    pub async fn create_tenant(&self, new: NewTenant) -> Result<Town, Refusal> {
        let mut problems = self.problems_of_new(&new);
        problems.extend(self.problems_of_settings(&new.settings));
        if !problems.is_empty() {
            return Err(Refusal::Problems(problems));
        }
        let id = TenantId::from_bytes(self.world().random());
        let settings = self.with_crest(id, new.settings, new.crest).await?;
        let row = TenantRow {
            id,
            slug: new.slug,
            name: new.name,
            status: LIVE.to_owned(),
            area: settings.area.clone(),
            settings: stored_settings::to_text(&settings),
            version: 1,
        };
        self.refuse_second_of_area(&row).await?;
        let snapshot = self.store().read(Scope::Tenant(id)).await?;
        let payload = json!({ "slug": row.slug, "name": row.name, "settings": settings });
        let entry =
            self.register_entry(&snapshot, id, Register::Settings, ("create-tenant", payload)).await?;
        drop(snapshot);
        let mut commit = Commit::new(Scope::Tenant(id), self.world().now());
        commit.changes.push(Change::insert(&row));
        commit.changes.extend(entry);
        match self.store().apply(commit).await {
            Err(StoreError::Stale { .. }) => Err(Refusal::Taken { kind: "slug" }),
            applied => {
                applied?;
                Ok(town_of(row)?)
            }
        }
    }

    /// Gives a tenant new settings as a whole.
    pub async fn change_tenant(&self, slug: &str, changed: ChangedTenant) -> Result<Town, Refusal> {
        let problems = self.problems_of_settings(&changed.settings);
        if !problems.is_empty() {
            return Err(Refusal::Problems(problems));
        }
        let town = self.town(slug).await?;
        let settings = self.with_crest(town.tenant, changed.settings, changed.crest).await?;
        let name = changed.name.unwrap_or(town.name);
        self.decide(|| self.try_change(town.tenant, &name, &settings)).await
    }

    async fn try_change(
        &self,
        tenant: TenantId,
        name: &str,
        settings: &TenantSettings,
    ) -> Result<Town, Undecided> {
        let snapshot = self.store().read(Scope::Tenant(tenant)).await?;
        let before = snapshot.tenant(tenant).await?.ok_or(Refusal::NotFound)?;
        let row = TenantRow {
            name: name.to_owned(),
            area: settings.area.clone(),
            settings: stored_settings::to_text(settings),
            ..before.clone()
        };
        if (&row.name, &row.settings) == (&before.name, &before.settings) {
            return Ok(town_of(before)?);
        }
        self.refuse_second_of_area(&row).await?;
        let payload = json!({ "name": name, "settings": settings });
        let act = ("change-tenant", payload);
        let entry = self.register_entry(&snapshot, tenant, Register::Settings, act).await?;
        drop(snapshot);
        let mut commit = Commit::new(Scope::Tenant(tenant), self.world().now());
        commit.changes.push(Change::update(&row));
        commit.changes.extend(entry);
        self.store().apply(commit).await?;
        Ok(town_of(row)?)
    }

    /// All tenants with their status, by slug.
    pub async fn tenants(&self) -> Result<Vec<(Town, String)>, Refusal> {
        let snapshot = self.store().read(Scope::Installation).await?;
        let rows = snapshot.tenants().await?;
        let mut tenants = Vec::new();
        for row in rows {
            let status = row.status.clone();
            tenants.push((town_of(row)?, status));
        }
        Ok(tenants)
    }

    /// The crest of a town as PNG, if this is its hash.
    pub async fn crest(&self, town: &Town, hash: &str) -> Result<Vec<u8>, Refusal> {
        let content: Hash = hash.parse().map_err(|_| Refusal::NotFound)?;
        if town.settings.crest != hash {
            return Err(Refusal::NotFound);
        }
        let read = self.parts().documents.get(town.tenant, content).await;
        Ok(read.map_err(|error| Fault::while_doing("reading a crest", error))?)
    }

    /// The settings with the hash of the drawing's picture, which is kept among the tenant's documents.
    async fn with_crest(
        &self,
        tenant: TenantId,
        mut settings: TenantSettings,
        drawing: Option<Vec<u8>>,
    ) -> Result<TenantSettings, Refusal> {
        let Some(drawing) = drawing else { return Ok(settings) };
        let drawn = tokio::task::spawn_blocking(move || crests::png_of(&drawing)).await;
        let drawn = drawn.map_err(|error| Fault::while_doing("drawing a crest", error))?;
        let png = drawn.map_err(|fault| {
            Refusal::Problems(vec![Problem::in_answer("crest", "tenant-crest-unusable").with("why", fault)])
        })?;
        let kept = self.parts().documents.put(tenant, png).await;
        settings.crest = kept.map_err(|error| Fault::while_doing("keeping a crest", error))?.to_string();
        Ok(settings)
    }

    /// One area has one tenant, so that it is always clear who is competent.
    async fn refuse_second_of_area(&self, row: &TenantRow) -> Result<(), Refusal> {
        let snapshot = self.store().read(Scope::Installation).await?;
        let others = snapshot.tenants_of_areas(&[&row.area]).await?;
        if others.iter().any(|other| other.id != row.id) {
            Err(Refusal::Taken { kind: "area" })
        } else {
            Ok(())
        }
    }

    fn problems_of_settings(&self, settings: &TenantSettings) -> Vec<Problem> {
        settings_problems::problems(settings, self.areas(), self.today())
    }

    fn problems_of_new(&self, new: &NewTenant) -> Vec<Problem> {
        let mut problems = Vec::new();
        let plain = |sign: char| sign.is_ascii_lowercase() || sign.is_ascii_digit() || sign == '-';
        let begins_well = new.slug.starts_with(|sign: char| sign.is_ascii_lowercase());
        if !(2..=40).contains(&new.slug.len()) || !new.slug.chars().all(plain) || !begins_well {
            problems.push(Problem::in_answer("slug", "tenant-slug-malformed").with("slug", &new.slug));
        }
        let other_place = self.areas().key_of(&new.slug).is_some_and(|area| area != new.settings.area);
        if RESERVED.contains(&new.slug.as_str()) || other_place {
            problems.push(Problem::in_answer("slug", "tenant-slug-reserved").with("slug", &new.slug));
        }
        if new.name.trim().is_empty() {
            problems.push(Problem::new(Place::Answer("name".to_owned()), "tenant-name-missing"));
        }
        problems
    }
}
