//! `docs/bpmn.md` against the program: its examples are transcripts that are played, and what it calls refused is refused.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

const PAGE: &str = include_str!("../../../../../docs/bpmn.md");
const LINK: &str = "(../crates/domain/engine/tests/transcripts/";

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/transcripts")
}

/// The names of the transcripts that a text links to.
fn linked(text: &str) -> impl Iterator<Item = &str> {
    text.split(LINK).skip(1).filter_map(|rest| rest.split_once(')').map(|(file, _)| file))
}

/// The model that is played in a transcript.
fn model(transcript: &str) -> String {
    let stem = transcript.trim_end_matches(".transcript");
    let name = stem.split('@').next_back().expect("a name");
    fs::read_to_string(folder().join(format!("{name}.bpmn"))).unwrap_or_default()
}

/// The cells of the tables between two headings, the lines of the heads left out.
fn rows<'a>(from: &str, to: &str) -> Vec<Vec<&'a str>> {
    let (_, rest) = PAGE.split_once(from).expect("the page has this heading");
    let (part, _) = rest.split_once(to).expect("the page has this heading");
    let lines = part.lines().filter(|line| line.starts_with("| ") && !line.starts_with("| element"));
    lines.map(|line| line.trim_matches('|').split(" | ").map(str::trim).collect()).collect()
}

fn code(cell: &str) -> &str {
    cell.trim_matches('`')
}

/// A designer who reads that an element is executed finds a play of a model that really has it.
#[test]
fn every_element_has_an_example() {
    let mut wrong = Vec::new();
    for row in rows("## Executed", "When something does not go on") {
        let [title, element, examples, ..] = row.as_slice() else { panic!("a row of four cells: {row:?}") };
        let shows = |file: &str| {
            let xml = model(file);
            let mut names = xml.split('<').skip(1).map(|tag| match tag.split_once(':') {
                Some((prefix, name)) if !prefix.contains([' ', '>']) => name,
                _ => tag,
            });
            let opens = |tag: &str| {
                tag.strip_prefix(code(element)).is_some_and(|rest| rest.starts_with([' ', '>', '/', '\n']))
            };
            names.any(opens)
        };
        if !linked(examples).any(shows) {
            wrong.push(format!("{title}: none of its examples has a {}", code(element)));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// Nothing that is tested stays unknown to those who read the handbook, and no link leads nowhere.
#[test]
fn every_transcript_is_named() {
    let named: BTreeSet<String> = linked(PAGE).map(str::to_owned).collect();
    let entries = fs::read_dir(folder()).expect("the folder of transcripts");
    let names = entries.map(|entry| entry.expect("an entry").file_name().to_string_lossy().into_owned());
    let there: BTreeSet<String> = names.filter(|name| name.ends_with(".transcript")).collect();
    let dead: Vec<_> = named.difference(&there).collect();
    let unnamed: Vec<_> = there.difference(&named).collect();
    assert!(
        dead.is_empty() && unnamed.is_empty(),
        "docs/bpmn.md links to {dead:?}, does not name {unnamed:?}"
    );
}

/// Whoever draws an element that is not executed is told its name before anybody relies on it.
#[test]
fn refused_elements_are_refused_by_name() {
    let rows = rows("## Refused by name", "## The legal clock");
    assert!(!rows.is_empty(), "the table is found");
    for row in rows {
        let [title, element] = row.as_slice() else { panic!("a row of two cells: {row:?}") };
        let xml = format!(
            r#"<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL"><process id="p" isExecutable="true">{}</process></definitions>"#,
            code(element)
        );
        let problems = bpmn::Definitions::parse(&xml).expect_err(title);
        let refusals = ["bpmn-not-executed", "bpmn-attribute-not-executed"];
        assert!(problems.iter().any(|problem| refusals.contains(&&*problem.key)), "{title}: {problems:?}");
    }
}
