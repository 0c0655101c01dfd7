//! By which words a case or a record is found at the desk, written in its own commit. Long texts are not searched, and of
//! cases about health or social matters, or about people whose data are blocked, only number and name.

use crate::Casework;
use crate::load::{Loaded, procedure_of};
use crate::refusal::{Fault, Refusal, Undecided};
use crate::stored_state::read_instance;
use feel::{Context, Value};
use services::{DataClass, Release};
use std::collections::BTreeSet;
use store::{CaseRow, Change, Commit, Expect, RecordRow, Scope, SearchEntryRow, SearchKind};
use values::folding::spellings;
use values::{Language, TenantId};

/// How many entries are made anew in one commit.
const BATCH: i64 = 100;

/// The entry of a case whose process has come to these variables.
pub(crate) fn entry_of_case(
    release: &Release,
    case: &CaseRow,
    variables: &Context,
) -> Result<SearchEntryRow, Fault> {
    let mut texts = vec![case.number.clone(), without_zeros(&case.number), case.applicant.clone()];
    if is_searched(release.manifest().data_class()) {
        texts.push(case.subject.clone());
        let form = procedure_of(release, case)?.start_form(Language::De);
        texts.extend(form.short_texts(variables));
    }
    let what = (SearchKind::Case, *case.id.as_bytes());
    let groups = release.manifest().groups();
    Ok(SearchEntryRow::new(case.tenant, what, case.opened_at, &groups, words(&texts)))
}

/// The entry of a record; it is as new as the case that opened it.
pub(crate) fn entry_of_record(
    release: &Release,
    row: &RecordRow,
    (fields, opened_at): (&Context, values::Moment),
) -> SearchEntryRow {
    let mut texts = vec![row.number.to_string(), row.key.clone(), row.title.clone()];
    texts.extend(fields.iter().filter_map(|(_, value)| match value {
        Value::Text(text) => Some(text.to_string()),
        _ => None,
    }));
    let what = (SearchKind::Record, *row.id.as_bytes());
    SearchEntryRow::new(row.tenant, what, opened_at, &release.manifest().groups(), words(&texts))
}

/// The change of the entry when a step has changed what it is found by.
pub(crate) fn changed_entry(
    release: &Release,
    (before, known): (&CaseRow, &Context),
    (after, variables): (&CaseRow, &Context),
) -> Result<Option<Change>, Fault> {
    let entry = entry_of_case(release, after, variables)?;
    let is_same = entry_of_case(release, before, known)? == entry;
    Ok((!is_same).then(|| Change::put(&entry)))
}

fn is_searched(class: DataClass) -> bool {
    match class {
        DataClass::Normal | DataClass::TaxSecret => true,
        DataClass::Social | DataClass::Health | DataClass::BlockedPerson => false,
    }
}

fn words(texts: &[String]) -> BTreeSet<String> {
    texts.iter().flat_map(|text| spellings(text)).collect()
}

/// `2026-00042` is also found by `42`.
fn without_zeros(number: &str) -> String {
    number.rsplit('-').next().unwrap_or_default().trim_start_matches('0').to_owned()
}

impl Casework {
    /// Makes the entries of all cases and records of a tenant anew, and answers how many. For an installation that is older
    /// than the search, and after a change of how words are written.
    pub async fn rebuild_search(&self, tenant: TenantId) -> Result<usize, Refusal> {
        let mut rebuilt = 0;
        let mut after = String::new();
        loop {
            let (last, entries) = self.decide(|| self.try_rebuild_cases(tenant, &after)).await?;
            rebuilt += entries;
            match last {
                Some(number) => after = number,
                None => break,
            }
        }
        Ok(rebuilt + self.rebuild_records(tenant).await?)
    }

    /// The entries of a page of cases, and the number of the last one.
    async fn try_rebuild_cases(
        &self,
        tenant: TenantId,
        after: &str,
    ) -> Result<(Option<String>, usize), Undecided> {
        let snapshot = self.store().read(Scope::Tenant(tenant)).await?;
        let cases = snapshot.cases_after(after, BATCH).await?;
        let mut commit = Commit::new(Scope::Tenant(tenant), self.world().now());
        for case in &cases {
            let release = self.release(tenant, case.release).await?;
            let state = snapshot.instance(case.id).await?;
            if state.is_empty() {
                continue;
            }
            let entry = entry_of_case(&release, case, &read_instance(case.id, &state)?.variables())?;
            commit.changes.push(Change::put(&entry));
            commit.expects.push(Expect::at(CaseRow::key(tenant, case.id), case.version));
        }
        drop(snapshot);
        self.store().apply(commit).await?;
        Ok((cases.last().map(|case| case.number.clone()), cases.len()))
    }

    async fn rebuild_records(&self, tenant: TenantId) -> Result<usize, Refusal> {
        let snapshot = self.store().read(Scope::Tenant(tenant)).await?;
        let mut rebuilt = 0;
        for service in snapshot.services().await? {
            let mut after = 0;
            loop {
                let rows = snapshot.records_after(&service.key, after, BATCH).await?;
                let Some(last) = rows.last() else { break };
                after = last.number;
                rebuilt += rows.len();
                let mut commit = Commit::new(Scope::Tenant(tenant), self.world().now());
                for row in &rows {
                    let Some(case) = snapshot.case(row.opened_by).await? else { continue };
                    let release = self.release(tenant, case.release).await?;
                    let fields = crate::records::fields_of(row)?;
                    let entry = entry_of_record(&release, row, (&fields, case.opened_at));
                    commit.changes.push(Change::put(&entry));
                }
                self.store().apply(commit).await?;
            }
        }
        Ok(rebuilt)
    }
}

/// The entries of records that a case opens.
pub(crate) fn entries_of_records(loaded: &Loaded, rows: &[RecordRow]) -> Result<Vec<Change>, Fault> {
    let entry = |row: &RecordRow| {
        let fields = crate::records::fields_of(row)?;
        Ok(Change::put(&entry_of_record(&loaded.release, row, (&fields, loaded.case.opened_at))))
    };
    rows.iter().map(entry).collect()
}
