//! `fachwerk feel`: one expression, evaluated as a process would.

use crate::output::{Failure, say, say_json};
use crate::spoken::Spoken;
use crate::{model_files, world};
use clap::Args;
use feel::{Environment, Expression, Limits, Names, Plain};
use std::path::PathBuf;

/// Words of the command.
#[derive(Debug, Args)]
pub(crate) struct Asked {
    /// The expression
    #[arg(allow_hyphen_values = true)]
    expression: String,
    /// JSON file with the variables that the expression may use
    #[arg(long, value_name = "FILE")]
    context: Option<PathBuf>,
    #[command(flatten)]
    spoken: Spoken,
    /// The value as JSON
    #[arg(long)]
    json: bool,
}

/// Runs the command.
pub(crate) fn run(asked: &Asked) -> Result<(), Failure> {
    let words = asked.spoken.words()?;
    let variables = model_files::context(asked.context.as_deref(), &words)?;
    let names: Names = variables.names().collect();
    let expression = Expression::parse(&asked.expression, &names).map_err(|problems| {
        let placed = problems.into_iter().map(|problem| problem.in_file("expression"));
        Failure::told(&words, &placed.collect::<Vec<_>>())
    })?;
    let environment = Environment { now: world::now() };
    let value = expression
        .evaluate(&variables, &environment, &Limits::default())
        .map_err(|exceeded| Failure::told(&words, &[exceeded.problem().in_file("expression")]))?;
    if asked.json {
        return say_json(&Plain(&value));
    }
    say(value.to_string());
    Ok(())
}
