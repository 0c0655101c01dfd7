//! Carries out decisions: required ones first, each once, all from one budget.

mod boxed;
mod functions;
mod tables;

use crate::definitions::{Evaluated, Failure, Outcome};
use crate::graph::{Decision, Graph, Key, Required, Requirement, Service};
use feel::{Context, Evaluation, Exceeded, Value};
use std::collections::BTreeMap;
use std::sync::Arc;

/// Evaluates a decision.
pub(crate) fn evaluate(
    graph: &Arc<Graph>,
    key: &Key,
    inputs: &Context,
    evaluation: &mut Evaluation<'_>,
) -> Result<Outcome, Failure> {
    let mut running = Running::new(graph, inputs);
    for next in running.order(key) {
        running
            .decide(&next, evaluation)
            .map_err(|exceeded| Failure::Exceeded { decision: next.to_string(), exceeded })?;
    }
    let value = running.decided.remove(key).unwrap_or_default();
    Ok(Outcome { value, trace: running.trace })
}

/// Evaluates a decision service with its parameters by name.
pub(crate) fn evaluate_service(
    graph: &Arc<Graph>,
    service: &Service,
    inputs: &Context,
    evaluation: &mut Evaluation<'_>,
) -> Result<Outcome, Failure> {
    let at = |key: &Key| {
        let key = key.to_string();
        |exceeded| Failure::Exceeded { decision: key, exceeded }
    };
    let mut arguments = Vec::new();
    for key in &service.parameters {
        let asked = graph.parameter(key);
        let given = asked.and_then(|(name, data_type)| Some((inputs.get(name)?.clone(), data_type)));
        let fitted = given.map(|(value, data_type)| data_type.fitted(value, evaluation).map_err(at(key)));
        arguments.push(fitted.transpose()?.unwrap_or_default());
    }
    // Whoever calls a service gives it its parameters and nothing else.
    let nothing = Context::new();
    let mut running = Running::new(graph, &nothing);
    let served = functions::serve(&mut running, service, arguments, evaluation);
    let value = served.map_err(|(key, exceeded)| at(&key)(exceeded))?;
    Ok(Outcome { value, trace: running.trace })
}

/// What is known while decisions are evaluated.
struct Running<'r> {
    graph: &'r Arc<Graph>,
    inputs: &'r Context,
    /// Decisions and inputs whose values are settled.
    decided: BTreeMap<Key, Value>,
    trace: Vec<Evaluated>,
    /// The rules that matched in the decision being evaluated.
    rules: Vec<String>,
}

impl<'r> Running<'r> {
    fn new(graph: &'r Arc<Graph>, inputs: &'r Context) -> Self {
        Self { graph, inputs, decided: BTreeMap::new(), trace: Vec::new(), rules: Vec::new() }
    }

    /// The decisions that must be evaluated for this one, required ones first, itself last.
    fn order(&self, key: &Key) -> Vec<Key> {
        let mut order: Vec<Key> = Vec::new();
        let mut waiting = vec![(key.clone(), false)];
        let mut seen = std::collections::BTreeSet::new();
        while let Some((key, required_are_done)) = waiting.pop() {
            if required_are_done {
                order.push(key);
                continue;
            }
            if self.decided.contains_key(&key) || !seen.insert(key.clone()) {
                continue;
            }
            waiting.push((key.clone(), true));
            let decision = self.graph.decisions.get(&key);
            let required = decision.into_iter().flat_map(|decision| decision.requirements.iter().rev());
            let decisions = required.filter(|requirement| requirement.kind == Required::Decision);
            waiting.extend(decisions.map(|requirement| (requirement.key.clone(), false)));
        }
        order
    }

    /// Evaluates one decision whose required ones are settled.
    fn decide(&mut self, key: &Key, evaluation: &mut Evaluation<'_>) -> Result<(), Exceeded> {
        let graph = self.graph.clone();
        let Some(decision) = graph.decisions.get(key) else { return Ok(()) };
        let value = self.value_of(decision, evaluation)?;
        let rules = std::mem::take(&mut self.rules);
        self.trace.push(Evaluated { decision: key.to_string(), rules, output: value.clone() });
        self.decided.insert(key.clone(), value);
        Ok(())
    }

    fn value_of(&mut self, decision: &Decision, evaluation: &mut Evaluation<'_>) -> Result<Value, Exceeded> {
        let Some(logic) = &decision.logic else { return Ok(Value::Null) };
        let scope = self.scope(&decision.requirements, evaluation)?;
        let value = self.logic(logic, &scope, evaluation)?;
        decision.data_type.fitted(value, evaluation)
    }

    /// The names an element sees: what it requires, imported things behind the name of the import.
    fn scope(
        &self,
        requirements: &[Requirement],
        evaluation: &mut Evaluation<'_>,
    ) -> Result<Context, Exceeded> {
        evaluation.spend(requirements.len() as u64)?;
        let mut scope = Context::new();
        let mut imports: BTreeMap<Arc<str>, Context> = BTreeMap::new();
        for requirement in requirements {
            let Some((name, value)) = self.required(requirement, evaluation)? else { continue };
            match &requirement.import {
                None => scope.insert(name, value),
                Some(import) => imports.entry(import.clone()).or_default().insert(name, value),
            };
        }
        scope.extend(imports);
        Ok(scope)
    }

    fn required(
        &self,
        requirement: &Requirement,
        evaluation: &mut Evaluation<'_>,
    ) -> Result<Option<(Arc<str>, Value)>, Exceeded> {
        let key = &requirement.key;
        Ok(match requirement.kind {
            Required::Input => match self.graph.inputs.get(key) {
                Some(input) => {
                    let given = self.decided.get(key).or_else(|| self.given(&input.name, requirement));
                    let value = input.data_type.fitted(given.cloned().unwrap_or_default(), evaluation)?;
                    Some((input.name.clone(), value))
                }
                None => None,
            },
            Required::Decision => {
                let decision = self.graph.decisions.get(key);
                decision.map(|decision| {
                    (decision.name.clone(), self.decided.get(key).cloned().unwrap_or_default())
                })
            }
            Required::Knowledge => functions::function_of(self.graph, key, evaluation)?,
        })
    }

    fn given(&self, name: &str, requirement: &Requirement) -> Option<&Value> {
        self.inputs.get(name).or_else(|| {
            let import = requirement.import.as_ref()?;
            self.inputs.get(import)?.as_context()?.get(name)
        })
    }
}
