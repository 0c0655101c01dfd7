//! The job `deliver`: makes a document visible to the applicant on the status page and records the delivery.
//! Input: `document`, the id of a document of the same case.

use super::Performed;
use crate::Casework;
use crate::load::Loaded;
use crate::refusal::Fault;
use engine::Job;
use feel::{Context, Value};
use store::{Change, DeliveryRow, Scope};
use values::{DocumentId, Hash};

pub(super) const JOB_TYPE: &str = "deliver";

/// The way of delivery this job stands for, as the delivery's row names it.
const STATUS_PAGE: &str = "status-page";

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
        let Some(mut row) = row.filter(|row| row.case == loaded.case.id) else {
            return Ok(Performed::failed("no-document", "the case has no such document"));
        };
        let now = self.world().now();
        let mut performed = Performed::done(Context::new());
        row.delivered_at = row.delivered_at.or(Some(now));
        performed.changes.push(Change::update(&row));
        performed.changes.push(Change::put(&DeliveryRow {
            tenant: row.tenant,
            id: delivery_id(job),
            case: row.case,
            document: row.id,
            way: STATUS_PAGE.to_owned(),
            made_available_at: now,
            opened_at: None,
        }));
        Ok(performed)
    }
}

/// Follows from the job, so that carrying it out twice records one delivery.
fn delivery_id(job: &Job) -> [u8; 16] {
    let hash = Hash::of_parts(&[b"delivery", job.id.as_bytes()]);
    let mut id = [0; 16];
    id.copy_from_slice(&hash.as_bytes()[..16]);
    id
}
