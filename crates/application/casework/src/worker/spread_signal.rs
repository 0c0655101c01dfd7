//! A signal is told to every case of the tenant that has waited for it since it was thrown, and opens a case of each service
//! that begins by it: page by page, each case in a commit of its own. What a broken-off page has done already is known by
//! its command keys.

use super::hand_over::REMEMBERED;
use super::{PATIENCE, still_claimed};
use crate::Casework;
use crate::advance::NOBODY;
use crate::opened_by_event::opened_id;
use crate::refusal::{Fault, Refusal, Undecided};
use cases::{Action, Actor};
use engine::{Command, StartedBy};
use feel::Context;
use std::collections::BTreeMap;
use store::{
    Change, CommandKey, Commit, DueRow, Expect, Scope, ServiceStartRow, SignalRow, StoreError,
    SubscriptionRow,
};
use values::{CaseId, EffectId, Hash, Moment, SubscriptionId};

/// How many cases are told by one claim.
const PAGE: i64 = 100;

/// Comes after the id of every case.
const BEYOND_ALL: CaseId = CaseId::from_bytes([0xff; 16]);

/// A case that could not be told or opened, and why.
pub(super) type Missed = (CaseId, Refusal);

/// A page of the cases that are told.
struct Page {
    told: Vec<CaseId>,
    missed: Vec<Missed>,
}

impl Page {
    fn is_last(&self) -> bool {
        i64::try_from(self.told.len()).is_ok_and(|told| told < PAGE)
    }

    fn reaches(&self) -> Option<CaseId> {
        if self.is_last() { Some(BEYOND_ALL) } else { self.told.last().copied() }
    }
}

impl Casework {
    /// Tells the next page. A case that cannot be told or opened keeps the page waiting for as long as a job waits, then it
    /// is noted; all others of the page are told meanwhile.
    pub(super) async fn spread_signal(&self, due: &DueRow, signal: &SignalRow) -> Result<(), Refusal> {
        if signal.reached == Some(BEYOND_ALL) {
            return self.forget_signal(due, signal).await;
        }
        let mut missed = match signal.reached {
            None => self.open_by_signal(due, signal).await?,
            Some(_) => Vec::new(),
        };
        let snapshot = self.store().read(Scope::Tenant(due.tenant)).await?;
        let waiting = by_case(snapshot.waiting_for_signal(signal, PAGE).await?);
        drop(snapshot);
        for (case, waiting) in waiting.iter().filter(|(case, _)| **case != signal.case) {
            if let Err(refusal) = self.decide(|| self.try_tell(due, signal, (*case, waiting))).await {
                missed.push((*case, refusal));
            }
        }
        let told = waiting.into_keys().collect();
        match missed.pop() {
            Some((_, refusal)) if due.attempt - signal.attempt < PATIENCE => Err(refusal),
            last => {
                missed.extend(last);
                self.page_told(due, signal, Page { told, missed }).await
            }
        }
    }

    /// Opens a case of each service that begins by it; what cannot be opened keeps nobody from hearing it.
    async fn open_by_signal(&self, due: &DueRow, signal: &SignalRow) -> Result<Vec<Missed>, Refusal> {
        let snapshot = self.store().read(Scope::Tenant(due.tenant)).await?;
        let starts = snapshot.started_by_signal(signal).await?;
        drop(snapshot);
        let mut missed = Vec::new();
        for start in &starts {
            if let Err(refusal) = self.decide(|| self.try_open(due, signal, start)).await {
                missed.push((opened_id(signal.id, start), refusal));
            }
        }
        Ok(missed)
    }

    async fn try_open(
        &self,
        due: &DueRow,
        signal: &SignalRow,
        start: &ServiceStartRow,
    ) -> Result<(), Undecided> {
        // The same key as for telling it: whoever begins by a signal has heard it.
        let key = told(signal.id, opened_id(signal.id, start));
        let snapshot = self.store().read(Scope::Tenant(due.tenant)).await?;
        still_claimed(&snapshot, due).await?;
        if snapshot.answer(key).await?.is_some() {
            return Ok(());
        }
        drop(snapshot);
        let by = StartedBy::Signal(signal.name.as_str().into());
        let opened = self.opened_by(signal.id, start, (by, brought(&signal.body)?, signal.chain)).await?;
        let Some(opened) = opened else { return Ok(()) };
        let mut commit = opened.commit.once(key, "opened");
        commit.expects.push(Expect::at(DueRow::key(due.tenant, due.id), due.attempt));
        self.store().apply(commit).await?;
        Ok(())
    }

