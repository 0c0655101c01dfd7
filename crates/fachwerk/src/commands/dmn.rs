//! `fachwerk dmn`: decision models checked, and one decision evaluated with the rules that matched.

use crate::findings::Looked;
use crate::model_files;
use crate::output::{Failure, remark, say, say_json};
use crate::spoken::Spoken;
use crate::world;
use clap::Subcommand;
use dmn::Definitions;
use feel::{Context, Environment, Limits, Plain};
use kit::Words;
use serde::Serialize;
use std::path::{Path, PathBuf};
use values::{Problem, Span};

/// Words of the command.
#[derive(Debug, Subcommand)]
pub(crate) enum Asked {
    /// Find every problem of decision models, in files that end with .dmn
    Check(Looked),
    /// Evaluate a decision or a decision service
    Eval {
        /// The model
        model: PathBuf,
        /// Id or name of the decision, or of the decision service
        #[arg(long, value_name = "ID")]
        decision: String,
        /// JSON file with the input data by name
        #[arg(long, value_name = "FILE")]
        input: Option<PathBuf>,
        #[command(flatten)]
        spoken: Spoken,
        /// Value and trace for machines
        #[arg(long)]
        json: bool,
    },
}

#[derive(Serialize)]
struct Answer<'a> {
    value: Plain<'a>,
    trace: Vec<Evaluated<'a>>,
}

#[derive(Serialize)]
struct Evaluated<'a> {
    decision: &'a str,
    rules: &'a [String],
    output: Plain<'a>,
}

/// Runs the command.
pub(crate) fn run(asked: &Asked) -> Result<(), Failure> {
    match asked {
        Asked::Check(looked) => looked.at_each(&[".dmn"], check),
        Asked::Eval { model, decision, input, spoken, json } => {
            let outcome = evaluate(model, decision, input.as_deref(), &spoken.words()?)?;
            if *json { tell_machines(&outcome) } else { tell_people(&outcome) }
        }
    }
}

/// The problems of a model, and what stands out in its tables.
fn check(xml: &str) -> (Vec<Problem>, Vec<Problem>) {
    let (definitions, problems) = Definitions::read(xml, &[]);
    let analyses = definitions.map(|definitions| definitions.analyses()).unwrap_or_default();
    (problems, analyses.iter().flat_map(dmn::Analysis::hints).collect())
}

fn evaluate(
    model: &Path,
    decision: &str,
    input: Option<&Path>,
    words: &Words,
) -> Result<dmn::Outcome, Failure> {
    let definitions = Definitions::parse(&model_files::needed(model, words)?)
        .map_err(|problems| Failure::told(words, &model_files::placed(problems, model)))?;
    let named = definitions.decision_named(decision).or_else(|| definitions.service_named(decision));
    let id = named.unwrap_or(decision);
    let inputs = model_files::context(input, words)?;
    let environment = Environment { now: world::now() };
    tell_misfits(&definitions, id, (&inputs, &environment), words);
    let outcome = definitions.evaluate(id, &inputs, &environment, &Limits::default());
    outcome.map_err(|failure| match failure {
        dmn::Failure::UnknownDecision(name) => {
            let known: Vec<&str> = definitions.decisions().chain(definitions.services()).collect();
            let known = known.join(", ");
            Failure::no(words.fill("command-decision-unknown", &[("name", name), ("known", known)]))
        }
        dmn::Failure::Exceeded { decision, exceeded } => {
            let problem = exceeded.problem().inside(&decision, Span::default());
            Failure::told(words, &model_files::placed(vec![problem], model))
        }
    })
}

/// Inputs that the decision asks for and did not get, or that do not fit, are null, which is seldom meant; those it does
/// not ask for may be misspelt.
fn tell_misfits(
    definitions: &Definitions,
    decision: &str,
    (inputs, environment): (&Context, &Environment),
    words: &Words,
) {
    let asked = definitions.inputs_of(decision);
    if asked.is_empty() {
        return;
    }
    let known = asked.iter().copied().collect::<Vec<_>>().join(", ");
    let unknown = inputs.names().filter(|name| !asked.contains(name));
    unknown
        .for_each(|name| remark(words.fill("command-input-unknown", &[("name", name), ("known", &known)])));
    let missing = asked.iter().filter(|name| inputs.get(name).is_none());
    missing.for_each(|name| remark(words.fill("command-input-missing", &[("name", name)])));
    let misfits = definitions.misfits(decision, inputs, environment, &Limits::default());
    misfits.iter().for_each(|name| remark(words.fill("command-input-misfit", &[("name", name)])));
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
        output: Plain(&one.output),
    });
    say_json(&Answer { value: Plain(&outcome.value), trace: trace.collect() })
}
