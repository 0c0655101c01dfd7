//! `cargo xtask demo`: from a clone to a served page in one command. What the demonstration holds is the business of
//! `fachwerk demo`.

use crate::frontend;
use crate::place;
use crate::run;
use crate::stop::Stop;
use crate::tools::{self, C_COMPILER, C_HEADERS, NODE, NPM};
use std::os::unix::process::CommandExt;

/// Builds, then becomes `fachwerk demo` with these arguments, so that signals reach the program itself.
pub(crate) fn run(arguments: &[String]) -> Result<(), Stop> {
    tools::require(&[&NODE, &NPM, &C_COMPILER, &C_HEADERS])?;
    frontend::build()?;
    if !place::program().exists() {
        println!("Building the program; the first time this takes some minutes.");
    }
    run::build_program()?;
    let program = place::program();
    let arguments = arguments.strip_prefix(&["--".to_owned()]).unwrap_or(arguments);
    let error = run::program(&program.to_string_lossy(), &["demo"]).args(arguments).exec();
    Err(Stop::new(format!("{} could not be started: {error}.", program.display())))
}
