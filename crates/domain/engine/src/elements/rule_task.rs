//! The business rule task: a decision is made inside the step, and the rules that led to it are kept in the journal.

use super::activity;
use crate::event::{Evaluated, Event};
use crate::incident::Cause;
use crate::key::Key;
use crate::program::{Node, Rule};
use crate::variables;
use crate::work::Work;
use feel::Context;

/// Asks the decision and goes on with its answer.
pub(crate) fn enter(work: &mut Work<'_>, key: Key, node: &Node, rule: &Rule) -> Result<(), Cause> {
    let undecided = |message: String| Cause::Undecided { decision: rule.decision.to_string(), message };
    let definitions = work
        .program
        .decisions
        .get(&*rule.decision)
        .ok_or_else(|| undecided("the decision is missing".to_owned()))?;
    let inputs = variables::visible(work, key, &rule.inputs);
    let decided = definitions.evaluate_within(&rule.decision, &inputs, &mut work.evaluation.borrow_mut());
    let outcome = decided.map_err(|failure| undecided(failure.to_string()))?;
    let trace = outcome
        .trace
        .into_iter()
        .map(|step| Evaluated {
            decision: step.decision.into(),
            rules: step.rules.into_iter().map(Into::into).collect(),
            output: step.output,
        })
        .collect();
    let (element, decision) = (node.id.clone(), rule.decision.clone());
    work.emit(Event::Decided { element, decision, trace });
    activity::finish_computed(work, key, Context::new().with(rule.result.clone(), outcome.value))
}
