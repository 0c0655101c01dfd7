//! What a person with an account has, across all towns: drafts, cases, and what lies in their postbox.

use crate::Casework;
use crate::refusal::Refusal;
use crate::status_page::status_of;
use crate::towns::town_of;
use crate::views::Town;
use cases::{Actor, CaseStatus};
use std::collections::BTreeMap;
use store::{Change, Commit, DraftRow, PostboxKind, PostboxRow, Scope, StoreError};
use values::{CitizenId, DocumentId, DraftId, Language, Moment, TenantId};

/// Everything of one person, newest first; what waits for them comes before the rest.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mine {
    /// Drafts to continue.
    pub drafts: Vec<MyDraft>,
    /// Cases.
    pub cases: Vec<MyCase>,
    /// How many things in the postbox have not been opened.
    pub unread: usize,
}

/// A draft to continue.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MyDraft {
    /// First part of the town's addresses.
    pub slug: String,
    /// The town.
    pub town: String,
    /// The draft.
    pub id: DraftId,
    /// What is applied for.
    pub title: String,
    /// When it was last changed.
    pub changed_at: Moment,
}

/// A case.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MyCase {
    /// First part of the town's addresses.
    pub slug: String,
    /// The town.
    pub town: String,
    /// Its number.
    pub number: String,
    /// What was applied for.
    pub title: String,
    /// How far it is.
    pub status: CaseStatus,
    /// When it last changed.
    pub changed_at: Moment,
}

/// Something in the postbox.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PostboxEntry {
    /// First part of the town's addresses.
    pub slug: String,
    /// The town.
    pub town: String,
    /// Its id, as hexadecimal digits.
    pub id: String,
    /// The number of its case.
    pub number: String,
    /// Its title.
    pub title: String,
    /// Whether the office waits for an answer.
    pub is_question: bool,
    /// The document to read.
    pub document: Option<DocumentId>,
    /// When it could first be read.
    pub at: Moment,
    /// When it was first opened.
    pub opened_at: Option<Moment>,
    /// The day on which it counts as known (§ 9 OZG), for notices.
    pub deemed_on: Option<String>,
}

impl Casework {
    /// Drafts and cases of whoever is signed in.
    pub async fn mine(&self, actor: &Actor, language: Language) -> Result<Mine, Refusal> {
        let citizen = signed_in(actor)?;
        let towns = self.towns_by_id().await?;
        let snapshot = self.store().read(Scope::Citizen(citizen)).await?;
        let drafts = snapshot.drafts_of_citizen(citizen).await?;
        let cases = snapshot.citizen_cases(citizen).await?;
        let unread = snapshot.postbox(citizen).await?.iter().filter(|row| row.opened_at.is_none()).count();
        drop(snapshot);
        let mut mine = Mine { drafts: Vec::new(), cases: Vec::new(), unread };
        for row in drafts.into_iter().filter(|row| row.submitted_case.is_none()) {
            mine.drafts.extend(self.my_draft(&towns, row, language).await?);
        }
        for row in cases {
            let Some(town) = towns.get(&row.tenant) else { continue };
            let (slug, town) = (town.slug.clone(), town.name.clone());
            let status = status_of(&row.status)?;
            let (number, title, changed_at) = (row.number, row.title, row.changed_at);
            mine.cases.push(MyCase { slug, town, number, title, status, changed_at });
        }
        mine.cases.sort_by_key(|case| case.status != CaseStatus::Waiting);
        Ok(mine)
    }

    async fn my_draft(
        &self,
        towns: &BTreeMap<TenantId, Town>,
        row: DraftRow,
        language: Language,
    ) -> Result<Option<MyDraft>, Refusal> {
        let Some(town) = towns.get(&row.tenant) else { return Ok(None) };
        let release = self.release(row.tenant, row.release).await?;
        let procedure = release.procedure(&row.procedure);
        let title =
            procedure.map_or(release.manifest().title(language), |known| known.about().title(language));
        let (slug, name) = (town.slug.clone(), town.name.clone());
        Ok(Some(MyDraft {
            slug,
            town: name,
            id: row.id,
            title: title.to_owned(),
            changed_at: row.changed_at,
        }))
    }

    /// What lies in the postbox of whoever is signed in.
    pub async fn my_postbox(&self, actor: &Actor) -> Result<Vec<PostboxEntry>, Refusal> {
        let citizen = signed_in(actor)?;
        let towns = self.towns_by_id().await?;
        let snapshot = self.store().read(Scope::Citizen(citizen)).await?;
        let rows = snapshot.postbox(citizen).await?;
        drop(snapshot);
        let mut entries = Vec::new();
        for row in rows {
            let Some(town) = towns.get(&row.tenant) else { continue };
            let deemed_on = self.deemed_on(&row).await?;
            entries.push(entry(town, row, deemed_on));
        }
        Ok(entries)
    }

    /// Opens something in the postbox; the first time is noted.
    pub async fn open_postbox_entry(
        &self,
        actor: &Actor,
        slug: &str,
        id: &str,
    ) -> Result<PostboxEntry, Refusal> {
        let citizen = signed_in(actor)?;
        let town = self.town(slug).await?;
        let scope = Scope::Citizen(citizen);
        let snapshot = self.store().read(scope).await?;
        let rows = snapshot.postbox(citizen).await?;
        drop(snapshot);
        let row = rows.into_iter().find(|row| row.tenant == town.tenant && hexadecimal(row.id) == id);
        let mut row = row.ok_or(Refusal::NotFound)?;
        if row.opened_at.is_none() {
            row.opened_at = Some(self.world().now());
            let mut commit = Commit::new(scope, self.world().now());
            commit.changes.push(Change::update(&row));
            match self.store().apply(commit).await {
                Err(StoreError::Stale { .. }) => return Err(Refusal::NotFound),
                applied => applied?,
            };
        }
        Ok(entry(&town, row, None))
    }

    async fn deemed_on(&self, row: &PostboxRow) -> Result<Option<String>, Refusal> {
        let Some(document) = row.document else { return Ok(None) };
        let snapshot = self.store().read(Scope::Tenant(row.tenant)).await?;
        let deliveries = snapshot.deliveries_of_document(document).await?;
        Ok(deliveries.into_iter().find_map(|delivery| delivery.deemed_on))
    }

    async fn towns_by_id(&self) -> Result<BTreeMap<TenantId, Town>, Refusal> {
        let snapshot = self.store().read(Scope::Installation).await?;
        let rows = snapshot.tenants().await?;
        let towns = rows.into_iter().map(|row| town_of(row).map(|town| (town.tenant, town)));
        Ok(towns.collect::<Result<_, _>>()?)
    }
}

fn entry(town: &Town, row: PostboxRow, deemed_on: Option<String>) -> PostboxEntry {
    PostboxEntry {
        slug: town.slug.clone(),
        town: town.name.clone(),
        id: hexadecimal(row.id),
        number: row.number,
        title: row.title,
        is_question: row.kind == PostboxKind::Question,
        document: row.document,
        at: row.at,
        opened_at: row.opened_at,
        deemed_on,
    }
}

fn hexadecimal(id: [u8; 16]) -> String {
    id.iter().map(|byte| format!("{byte:02x}")).collect()
}

fn signed_in(actor: &Actor) -> Result<CitizenId, Refusal> {
    match actor {
        Actor::Citizen(citizen) => Ok(citizen.id),
        _ => Err(Refusal::NotSignedIn),
    }
}
