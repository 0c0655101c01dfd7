//! The commands an operator types: help, exit codes, answers for machines, and what a broken package looks like.

use crate::installation::{Backend, CLERKS, Folder, Installation, PASSWORD, SMALL, TOWN, on_both_databases};
use crate::program::{Ran, program, run};
use std::path::{Path, PathBuf};

on_both_databases!(answers_for_machines, refusals_end_with_one);

/// Every command, as typed.
const COMMANDS: [&[&str]; 33] = [
    &[],
    &["serve"],
    &["worker"],
    &["demo"],
    &["migrate"],
    &["area"],
    &["area", "list"],
    &["area", "show"],
    &["tenant"],
    &["tenant", "create"],
    &["tenant", "set"],
    &["tenant", "list"],
    &["user"],
    &["user", "add"],
    &["user", "link"],
    &["user", "reset-factor"],
    &["user", "demo-code"],
    &["user", "list"],
    &["library"],
    &["library", "check"],
    &["library", "list"],
    &["library", "install"],
    &["case"],
    &["case", "show"],
    &["case", "migrate"],
    &["case", "verify"],
    &["bpmn"],
    &["bpmn", "check"],
    &["bpmn", "play"],
    &["dmn"],
    &["dmn", "check"],
    &["dmn", "eval"],
    &["feel"],
];

fn bare(folder: &Folder, words: &[&str]) -> Ran {
    let mut command = program(folder.path());
    command.args(words);
    run(command, "")
}

/// Whoever does not know a command asks it, and is told how it is used and where the data may be.
#[test]
fn every_command_explains_itself() {
    let folder = Folder::new("help");
    for words in COMMANDS.into_iter().chain([["doctor"].as_slice()]) {
        let ran = bare(&folder, &[words, &["--help"]].concat());
        assert_eq!(ran.code, 0, "{words:?}: {ran:?}");
        let usage = [&["Usage: fachwerk"], words].concat().join(" ");
        assert!(ran.said.contains(&usage), "{words:?}: {}", ran.said);
        for option in ["--data", "--database", "--help"] {
            assert!(ran.said.contains(option), "{words:?} does not tell of {option}: {}", ran.said);
        }
    }
    let left = std::fs::read_dir(folder.path()).expect("the folder").count();
    assert_eq!(left, 0, "asking for help makes nothing");
}

/// An operator sees every place of the state on a day, and what is not known of one is said and not invented.
#[test]
fn areas_are_listed_by_day() {
    let folder = Folder::new("areas");
    let listed = |words: &[&str]| -> serde_json::Value {
        let ran = bare(&folder, &[&["area"], words, &["--json"]].concat());
        assert_eq!(ran.code, 0, "{ran:?}");
        serde_json::from_str(&ran.said).expect("JSON")
    };
    let count =
        |on: &str, kind: &str| listed(&["list", "--on", on, "--kind", kind]).as_array().map_or(0, Vec::len);
    assert_eq!(count("2022-12-31", "municipality"), 422);
    assert_eq!(count("2023-01-01", "municipality"), 421);
    assert_eq!(count("2026-11-28", "county"), 21);
    let ended = listed(&["show", "bromskirchen"]);
    assert_eq!((&ended[0]["valid_to"], &ended[0]["successor"]), (&"2022-12-31".into(), &"06635001".into()));
    let hanau = listed(&["show", "06435014"]);
    assert_eq!((&hanau[0]["official_key"], &hanau[0]["is_county_free"]), (&"06435014".into(), &false.into()));
    assert_eq!(
        (&hanau[1]["official_key"], &hanau[1]["is_county_free"]),
        (&serde_json::Value::Null, &true.into())
    );
    let unknown = bare(&folder, &["area", "show", "atlantis"]);
    assert_eq!(unknown.code, 1, "{unknown:?}");
}

/// A script sees by the exit code that it was written wrongly, which is not the same as the world saying no.
#[test]
fn wrong_usage_ends_with_two() {
    let folder = Folder::new("usage");
    for words in [
        ["fly"].as_slice(),
        &["tenant", "paint"],
        &["tenant", "create", "musterstadt"],
        &["serve", "--listen", "nowhere"],
        &["user", "add", "musterstadt", "weber", "Weber", "--role", "king"],
        &["doctor", "--loud"],
        &[],
    ] {
        let ran = bare(&folder, words);
        assert_eq!(ran.code, 2, "{words:?}: {ran:?}");
        assert!(ran.complained.contains("--help") || ran.complained.contains("Usage"), "{words:?}: {ran:?}");
    }
}

