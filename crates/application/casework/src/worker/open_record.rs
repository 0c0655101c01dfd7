//! The job `open-record`: enters into the register (Bestand) what a case has decided. Header `record`, the kind declared in
//! the manifest; `result`, the variable that receives the answer (`register` unless said otherwise).
//! Input: `items`, a list of contexts with the fields; `valid_from`, a date. All are entered or none: the answer is
//! `{ outcome: "opened", items: [{ id, number, title }] }`, or `{ outcome: "duplicate", keys: [..] }` when a current record
//! has the same unique field already.

use super::Performed;
use crate::Casework;
use crate::load::Loaded;
use crate::records::{claim_of, fields_json};
use crate::refusal::{Fault, Refusal};
use crate::searchable::entries_of_records;
use engine::Job;
use feel::{Context, Value};
use services::RecordKind;
use std::sync::Arc;
use store::{Change, Claim, NumberRange, RecordRow, Scope};
use values::RecordId;

pub(super) const JOB_TYPE: &str = "open-record";

/// Stands for the number of a record that is not entered yet: a number no register reaches.
pub(crate) const UNNUMBERED: i64 = 987_654_321_987_654_321;

impl Casework {
    pub(super) async fn open_records(&self, loaded: &Loaded, job: &Job) -> Result<Performed, Fault> {
        let mut rows = match self.wanted_records(loaded, job).await? {
            Ok(rows) => rows,
            Err(performed) => return Ok(performed),
        };
        let claims: Vec<Claim> = rows.iter().filter_map(claim_of).collect();
        let first_number = kind_of(loaded, job).map_or(1, |(_, kind)| kind.first_number());
        for row in &mut rows {
            let next = self.0.numbers.next(self.store(), NumberRange::Records, row.tenant, 0).await;
            row.number = first_number - 1 + next.map_err(fault)?;
        }
        let mut performed = Performed::done(opened(job, &rows));
        performed.changes = rows.iter().map(Change::insert).collect();
        performed.changes.extend(entries_of_records(loaded, &rows)?);
        performed.claims = claims;
        Ok(performed)
    }

    /// What is to be entered, still without numbers; or what the job comes to instead.
    pub(super) async fn wanted_records(
        &self,
        loaded: &Loaded,
        job: &Job,
    ) -> Result<Result<Vec<RecordRow>, Performed>, Fault> {
        let Some((name, kind)) = kind_of(loaded, job) else {
            return Ok(Err(Performed::failed("no-record", "the package declares no such record")));
        };
        let rows = match rows(loaded, job, (name, kind)) {
            Ok(rows) => rows,
            Err(why) => return Ok(Err(Performed::failed("record-input", why))),
        };
        let taken = self.taken(loaded, &rows).await?;
        if !taken.is_empty() {
            return Ok(Err(Performed::done(duplicate(job, &taken))));
        }
        Ok(Ok(rows))
    }

    /// The unique fields that a current record or an earlier item of the same job has already.
    async fn taken(&self, loaded: &Loaded, rows: &[RecordRow]) -> Result<Vec<String>, Fault> {
        let snapshot = self.store().read(Scope::Tenant(loaded.case.tenant)).await.map_err(stored)?;
        let mut taken = Vec::new();
        for (index, row) in rows.iter().enumerate() {
            let Some(claim) = claim_of(row) else { continue };
            let holder = snapshot.holder(claim.kind, claim.key).await.map_err(stored)?;
            let is_twice = rows[..index].iter().any(|earlier| earlier.key == row.key);
            if is_twice || holder.is_some_and(|holder| holder != claim.holder) {
                taken.push(row.key.clone());
            }
        }
        Ok(taken)
    }
}

pub(super) fn stored(error: store::StoreError) -> Fault {
    Fault::while_doing("reading records", error)
}

fn fault(refusal: Refusal) -> Fault {
    match refusal {
        Refusal::Fault(fault) => fault,
        other => Fault::while_doing("reserving numbers of records", other),
    }
}

/// The kind of record that a job names.
pub(super) fn kind_of<'a>(loaded: &'a Loaded, job: &'a Job) -> Option<(&'a str, &'a RecordKind)> {
    let name = job.headers.get("record")?;
    Some((name, loaded.release.manifest().records().get(name)?))
}

/// The rows without their numbers. Their ids follow from the job's, so doing it again enters nothing twice.
fn rows(loaded: &Loaded, job: &Job, (name, kind): (&str, &RecordKind)) -> Result<Vec<RecordRow>, String> {
    let Some(Value::Date(valid_from)) = job.input.get("valid_from") else {
        return Err("valid_from is no date".to_owned());
    };
    let items = job.input.get("items").and_then(Value::as_list).ok_or("items is no list")?;
    let row = |(index, item): (usize, &Value)| {
        let fields = item.as_context().ok_or("an item is no context")?;
        fit(kind, fields)?;
        let text = |field: &str| fields.get(field).and_then(Value::as_text).unwrap_or_default().to_owned();
        Ok(RecordRow {
            tenant: loaded.case.tenant,
            id: RecordId::derived(&[b"record", job.id.as_bytes(), &index.to_be_bytes()]),
            service: loaded.case.service.clone(),
            kind: name.to_owned(),
            number: 0,
            key: text(kind.unique()),
            title: text(kind.title()),
            fields: fields_json(fields),
            valid_from: valid_from.to_string(),
            valid_to: String::new(),
            opened_by: loaded.case.id,
            ended_by: None,
            version: 1,
        })
    };
    items.iter().enumerate().map(row).collect()
}

/// Every field is declared and of its type.
fn fit(kind: &RecordKind, fields: &Context) -> Result<(), String> {
    for (name, value) in fields.iter() {
        if !kind.fields().get(&**name).is_some_and(|field| field.holds(value)) {
            return Err(format!("the record has no field “{name}” with such a value"));
        }
    }
    Ok(())
}

/// The variable that receives the answer of a job about records.
pub(super) fn answer(job: &Job, answer: Context) -> Context {
    let name = job.headers.get("result").map_or("register", String::as_str);
    Context::new().with(name, Value::Context(Arc::new(answer)))
}

pub(super) fn opened(job: &Job, rows: &[RecordRow]) -> Context {
    let item = |row: &RecordRow| {
        let item = Context::new()
            .with("id", row.id.to_string().as_str())
            .with("number", row.number)
            .with("title", row.title.as_str());
        Value::Context(Arc::new(item))
    };
    let items = Value::list(rows.iter().map(item));
    answer(job, Context::new().with("outcome", "opened").with("items", items))
}

fn duplicate(job: &Job, keys: &[String]) -> Context {
    let keys = Value::list(keys.iter().map(|key| Value::text(key.as_str())));
    answer(job, Context::new().with("outcome", "duplicate").with("keys", keys))
}
