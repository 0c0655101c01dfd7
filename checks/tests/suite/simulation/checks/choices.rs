//! Where people choose what is done, one click begins one step, and who was told that it has begun finds it begun. The
//! journals are asked.

use super::Findings;
use super::rows::Database;
use crate::simulation::story::Story;
use std::collections::BTreeMap;

/// What the journal calls the step in which somebody begins something.
const BEGINS: &str = "activate";

/// For an element of a case: how many clicks there were that may begin it, and how many people were told that theirs has.
#[derive(Default)]
struct Clicked {
    may: usize,
    told: usize,
}

pub(super) fn check(story: &Story<'_>, database: &Database<'_>, findings: &mut Findings) {
    let mut clicked: BTreeMap<(usize, &str, &str), Clicked> = BTreeMap::new();
    let known = story.known.borrow();
    for (click, told) in &known.clicks {
        let clicked = clicked.entry((click.office, &click.number, &click.element)).or_default();
        clicked.may += 1;
        clicked.told += told.len();
    }
    for ((office, number, element), clicked) in clicked {
        let tenant = *story.template.offices[office].town.tenant.as_bytes();
        let mut cases = database.cases().iter();
        let Some(case) = cases.find(|case| (case.tenant, &*case.number) == (tenant, number)) else {
            findings.push(format!("{number}: there is no such case any more"));
            continue;
        };
        let sql = "SELECT header FROM journal WHERE tenant = ?1 AND chain = ?2";
        let headers: Vec<String> = database.column(sql, &[case.tenant, case.id]);
        let begun = headers.iter().filter(|header| begins(header, element)).count();
        if begun > clicked.may || begun < clicked.told {
            let Clicked { may, told } = clicked;
            findings.push(format!(
                "{number}: {element} was begun {begun} times by {may} clicks, {told} people were told so"
            ));
        }
    }
}

fn begins(header: &str, element: &str) -> bool {
    let header: serde_json::Value = serde_json::from_str(header).expect("a header is JSON");
    header["command"] == BEGINS && header["elements"][0] == element
}
