//! The print tray: letters that have to be printed and posted. Whoever says that a letter was posted starts the days from
//! which it counts as known; the process goes on with that day.

use crate::Casework;
use crate::delivery::{Event, known};
use crate::load::{facts_of, require};
use crate::refusal::{Refusal, Undecided};
use crate::status_page::File;
use crate::views::{PrintTray, Town, TrayLetter};
use cases::{Action, Actor, RETRIEVAL_DAYS, may};
use jiff::SignedDuration;
use jiff::civil::Date;
use store::{Change, DeliveryRow, DeliveryState, Scope, Snapshot};
use values::{DeliveryId, Moment, Place, Problem};

impl Casework {
    /// The letters that wait for the post, as far as the actor works on their cases or runs the mail room.
    pub async fn print_tray(&self, actor: &Actor, town: &Town) -> Result<PrintTray, Refusal> {
        let Actor::Staff(staff) = actor else { return Err(Refusal::NotFound) };
        if staff.tenant != town.tenant {
            return Err(Refusal::NotFound);
        }
        let now = self.world().now();
        let snapshot = self.store().read(Scope::Tenant(town.tenant)).await?;
        let mut letters = Vec::new();
        for row in snapshot.deliveries_to_post(retrieval_over(now)).await? {
            if let Some(letter) = self.tray_letter(actor, &snapshot, &row).await? {
                letters.push(letter);
            }
        }
        Ok(PrintTray { letters, today: now.date() })
    }

    async fn tray_letter(
        &self,
        actor: &Actor,
        snapshot: &Snapshot,
        row: &DeliveryRow,
    ) -> Result<Option<TrayLetter>, Refusal> {
        let case = snapshot.case(row.case).await?.ok_or(Refusal::NotFound)?;
        let release = self.release(case.tenant, case.release).await?;
        if !may(actor, Action::PostLetter, &facts_of(&case, &release, None)) {
            return Ok(None);
        }
        let document = snapshot.document(row.document).await?.ok_or(Refusal::NotFound)?;
        Ok(Some(TrayLetter {
            delivery: row.id.to_string(),
            case: case.id,
            number: case.number,
            recipient: case.applicant,
            title: document.title,
            since: row.created_at,
            was_offered: row.state == DeliveryState::Offered,
        }))
    }

    /// The letter of the tray, to be printed.
    pub async fn tray_file(&self, actor: &Actor, town: &Town, delivery: &str) -> Result<File, Refusal> {
        let snapshot = self.store().read(Scope::Tenant(town.tenant)).await?;
        let row = self.in_tray(actor, &snapshot, delivery).await?;
        let case = snapshot.case(row.case).await?.ok_or(Refusal::NotFound)?;
        let document = snapshot.document(row.document).await?.ok_or(Refusal::NotFound)?;
        drop(snapshot);
        self.file(document, &case.number).await
    }

    /// Says that a letter was handed to the post on this day. Saying it twice says it once.
    pub async fn mark_posted(
        &self,
        actor: &Actor,
        town: &Town,
        delivery: &str,
        posted_on: Date,
    ) -> Result<(), Refusal> {
        self.decide(|| self.try_post(actor, town, delivery, posted_on)).await
    }

    async fn try_post(
        &self,
        actor: &Actor,
        town: &Town,
        delivery: &str,
        posted_on: Date,
    ) -> Result<(), Undecided> {
        let snapshot = self.store().read(Scope::Tenant(town.tenant)).await?;
        let row = self.in_tray(actor, &snapshot, delivery).await?;
        let loaded = self.load_from(&snapshot, row.case).await?;
        let document = snapshot.document(row.document).await?.ok_or(Refusal::NotFound)?;
        drop(snapshot);
        let now = self.world().now();
        if posted_on > now.date() || posted_on < row.created_at.date() {
            let problem = Problem::new(Place::Whole, "casework-posting-day");
            return Err(Refusal::Problems(vec![problem]).into());
        }
        let posted = known(&loaded, as_letter(&row, now), Event::Posted(posted_on));
        let mut changes = if posted.id == row.id {
            vec![Change::update(&posted)]
        } else {
            let replaced = DeliveryRow { state: DeliveryState::Replaced, effect: None, ..row.clone() };
            vec![Change::insert(&posted), Change::update(&replaced)]
        };
        if document.delivered_at.is_none() {
            let delivered_at = Some(Moment::start_of(posted_on));
            changes.push(Change::update(&store::DocumentRow { delivered_at, ..document }));
        }
        self.known_now(actor, (row.effect, &posted), changes).await
    }

    /// The delivery with this address, if it lies in the tray and the actor may post it.
    async fn in_tray(
        &self,
        actor: &Actor,
        snapshot: &Snapshot,
        delivery: &str,
    ) -> Result<DeliveryRow, Refusal> {
        let id = delivery.parse().map_err(|_| Refusal::NotFound)?;
        let row = snapshot.delivery(id).await?.ok_or(Refusal::NotFound)?;
        let case = snapshot.case(row.case).await?.ok_or(Refusal::NotFound)?;
        let release = self.release(case.tenant, case.release).await?;
        require(actor, Action::PostLetter, &facts_of(&case, &release, None))?;
        let waits = match row.state {
            DeliveryState::ToPrint => true,
            DeliveryState::Offered => row.created_at < retrieval_over(self.world().now()),
            DeliveryState::Known | DeliveryState::Replaced => false,
        };
        if waits { Ok(row) } else { Err(Refusal::Conflict) }
    }
}

/// What was offered before this moment and not opened has to be sent another way.
fn retrieval_over(now: Moment) -> Moment {
    now.plus(SignedDuration::from_hours(-24 * i64::from(RETRIEVAL_DAYS)))
}

/// The delivery by post: the one that waits for it, or a second try after nobody opened the first.
fn as_letter(row: &DeliveryRow, now: Moment) -> DeliveryRow {
    if row.state == DeliveryState::ToPrint {
        return DeliveryRow { effect: None, ..row.clone() };
    }
    let id = DeliveryId::derived(&[b"second delivery", row.id.as_bytes()]);
    DeliveryRow {
        id,
        effect: None,
        created_at: now,
        told_at: None,
        made_available_at: None,
        version: 1,
        ..row.clone()
    }
}
