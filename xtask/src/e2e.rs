//! `cargo xtask e2e`: the browser stories against the built program. The stories themselves live in `e2e/`.

use crate::frontend;
use crate::npm;
use crate::place;
use crate::run;
use crate::stop::Stop;
use crate::tally::Tally;
use crate::tools::{self, C_COMPILER, C_HEADERS, CHROMIUM, NODE, NPM, PDFTOTEXT};
use std::process::Command;

/// Builds and walks the stories in these files, or all.
pub(crate) fn run(files: &[String]) -> Result<(), Stop> {
    prepare()?;
    let (tally, outcome) = walk(&mut stories(files)?);
    println!("{tally}");
    outcome
}

/// Everything the stories need: browser, bundle, program.
pub(crate) fn prepare() -> Result<(), Stop> {
    tools::require(&[&NODE, &NPM, &C_COMPILER, &C_HEADERS, &CHROMIUM, &PDFTOTEXT])?;
    frontend::build()?;
    run::build_program()
}

/// Node's test runner over these files of the stories' project, or all; what it uses is installed first.
pub(crate) fn stories(files: &[String]) -> Result<Command, Stop> {
    let project = place::e2e();
    npm::install(&project)?;
    let mut command = run::program(
        "node",
        &["--test", "--test-reporter=spec", "--test-timeout=240000", "--test-concurrency=2"],
    );
    command
        .args(files)
        .current_dir(&project)
        .env("FACHWERK_PROGRAM", place::program())
        .env_remove("FORCE_COLOR");
    if let Some(browser) = tools::chromium() {
        command.env("FACHWERK_CHROMIUM", browser);
    }
    Ok(command)
}

/// Walks them and counts.
pub(crate) fn walk(stories: &mut Command) -> (Tally, Result<(), Stop>) {
    run::count(stories)
}
