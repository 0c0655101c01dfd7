//! Creating and listing tenants.

use super::stored_settings;
use crate::Casework;
use crate::refusal::Refusal;
use crate::towns::{LIVE, town_of};
use crate::views::{TenantSettings, Town};
use store::{Change, Commit, Scope, StoreError, TenantRow};
use values::{Place, Problem, TenantId};

/// First parts of addresses that are the platform's own.
const RESERVED: [&str; 16] = [
    "abmelden",
    "amt",
    "anmelden",
    "api",
    "ausweis-demo",
    "bezahldienst-demo",
    "demo",
    "healthz",
    "konto",
    "leistung",
    "meine",
    "metrics",
    "postfach",
    "readyz",
    "static",
    "vorgang",
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
}

impl Casework {
    /// Creates a live tenant.
    pub async fn create_tenant(&self, new: NewTenant) -> Result<Town, Refusal> {
        let problems = problems(&new);
        if !problems.is_empty() {
            return Err(Refusal::Problems(problems));
        }
        let row = TenantRow {
            id: TenantId::from_bytes(self.world().random()),
            slug: new.slug,
            name: new.name,
            status: LIVE.to_owned(),
            settings: stored_settings::to_text(&new.settings),
            version: 1,
        };
        let mut commit = Commit::new(Scope::Installation, self.world().now());
        commit.changes.push(Change::insert(&row));
        match self.store().apply(commit).await {
            Err(StoreError::Stale { .. }) => Err(Refusal::Taken { kind: "slug" }),
            applied => {
                applied?;
                Ok(town_of(row)?)
            }
        }
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
}

fn problems(new: &NewTenant) -> Vec<Problem> {
    let mut problems = Vec::new();
    let plain = |sign: char| sign.is_ascii_lowercase() || sign.is_ascii_digit() || sign == '-';
    let begins_well = new.slug.starts_with(|sign: char| sign.is_ascii_lowercase());
    if !(2..=40).contains(&new.slug.len()) || !new.slug.chars().all(plain) || !begins_well {
        problems.push(Problem::in_answer("slug", "tenant-slug-malformed").with("slug", &new.slug));
    }
    if RESERVED.contains(&new.slug.as_str()) {
        problems.push(Problem::in_answer("slug", "tenant-slug-reserved").with("slug", &new.slug));
    }
    if new.name.trim().is_empty() {
        problems.push(Problem::new(Place::Answer("name".to_owned()), "tenant-name-missing"));
    }
    problems
}
