//! A decision model as the rest of the platform sees it: read it, ask what it needs, evaluate a decision.

use crate::graph::{Graph, Input, Key, Required};
use crate::{reading, running};
use feel::{Context, Environment, Evaluation, Exceeded, Limits, Value};
use std::collections::BTreeSet;
use std::sync::Arc;
use values::Problem;

/// A checked decision model. Cloning is cheap.
#[derive(Debug, Clone)]
pub struct Definitions {
    pub(crate) graph: Arc<Graph>,
}

/// What a decision gives.
#[derive(Debug, Clone, PartialEq)]
pub struct Outcome {
    /// The value of the decision.
    pub value: Value,
    /// The decisions evaluated, required ones first.
    pub trace: Vec<Evaluated>,
}

/// A decision that was evaluated on the way.
#[derive(Debug, Clone, PartialEq)]
pub struct Evaluated {
    /// The id of the decision.
    pub decision: String,
    /// The rules of its decision table that matched: their ids, or their numbers from 1 when they have none.
    pub rules: Vec<String>,
    /// Its value.
    pub output: Value,
}

/// Why a decision has no value at all.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Failure {
    /// The model has no decision of this id.
    #[error("the model has no decision {0:?}")]
    UnknownDecision(String),
    /// A budget ran out.
    #[error("decision {decision:?}: {exceeded}")]
    Exceeded {
        /// The id of the decision that was evaluated.
        decision: String,
        /// Which budget, and where in the expression.
        exceeded: Exceeded,
    },
}

impl Definitions {
    /// Reads a model without imports.
    ///
    /// # Errors
    /// All problems found, with line, column and element id.
    pub fn parse(xml: &str) -> Result<Definitions, Vec<Problem>> {
        match Self::read(xml, &[]) {
            (Some(definitions), problems) if problems.is_empty() => Ok(definitions),
            (_, problems) => Err(problems),
        }
    }

    /// Reads a model and those it imports as far as they can be read, with all problems. What could not be read is
    /// null when it is evaluated; a model with problems must not be published.
    pub fn read(xml: &str, imported: &[&str]) -> (Option<Definitions>, Vec<Problem>) {
        let (graph, problems) = reading::read(xml, imported);
        (graph.map(|graph| Definitions { graph: Arc::new(graph) }), problems)
    }

    /// The ids of the decisions in the order of the text.
    pub fn decisions(&self) -> impl Iterator<Item = &str> {
        self.graph.own_decisions.iter().map(|key| &**key)
    }

    /// The name of a decision.
    pub fn name_of(&self, decision_id: &str) -> Option<&str> {
        self.graph.decisions.get(decision_id).map(|decision| &*decision.name)
    }

    /// The id of the decision with this name.
    pub fn decision_named(&self, name: &str) -> Option<&str> {
        self.decisions().find(|id| self.name_of(id) == Some(name))
    }

    /// The names of all input data that a decision needs, also through others; empty for an unknown decision.
    pub fn inputs_of(&self, decision_id: &str) -> BTreeSet<&str> {
        self.input_data_of(decision_id).iter().map(|input| &*input.name).collect()
    }

    /// The names of the input data of a decision that are given and fit neither their type nor the values allowed for
    /// it: they count as null.
    pub fn misfits(
        &self,
        decision_id: &str,
        inputs: &Context,
        environment: &Environment,
        limits: &Limits,
    ) -> BTreeSet<&str> {
        let mut evaluation = Evaluation::new(environment, limits);
        let mut fits = |input: &Input| {
            let Some(given) = inputs.get(&input.name).filter(|given| !given.is_null()) else { return true };
            // Where a budget runs out the evaluation itself says so.
            let fitted = input.data_type.fitted(given.clone(), &mut evaluation);
            fitted.map_or(true, |fitted| !fitted.is_null())
        };
        let input_data = self.input_data_of(decision_id);
        input_data.iter().filter(|input| !fits(input)).map(|input| &*input.name).collect()
    }

    fn input_data_of(&self, decision_id: &str) -> Vec<&Input> {
        let mut inputs = Vec::new();
        let (mut seen, mut waiting) = (BTreeSet::new(), Vec::new());
        waiting.extend(self.graph.decisions.get_key_value(decision_id).map(|(key, _)| key.clone()));
        while let Some(key) = waiting.pop() {
            let Some(decision) = self.graph.decisions.get(&key).filter(|_| seen.insert(key.clone())) else {
                continue;
            };
            for requirement in &decision.requirements {
                match requirement.kind {
                    Required::Input => {
                        inputs.extend(self.graph.inputs.get(&requirement.key));
                    }
                    Required::Decision => waiting.push(requirement.key.clone()),
                    Required::Knowledge => {}
                }
            }
        }
        inputs
    }

    /// Evaluates a decision and those it requires. Inputs go by the names of the input data; missing ones are null,
    /// those of an imported model may also stand in a context under the name of the import.
    ///
    /// # Errors
    /// The decision is not there, or a budget ran out.
    pub fn evaluate(
        &self,
        decision_id: &str,
        inputs: &Context,
        environment: &Environment,
        limits: &Limits,
    ) -> Result<Outcome, Failure> {
        self.evaluate_within(decision_id, inputs, &mut Evaluation::new(environment, limits))
    }

    /// The same from a budget that others spend, too.
    ///
    /// # Errors
    /// As [`Self::evaluate`].
    pub fn evaluate_within(
        &self,
        decision_id: &str,
        inputs: &Context,
        evaluation: &mut Evaluation<'_>,
    ) -> Result<Outcome, Failure> {
        let Some((key, _)) = self.graph.decisions.get_key_value(decision_id) else {
            return Err(Failure::UnknownDecision(decision_id.to_owned()));
        };
        let key: Key = key.clone();
        running::evaluate(&self.graph, &key, inputs, evaluation)
    }

    /// Evaluates a decision service of this name with its parameters by name.
    ///
    /// # Errors
    /// The service is not there, or a budget ran out.
    pub fn evaluate_service(
        &self,
        name: &str,
        inputs: &Context,
        environment: &Environment,
        limits: &Limits,
    ) -> Result<Value, Failure> {
        let services = &self.graph.services;
        let known =
            self.graph.own_services.iter().find(|key| services.get(*key).is_some_and(|s| &*s.name == name));
        let key = known.ok_or_else(|| Failure::UnknownDecision(name.to_owned()))?;
        running::evaluate_service(&self.graph, key, inputs, &mut Evaluation::new(environment, limits))
            .map_err(|exceeded| Failure::Exceeded { decision: name.to_owned(), exceeded })
    }
}
