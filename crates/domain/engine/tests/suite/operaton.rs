//! Oracle tables over the models of the Operaton engine's tests: what must be open after each command, taken from what the
//! test of the same name in that public repository asserts. The models are not ours and stay outside of the project;
//! `tests/operaton/README.md` explains the tables.

mod expected;
mod table;

use crate::say;
use fachwerk_engine::Program;
use fachwerk_engine::transcript::Player;
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use table::{Line, Play, Table};
use values::Moment;

/// 2026-11-23T09:00:00Z, a Monday morning.
const MONDAY: i64 = 1_795_424_400_000_000;

/// Files below a folder, in a stable order.
fn files(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).expect("a folder that can be read") {
        let path = entry.expect("an entry").path();
        if path.is_dir() { files(&path, found) } else { found.push(path) }
    }
    found.sort();
}

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/operaton")
}

/// All tables, each with the folder its models are in.
fn tables() -> Vec<Table> {
    let mut paths = Vec::new();
    files(&folder(), &mut paths);
    paths.retain(|path| path.extension().is_some_and(|extension| extension == "oracle"));
    let read = |path: &PathBuf| {
        let name = path.strip_prefix(folder()).expect("a path below the folder").with_extension("");
        table::read(&name.to_string_lossy(), &fs::read_to_string(path).expect("a table in UTF-8"))
    };
    paths.iter().flat_map(read).collect()
}

/// A list of names, each with the reason why it is on it: `NAME: REASON` a line.
fn reasons(file: &str) -> BTreeMap<String, String> {
    let text = fs::read_to_string(folder().join(file)).expect("the list");
    let lines = text.lines().filter(|line| !line.is_empty() && !line.starts_with('#'));
    let pair = |line: &str| {
        let (name, reason) = line.split_once(": ").unwrap_or_else(|| panic!("{file}: no reason in {line:?}"));
        (name.to_owned(), reason.to_owned())
    };
    lines.map(pair).collect()
}

/// Takes a table that passes now off the list of those that do not.
fn take_off(name: &str) {
    let path = folder().join("failing");
    let text = fs::read_to_string(&path).expect("the list");
    let entry = format!("{name}: ");
    let kept = text.lines().filter(|line| !line.starts_with(&entry)).map(|line| format!("{line}\n"));
    fs::write(&path, kept.collect::<String>()).expect("the list is written");
}

/// Plays a table; says what differs.
fn check(table: &Table, cases: &Path) -> Result<(), String> {
    let program = program(table, cases);
    match (&table.play, program) {
        (Play::Refused(keys), Err(found)) if *keys == found => Ok(()),
        (Play::Refused(keys), Err(found)) => Err(format!("refused by {found:?} instead of {keys:?}")),
        (Play::Refused(keys), Ok(_)) => Err(format!("is not refused, {keys:?} expected")),
        (Play::Lines(_), Err(found)) => Err(format!("refused by {found:?}")),
        (Play::Lines(lines), Ok(program)) => play(lines, &program),
    }
}

/// The models of a table as a sketch, or the keys of the reasons why not.
fn program(table: &Table, cases: &Path) -> Result<Program, BTreeSet<String>> {
    let keys = |problems: Vec<values::Problem>| problems.iter().map(|found| found.key.to_string()).collect();
    let mut models = Vec::new();
    for path in table.paths(cases, &folder()) {
        let xml = fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        let definitions = bpmn::Definitions::sketch(&xml).map_err(keys)?;
        models.push((path.to_string_lossy().into_owned(), definitions));
    }
    Program::sketch(&models, &[]).map_err(keys)
}

fn play(lines: &[Line], program: &Program) -> Result<(), String> {
    let mut player = Player::new(program, Moment::from_micros(MONDAY));
    let mut told = String::new();
    for line in lines {
        let refused = match player.play(&line.command) {
            Ok(step) => {
                told.push_str(&step.text);
                step.rejection
            }
            Err(unplayable) => {
                told.push_str(&format!("> {}\n  {unplayable}\n", line.command));
                Some(unplayable.to_string())
            }
        };
        if let Some(difference) = expected::difference(&line.expected, refused.as_deref(), &player.state()) {
            return Err(format!("after `{}`: {difference}\n{told}", line.command));
        }
    }
    Ok(())
}

/// A town that moves from another engine finds the same tasks open and the same ends reached: what the tests of that engine
/// assert holds here, but for the places that are listed with the reason.
#[test]
fn models_of_operaton_do_what_its_tests_assert() {
    let Some(cases) =
        std::env::var_os("FACHWERK_CASES").map(|cases| PathBuf::from(cases).join("bpmn-operaton"))
    else {
        say("▫ Operaton: not run, FACHWERK_CASES names no folder of cases");
        return;
    };
    if !cases.is_dir() {
        say(&format!("▫ Operaton: not run, {} is missing", cases.display()));
        return;
    }
    let (tables, mut failing) = (tables(), reasons("failing"));
    let mut wrong = unseen(&cases, &tables);
    let (mut passed, mut differ, mut models) = (0, Vec::new(), BTreeSet::new());
    for table in &tables {
        match (check(table, &cases), failing.remove(&table.name)) {
            (Ok(()), None) => {
                passed += 1;
                models.extend(table.paths(&cases, &folder()));
            }
            (Ok(()), Some(_)) if std::env::var_os("UPDATE_GOLDEN").is_some() => take_off(&table.name),
            (Ok(()), Some(_)) => wrong.push(format!("{}: passes, take it off the list", table.name)),
            (Err(_), Some(reason)) => differ.push(format!("{}: {reason}", table.name)),
            (Err(difference), None) => wrong.push(format!("{}: {difference}", table.name)),
        }
    }
    wrong.extend(failing.into_keys().map(|name| format!("{name}: on the list, but there is no such table")));
    let (count, differing) = (tables.len(), differ.len());
    say(&format!(
        "▪ Operaton: {passed}/{count} tables over {} models, {differing} listed as failing",
        models.len()
    ));
    differ.iter().for_each(|line| println!("operaton: failing {line}"));
    assert!(wrong.is_empty(), "{}: {}", wrong.len(), wrong.join("\n\n"));
}

/// Models that neither a table nor the list of those left out mentions, and names on that list that have a table.
fn unseen(cases: &Path, tables: &[Table]) -> Vec<String> {
    let mut paths = Vec::new();
    files(cases, &mut paths);
    let played: BTreeSet<PathBuf> = tables.iter().flat_map(|table| table.paths(cases, &folder())).collect();
    let mut left_out = reasons("left-out");
    let mut wrong = Vec::new();
    for path in paths {
        let name = path.strip_prefix(cases).expect("a path below the folder").to_string_lossy().into_owned();
        match (played.contains(&path), left_out.remove(&name).is_some()) {
            (true, true) => wrong.push(format!("{name}: left out, but a table plays it")),
            (false, false) => wrong.push(format!("{name}: neither in a table nor left out")),
            (true, false) | (false, true) => {}
        }
    }
    wrong.extend(left_out.into_keys().map(|name| format!("{name}: left out, but there is no such model")));
    wrong
}