/// What does not exist, exists already or cannot be reached is told in one sentence, with the code 1.
fn refusals_end_with_one(backend: Backend) {
    let installation = Installation::with_town(backend, "refusals");
    for words in [
        ["case", "verify", "nirgends"].as_slice(),
        &["case", "migrate", "nirgends"],
        &["case", "migrate", TOWN, "2026-99999"],
        &["case", "show", TOWN, "2026-99999"],
        &["case", "show", TOWN, "not-a-number"],
        &["user", "list", "nirgends"],
        &["user", "add", TOWN, CLERKS[0], "Zweiter Weber"],
        &["user", "link", TOWN, "niemand"],
        &["user", "reset-factor", TOWN, "niemand"],
        &["tenant", "create", TOWN, "Noch eine"],
        &["tenant", "create", "Groß und leer", "Stadt"],
        &["library", "install", "hundesteuer", "--tenant", "nirgends"],
        &["library", "install", "einhornsteuer", "--tenant", TOWN],
        &["library", "check", "nirgends"],
    ] {
        let ran = run(installation.command(words), PASSWORD);
        assert_eq!(ran.code, 1, "{words:?}: {ran:?}");
        assert_eq!(ran.complained.lines().count(), 1, "{words:?}: {}", ran.complained);
    }
    let people = installation.json(&["user", "list", TOWN, "--json"]);
    assert_eq!(people.as_array().map(Vec::len), Some(CLERKS.len()), "nobody was added: {people}");
}

/// What a machine reads is JSON with the fields it knows.
fn answers_for_machines(backend: Backend) {
    let installation = Installation::with_town(backend, "machines");
    let tenants = installation.json(&["tenant", "list", "--json"]);
    assert_eq!((&tenants[0]["slug"], &tenants[0]["name"]), (&TOWN.into(), &"Stadt Musterstadt".into()));
    let people = installation.json(&["user", "list", TOWN, "--json"]);
    let logins: Vec<&str> =
        people.as_array().expect("a list").iter().filter_map(|one| one["login"].as_str()).collect();
    assert_eq!(
        logins,
        {
            let mut known = CLERKS;
            known.sort();
            known
        },
        "{people}"
    );
    assert_eq!(people[0]["groups"], serde_json::json!(["steueramt"]));
    let packages = installation.json(&["library", "list", "--json"]);
    assert_eq!(packages[0]["key"], "hundesteuer", "{packages}");
    assert_eq!(installation.json(&["case", "verify", TOWN, "--json"]), serde_json::json!([]));
    assert_eq!(installation.json(&["case", "migrate", TOWN, "--json"]), serde_json::json!([]));
    // A second time is no mistake: scripts run twice.
    installation.done(&["migrate"]);
    installation.done(&["library", "install", SMALL, "--tenant", TOWN]);
    assert_eq!(installation.json(&["library", "list", "--json"]), packages);
}

/// A town's rates come from one file; a mistake in it is told with its line, and nothing goes live.
#[test]
fn a_town_sets_its_rates() {
    let installation = Installation::with_town(Backend::Sqlite, "rates");
    let demo = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../demo/parameters/hundesteuer-hanau.toml");
    let good = std::fs::read_to_string(demo).expect("the rates of the demo");
    let file = installation.folder().join("rates.toml");
    let install = |text: &str| {
        std::fs::write(&file, text).expect("the file is written");
        installation.run(&[
            "library",
            "install",
            "hundesteuer",
            "--tenant",
            TOWN,
            "--parameters",
            "rates.toml",
        ])
    };
    let refused = install(&good.replace("value = 18000", "value = \"viel\""));
    assert_eq!(refused.code, 1, "{refused:?}");
    assert!(refused.complained.contains("rates.toml:11:"), "{}", refused.complained);
    let packages = installation.json(&["library", "list", "--json"]);
    assert_eq!(packages.as_array().map(Vec::len), Some(1), "nothing went live: {packages}");
    let own = install(&good);
    let defaults = installation.done(&["library", "install", "hundesteuer", "--tenant", TOWN]);
    assert_eq!(own.code, 0, "{own:?}");
    assert_ne!(own.said, defaults, "another release");
}

