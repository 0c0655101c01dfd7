//! What each job would come to, without doing it: nothing is written, sent or reserved, and what is only known afterwards is
//! left open. A job type that is not known here is one that somebody has to be waited for.

use super::open_record::{UNNUMBERED, opened};
use super::{CameTo, Performed};
use super::{ask, deliver, end_record, find_record, letter, mail, open_record, request_payment};
use crate::Casework;
use crate::delivery::way_to;
use crate::letter_content::Draft;
use crate::paying::nothing_due;
use crate::refusal::Fault;
use crate::rehearsal::{NOT_YET, Rehearsal};
use crate::views::{Consequence, StepName, WayToPay};
use engine::{Job, Outcome};
use feel::{Context, Value};
use jiff::civil::Date;
use store::{DocumentRow, PaymentWay, Scope};
use values::{DocumentId, Moment, Money};

/// A job that was not carried out.
pub(crate) struct Rehearsed {
    pub(crate) came_to: CameTo,
    pub(crate) consequence: Option<Consequence>,
    /// The letter it would write, and its document.
    pub(crate) letter: Option<Draft>,
    pub(crate) document: Option<DocumentRow>,
}

impl Rehearsed {
    fn of(came_to: CameTo, consequence: Option<Consequence>) -> Self {
        Self { came_to, consequence, letter: None, document: None }
    }

    fn done(result: Context, consequence: Option<Consequence>) -> Self {
        Self::of(CameTo::Outcome(Outcome::Done(result)), consequence)
    }
}

impl Casework {
    /// What this job would come to on the case as it would be then.
    pub(crate) async fn rehearse(&self, on: &Rehearsal<'_>, job: &Job) -> Result<Rehearsed, Fault> {
        match job.job_type.as_str() {
            letter::JOB_TYPE => Ok(self.rehearse_letter(on, job)),
            deliver::JOB_TYPE => self.rehearse_delivery(on, job).await,
            mail::JOB_TYPE => {
                Ok(Rehearsed::done(Context::new(), has_address(job).then_some(Consequence::Mail)))
            }
            ask::JOB_TYPE => {
                let until = ask::until(job);
                Ok(Rehearsed::done(Context::new(), Some(Consequence::Question { until })))
            }
            request_payment::JOB_TYPE => self.rehearse_payment(on, job).await,
            open_record::JOB_TYPE => self.rehearse_records(on, job).await,
            find_record::JOB_TYPE => {
                Ok(Rehearsed::of(self.find_record(&on.loaded, job).await?.came_to, None))
            }
            end_record::JOB_TYPE => {
                let performed = self.end_record(&on.loaded, job).await?;
                let kind = record_kind(on, job).filter(|_| !performed.changes.is_empty());
                let consequence = kind.map(|kind| Consequence::RecordEnded { kind });
                Ok(Rehearsed::of(performed.came_to, consequence))
            }
            _ => {
                let step = StepName::of(&on.loaded.release, on.language, &job.element);
                Ok(Rehearsed::of(CameTo::Waiting, Some(Consequence::Job { step })))
            }
        }
    }

    fn rehearse_letter(&self, on: &Rehearsal<'_>, job: &Job) -> Rehearsed {
        let variables = on.loaded.instance.variables();
        let asked = letter::asked(job, &variables);
        let way = way_to(&on.loaded, &on.recipient);
        let draft = match self.letter_draft(&on.loaded, on.town, &asked, Some(way)) {
            Ok(draft) => draft,
            Err(none) => return Rehearsed::of(Performed::failed(none.code, none.message).came_to, None),
        };
        let own = asked.title.and_then(|key| on.loaded.release.text(on.language, key));
        let title = own.unwrap_or_else(|| on.loaded.procedure.about().title(on.language)).to_owned();
        let (document, result) = letter::unwritten(&on.loaded, job, &draft);
        Rehearsed {
            letter: Some(draft),
            document: Some(document),
            ..Rehearsed::done(result, Some(Consequence::Letter { title }))
        }
    }

