//! A service that begins by a message from now on looks for those that were published before and lie still, and wakes them,
//! page by page; each then looks itself for somebody. A message that somebody is looking at right now may be laid still after
//! the look, so the service looks again, more and more rarely, as long as there is such a one.

use super::still_claimed;
use crate::Casework;
use crate::opened_by_event::opened_id;
use crate::refusal::{Fault, Undecided};
use crate::tenancy::starts::offer_id;
use engine::StartedBy;
use store::{Change, Commit, DueRow, Published, Scope, ServiceStartRow, Snapshot};
use values::{CaseId, Moment};

/// How many messages are woken by one look.
const PAGE: usize = 100;

/// What one look has found.
#[derive(Default)]
struct Found {
    still: Vec<Published>,
    /// Whether one is awake that may be laid still again.
    is_any_awake: bool,
}

impl Casework {
    /// One look. A message that could not open a case of this service is not offered to it again.
    pub(super) async fn try_offer(&self, due: &DueRow) -> Result<(), Undecided> {
        let now = self.world().now();
        let snapshot = self.store().read(Scope::Tenant(due.tenant)).await?;
        still_claimed(&snapshot, due).await?;
        let starts = snapshot.started_by_messages().await?;
        let start = starts.iter().find(|start| offer_id(start) == due.id);
        let found = match start {
            Some(start) if self.does_begin(start).await? => found(&snapshot, start, now).await?,
            _ => Found::default(),
        };
        drop(snapshot);
        let mut commit = Commit::new(Scope::Tenant(due.tenant), now);
        commit.changes.push(if found.still.len() == PAGE {
            Change::update(&DueRow { due: now, lease_until: Moment::from_micros(0), ..due.clone() })
        } else if found.is_any_awake {
            Change::update(&self.rested(due))
        } else {
            Change::delete_at(DueRow::key(due.tenant, due.id), due.attempt)
        });
        // Those that were published first look first.
        let woken = |message: Published| Change::update(&DueRow { due: message.sent_at, ..message.due });
        commit.changes.extend(found.still.into_iter().map(woken));
        self.store().apply(commit).await?;
        Ok(())
    }

    async fn does_begin(&self, start: &ServiceStartRow) -> Result<bool, Undecided> {
        let by = StartedBy::Message(start.name.as_str().into());
        Ok(self.begins(start.tenant, (&start.service, &start.procedure), &by).await?.is_some())
    }
}

async fn found(snapshot: &Snapshot, start: &ServiceStartRow, now: Moment) -> Result<Found, Undecided> {
    let (mut found, mut after) = (Found::default(), None);
    loop {
        let moments = (start.since, now);
        let page = snapshot.published(&start.name, moments, (after, PAGE as i64)).await?;
        let is_last = page.len() < PAGE;
        after = page.last().map(|message| message.place);
        for message in page {
            if message.due.due <= now {
                found.is_any_awake = true;
            } else if !has_refused(start, &message)? {
                found.still.push(message);
            }
            if found.still.len() == PAGE {
                return Ok(found);
            }
        }
        if is_last {
            return Ok(found);
        }
    }
}

fn has_refused(start: &ServiceStartRow, message: &Published) -> Result<bool, Fault> {
    let unreadable = |error| Fault::while_doing("reading who has missed a message", error);
    let missed: Vec<CaseId> = serde_json::from_str(&message.missed).map_err(unreadable)?;
    Ok(missed.contains(&opened_id(message.place.2, start)))
}
