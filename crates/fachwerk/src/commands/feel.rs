//! `fachwerk feel`: one expression, evaluated as a process would.

use crate::output::{Failure, say, say_json, sentences};
use crate::{model_files, world};
use clap::Args;
use feel::{Environment, Expression, Limits, Names};
use std::path::PathBuf;

/// Words of the command.
#[derive(Debug, Args)]
pub(crate) struct Asked {
    /// The expression
    expression: String,
    /// JSON file with the variables that the expression may use
    #[arg(long, value_name = "FILE")]
    context: Option<PathBuf>,
    /// The value as JSON
    #[arg(long)]
    json: bool,
}

/// Runs the command.
pub(crate) fn run(asked: &Asked) -> Result<(), Failure> {
    let variables = model_files::context(asked.context.as_deref())?;
    let names: Names = variables.names().collect();
    let expression = Expression::parse(&asked.expression, &names).map_err(|problems| {
        let placed: Vec<_> = problems.into_iter().map(|problem| problem.in_file("expression")).collect();
        Failure::no(sentences(&placed).join("\n"))
    })?;
    let environment = Environment { now: world::now() };
    let value = expression
        .evaluate(&variables, &environment, &Limits::default())
        .map_err(|exceeded| Failure::no(format!("The expression has no value: {exceeded}.")))?;
    if asked.json {
        return say_json(&value);
    }
    say(value.to_string());
    Ok(())
}