/// A designer who breaks a package reads every problem with file, line and column, in the language asked for; and the
/// broken package does not go live.
#[test]
fn a_broken_package_is_explained() {
    let installation = Installation::with_town(Backend::Sqlite, "package");
    let library = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../library");
    let whole = library.to_string_lossy().into_owned();
    let told = installation.done(&["library", "check", &whole]);
    assert!(told.contains("/hundesteuer/scenarios/withdrawn.toml: “"), "each story is told: {told}");

    let untrue = installation.folder().join("untrue");
    copy(Path::new(SMALL), &untrue);
    change(&untrue.join("scenarios/rejected.toml"), "ended = true", "ended = false");
    let line = line_of(&untrue.join("scenarios/rejected.toml"), "ended = false");
    let ran = installation.run(&["library", "check", "untrue"]);
    assert_eq!(ran.code, 1, "{ran:?}");
    let place = format!("untrue/scenarios/rejected.toml:{line}:");
    assert!(ran.said.contains(&place) && ran.said.contains("What came is true"), "{}", ran.said);

    let broken = installation.folder().join("hundesteuer");
    copy(Path::new(SMALL), &broken);
    change(&broken.join("process.bpmn"), "=keeper.email", "=keeper.e-mail +");
    change(&broken.join("service.toml"), "process = \"hundesteuer\"", "process = \"katzensteuer\"");
    let ran = installation.run(&["library", "check", "hundesteuer"]);
    assert_eq!(ran.code, 1, "{ran:?}");
    let line = line_of(&broken.join("process.bpmn"), "=keeper.e-mail +");
    assert!(
        ran.said.contains(&format!("hundesteuer/process.bpmn:{line}:42 (confirm_receipt): ")),
        "{}",
        ran.said
    );
    assert!(ran.said.contains("hundesteuer/service.toml: "), "all problems at once: {}", ran.said);
    assert!(!ran.said.contains(":0:0"), "a place that is not known is not invented: {}", ran.said);
    let german = installation.run(&["library", "check", "hundesteuer", "--language", "de"]);
    assert_ne!(german.said, ran.said, "German sentences");
    let machine = installation.run(&["library", "check", "hundesteuer", "--json"]);
    let found: serde_json::Value = serde_json::from_str(&machine.said).expect("JSON");
    let problems = found[0]["problems"].as_array().expect("a list");
    let unknown = problems.iter().find(|problem| problem["key"] == "feel-unknown-name").expect("it is found");
    assert_eq!(
        (&unknown["line"], &unknown["element"]),
        (&line.into(), &"confirm_receipt".into()),
        "{found:#}"
    );
    let ran = installation.run(&["library", "install", "./hundesteuer", "--tenant", TOWN]);
    assert_eq!(ran.code, 1, "{ran:?}");
    assert_eq!(installation.json(&["library", "list", "--json"]).as_array().map(Vec::len), Some(1));
}

/// A package of a stranger whose texts would grow to a billion laughs, or that asks for a file of the machine, is refused
/// at once, with place and words.
#[test]
fn a_bomb_in_a_package_is_refused() {
    let installation = Installation::empty(Backend::Sqlite, "bomb");
    let laughs: String = (0..9).fold(String::from("<!ENTITY l0 \"ha\">"), |text, level| {
        let more = format!("&l{level};").repeat(10);
        format!("{text}<!ENTITY l{} \"{more}\">", level + 1)
    });
    for (name, entities) in
        [("laughs", laughs.as_str()), ("file", "<!ENTITY l9 SYSTEM \"file:///etc/passwd\">")]
    {
        for part in ["process.bpmn", "decisions/rate.dmn"] {
            let folder = installation.folder().join(name);
            copy(Path::new(SMALL), &folder);
            let text = std::fs::read_to_string(folder.join(part)).expect("the part");
            let (head, rest) = text.split_once("?>").expect("it says that it is XML");
            let bomb =
                format!("{head}?><!DOCTYPE d [{entities}]>{}", rest.replacen("name=\"", "name=\"&l9;", 1));
            std::fs::write(folder.join(part), bomb).expect("the part is written");
            let ran = installation.run(&["library", "check", name]);
            assert_eq!(ran.code, 1, "{ran:?}");
            assert!(ran.said.contains(&format!("{name}/{part}:")) && ran.said.len() < 20_000, "{}", ran.said);
            assert!(!ran.said.contains("root:"), "{}", ran.said);
        }
    }
}

fn copy(from: &Path, to: &Path) {
    std::fs::create_dir_all(to).expect("a folder");
    for entry in std::fs::read_dir(from).expect("the folder is there") {
        let path: PathBuf = entry.expect("an entry").path();
        let target = to.join(path.file_name().expect("a name"));
        if path.is_dir() {
            copy(&path, &target);
        } else {
            std::fs::copy(&path, &target).expect("the file is copied");
        }
    }
}

fn change(file: &Path, from: &str, to: &str) {
    let text = std::fs::read_to_string(file).expect("a file");
    assert!(text.contains(from), "{} holds {from}", file.display());
    std::fs::write(file, text.replacen(from, to, 1)).expect("the file is changed");
}

fn line_of(file: &Path, part: &str) -> usize {
    let text = std::fs::read_to_string(file).expect("a file");
    text.lines().position(|line| line.contains(part)).expect("it is there") + 1
}
