//! `cargo xtask long`: runs that take minutes or hours. Each has a short form in the suite; here it goes on for longer.

use crate::frontend;
use crate::run;
use crate::stop::Stop;
use std::process::Command;

/// One of them: what it repeats, whether the pages are built in, and how often unless told otherwise. What runs in this process runs optimised.
struct Run {
    name: &'static str,
    profile: &'static str,
    package: &'static str,
    tests: &'static [&'static str],
    has_pages: bool,
    rounds: &'static str,
}

const RUNS: [Run; 4] = [
    Run {
        name: "feel",
        profile: "long",
        package: "fachwerk-feel",
        tests: &["mangled"],
        has_pages: false,
        rounds: "500",
    },
    Run {
        name: "models",
        profile: "long",
        package: "fachwerk-engine",
        tests: &["random", "trouble", "mangled"],
        has_pages: false,
        rounds: "50",
    },
    Run {
        name: "crash",
        profile: "dev",
        package: "fachwerk",
        tests: &["crash"],
        has_pages: true,
        rounds: "30",
    },
    Run {
        name: "simulation",
        profile: "long",
        package: "fachwerk-checks",
        tests: &["simulation::nothing_is_lost"],
        has_pages: true,
        rounds: "25",
    },
];

impl Run {
    fn command(&self) -> Command {
        let arguments =
            ["test", "--locked", "--profile", self.profile, "-p", self.package, "--test", "suite"];
        let mut command = run::cargo(&arguments);
        command.arg("--").args(self.tests).arg("--nocapture");
        command
    }
}

/// Starts one; `FACHWERK_SEED` and `FACHWERK_ROUNDS` are handed on when they are set and no rounds are asked for.
pub(crate) fn run(words: &[String]) -> Result<(), Stop> {
    let name = words.first().map(String::as_str).unwrap_or_default();
    let (Some(long), 1..=2) = (RUNS.iter().find(|run| run.name == name), words.len()) else {
        let known = RUNS.map(|run| run.name).join(", ");
        return Err(Stop::usage(format!("`cargo xtask long` takes one of {known}, and how many rounds.")));
    };
    if long.has_pages {
        frontend::run()?;
    }
    let asked = words.get(1);
    let mut command = long.command();
    if asked.is_some() || std::env::var_os("FACHWERK_ROUNDS").is_none() {
        command.env("FACHWERK_ROUNDS", asked.map_or(long.rounds, String::as_str));
    }
    run::finish(&mut command)
}
