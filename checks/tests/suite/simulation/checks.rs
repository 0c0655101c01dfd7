//! What must be true whatever happened. Rows are read behind the program's back, so that it is not asked about itself.

mod accounts;
mod between;
mod cases;
mod choices;
mod deadlines;
mod lists;
mod outside;
mod promises;
mod rows;
mod starts;

use super::story::Story;
use casework::Casework;
pub(crate) use rows::Journals;
use std::collections::BTreeSet;
use values::{CaseId, Moment, PaymentId, TenantId};

/// What does not hold, in sentences.
pub(crate) type Findings = Vec<String>;

/// What must hold at every moment at which nobody is under way.
pub(crate) fn always(story: &Story<'_>, casework: &Casework) -> Findings {
    let database = rows::Database::of(story);
    let mut findings = Findings::new();
    cases::check(story, casework, &database, &mut findings);
    promises::check(story, &database, &mut findings);
    accounts::check(story, &database, &mut findings);
    choices::check(story, &database, &mut findings);
    outside::check(story, &database, &mut findings);
    lists::check(story, casework, &database, &mut findings);
    starts::happened_once(&database, &mut findings);
    findings
}

/// Nothing that was due by now is still to come. It holds when the worker has found nothing more to do.
pub(crate) fn nothing_is_late(story: &Story<'_>) -> Findings {
    let (database, now) = (rows::Database::of(story), story.stage.now());
    let mut findings = deadlines::are_kept(&database, now);
    between::has_arrived(story, &database, now, &mut findings);
    starts::have_happened(&database, now, &mut findings);
    if story.calm_since.get().is_some() {
        findings.extend(cases::undone(&database));
    }
    findings
}

/// When something is due next.
pub(crate) fn next_due(story: &Story<'_>) -> Option<Moment> {
    let rows = rows::Database::of(story).rows("SELECT due, lease_until FROM due", &[]);
    rows.iter().map(|row| row.get::<i64>(0).max(row.get(1))).min().map(Moment::from_micros)
}

/// Whether a payment has come in already.
pub(crate) fn is_paid(story: &Story<'_>, payment: PaymentId) -> bool {
    let sql = "SELECT count(*) FROM payment WHERE id = ?1 AND state = 'paid'";
    rows::Database::of(story).count(sql, &[*payment.as_bytes()]) > 0
}

/// Every payment that has come in, with its tenant and case.
pub(crate) fn paid(story: &Story<'_>) -> Vec<(TenantId, CaseId, PaymentId)> {
    let sql = "SELECT tenant, case_id, id FROM payment WHERE state = 'paid' ORDER BY tenant, id";
    let rows = rows::Database::of(story).rows(sql, &[]);
    let ids = |row: &rows::Row| {
        (TenantId::from_bytes(row.get(0)), CaseId::from_bytes(row.get(1)), PaymentId::from_bytes(row.get(2)))
    };
    rows.iter().map(ids).collect()
}

/// The numbers of the cases of a tenant that are stuck.
pub(crate) fn stuck(story: &Story<'_>, tenant: TenantId) -> Vec<String> {
    let sql = "SELECT h.number FROM case_head h WHERE h.tenant = ?1 AND EXISTS (SELECT 1 FROM incident i
               WHERE i.tenant = h.tenant AND i.case_id = h.id AND i.resolved_at = 0)";
    rows::Database::of(story).column(sql, &[*tenant.as_bytes()])
}

/// What must hold at the end, when everybody has done what they had to do and time has passed.
pub(crate) fn in_the_end(story: &Story<'_>, casework: &Casework) -> Findings {
    let mut findings = always(story, casework);
    let database = rows::Database::of(story);
    cases::check_ended(&database, &mut findings);
    if let Some(calm_since) = story.calm_since.get() {
        deadlines::were_kept(&database, calm_since, &mut findings);
    }
    outside::check_in_the_end(story, &database, &mut findings);
    findings
}

/// Whether the head of office has led a case another way: then it may do twice what is done once otherwise.
fn was_led(story: &Story<'_>, case: &rows::Case) -> bool {
    let tenant = |office: usize| *story.template.offices[office].town.tenant.as_bytes();
    let known = story.known.borrow();
    known.led.iter().any(|(office, number)| *number == case.number && tenant(*office) == case.tenant)
}

/// The elements of the models that the cases of a story went through.
pub(crate) fn reached(story: &Story<'_>) -> BTreeSet<String> {
    let headers: Vec<String> = rows::Database::of(story).column("SELECT header FROM journal", &[]);
    let read = |header: &String| serde_json::from_str::<serde_json::Value>(header).expect("a header is JSON");
    let elements = headers
        .iter()
        .map(read)
        .flat_map(|header| header["elements"].as_array().cloned().unwrap_or_default());
    elements.filter_map(|element| element.as_str().map(str::to_owned)).collect()
}
