//! No token, task, job or timer is lost or doubled, and the journal proves how every case came to be what it is.

use super::Findings;
use super::rows::{Case, Database, Id};
use crate::simulation::story::Story;
use casework::Casework;
use std::collections::BTreeSet;
use values::TenantId;

/// Each kind of thing a case waits for, and its rows.
const ROWS: [(&str, &str); 5] = [
    // Where people choose what is done, the process waits for a choice and no task.
    ("task", "SELECT id FROM task WHERE tenant = ?1 AND case_id = ?2 AND element <> 'examine'"),
    // The platform itself announces that a deadline was extended; no process waits for that.
    ("job", "SELECT id FROM outbox WHERE tenant = ?1 AND case_id = ?2 AND job_type <> 'announce-extension'"),
    ("timer", "SELECT id FROM timer WHERE tenant = ?1 AND case_id = ?2"),
    ("subscription", "SELECT id FROM subscription WHERE tenant = ?1 AND case_id = ?2"),
    // What the platform asked for itself and gave up is stuck at no step.
    (
        "incident",
        "SELECT id FROM incident i WHERE tenant = ?1 AND case_id = ?2 AND resolved_at = 0
      AND NOT EXISTS (SELECT 1 FROM outbox o WHERE o.tenant = i.tenant AND o.id = i.id)",
    ),
];

/// Services of the stage whose models do not say how far a case is.
const SAY_NO_END: [&str; 4] = ["fee", "caller", "listener", "examination"];

/// The place in `examination` at which people choose what is done.
const AD_HOC: &str = "examine";

