//! The search of the desk: one field over number, name, address, what the application says in short texts, and records. It
//! finds what the actor may read and nothing else; each row is asked for once more before it is shown.

use crate::Casework;
use crate::load::facts_of;
use crate::records::view;
use crate::refusal::Refusal;
use crate::status_page::status_of;
use crate::views::{Found, FoundCase, FoundRecord, Town};
use crate::work_list::title_of;
use cases::{Action, Actor, CaseScope, case_scope, may};
use std::collections::BTreeSet;
use store::{Scope, SearchKind, Snapshot};
use values::folding::search_words;
use values::{CaseId, Language, RecordId};

/// How many are shown; who finds more names another word.
const MOST: i64 = 50;
/// Shorter words begin too much.
const SHORTEST: usize = 2;
/// The most words that are searched for.
const MOST_WORDS: usize = 8;

impl Casework {
    /// What is found by words that begin like those of the text, newest first.
    pub async fn search(
        &self,
        actor: &Actor,
        town: &Town,
        text: &str,
        language: Language,
    ) -> Result<Found, Refusal> {
        let words: BTreeSet<String> =
            search_words(text).into_iter().filter(|word| word.chars().count() >= SHORTEST).collect();
        let words: Vec<String> = words.into_iter().take(MOST_WORDS).collect();
        let allowed = case_scope(actor);
        let groups: Option<Vec<String>> = match &allowed {
            CaseScope::Office(tenant) if *tenant == town.tenant => None,
            CaseScope::Groups { tenant, groups } if *tenant == town.tenant => {
                Some(groups.iter().cloned().collect())
            }
            _ => return Err(Refusal::NotFound),
        };
        let mut found = Found { is_too_short: words.is_empty(), ..Found::default() };
        let snapshot = self.store().read(Scope::Tenant(town.tenant)).await?;
        let entries = snapshot.search(&words, groups.as_deref(), MOST + 1).await?;
        found.is_cut = entries.len() as i64 > MOST;
        for (kind, id) in entries.into_iter().take(MOST as usize) {
            match kind {
                SearchKind::Case => {
                    let case = self.found_case(actor, &snapshot, CaseId::from_bytes(id), language).await?;
                    found.cases.extend(case);
                }
                SearchKind::Record => {
                    let id = RecordId::from_bytes(id);
                    let record = self.found_record((town, &allowed), &snapshot, id, language).await?;
                    found.records.extend(record);
                }
            }
        }
        Ok(found)
    }

    async fn found_case(
        &self,
        actor: &Actor,
        snapshot: &Snapshot,
        id: CaseId,
        language: Language,
    ) -> Result<Option<FoundCase>, Refusal> {
        let Some(case) = snapshot.case(id).await? else { return Ok(None) };
        let release = self.release(case.tenant, case.release).await?;
        if !may(actor, Action::ReadCase, &facts_of(&case, &release, None)) {
            return Ok(None);
        }
        Ok(Some(FoundCase {
            case: case.id,
            service_title: title_of(&release, &case.procedure, language),
            status: status_of(&case.status)?,
            received_at: case.opened_at,
            number: case.number,
            applicant: case.applicant,
            subject: release.phrase(language, &case.subject).into_owned(),
        }))
    }

    async fn found_record(
        &self,
        (town, allowed): (&Town, &CaseScope),
        snapshot: &Snapshot,
        id: RecordId,
        language: Language,
    ) -> Result<Option<FoundRecord>, Refusal> {
        let Some(row) = snapshot.record(id).await? else { return Ok(None) };
        let Some(home) = self.home_in(town, &row.service).await? else { return Ok(None) };
        if !allowed.holds(row.tenant, &home.release.manifest().groups()) {
            return Ok(None);
        }
        let record = view(&row, &home.release, language)?;
        Ok(Some(FoundRecord { service: row.service, record }))
    }
}
