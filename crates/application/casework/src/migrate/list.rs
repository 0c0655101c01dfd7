//! The running cases of a tenant that do not run in the newest release of their service, and how those that fit go on there
//! together: each is a step of its own.

use super::preview;
use crate::Casework;
use crate::refusal::Refusal;
use crate::views::{OutdatedCase, OutdatedCases, OutdatedStanding, Town};
use cases::{Actor, migrates_in};
use services::Release;
use std::collections::BTreeMap;
use std::sync::Arc;
use store::{CaseRow, Scope, Snapshot};
use values::{Hash, Language};

/// How many cases are shown, and go on together. Those that do not fit keep nobody from those after them.
const MOST: usize = 100;
/// One more tells whether there are others.
const ASKED: i64 = MOST as i64 + 1;

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
        let mut rows = snapshot.outdated_cases_after(after, ASKED).await?;
        let has_more = rows.len() > MOST;
        rows.truncate(MOST);
        let next = rows.last().filter(|_| has_more).map(|last| last.number.clone());
        let mut cases = Vec::new();
        for row in rows {
            let Some(to) = newest.get(&row.service) else { continue };
            cases.extend(self.outdated_case(&snapshot, row, (*to, language)).await?);
        }
        Ok(OutdatedCases { cases, next })
    }

    /// One case of the list; none when its process has ended.
    async fn outdated_case(
        &self,
        snapshot: &Snapshot,
        row: CaseRow,
        (to, language): (Hash, Language),
    ) -> Result<Option<OutdatedCase>, Refusal> {
        let release = self.release(row.tenant, to).await?;
        let standing = match self.load_from(snapshot, row.id).await {
            Ok(loaded) if loaded.instance.is_ended() => return Ok(None),
            Ok(loaded) => match preview::step(&loaded, &release, &BTreeMap::new(), self.world().now()) {
                Ok(_) => OutdatedStanding::Fits,
                Err(_) => OutdatedStanding::Unfit,
            },
            Err(Refusal::Fault(fault)) if fault.is_outage() => return Err(fault.into()),
            Err(refusal) => {
                tracing::error!(number = row.number, %refusal, "a case cannot be read");
                OutdatedStanding::Unreadable
            }
        };
        let service_title = title(&release, &row, language);
        Ok(Some(OutdatedCase {
            case: row.id,
            number: row.number,
            service: row.service,
            service_title,
            standing,
        }))
    }

    /// Lets all cases of the list go on that fit as they are; how many did. One that somebody works on meanwhile stays.
    pub async fn migrate_fitting(&self, actor: &Actor, town: &Town, after: &str) -> Result<usize, Refusal> {
        let listed = self.outdated_cases(actor, town, (after, Language::De)).await?;
        let fits = |case: &&OutdatedCase| case.standing == OutdatedStanding::Fits;
        let mut migrated = 0;
        for case in listed.cases.iter().filter(fits) {
            let page = self.migration_page(actor, town, case.case, (None, Language::De)).await?;
            match self.migrate_case(actor, town, case.case, &page.agreed()).await {
                Ok(()) => migrated += 1,
                Err(Refusal::Conflict | Refusal::Problems(_)) => {}
                Err(refusal) => return Err(refusal),
            }
        }
        Ok(migrated)
    }
}

/// What the newest release calls the service of a case, or its key where that procedure is gone.
fn title(release: &Arc<Release>, row: &CaseRow, language: Language) -> String {
    let procedure = release.procedure(&row.procedure);
    procedure.map_or_else(|| row.service.clone(), |known| known.about().title(language).to_owned())
}
