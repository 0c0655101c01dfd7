//! Proving a case: the journal's chain, its payloads and the stored state are compared byte by byte by their hashes, and the
//! events are applied once more from the beginning.

use crate::Casework;
use crate::refusal::{Fault, Refusal};
use crate::stored_state::{StoredState, read_instance};
use cases::{CaseNumber, journal};
use engine::{Event, Instance};
use store::{CaseRow, InstanceRow, JournalPayloadRow, JournalRow, Scope, Snapshot};
use values::{CaseId, Moment, TenantId};

/// What a check of a case found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Verification {
    /// Number of the case.
    pub number: String,
    /// How many steps the journal holds.
    pub steps: usize,
    /// Every place where something does not hold, in words; empty when all is well.
    pub breaks: Vec<String>,
}

/// The head of a case, without anything about the person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CaseHead {
    /// The case.
    pub id: CaseId,
    /// Its number.
    pub number: String,
    /// Key of the service.
    pub service: String,
    /// Public status.
    pub status: String,
    /// Steps taken.
    pub steps: i64,
    /// When it was received.
    pub opened_at: Moment,
    /// When it last changed.
    pub changed_at: Moment,
    /// Ids and names of open tasks.
    pub open_tasks: Vec<(String, String)>,
    /// What is stuck: element and code.
    pub incidents: Vec<(String, String)>,
}

impl Casework {
    /// The head of a case, for the operator's shell: it shows no personal data.
    pub async fn case_head(&self, tenant: TenantId, number: &str) -> Result<CaseHead, Refusal> {
        let snapshot = self.store().read(Scope::Tenant(tenant)).await?;
        let case = numbered(&snapshot, number).await?;
        let tasks = snapshot.tasks_of_case(case.id).await?;
        let incidents = snapshot.incidents_of_case(case.id).await?;
        Ok(CaseHead {
            id: case.id,
            number: case.number,
            service: case.service,
            status: case.status,
            steps: case.steps,
            opened_at: case.opened_at,
            changed_at: case.changed_at,
            open_tasks: tasks.into_iter().map(|task| (task.id.to_string(), task.name)).collect(),
            incidents: incidents.into_iter().map(|incident| (incident.element, incident.code)).collect(),
        })
    }

    /// The numbers of all cases of a tenant, oldest first.
    pub async fn case_numbers(&self, tenant: TenantId) -> Result<Vec<String>, Refusal> {
        let snapshot = self.store().read(Scope::Tenant(tenant)).await?;
        let mut numbers: Vec<String> = Vec::new();
        loop {
            let last = numbers.last().cloned().unwrap_or_default();
            let page = snapshot.cases_after(&last, 1_000).await?;
            if page.is_empty() {
                return Ok(numbers);
            }
            numbers.extend(page.into_iter().map(|row| row.number));
        }
    }

    /// Checks the journal of a case against its stored state.
    pub async fn verify_case(&self, tenant: TenantId, number: &str) -> Result<Verification, Refusal> {
        let snapshot = self.store().read(Scope::Tenant(tenant)).await?;
        let case = numbered(&snapshot, number).await?;
        let chain = *case.id.as_bytes();
        let entries = snapshot.journal(chain).await?;
        let payloads = snapshot.journal_payloads(chain).await?;
        let state = snapshot.instance(case.id).await?;
        drop(snapshot);
        let mut breaks = chain_breaks(&entries, &payloads, &state);
        if case.steps != entries.len() as i64 {
            breaks.push(format!("the case speaks of {} steps, the journal of {}", case.steps, entries.len()));
        }
        if breaks.is_empty() {
            breaks.extend(replay_break(&case, &payloads, entries.len(), &state));
        }
        Ok(Verification { number: case.number, steps: entries.len(), breaks })
    }
}

async fn numbered(snapshot: &Snapshot, number: &str) -> Result<CaseRow, Refusal> {
    let number: CaseNumber = number.parse().map_err(|_| Refusal::NotFound)?;
    snapshot.case_by_number(&number.to_string()).await?.ok_or(Refusal::NotFound)
}

fn chain_breaks(
    entries: &[JournalRow],
    payloads: &[JournalPayloadRow],
    state: &[InstanceRow],
) -> Vec<String> {
    let chain: Vec<journal::Entry> = entries.iter().map(entry_of).collect();
    let beside: Vec<journal::Payload<'_>> = entries
        .iter()
        .map(|entry| {
            let payload = payloads.iter().find(|payload| payload.step == entry.step);
            payload.map(|payload| (payload.salt.as_slice(), payload.payload.as_str()))
        })
        .collect();
    let state = (!state.is_empty()).then(|| StoredState::of(state).hash());
    journal::verify(&chain, &beside, state).iter().map(ToString::to_string).collect()
}

fn entry_of(row: &JournalRow) -> journal::Entry {
    journal::Entry {
        chain: row.chain,
        step: row.step,
        at: row.at,
        header: row.header.clone(),
        previous: row.previous,
        payload_hash: row.payload_hash,
        snapshot_hash: row.snapshot_hash,
        hash: row.hash,
    }
}

/// Applies all events to an empty case; with nothing erased the result is the stored state.
fn replay_break(
    case: &CaseRow,
    payloads: &[JournalPayloadRow],
    steps: usize,
    state: &[InstanceRow],
) -> Option<String> {
    if payloads.len() != steps {
        return None;
    }
    match (replayed(case.id, payloads), read_instance(case.id, state)) {
        (Ok(replayed), Ok(stored)) if replayed == stored => None,
        (Ok(_), Ok(_)) => Some("the events do not lead to the stored state".to_owned()),
        (Err(fault), _) | (_, Err(fault)) => Some(fault.to_string()),
    }
}

fn replayed(case: CaseId, payloads: &[JournalPayloadRow]) -> Result<Instance, Fault> {
    let mut instance = Instance::new(case);
    for payload in payloads {
        let events: Vec<Event> = serde_json::from_str(&payload.payload).map_err(|error| {
            Fault::while_doing("reading the journal", format!("step {}: {error}", payload.step))
        })?;
        for event in &events {
            instance.apply(event);
        }
    }
    Ok(instance)
}