    async fn rehearse_delivery(&self, on: &Rehearsal<'_>, job: &Job) -> Result<Rehearsed, Fault> {
        let Some(document) = self.document_of(on, job).await? else {
            let failed = Performed::failed("no-document", "the case has no such document");
            return Ok(Rehearsed::of(failed.came_to, None));
        };
        let way = way_to(&on.loaded, &on.recipient);
        let is_told = deliver::is_told(way) && has_address(job) && job.headers.contains_key("subject");
        let consequence = Some(Consequence::Delivery { way, is_told });
        let now = self.world().now();
        let known = deliver::known_at_once(&on.loaded, job, &document, (way, now));
        Ok(known.map_or_else(
            || Rehearsed::of(CameTo::Waiting, consequence.clone()),
            |row| Rehearsed::done(deliver::result(job, &row), consequence.clone()),
        ))
    }

    /// The document to deliver: one that would be written, or one that the case has already.
    async fn document_of(&self, on: &Rehearsal<'_>, job: &Job) -> Result<Option<DocumentRow>, Fault> {
        let id = job.input.get("document").and_then(Value::as_text);
        let Some(id) = id.and_then(|id| id.parse::<DocumentId>().ok()) else { return Ok(None) };
        if let Some(row) = on.documents.get(&id) {
            return Ok(Some(row.clone()));
        }
        let case = &on.loaded.case;
        let read = async { self.store().read(Scope::Tenant(case.tenant)).await?.document(id).await };
        let row = read.await.map_err(|error| Fault::while_doing("reading a document", error))?;
        Ok(row.filter(|row| row.case == case.id))
    }

    async fn rehearse_payment(&self, on: &Rehearsal<'_>, job: &Job) -> Result<Rehearsed, Fault> {
        let asked = match self.wanted_payment(&on.loaded, job).await? {
            Ok(asked) => asked,
            Err(failed) => return Ok(Rehearsed::of(failed.came_to, None)),
        };
        let Some(asked) = asked else {
            return Ok(Rehearsed::done(nothing_due(job), Some(Consequence::NothingToPay)));
        };
        let (row, mandate) = self.payment_rows(&on.loaded, job, (&asked, NOT_YET.to_owned()));
        let consequence = Consequence::Payment {
            amount: Money::from_cents(row.amount_cents),
            way: match row.way {
                PaymentWay::Online => WayToPay::Online,
                PaymentWay::Invoice => WayToPay::Transfer,
                PaymentWay::Debit => WayToPay::Debit,
            },
            due: row.due_day.parse::<Date>().ok().map(Moment::start_of),
            waits: row.waits,
        };
        let performed = request_payment::asked(job, &row, mandate.as_ref());
        Ok(Rehearsed::of(performed.came_to, Some(consequence)))
    }

    async fn rehearse_records(&self, on: &Rehearsal<'_>, job: &Job) -> Result<Rehearsed, Fault> {
        let mut rows = match self.wanted_records(&on.loaded, job).await? {
            Ok(rows) => rows,
            Err(performed) => return Ok(Rehearsed::of(performed.came_to, None)),
        };
        rows.iter_mut().for_each(|row| row.number = UNNUMBERED);
        let titles = rows.iter().map(|row| row.title.clone()).collect();
        let consequence = record_kind(on, job).map(|kind| Consequence::Recorded { kind, titles });
        Ok(Rehearsed::done(opened(job, &rows), consequence))
    }
}

fn record_kind(on: &Rehearsal<'_>, job: &Job) -> Option<String> {
    let (_, kind) = open_record::kind_of(&on.loaded, job)?;
    Some(kind.name(on.language).to_owned())
}

fn has_address(job: &Job) -> bool {
    job.input.get("to").and_then(Value::as_text).is_some_and(|to| !to.trim().is_empty())
}
