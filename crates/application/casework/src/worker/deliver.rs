//! The job `deliver`: brings a document to the applicant and records how and when it counts as known.
//!
//! Input: `document`, the id of a document of the same case; `to`, the mail address for the message that something is
//! there. Headers: `subject` and `text` of that message, as for the job `mail`; `result`, the variable that receives
//! `{ way, deemed_on, objection_ends }` (`delivery` unless said otherwise). The days are null where nothing is decided.
//!
//! The postbox of an account answers at once. A letter by post answers when the print tray says that it was posted, a notice
//! on the status page when it is opened there; so milestones and messages about the decision stand before this task.

use super::Performed;
use super::letter::NOTICE;
use crate::Casework;
use crate::delivery::{Event, known, shown_on_status_page, told, way_to};
use crate::load::Loaded;
use crate::refusal::Fault;
use cases::Way;
use engine::Job;
use feel::{Context, Value};
use store::{Change, DeliveryRow, DeliveryState, DocumentRow, PostboxKind, PostboxRow, Scope};
use values::{DeliveryId, DocumentId, Moment};

pub(super) const JOB_TYPE: &str = "deliver";

/// The variable that receives what became of the delivery.
const RESULT: &str = "delivery";

impl Casework {
    pub(super) async fn deliver(&self, loaded: &Loaded, job: &Job) -> Result<Performed, Fault> {
        let Some(Value::Text(document)) = job.input.get("document") else {
            return Ok(Performed::failed("no-document", "the input names no document"));
        };
        let Ok(document) = document.parse::<DocumentId>() else {
            return Ok(Performed::failed("no-document", "the input is not the id of a document"));
        };
        let read =
            async { self.store().read(Scope::Tenant(loaded.case.tenant)).await?.document(document).await };
        let row = read.await.map_err(|error| Fault::while_doing("reading a document", error))?;
        let Some(row) = row.filter(|row| row.case == loaded.case.id) else {
            return Ok(Performed::failed("no-document", "the case has no such document"));
        };
        let way = way_to(loaded, &self.recipient(loaded).await?);
        self.bring_document(loaded, job, row, way).await
    }

    /// Brings a document this way.
    pub(super) async fn bring_document(
        &self,
        loaded: &Loaded,
        job: &Job,
        row: DocumentRow,
        way: Way,
    ) -> Result<Performed, Fault> {
        match way {
            Way::Postbox => self.through_postbox(loaded, job, row).await,
            Way::StatusPage => self.onto_status_page(loaded, job, row).await,
            Way::Post | Way::Certificate => Ok(self.through_print_tray(loaded, job, row)),
        }
    }

    /// § 9 OZG: known on the third day; the message has to go out on the same day.
    async fn through_postbox(
        &self,
        loaded: &Loaded,
        job: &Job,
        document: DocumentRow,
    ) -> Result<Performed, Fault> {
        let now = self.world().now();
        let item = PostboxRow {
            citizen: loaded.case.citizen,
            tenant: loaded.case.tenant,
            id: *delivery_id(job).as_bytes(),
            case: loaded.case.id,
            number: loaded.case.number.clone(),
            kind: PostboxKind::Letter,
            title: document.title.clone(),
            document: Some(document.id),
            at: now,
            opened_at: None,
        };
        let told_at = self.tell(loaded, job).await?;
        let row = DeliveryRow { told_at, ..in_postbox(loaded, job, &document, now) };
        let mut performed = done(job, document, row, now);
        performed.postbox.push(item);
        Ok(performed)
    }

    /// A notice waits until it is opened; anything else is delivered by being there.
    async fn onto_status_page(
        &self,
        loaded: &Loaded,
        job: &Job,
        document: DocumentRow,
    ) -> Result<Performed, Fault> {
        let now = self.world().now();
        let row =
            DeliveryRow { told_at: self.tell(loaded, job).await?, ..on_status_page(job, &document, now) };
        if document.kind != NOTICE {
            return Ok(done(job, document, row, now));
        }
        let row = DeliveryRow { state: DeliveryState::Offered, effect: Some(job.id), ..row };
        Ok(Performed::awaiting(rows(document, &row, Some(now))))
    }

