//! Models that nobody here wrote, played with random commands.

use crate::driver::{Driver, variables};
use crate::say;
use fachwerk_engine::{Command, Phase, Program};
use std::fs;
use std::path::{Path, PathBuf};

fn files(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).expect("a folder of cases") {
        let path = entry.expect("an entry").path();
        if path.is_dir() { files(&path, found) } else { found.push(path) }
    }
    found.sort();
}

/// A designer who brings a model of another tool can try it out: it ends, waits or says why it is stuck.
#[test]
fn models_of_others_can_be_played() {
    let Some(cases) = std::env::var_os("FACHWERK_CASES").map(PathBuf::from) else {
        return say("▫ models of others, played: not run, FACHWERK_CASES names no folder of cases");
    };
    for name in ["bpmn-miwg", "bpmn-operaton"] {
        let folder = cases.join(name);
        if !folder.is_dir() {
            return say(&format!("▫ models of others, played: not run, {} is missing", folder.display()));
        }
        let mut paths = Vec::new();
        files(&folder, &mut paths);
        let (mut refused, mut played, mut ended) = (0, 0, 0);
        for path in &paths {
            let xml = fs::read_to_string(path).expect("a model in UTF-8");
            let Ok(definitions) = bpmn::Definitions::sketch(&xml) else {
                refused += 1;
                continue;
            };
            let Ok(program) = Program::sketch(&[("model.bpmn".to_owned(), definitions)], &[]) else {
                refused += 1;
                continue;
            };
            played += 1;
            ended += i32::from(ends(&program));
        }
        let total = paths.len();
        say(&format!(
            "▪ {name}: {total} models, {played} played, {ended} of them to their end, {refused} refused by name"
        ));
        assert!(played > 0, "some models of {name} are executed");
    }
}

/// Plays a model with a few fixed series of commands; whether it ended in one.
fn ends(program: &Program) -> bool {
    let mut ended = false;
    for seed in 0..3 {
        let mut driver = Driver::new(program);
        let variables_at_start = variables(2);
        driver.take(match program.started_by().next() {
            Some(by) => Command::StartBy { by: by.clone(), variables: variables_at_start },
            None => Command::Start { variables: variables_at_start },
        });
        for turn in 0..40 {
            let Some(command) = driver.possible(seed + turn * 5, variables(turn + 2)) else { break };
            driver.take(command);
        }
        ended |= *driver.instance.phase() == Phase::Ended;
    }
    ended
}
