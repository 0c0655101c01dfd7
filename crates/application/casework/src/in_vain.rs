//! What the worker has tried in vain as often as a job is tried, across all tenants: for the operator's shell, which mends
//! what is damaged. It holds no personal data; what a clerk can help stands at the case itself.

use crate::refusal::Refusal;
use crate::worker::{FAILS_AT_CASE, PATIENCE};
use store::{DueKind, DueRow, Fault, Scope, Snapshot, Store, StoreError};
use values::{AttemptId, CaseId, EffectId, Moment, TimerId};

/// How many are told.
const MOST: i64 = 100;

/// Something that is tried seldom from now on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InVain {
    /// Slug of the tenant.
    pub tenant: String,
    /// What is to be done.
    pub kind: DueKind,
    /// The number of the case, or its id where the row is damaged; for a service that would begin by its timer, its key.
    /// Nothing where what stood behind it is gone.
    pub of: Option<String>,
    /// How often it was tried.
    pub attempts: i64,
    /// When it is tried next.
    pub next: Moment,
}

/// What was tried in vain, what was tried most often first; at most a hundred.
pub async fn in_vain(store: &Store) -> Result<Vec<InVain>, Refusal> {
    let snapshot = store.read(Scope::Installation).await?;
    let mut found = Vec::new();
    for due in snapshot.tried_often(&FAILS_AT_CASE, (PATIENCE, MOST)).await? {
        let tenant = snapshot.tenant(due.tenant).await?.map(|tenant| tenant.slug).unwrap_or_default();
        let of = whose(&store.read(Scope::Tenant(due.tenant)).await?, &due).await?;
        found.push(InVain { tenant, kind: due.kind, of, attempts: due.attempt, next: due.due });
    }
    Ok(found)
}

async fn whose(snapshot: &Snapshot, due: &DueRow) -> Result<Option<String>, Refusal> {
    let case: Option<CaseId> = match due.kind {
        DueKind::Job => snapshot.outbox(EffectId::from_bytes(due.id)).await?.map(|job| job.case),
        DueKind::Timer => snapshot.timer(TimerId::from_bytes(due.id)).await?.map(|timer| timer.case),
        DueKind::Payment => {
            snapshot.attempt(AttemptId::from_bytes(due.id)).await?.map(|attempt| attempt.case)
        }
        DueKind::Start => {
            let start = snapshot.timed_start_at(EffectId::from_bytes(due.id)).await?;
            return Ok(start.map(|start| start.service));
        }
        _ => None,
    };
    let Some(case) = case else { return Ok(None) };
    // Whatever is damaged, the operator reads of it.
    match snapshot.case(case).await {
        Ok(Some(row)) => Ok(Some(row.number)),
        Ok(None) | Err(StoreError::Fault(Fault::ImpossibleRow { .. })) => Ok(Some(case.to_string())),
        Err(error) => Err(error.into()),
    }
}
