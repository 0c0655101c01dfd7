//! What people were told is true, and nothing was done twice: one case per application, one fee and one notice per decision,
//! one record per dog, two people where two are wanted.

use super::rows::{Case, Database};
use super::{Findings, between, starts};
use crate::simulation::story::Story;
use std::collections::BTreeSet;

pub(super) fn check(story: &Story<'_>, database: &Database<'_>, findings: &mut Findings) {
    findings.extend(story.known.borrow().wrong.iter().cloned());
    what_was_told(story, database, findings);
    what_was_handed_in(story, database, findings);
    for case in database.cases() {
        if !super::was_led(story, case) {
            one_of_each(case, database, findings);
        }
        two_people(case, database, findings);
    }
    one_record(database, findings);
    nobody_elses(database, findings);
}

/// Whoever holds a receipt has a case, and whoever was told "done" has done it.
fn what_was_told(story: &Story<'_>, database: &Database<'_>, findings: &mut Findings) {
    let known = story.known.borrow();
    let mut numbers = BTreeSet::new();
    for one in &known.applications {
        let tenant = *story.template.offices[one.office].town.tenant.as_bytes();
        let sql =
            "SELECT count(*) FROM draft d JOIN case_head h ON h.tenant = d.tenant AND h.id = d.submitted_case
                   WHERE d.tenant = ?1 AND d.id = ?2";
        if one.is_sent && database.count(sql, &[tenant, *one.draft.as_bytes()]) != 1 {
            findings.push(format!("an application was sent and has no case: {:?}", one.number));
        }
        if let Some(number) = &one.number
            && !numbers.insert((tenant, number))
        {
            findings.push(format!("two applications have the number {number}"));
        }
    }
    let by_itself = between::opened(story, database) + starts::opened(database).len() as i64;
    let cases = database.count("SELECT count(*) FROM case_head", &[]) - by_itself;
    if cases > known.applications.len() as i64 {
        findings.push(format!("{cases} cases of {} applications", known.applications.len()));
    }
    for ((office, number), told) in &known.notes {
        let tenant = *story.template.offices[*office].town.tenant.as_bytes();
        let sql = "SELECT count(*) FROM note n WHERE n.tenant = ?1 AND n.case_id = ?2";
        let case = database.cases().iter().find(|case| (case.tenant, &case.number) == (tenant, number));
        let kept = case.map_or(0, |case| database.count(sql, &[tenant, case.id]));
        if kept < *told {
            findings.push(format!("{number}: {told} notes were written and {kept} are kept"));
        }
    }
    for (office, number, task) in &known.done {
        let tenant = *story.template.offices[*office].town.tenant.as_bytes();
        let sql = "SELECT count(*) FROM task WHERE tenant = ?1 AND id = ?2";
        if database.count(sql, &[tenant, *task.as_bytes()]) > 0 {
            findings.push(format!("{number}: a task that was done is open"));
        }
    }
}

/// A file that somebody added is a document of their case once it was sent, and one that came with an answer at once.
/// An answer that was given twice keeps the files of the first.
fn what_was_handed_in(story: &Story<'_>, database: &Database<'_>, findings: &mut Findings) {
    let known = story.known.borrow();
    let tenant = |office: usize| *story.template.offices[office].town.tenant.as_bytes();
    for one in known.applications.iter().filter(|one| one.is_sent) {
        for proof in &one.proofs {
            let sql = "SELECT count(*) FROM document d JOIN draft f ON f.tenant = d.tenant AND f.submitted_case = d.case_id
                       WHERE d.tenant = ?1 AND d.id = ?2 AND f.id = ?3 AND d.kind = 'upload'";
            let ids = [tenant(one.office), *proof.as_bytes(), *one.draft.as_bytes()];
            if database.count(sql, &ids) != 1 {
                findings.push(format!("a proof is no document of {:?}", one.number));
            }
        }
    }
    for (office, card) in &known.answered_with {
        let sql = "SELECT count(*) FROM document WHERE tenant = ?1 AND id = ?2 AND kind = 'upload'";
        if database.count(sql, &[tenant(*office), *card.as_bytes()]) != 1 {
            findings.push("a file that came with an answer is gone".to_owned());
        }
    }
}

/// Nothing of a case exists twice that may exist once. A job that ran twice has the same effect id, so two rows mean that the
/// process asked twice, or that two workers did.
fn one_of_each(case: &Case, database: &Database<'_>, findings: &mut Findings) {
    let one = [case.tenant, case.id];
    let count = |sql: &str| database.count(sql, &one);
    let payments = count("SELECT count(*) FROM payment WHERE tenant = ?1 AND case_id = ?2");
    let notices =
        count("SELECT count(*) FROM document WHERE tenant = ?1 AND case_id = ?2 AND kind = 'notice'");
    if payments > 1 || notices > 1 {
        findings.push(format!("{}: {payments} payments, {notices} notices", case.number));
    }
    let known = "SELECT count(*) FROM delivery a JOIN delivery b ON a.tenant = b.tenant AND a.document_id = b.document_id
                 AND a.id < b.id WHERE a.tenant = ?1 AND a.case_id = ?2 AND a.state = 'known' AND b.state = 'known'";
    if count(known) > 0 {
        findings.push(format!("{}: a letter was delivered twice", case.number));
    }
}

/// Whoever granted a relief has not released it, and whoever looked into something has not decided.
fn two_people(case: &Case, database: &Database<'_>, findings: &mut Findings) {
    let by: std::collections::BTreeMap<&str, &str> = database.instance(case).done_by().collect();
    let (first, second) = match (case.service.as_str(), case.procedure.as_str()) {
        ("hundesteuer", "register") => ("check_registration", "release_relief"),
        ("examination", _) => ("call_host", "decide"),
        _ => return,
    };
    let pair = (by.get(first), by.get(second));
    if matches!(pair, (Some(first), Some(second)) if first == second) {
        let steps = database
            .count("SELECT steps FROM case_head WHERE tenant = ?1 AND id = ?2", &[case.tenant, case.id]);
        findings.push(format!("{}: one person did what two have to do ({steps} steps)", case.number));
    }
}

/// A dog stands in the register once at a time.
fn one_record(database: &Database<'_>, findings: &mut Findings) {
    let sql = "SELECT count(*) FROM (SELECT 1 FROM record WHERE valid_to = '' AND record_key <> ''
               GROUP BY tenant, service_key, kind, record_key HAVING count(*) > 1) AS twice";
    if database.count(sql, &[]) > 0 {
        findings.push("a dog stands in the register twice".to_owned());
    }
    let sql = "SELECT count(*) FROM (SELECT 1 FROM record GROUP BY tenant, service_key, record_number HAVING count(*) > 1) AS twice";
    if database.count(sql, &[]) > 0 {
        findings.push("two dogs have one tag".to_owned());
    }
}

/// What belongs to a case belongs to its tenant.
fn nobody_elses(database: &Database<'_>, findings: &mut Findings) {
    let tables = [
        "task",
        "task_candidate",
        "outbox",
        "timer",
        "incident",
        "document",
        "delivery",
        "payment",
        "payment_attempt",
        "mandate",
        "subscription",
        "question",
        "postbox_item",
        "citizen_case",
        "signal",
        "publication",
    ];
    for table in tables {
        let sql = format!(
            "SELECT count(*) FROM {table} t WHERE NOT EXISTS
             (SELECT 1 FROM case_head h WHERE h.tenant = t.tenant AND h.id = t.case_id)"
        );
        let count = database.count(&sql, &[]);
        if count > 0 {
            findings.push(format!("{count} rows of {table} belong to no case of their tenant"));
        }
    }
}
