//! The job `end-record`: says in the register that something is over. Header `record`, the kind; `result`, the variable
//! that receives the answer (`register` unless said otherwise). Input: `id`, as `find-record` and `open-record` tell it;
//! `valid_to`, the last day. The answer is `{ ended: true }`, or `{ ended: false }` when there is no such current record.

use super::Performed;
use super::open_record::{answer, kind_of, stored};
use crate::Casework;
use crate::load::Loaded;
use crate::records::claim_of;
use crate::refusal::Fault;
use engine::Job;
use feel::{Context, Value};
use store::{Change, RecordRow, Scope};
use values::RecordId;

pub(super) const JOB_TYPE: &str = "end-record";

impl Casework {
    pub(super) async fn end_record(&self, loaded: &Loaded, job: &Job) -> Result<Performed, Fault> {
        let Some((kind, _)) = kind_of(loaded, job) else {
            return Ok(Performed::failed("no-record", "the package declares no such record"));
        };
        let Some(Value::Date(valid_to)) = job.input.get("valid_to") else {
            return Ok(Performed::failed("record-input", "valid_to is no date"));
        };
        let id: Option<RecordId> =
            job.input.get("id").and_then(Value::as_text).and_then(|id| id.parse().ok());
        let snapshot = self.store().read(Scope::Tenant(loaded.case.tenant)).await.map_err(stored)?;
        let row = match id {
            Some(id) => snapshot.record(id).await.map_err(stored)?,
            None => None,
        };
        let is_meant = |row: &RecordRow| {
            row.kind == kind && row.service == loaded.case.service && row.valid_to.is_empty()
        };
        let Some(row) = row.filter(is_meant) else {
            return Ok(Performed::done(answer(job, Context::new().with("ended", false))));
        };
        let mut performed = Performed::done(answer(job, Context::new().with("ended", true)));
        performed.releases = claim_of(&row).into_iter().collect();
        let ended = RecordRow { valid_to: valid_to.to_string(), ended_by: Some(loaded.case.id), ..row };
        performed.changes.push(Change::update(&ended));
        Ok(performed)
    }
}