    /// Waits in the print tray for the day of posting.
    fn through_print_tray(&self, loaded: &Loaded, job: &Job, document: DocumentRow) -> Performed {
        let now = self.world().now();
        let row = DeliveryRow {
            way: Way::Post.key().to_owned(),
            state: DeliveryState::ToPrint,
            effect: Some(job.id),
            ..begun(job, &document, now)
        };
        Performed::awaiting(rows(document, &row, shown_on_status_page(loaded).then_some(now)))
    }

    /// Tells the applicant by mail, without content; the moment, if there was somebody to tell.
    async fn tell(&self, loaded: &Loaded, job: &Job) -> Result<Option<Moment>, Fault> {
        if !job.headers.contains_key("subject") {
            return Ok(None);
        }
        let sent = self.mail_sent(loaded, job).await?;
        Ok(sent.then(|| self.world().now()))
    }
}

/// What is known as soon as a document is delivered this way; nothing when somebody has to be waited for.
pub(super) fn known_at_once(
    loaded: &Loaded,
    job: &Job,
    document: &DocumentRow,
    (way, now): (Way, Moment),
) -> Option<DeliveryRow> {
    match way {
        Way::Postbox => Some(in_postbox(loaded, job, document, now)),
        Way::StatusPage => (document.kind != NOTICE).then(|| on_status_page(job, document, now)),
        Way::Post | Way::Certificate => None,
    }
}

/// Whether a mail can tell of a document that goes this way.
pub(super) fn is_told(way: Way) -> bool {
    matches!(way, Way::Postbox | Way::StatusPage)
}

fn in_postbox(loaded: &Loaded, job: &Job, document: &DocumentRow, now: Moment) -> DeliveryRow {
    let row = begun(job, document, now);
    if document.kind == NOTICE {
        return known(loaded, row, Event::MadeAvailable(now));
    }
    DeliveryRow { way: Way::Postbox.key().to_owned(), made_available_at: Some(now), ..row }
}

fn on_status_page(job: &Job, document: &DocumentRow, now: Moment) -> DeliveryRow {
    let way = Way::StatusPage.key().to_owned();
    DeliveryRow { way, made_available_at: Some(now), ..begun(job, document, now) }
}

/// A delivery at its beginning; where the job waits, it says so itself.
fn begun(job: &Job, document: &DocumentRow, now: Moment) -> DeliveryRow {
    DeliveryRow {
        tenant: document.tenant,
        id: delivery_id(job),
        case: document.case,
        document: document.id,
        effect: None,
        way: String::new(),
        state: DeliveryState::Known,
        created_at: now,
        handed_over_at: None,
        told_at: None,
        made_available_at: None,
        opened_at: None,
        deemed_on: None,
        objection_ends: None,
        rule: String::new(),
        version: 1,
    }
}

fn done(job: &Job, document: DocumentRow, row: DeliveryRow, now: Moment) -> Performed {
    let mut performed = Performed::done(result(job, &row));
    performed.changes = rows(document, &row, Some(now));
    performed
}

/// A new letter for the print tray, which nobody waits for.
pub(super) fn to_be_posted(
    loaded: &Loaded,
    job: &Job,
    mut document: DocumentRow,
    now: Moment,
) -> Vec<Change> {
    document.delivered_at = shown_on_status_page(loaded).then_some(now);
    let way = Way::Post.key().to_owned();
    let row = DeliveryRow { way, state: DeliveryState::ToPrint, ..begun(job, &document, now) };
    vec![Change::put(&document), Change::put(&row)]
}

/// The document with its delivery; from `visible` on the applicant can open it.
fn rows(mut document: DocumentRow, row: &DeliveryRow, visible: Option<Moment>) -> Vec<Change> {
    document.delivered_at = document.delivered_at.or(visible);
    vec![Change::put(&document), Change::put(row)]
}

/// The variable with what became of the delivery.
pub(crate) fn result(job: &Job, row: &DeliveryRow) -> Context {
    let variable = job.headers.get("result").map_or(RESULT, String::as_str);
    Context::new().with(variable, Value::from(told(row)))
}

/// Follows from the job, so that carrying it out twice records one delivery.
fn delivery_id(job: &Job) -> DeliveryId {
    DeliveryId::derived(&[b"delivery", job.id.as_bytes()])
}
