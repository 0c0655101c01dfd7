//! `cargo xtask long`: runs that take minutes or hours. Each has a short form in the suite; here it goes on for longer.

use crate::run;
use crate::stop::Stop;

/// A long run: its name, the arguments of cargo, and how often the short form is repeated unless told otherwise.
const RUNS: [(&str, &[&str], &str); 4] = [
    (
        "feel",
        &[
            "test",
            "--release",
            "--locked",
            "-p",
            "fachwerk-feel",
            "--test",
            "suite",
            "mangled",
            "--",
            "--nocapture",
        ],
        "500",
    ),
    (
        "models",
        &[
            "test",
            "--locked",
            "-p",
            "fachwerk-engine",
            "--test",
            "suite",
            "--",
            "random",
            "trouble",
            "mangled",
            "--nocapture",
        ],
        "50",
    ),
    ("crash", &["test", "--locked", "-p", "fachwerk", "--test", "suite", "crash", "--", "--nocapture"], "30"),
    (
        "simulation",
        &[
            "test",
            "--locked",
            "-p",
            "fachwerk-checks",
            "--test",
            "suite",
            "simulation::nothing_is_lost",
            "--",
            "--nocapture",
        ],
        "25",
    ),
];

/// Starts one; `FACHWERK_SEED` and `FACHWERK_ROUNDS` are handed on when they are set and no rounds are asked for.
pub(crate) fn run(words: &[String]) -> Result<(), Stop> {
    let name = words.first().map(String::as_str).unwrap_or_default();
    let (Some((_, arguments, usual)), 1..=2) = (RUNS.iter().find(|(known, ..)| *known == name), words.len())
    else {
        let known = RUNS.map(|(known, ..)| known).join(", ");
        return Err(Stop::usage(format!("`cargo xtask long` takes one of {known}, and how many rounds.")));
    };
    let asked = words.get(1);
    let mut command = run::cargo(arguments);
    if asked.is_some() || std::env::var_os("FACHWERK_ROUNDS").is_none() {
        command.env("FACHWERK_ROUNDS", asked.map_or(*usual, String::as_str));
    }
    run::finish(&mut command)
}
