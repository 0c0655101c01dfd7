//! A job that cannot be brought to an end stops being tried: what failed stands at the case until a person tries it again. A
//! job of the process fails at its step, which the process may catch; what no step waits for stands beside them.

use super::{CarriedOut, Performed};
use crate::Casework;
use crate::advance::job_due;
use crate::load::Loaded;
use crate::refusal::{Fault, Refusal, Undecided};
use cases::Actor;
use engine::Job;
use store::{Change, Commit, DueRow, IncidentRow, OutboxRow, OutboxState, Snapshot};
use values::{EffectId, IncidentId};

/// Why a job is given up: a text, and what it says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Why {
    key: &'static str,
    message: String,
}

impl Why {
    /// The letter about an extended period cannot be written.
    pub(super) fn not_announced(fault: &Fault) -> Self {
        Self { key: "incident-not-announced", message: fault.to_string() }
    }

    /// The case takes neither the result nor the failure.
    fn not_taken(refusal: &Refusal) -> Self {
        Self { key: "incident-not-taken", message: refusal.to_string() }
    }
}

impl Casework {
    /// Brings a result. One that the case has refused as often as a job is tried is brought as a failure; when it refuses
    /// that as well the job is given up. A lost claim is refused like everything else, and then nothing is written at all.
    pub(super) async fn bring_job(&self, due: &DueRow, done: &CarriedOut) -> Result<(), Refusal> {
        let refusal = match self.decide(|| self.try_bring(due, done)).await {
            Err(refusal) if due.attempt >= done.patience && !is_outage(&refusal) => refusal,
            brought => return brought,
        };
        let CarriedOut { row, patience, chain, .. } = done;
        let performed = Performed::failed("refused", refusal.to_string());
        let failed = CarriedOut { row: row.clone(), performed, patience: *patience, chain: *chain };
        match self.decide(|| self.try_bring(due, &failed)).await {
            Err(again) if !is_outage(&again) => {
                let why = Why::not_taken(&refusal);
                self.decide(|| self.try_give_up(due, row, &why)).await
            }
            told => told,
        }
    }

    /// Stops trying, and lets the case say so.
    pub(super) async fn try_give_up(
        &self,
        due: &DueRow,
        row: &OutboxRow,
        why: &Why,
    ) -> Result<(), Undecided> {
        let (actor, loaded) = self.claimed_case(due, row.case).await?;
        let mut commit = self.beside(&actor, loaded, "give-up-job");
        commit.changes.extend(given_up(due, row, (why, commit.at)));
        self.store().apply(commit).await?;
        Ok(())
    }

    /// Lets a job that was given up be tried anew, if this is one.
    pub(crate) async fn revived(
        &self,
        (actor, snapshot): (&Actor, &Snapshot),
        loaded: Loaded,
        incident: IncidentId,
    ) -> Result<Result<Commit, Loaded>, Undecided> {
        let job = snapshot.outbox(EffectId::from_bytes(*incident.as_bytes())).await?;
        let Some(job) = job.filter(|row| is_given_up(row) && row.case == loaded.case.id) else {
            return Ok(Err(loaded));
        };
        let tenant = job.tenant;
        let mut commit = self.beside(actor, loaded, "retry-job");
        commit.changes.push(Change::delete(IncidentRow::key(tenant, incident)));
        commit.changes.push(Change::insert(&job_due(tenant, job.id, commit.at)));
        commit.changes.push(Change::update(&OutboxRow { state: OutboxState::Open, ..job }));
        Ok(Ok(commit))
    }
}

/// Whether nobody tries it any more.
fn is_given_up(job: &OutboxRow) -> bool {
    job.state == OutboxState::Failed
}

fn is_outage(refusal: &Refusal) -> bool {
    matches!(refusal, Refusal::Fault(fault) if fault.is_outage())
}

/// The incident has the id of the job: that is how it is found when somebody tries it again.
fn given_up(due: &DueRow, row: &OutboxRow, (why, at): (&Why, values::Moment)) -> [Change; 3] {
    let element = serde_json::from_str::<Job>(&row.body).map(|job| job.element).unwrap_or_default();
    let incident = IncidentRow {
        tenant: row.tenant,
        id: IncidentId::from_bytes(*row.id.as_bytes()),
        case: row.case,
        element,
        code: why.key.to_owned(),
        message: serde_json::to_string(&[("message", &why.message)]).expect("names and texts"),
        raised_at: at,
        resolved_at: None,
    };
    [
        Change::delete_at(DueRow::key(due.tenant, due.id), due.attempt),
        Change::update(&OutboxRow { state: OutboxState::Failed, ..row.clone() }),
        Change::insert(&incident),
    ]
}