/// Statements that find what must not be there.
const NEVER: [(&str, &str); 9] = [
    ("a job that was given up and nobody is told of",
     "SELECT count(*) FROM outbox o WHERE state = 'failed'
      AND (EXISTS (SELECT 1 FROM due d WHERE d.tenant = o.tenant AND d.id = o.id)
      OR NOT EXISTS (SELECT 1 FROM incident i WHERE i.tenant = o.tenant AND i.id = o.id))"),
    ("an open job without a due row",
     "SELECT count(*) FROM outbox o WHERE state = 'open' AND NOT EXISTS (SELECT 1 FROM due d WHERE d.tenant = o.tenant AND d.id = o.id)"),
    ("a waiting job with a due row",
     "SELECT count(*) FROM outbox o WHERE state = 'waiting' AND EXISTS (SELECT 1 FROM due d WHERE d.tenant = o.tenant AND d.id = o.id)"),
    ("a waiting job that nobody can answer",
     "SELECT count(*) FROM outbox o WHERE state = 'waiting'
      AND NOT EXISTS (SELECT 1 FROM payment p WHERE p.tenant = o.tenant AND p.effect = o.id AND p.state = 'open')
      AND NOT EXISTS (SELECT 1 FROM delivery y WHERE y.tenant = o.tenant AND y.effect = o.id AND y.state <> 'known')"),
    ("a timer without a due row",
     "SELECT count(*) FROM timer t WHERE NOT EXISTS (SELECT 1 FROM due d WHERE d.tenant = t.tenant AND d.id = t.id)"),
    ("a due row behind which nothing stands",
     "SELECT count(*) FROM due d WHERE NOT EXISTS (SELECT 1 FROM timer t WHERE t.tenant = d.tenant AND t.id = d.id)
      AND NOT EXISTS (SELECT 1 FROM outbox o WHERE o.tenant = d.tenant AND o.id = d.id)
      AND NOT EXISTS (SELECT 1 FROM payment_attempt a WHERE a.tenant = d.tenant AND a.id = d.id)
      AND NOT EXISTS (SELECT 1 FROM signal s WHERE s.tenant = d.tenant AND s.id = d.id)
      AND NOT EXISTS (SELECT 1 FROM publication p WHERE p.tenant = d.tenant AND p.id = d.id)
      AND NOT EXISTS (SELECT 1 FROM subscription u WHERE u.tenant = d.tenant AND u.id = d.id)
      AND NOT EXISTS (SELECT 1 FROM timed_start b WHERE b.tenant = d.tenant AND b.moment = d.id)"),
    ("a signal or message that nobody brings",
     "SELECT (SELECT count(*) FROM signal s WHERE NOT EXISTS (SELECT 1 FROM due d WHERE d.tenant = s.tenant AND d.id = s.id))
      + (SELECT count(*) FROM publication p WHERE NOT EXISTS (SELECT 1 FROM due d WHERE d.tenant = p.tenant AND d.id = p.id))"),
    ("a task that nobody may take",
     "SELECT count(*) FROM task t WHERE assignee IS NULL
      AND NOT EXISTS (SELECT 1 FROM task_candidate c WHERE c.tenant = t.tenant AND c.task_id = t.id)"),
    ("somebody who may take a task that is gone",
     "SELECT count(*) FROM task_candidate c WHERE NOT EXISTS (SELECT 1 FROM task t WHERE t.tenant = c.tenant AND t.id = c.task_id)"),
];

pub(super) fn check(
    story: &Story<'_>,
    casework: &Casework,
    database: &Database<'_>,
    findings: &mut Findings,
) {
    for (what, sql) in NEVER {
        let count = database.count(sql, &[]);
        if count > 0 {
            findings.push(format!("{what} ({count})"));
        }
    }
    for case in database.cases() {
        waits_as_rows_say(case, database, findings);
        asks_as_rows_say(case, database, findings);
        waits_for_something(case, database, findings);
        if !super::was_led(story, case) {
            is_shown_as_it_is(case, database, findings);
        }
        is_proven(story, casework, case, findings);
    }
}

/// Jobs that nobody has done, although nothing breaks any more and the worker finds nothing to do.
pub(super) fn undone(database: &Database<'_>) -> Findings {
    let sql = "SELECT job_type FROM outbox WHERE state <> 'waiting' ORDER BY job_type";
    let undone = database.column::<String>(sql, &[]);
    undone.into_iter().map(|kind| format!("a job is not done although all is well: {kind}")).collect()
}

/// What the state waits for stands in rows, and nothing else does.
fn waits_as_rows_say(case: &Case, database: &Database<'_>, findings: &mut Findings) {
    let state = database.instance(case);
    let waited: [BTreeSet<Id>; 5] = [
        state.open_tasks().iter().map(|task| *task.id.as_bytes()).collect(),
        state.open_jobs().iter().map(|job| *job.id.as_bytes()).collect(),
        state.timers().keys().map(|id| *id.as_bytes()).collect(),
        state.subscriptions().keys().map(|id| *id.as_bytes()).collect(),
        state.incidents().keys().map(|id| *id.as_bytes()).collect(),
    ];
    for ((kind, sql), waited) in ROWS.into_iter().zip(waited) {
        let stored: BTreeSet<Id> = database.column(sql, &[case.tenant, case.id]).into_iter().collect();
        if stored != waited {
            findings.push(format!(
                "{}: {} {kind} rows for {} in the state",
                case.number,
                stored.len(),
                waited.len()
            ));
        }
    }
}

/// Somebody is asked to choose wherever people choose what is done, once.
fn asks_as_rows_say(case: &Case, database: &Database<'_>, findings: &mut Findings) {
    let asks = chosen_by_people(case, database);
    let sql = "SELECT count(*) FROM task WHERE tenant = ?1 AND case_id = ?2 AND element = 'examine'";
    let asked = database.count(sql, &[case.tenant, case.id]);
    if asked != asks as i64 {
        findings.push(format!("{}: people are asked {asked} times for {asks} choices", case.number));
    }
}

/// How many places there are in a case at which people choose what is done.
fn chosen_by_people(case: &Case, database: &Database<'_>) -> usize {
    database.instance(case).elements().values().filter(|live| *live.element == *AD_HOC).count()
}

/// A case that has not ended waits for something that can come, or a person is told that it is stuck.
fn waits_for_something(case: &Case, database: &Database<'_>, findings: &mut Findings) {
    let state = database.instance(case);
    let waits = state.open_tasks().len()
        + chosen_by_people(case, database)
        + state.open_jobs().len()
        + state.timers().iter().count()
        + state.subscriptions().iter().count()
        + state.incidents().iter().count();
    match (state.is_ended(), waits) {
        (false, 0) => findings.push(format!("{} waits for nothing", case.number)),
        (true, 1..) => findings.push(format!("{} has ended and waits for {waits} things", case.number)),
        _ => {}
    }
}

/// People read that a case has ended when it has, and not before.
fn is_shown_as_it_is(case: &Case, database: &Database<'_>, findings: &mut Findings) {
    let state = database.instance(case);
    // A withdrawn application is closed at once; only a mail may still have to say so.
    let people_wait = !state.open_tasks().is_empty() || !state.timers().is_empty();
    let is_shown_ended = case.status == "ended";
    let must_be_shown = state.is_ended() && !SAY_NO_END.contains(&case.service.as_str());
    if (is_shown_ended && people_wait) || (must_be_shown && !is_shown_ended) {
        findings.push(format!("{} is shown as {}", case.number, case.status));
    }
}

/// The chain of the journal holds, and its events lead to the stored state.
fn is_proven(story: &Story<'_>, casework: &Casework, case: &Case, findings: &mut Findings) {
    let tenant = TenantId::from_bytes(case.tenant);
    match story.calmly(casework.verify_case(tenant, &case.number)) {
        Ok(verified) => {
            findings.extend(verified.breaks.into_iter().map(|one| format!("{}: {one}", case.number)))
        }
        Err(refusal) => findings.push(format!("{} cannot be verified: {refusal}", case.number)),
    }
}

/// With everybody's work done, nothing is left over.
pub(super) fn check_ended(database: &Database<'_>, findings: &mut Findings) {
    for case in database.cases().iter().filter(|case| !database.instance(case).is_ended()) {
        let tasks: Vec<String> =
            database.instance(case).open_tasks().iter().map(|task| task.element.to_string()).collect();
        let jobs: Vec<String> =
            database.instance(case).open_jobs().iter().map(|job| job.element.to_string()).collect();
        let state = database.instance(case);
        let events: Vec<&str> = state.subscriptions().values().map(|open| &*open.element).collect();
        let at: Vec<&str> = state.elements().values().map(|live| &*live.element).collect();
        findings.push(format!(
            "{} does not end: tasks {tasks:?}, jobs {jobs:?}, events {events:?}, at {at:?}",
            case.number
        ));
    }
    let left = database.count("SELECT count(*) FROM due", &[]);
    if left > 0 {
        findings.push(format!("{left} due rows are left although every case has ended"));
    }
}
