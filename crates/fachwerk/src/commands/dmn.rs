//! `fachwerk dmn`: decision models checked, and one decision evaluated with the rules that matched.

use crate::findings::{self, Checked, words_of};
use crate::model_files;
use crate::output::{Failure, Readers, say, say_json, sentences};
use crate::world;
use clap::Subcommand;
use dmn::Definitions;
use feel::{Environment, Limits, Value};
use serde::Serialize;
use std::path::{Path, PathBuf};

/// Words of the command.
#[derive(Debug, Subcommand)]
pub(crate) enum Asked {
    /// Find every problem of decision models
    Check {
        /// Files, or folders with files that end with .dmn
        #[arg(required = true)]
        models: Vec<PathBuf>,
        /// Language of the sentences
        #[arg(long, default_value = "en")]
        language: String,
        /// For machines
        #[arg(long)]
        json: bool,
    },
    /// Evaluate a decision
    Eval {
        /// The model
        model: PathBuf,
        /// Id or name of the decision
        #[arg(long, value_name = "ID")]
        decision: String,
        /// JSON file with the input data by name
        #[arg(long, value_name = "FILE")]
        input: Option<PathBuf>,
        /// Value and trace for machines
        #[arg(long)]
        json: bool,
    },
}

#[derive(Serialize)]
struct Answer<'a> {
    value: &'a Value,
    trace: Vec<Evaluated<'a>>,
}

#[derive(Serialize)]
struct Evaluated<'a> {
    decision: &'a str,
    rules: &'a [String],
    output: &'a Value,
}

/// Runs the command.
pub(crate) fn run(asked: &Asked) -> Result<(), Failure> {
    match asked {
        Asked::Check { models, language, json } => check(models, language, (*json).into()),
        Asked::Eval { model, decision, input, json } => {
            let outcome = evaluate(model, decision, input.as_deref())?;
            if *json { tell_machines(&outcome) } else { tell_people(&outcome) }
        }
    }
}

fn check(models: &[PathBuf], language: &str, readers: Readers) -> Result<(), Failure> {
    let words = words_of(language)?;
    let mut checked = Vec::new();
    for path in model_files::all(models, &[".dmn"])? {
        let (definitions, problems) = Definitions::read(&model_files::text(&path)?, &[]);
        let analyses = definitions.map(|definitions| definitions.analyses()).unwrap_or_default();
        let hints = analyses.iter().flat_map(dmn::Analysis::hints).collect();
        let hints = model_files::placed(hints, &path);
        let problems = model_files::placed(problems, &path);
        let one = Checked::new(path.display().to_string(), &problems, &words);
        checked.push(one.with_hints(&hints, &words));
    }
    findings::report(&checked, readers)
}

fn evaluate(model: &Path, decision: &str, input: Option<&Path>) -> Result<dmn::Outcome, Failure> {
    let definitions = Definitions::parse(&model_files::text(model)?)
        .map_err(|problems| Failure::no(sentences(&model_files::placed(problems, model)).join("\n")))?;
    let id = definitions.decision_named(decision).unwrap_or(decision);
    let environment = Environment { now: world::now() };
    definitions
        .evaluate(id, &model_files::context(input)?, &environment, &Limits::default())
        .map_err(|failure| Failure::no(failure.to_string()))
}

fn tell_people(outcome: &dmn::Outcome) -> Result<(), Failure> {
    for one in &outcome.trace {
        let rules =
            if one.rules.is_empty() { String::new() } else { format!(" by {}", one.rules.join(", ")) };
        say(format!("{}: {}{rules}", one.decision, one.output));
    }
    say(outcome.value.to_string());
    Ok(())
}

fn tell_machines(outcome: &dmn::Outcome) -> Result<(), Failure> {
    let trace = outcome.trace.iter().map(|one| Evaluated {
        decision: &one.decision,
        rules: &one.rules,
        output: &one.output,
    });
    say_json(&Answer { value: &outcome.value, trace: trace.collect() })
}
