//! The job `find-record`: reads what the register holds. Header `record`, the kind; `result`, the variable that receives
//! the answer (`register` unless said otherwise). Input: `number` or `key`, or both, which then must fit together.
//! The answer is `{ found: true, id, number, key, title, valid_from, valid_to, fields }` or `{ found: false }`. Of several
//! records with the same key the current one is meant.

use super::Performed;
use super::open_record::{answer, kind_of, stored};
use crate::Casework;
use crate::load::Loaded;
use crate::records::fields_of;
use crate::refusal::Fault;
use engine::Job;
use feel::{Context, Date, Value};
use std::sync::Arc;
use store::{RecordRow, Scope};

pub(super) const JOB_TYPE: &str = "find-record";

impl Casework {
    pub(super) async fn find_record(&self, loaded: &Loaded, job: &Job) -> Result<Performed, Fault> {
        let Some((kind, _)) = kind_of(loaded, job) else {
            return Ok(Performed::failed("no-record", "the package declares no such record"));
        };
        let snapshot = self.store().read(Scope::Tenant(loaded.case.tenant)).await.map_err(stored)?;
        let (number, key) = (number(job), text(job, "key"));
        let service = &loaded.case.service;
        let found = match number {
            Some(number) => snapshot.record_by_number(service, number).await.map_err(stored)?,
            None if key.is_empty() => None,
            None => current(snapshot.records_by_key(service, &key).await.map_err(stored)?),
        };
        let fits = |row: &RecordRow| row.kind == kind && (key.is_empty() || row.key == key);
        let content = match found.filter(fits) {
            Some(row) => shown(&row)?,
            None => Context::new().with("found", false),
        };
        Ok(Performed::done(answer(job, content)))
    }
}

/// The current record, or the one that ended last.
fn current(mut rows: Vec<RecordRow>) -> Option<RecordRow> {
    rows.sort_by(|one, other| {
        (one.valid_to.is_empty(), &one.valid_to).cmp(&(other.valid_to.is_empty(), &other.valid_to))
    });
    rows.pop()
}

fn text(job: &Job, name: &str) -> String {
    job.input.get(name).and_then(Value::as_text).unwrap_or_default().trim().to_owned()
}

/// The number as a person types it or a process hands it over.
fn number(job: &Job) -> Option<i64> {
    match job.input.get("number") {
        Some(Value::Number(number)) => number.to_i64(),
        Some(Value::Text(text)) => text.trim().parse().ok(),
        _ => None,
    }
}

fn shown(row: &RecordRow) -> Result<Context, Fault> {
    let day = |text: &str| Date::parse(text).map_or(Value::Null, Value::Date);
    Ok(Context::new()
        .with("found", true)
        .with("id", row.id.to_string().as_str())
        .with("number", row.number)
        .with("key", row.key.as_str())
        .with("title", row.title.as_str())
        .with("valid_from", day(&row.valid_from))
        .with("valid_to", day(&row.valid_to))
        .with("fields", Value::Context(Arc::new(fields_of(row)?))))
}
