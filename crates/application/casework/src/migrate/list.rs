//! The running cases of a tenant that do not run in the newest release of their service, and how those that fit go on there
//! together: each is a step of its own.

use super::{Migration, preview};
use crate::Casework;
use crate::refusal::Refusal;
use crate::views::{OutdatedCase, OutdatedCases, Town};
use cases::{Actor, CaseStatus, migrates_in};
use std::collections::BTreeMap;
use store::{CaseRow, Scope, Snapshot};
use values::{Hash, Language};

/// How many cases are shown, and go on together. Those that do not fit keep nobody from those after them.
const MOST: usize = 100;
/// How many rows are read at once.
const PAGE: i64 = 500;

impl Casework {
    /// The cases by number, from after the number given, each with whether it fits as it is.
    pub async fn outdated_cases(
        &self,
        actor: &Actor,
        town: &Town,
        (after, language): (&str, Language),
    ) -> Result<OutdatedCases, Refusal> {
        if !migrates_in(actor, town.tenant) {
            return Err(Refusal::NotFound);
        }
        let snapshot = self.store().read(Scope::Tenant(town.tenant)).await?;
        let services = snapshot.services().await?.into_iter();
        let newest: BTreeMap<String, Hash> = services.map(|row| (row.key, row.release)).collect();
        let (mut cases, mut after) = (Vec::<OutdatedCase>::new(), after.to_owned());
        loop {
            let page = snapshot.cases_after(&after, PAGE).await?;
            let Some(last) = page.last() else { return Ok(OutdatedCases { cases, next: None }) };
            after.clone_from(&last.number);
            for row in page {
                let Some(to) = outdated(&row, &newest) else { continue };
                if cases.len() == MOST {
                    let next = cases.last().map(|case| case.number.clone());
                    return Ok(OutdatedCases { cases, next });
                }
                cases.extend(self.outdated_case(&snapshot, row, (to, language)).await?);
            }
        }
    }

    async fn outdated_case(
        &self,
        snapshot: &Snapshot,
        row: CaseRow,
        (to, language): (Hash, Language),
    ) -> Result<Option<OutdatedCase>, Refusal> {
        let loaded = self.load_from(snapshot, row.id).await?;
        if loaded.instance.is_ended() {
            return Ok(None);
        }
        let release = self.release(row.tenant, to).await?;
        let fits = preview::step(&loaded, &release, &BTreeMap::new(), self.world().now()).is_ok();
        let service_title = loaded.procedure.about().title(language).to_owned();
        Ok(Some(OutdatedCase { case: row.id, number: row.number, service_title, fits }))
    }

    /// Lets all cases of the list go on that fit as they are; how many did. One that somebody works on meanwhile stays.
    pub async fn migrate_fitting(&self, actor: &Actor, town: &Town, after: &str) -> Result<usize, Refusal> {
        let listed = self.outdated_cases(actor, town, (after, Language::De)).await?;
        let mut migrated = 0;
        for case in listed.cases.iter().filter(|case| case.fits) {
            let page = self.migration_page(actor, town, case.case, (None, Language::De)).await?;
            let asked = Migration { release: page.release, renamed: BTreeMap::new() };
            match self.migrate_case(actor, town, case.case, &asked).await {
                Ok(()) => migrated += 1,
                Err(Refusal::Conflict | Refusal::Problems(_)) => {}
                Err(refusal) => return Err(refusal),
            }
        }
        Ok(migrated)
    }
}

/// The release that a case could go on in.
fn outdated(row: &CaseRow, newest: &BTreeMap<String, Hash>) -> Option<Hash> {
    let to = newest.get(&row.service).copied()?;
    (row.release != to && row.status != CaseStatus::Ended.key()).then_some(to)
}