    /// Tells a case that waits there for the signal, unless it has heard it or waits no longer.
    async fn try_tell(
        &self,
        due: &DueRow,
        signal: &SignalRow,
        (case, waiting): (CaseId, &[SubscriptionId]),
    ) -> Result<(), Undecided> {
        let snapshot = self.store().read(Scope::Tenant(due.tenant)).await?;
        still_claimed(&snapshot, due).await?;
        let key = told(signal.id, case);
        if snapshot.answer(key).await?.is_some() {
            return Ok(());
        }
        let actor = Actor::System(signal.id);
        let loaded = self.load_from(&snapshot, case).await?;
        drop(snapshot);
        let open = loaded.instance.subscriptions();
        if !waiting.iter().any(|id| open.contains_key(id)) {
            return Ok(());
        }
        loaded.require(&actor, Action::BringResult, None)?;
        let variables = brought(&signal.body)?;
        let command = Command::ReceiveSignal { signal: signal.name.clone(), variables };
        let mut commit =
            self.advance_in_chain(&actor, loaded, (command, signal.chain))?.commit.once(key, "told");
        commit.expects.push(Expect::at(DueRow::key(due.tenant, due.id), due.attempt));
        self.store().apply(commit).await?;
        Ok(())
    }

    /// Notes how far the signal has come. After the last page it is gone, or remembered for a while if somebody was missed.
    async fn page_told(&self, due: &DueRow, signal: &SignalRow, page: Page) -> Result<(), Refusal> {
        let now = self.world().now();
        let next = further(signal, &page, due.attempt)?;
        if page.is_last() && next.missed == NOBODY {
            return self.forget_signal(due, signal).await;
        }
        let again = if page.is_last() { now.plus(REMEMBERED) } else { now };
        let mut commit = Commit::new(Scope::Tenant(due.tenant), now);
        commit.changes.push(Change::update(&next));
        let lease_until = Moment::from_micros(0);
        commit.changes.push(Change::update(&DueRow { due: again, lease_until, ..due.clone() }));
        self.noted(commit).await
    }

    async fn forget_signal(&self, due: &DueRow, signal: &SignalRow) -> Result<(), Refusal> {
        let mut commit = Commit::new(Scope::Tenant(due.tenant), self.world().now());
        commit.changes.push(Change::delete(SignalRow::key(due.tenant, signal.id)));
        commit.changes.push(Change::delete_at(DueRow::key(due.tenant, due.id), due.attempt));
        self.noted(commit).await
    }

    async fn noted(&self, commit: Commit) -> Result<(), Refusal> {
        match self.store().apply(commit).await {
            Ok(_) => Ok(()),
            Err(StoreError::Stale { .. }) => Err(Refusal::Conflict),
            Err(error) => Err(error.into()),
        }
    }
}

/// Where each of the cases waits, by its id.
fn by_case(rows: Vec<SubscriptionRow>) -> BTreeMap<CaseId, Vec<SubscriptionId>> {
    let mut cases: BTreeMap<CaseId, Vec<SubscriptionId>> = BTreeMap::new();
    for row in rows {
        cases.entry(row.case).or_default().push(row.id);
    }
    cases
}

/// The signal after this page.
fn further(signal: &SignalRow, page: &Page, attempt: i64) -> Result<SignalRow, Fault> {
    let missed = all_missed(&signal.name, &signal.missed, &page.missed)?;
    Ok(SignalRow { reached: page.reaches(), attempt, missed, ..signal.clone() })
}

/// The stored form of all cases that have missed a signal or message, each once.
pub(super) fn all_missed(name: &str, known: &str, missed: &[Missed]) -> Result<String, Fault> {
    let unreadable = |error| Fault::while_doing("reading who has missed something", error);
    let mut all: Vec<CaseId> = serde_json::from_str(known).map_err(unreadable)?;
    for (case, refusal) in missed {
        tracing::error!(%case, name, %refusal, "a case does not take a signal or message");
        if !all.contains(case) {
            all.push(*case);
        }
    }
    Ok(serde_json::to_string(&all).expect("ids are texts"))
}

/// Says that a case has heard a signal.
fn told(signal: EffectId, case: CaseId) -> CommandKey {
    CommandKey(Hash::of_parts(&[b"signal", signal.as_bytes(), case.as_bytes()]))
}

/// What a stored signal or message brings.
pub(crate) fn brought(body: &str) -> Result<Context, Fault> {
    serde_json::from_str(body).map_err(|error| Fault::while_doing("reading what an event brings", error))
}
