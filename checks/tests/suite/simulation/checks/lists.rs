//! Search and lists agree with the cases.

use super::Findings;
use super::rows::{Case, Database, Id};
use crate::simulation::story::Story;
use crate::simulation::towns::Office;
use cases::Actor;
use casework::{Casework, WorkQuery, WorkView};
use std::collections::BTreeSet;
use values::Language;

pub(super) fn check(
    story: &Story<'_>,
    casework: &Casework,
    database: &Database<'_>,
    findings: &mut Findings,
) {
    let cases = database.cases();
    for at in &story.template.offices {
        let tenant = *at.town.tenant.as_bytes();
        listed(story, casework, (at, tenant), database, findings);
        let (own, others): (Vec<&Case>, Vec<&Case>) = cases.iter().partition(|case| case.tenant == tenant);
        for case in own {
            found(story, casework, (at, case), findings);
        }
        for case in others {
            let pried =
                casework.case_page(&at.head, &at.town, values::CaseId::from_bytes(case.id), Language::De);
            if story.calmly(pried).is_ok() {
                findings.push(format!("{} shows the case {} of another town", at.town.slug, case.number));
            }
        }
    }
    let newcomer = story.known.borrow().newcomer.clone();
    for citizen in story.template.citizens.iter().chain(&newcomer) {
        mine(story, casework, (citizen, cases), database, findings);
    }
}

/// The list of the head of office holds every open task and nothing else.
fn listed(
    story: &Story<'_>,
    casework: &Casework,
    (at, tenant): (&Office, Id),
    database: &Database<'_>,
    findings: &mut Findings,
) {
    let stored: BTreeSet<Id> =
        database.column("SELECT id FROM task WHERE tenant = ?1", &[tenant]).into_iter().collect();
    let query = WorkQuery { view: WorkView::All, ..WorkQuery::default() };
    match story.calmly(casework.work_list(&at.head, &at.town, &query, Language::De)) {
        Ok(list) => {
            let shown: BTreeSet<Id> = list.rows.iter().map(|row| *row.task.as_bytes()).collect();
            if shown != stored {
                findings.push(format!(
                    "{}: {} tasks are shown, {} are open",
                    at.town.slug,
                    shown.len(),
                    stored.len()
                ));
            }
        }
        Err(refusal) => findings.push(format!("{}: no work list: {refusal}", at.town.slug)),
    }
}

/// Who types the number of a case finds it alone.
fn found(story: &Story<'_>, casework: &Casework, (at, case): (&Office, &Case), findings: &mut Findings) {
    match story.calmly(casework.search(&at.head, &at.town, &case.number, Language::De)) {
        Ok(found) => {
            let numbers: Vec<&str> = found.cases.iter().map(|one| one.number.as_str()).collect();
            if !numbers.contains(&case.number.as_str()) {
                findings.push(format!("a search for {} finds {numbers:?}", case.number));
            }
            let shown = found.cases.iter().find(|one| one.number == case.number);
            if shown.is_some_and(|one| one.status.key() != case.status) {
                findings.push(format!("a search shows {} with another status", case.number));
            }
        }
        Err(refusal) => findings.push(format!("nobody can search for {}: {refusal}", case.number)),
    }
}

/// Everybody finds their own cases in their account, as far as they are.
fn mine(
    story: &Story<'_>,
    casework: &Casework,
    (citizen, cases): (&Actor, &[Case]),
    database: &Database<'_>,
    findings: &mut Findings,
) {
    let Some(id) = citizen.citizen() else { return };
    let sql = "SELECT number FROM case_head WHERE citizen = ?1";
    let stored: Vec<String> = database.column(sql, &[*id.as_bytes()]);
    match story.calmly(casework.mine(citizen, Language::De)) {
        Ok(mine) => {
            let mut shown: Vec<String> = mine.cases.iter().map(|case| case.number.clone()).collect();
            shown.sort();
            if shown != stored {
                findings.push(format!("an account shows {shown:?} of {stored:?}"));
            }
            let status = |number: &str, key: &str| {
                cases.iter().any(|case| case.number == number && case.status == key)
            };
            findings.extend(
                mine.cases
                    .iter()
                    .filter(|case| !status(&case.number, case.status.key()))
                    .map(|case| format!("an account shows {} as {}", case.number, case.status.key())),
            );
        }
        Err(refusal) => findings.push(format!("an account shows no cases: {refusal}")),
    }
}
