//! The isolation walk: everybody tries every door, and each finds what is theirs. The list of doors is
//! `checks/tests/golden/routes.txt`; what each person found stands in `isolation.txt` beside it.

mod doors;
mod people;
mod stage;
mod trust;

use crate::browser::Page;
use checks::{Findings, Golden};
use doors::Door;
use people::Person;
use regex::Regex;
use stage::{MARKS, Stage};
use std::collections::BTreeMap;

/// Nobody sees what belongs to somebody else, whichever address they type: not a stranger, not the guest of another case,
/// not another citizen, not another office, not another town, not with half a sign-in. And whoever it belongs to does.
#[test]
fn every_door_is_tried_by_everybody() {
    let stage = Stage::set("walk");
    let doors = doors::all();
    stage.knows_the_way(&doors);
    let mut found = BTreeMap::new();
    let mut leaks =
        Findings::against("An answer to somebody it is not for holds a name, a dog or an address.");
    let mut careless = Findings::against("No answer makes a browser trust more than it must.");
    let mut seen = Vec::new();
    for (turn, person, door) in order(&stage.people, &doors) {
        let page = stage.try_door(person, door);
        let held: Vec<&str> = MARKS.into_iter().filter(|mark| page.text().contains(mark)).collect();
        if person.owns(door) {
            seen.extend(held);
        } else if !held.is_empty() {
            leaks.add(format!("{} as {}", door.name(), person.name), held.join(", "));
        }
        assert!(page.status < 500, "{} as {} broke: {}", door.name(), person.name, page.text());
        for fault in trust::faults(&page) {
            careless.add(format!("{} as {}", door.name(), person.name), fault);
        }
        found.insert(turn, format!("{} | {:<13} | {}\n", door.name(), person.name, told(&page)));
    }
    leaks.close();
    careless.close();
    for mark in MARKS {
        assert!(seen.contains(&mark), "{mark} is looked for, but not even its owners see it");
    }
    let list: String = found.into_values().collect();
    Golden::named("isolation.txt")
        .compare(&list, "Who finds what behind which door is a decision about people.");
    stage.end();
}

/// What people type, and what opens doors to them, stands neither in the logs, however fine, nor in the figures, nor in
/// the database as it was sent; and addresses that nobody made up a page for are answered as carefully as pages.
#[test]
fn nothing_secret_is_written_down() {
    let stage = Stage::set("secrets");
    for door in doors::all().iter().filter(|door| door.ending().is_none()) {
        for person in stage.people.iter().filter(|person| person.has_links()) {
            stage.try_door(person, door);
        }
    }
    for path in
        ["/gibt/es/nicht", "/static/fehlt.css", "/healthz", "/metrics", "/api/zahlung", "/%00", "/a?b=%ff"]
    {
        let page = stage.people[0].browser.twin().ask(path, None).expect("an answer");
        assert_eq!(trust::faults(&page), Vec::<String>::new(), "{path}");
    }
    let (logs, figures) = (stage.logs(), stage.figures());
    assert!(logs.contains("DEBUG") && logs.contains("TRACE"), "the logs are as fine as can be");
    let kept = stage.database();
    for (what, secret) in stage.secrets() {
        assert!(secret.len() > 4, "{what} is something to look for");
        for (place, text) in [("the logs", &logs), ("the figures", &figures)] {
            let line = text.lines().find(|line| line.contains(&secret));
            assert!(line.is_none(), "{what} stands in {place}: {line:?}");
        }
        let opens = !what.starts_with("what is typed");
        let is_kept = kept.windows(secret.len()).any(|bytes| bytes == secret.as_bytes());
        assert!(!opens || !is_kept, "{what} lies in the database as it was sent");
    }
    stage.end();
}

/// Who tries which door when, with the place of the result in the list: first everybody looks, then the others change what
/// they can, then those whose it is; what ends a session or an account comes last.
fn order<'a>(people: &'a [Person], doors: &'a [Door]) -> Vec<((usize, usize), &'a Person, &'a Door)> {
    let mut all = Vec::new();
    for (row, door) in doors.iter().enumerate() {
        all.extend(people.iter().enumerate().map(|(column, person)| ((row, column), person, door)));
    }
    all.sort_by_key(|(turn, person, door)| (door.ending(), door.changes, person.owns(door), *turn));
    all
}

/// Status and way on, without what chance made.
fn told(page: &Page) -> String {
    let way = page.location.as_deref().map(|to| format!(" → {}", masked(to))).unwrap_or_default();
    format!("{}{way}", page.status)
}

/// Whatever differs from run to run.
fn masked(text: &str) -> String {
    let (chance, number) = (Regex::new("[0-9a-f]{32,64}"), Regex::new(r"\b\d{4}-\d{5,}\b"));
    let text = chance.expect("a pattern").replace_all(text, "…").into_owned();
    number.expect("a pattern").replace_all(&text, "{number}").into_owned()
}
