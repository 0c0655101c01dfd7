//! The messages and signals of a town that have not arrived: for which nobody waited, or that somebody could not take. The
//! same people see them who see which cases are left behind; what they bring is shown to nobody.

mod deal;

pub use deal::{DealWith, WayOut};

use crate::Casework;
use crate::load::facts_of;
use crate::refusal::{Fault, Refusal};
use crate::views::{MissedBy, Town, Undelivered, UndeliveredEvent, UndeliveredPage, UndeliveredStanding};
use cases::{Action, Actor, may, migrates_in};
use services::Release;
use store::{NotArrived, Scope, Snapshot};
use values::{CaseId, EffectId, Language, Moment};

/// How many are shown on a page.
const MOST: usize = 50;
/// How many of the cases that missed one are named.
const NAMED: usize = 20;

impl Casework {
    /// A page of them, after the one that was named, each with whoever published it.
    pub async fn undelivered(
        &self,
        actor: &Actor,
        town: &Town,
        (after, language): (&str, Language),
    ) -> Result<Undelivered, Refusal> {
        if !migrates_in(actor, town.tenant) {
            return Err(Refusal::NotFound);
        }
        let snapshot = self.store().read(Scope::Tenant(town.tenant)).await?;
        let mut found = snapshot.not_arrived(mark(after), self.world().now(), MOST + 1).await?;
        let has_more = found.len() > MOST;
        found.truncate(MOST);
        let next = found.last().filter(|_| has_more).map(|last| written(last.at(), last.id()));
        let mut events = Vec::new();
        for event in &found {
            events.push(self.undelivered_event(&snapshot, event, (actor, language)).await?);
        }
        Ok(Undelivered { events, next })
    }

    /// One of them, with who could not take it.
    pub async fn undelivered_page(
        &self,
        actor: &Actor,
        town: &Town,
        (id, language): (EffectId, Language),
    ) -> Result<UndeliveredPage, Refusal> {
        if !migrates_in(actor, town.tenant) {
            return Err(Refusal::NotFound);
        }
        let snapshot = self.store().read(Scope::Tenant(town.tenant)).await?;
        let found = snapshot.not_arrived_one(id).await?.ok_or(Refusal::NotFound)?;
        let event = self.undelivered_event(&snapshot, &found, (actor, language)).await?;
        let all = who_missed(&found)?;
        let mut missed = Vec::new();
        for case in all.iter().take(NAMED) {
            let Some(row) = snapshot.case(*case).await? else { continue };
            // One that is damaged is among those that miss something; its page cannot be shown to anybody.
            let release = self.release(row.tenant, row.release).await.ok();
            let reads = |release: &Release| may(actor, Action::ReadCase, &facts_of(&row, release, None));
            let may_read = release.is_some_and(|release| reads(&release));
            missed.push(MissedBy { case: row.id, number: row.number, may_read });
        }
        Ok(UndeliveredPage { others: all.len() - missed.len(), event, missed })
    }

    async fn undelivered_event(
        &self,
        snapshot: &Snapshot,
        event: &NotArrived,
        (actor, language): (&Actor, Language),
    ) -> Result<UndeliveredEvent, Refusal> {
        let case = snapshot.case(event.case()).await?;
        let missing = || Fault::while_doing("listing what has not arrived", "its case is missing");
        let case = case.ok_or_else(missing)?;
        let release = self.release(case.tenant, case.release).await?;
        let facts = facts_of(&case, &release, None);
        let may_read = may(actor, Action::ReadCase, &facts);
        let standing = standing(event, self.world().now());
        let title = release.procedure(&case.procedure).map(|procedure| procedure.about().title(language));
        Ok(UndeliveredEvent {
            id: event.id(),
            name: event.name().to_owned(),
            case: case.id,
            service_title: title.unwrap_or_default().to_owned(),
            number: case.number,
            at: event.at(),
            standing: if may_read { standing } else { without_key(standing) },
            missed: who_missed(event)?.len(),
            may_read,
            may_act: may(actor, Action::SetRight, &facts),
        })
    }
}

fn standing(event: &NotArrived, now: Moment) -> UndeliveredStanding {
    let NotArrived::Message(row) = event else { return UndeliveredStanding::Missed };
    let key = Some(row.message_key.clone()).filter(|key| !key.is_empty());
    if row.kept_until > now {
        UndeliveredStanding::Kept { until: row.kept_until, key }
    } else {
        UndeliveredStanding::Over { since: row.kept_until, key }
    }
}

/// A key may name a person or a file, so only who may read the case that published it sees it.
fn without_key(standing: UndeliveredStanding) -> UndeliveredStanding {
    match standing {
        UndeliveredStanding::Kept { until, .. } => UndeliveredStanding::Kept { until, key: None },
        UndeliveredStanding::Over { since, .. } => UndeliveredStanding::Over { since, key: None },
        UndeliveredStanding::Missed => UndeliveredStanding::Missed,
    }
}

fn who_missed(event: &NotArrived) -> Result<Vec<CaseId>, Fault> {
    let unreadable = |error| Fault::while_doing("reading who has missed something", error);
    serde_json::from_str(event.missed()).map_err(unreadable)
}

/// After which a page begins, as its address says it: when it was published, and its id.
fn mark(after: &str) -> (Moment, EffectId) {
    let known = after.split_once('-').and_then(|(at, id)| Some((at.parse().ok()?, id.parse().ok()?)));
    let (at, id) = known.unwrap_or((i64::MIN, EffectId::from_bytes([0; 16])));
    (Moment::from_micros(at), id)
}

fn written(at: Moment, id: EffectId) -> String {
    format!("{}-{id}", at.micros())
}
