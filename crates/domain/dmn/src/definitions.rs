//! A decision model as the rest of the platform sees it: read it, ask what it needs, evaluate a decision.

use crate::graph::{Graph, Required};
use crate::types::DataType;
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
    /// The model has no decision and no decision service of this id.
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

    /// The ids of the decision services in the order of the text.
    pub fn services(&self) -> impl Iterator<Item = &str> {
        self.graph.own_services.iter().map(|key| &**key)
    }

    /// The id of the decision service with this name.
    pub fn service_named(&self, name: &str) -> Option<&str> {
        let name_of = |id: &str| self.graph.services.get(id).map(|service| service.name.clone());
        self.services().find(|id| name_of(id).as_deref() == Some(name))
    }

    /// The names of all input data that a decision needs, also through others, or of what a decision service is given;
    /// empty for an unknown one.
    pub fn inputs_of(&self, decision_id: &str) -> BTreeSet<&str> {
        self.asked_by(decision_id).into_iter().map(|(name, _)| name).collect()
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
        let mut fits = |name: &str, data_type: &DataType| {
            let Some(given) = inputs.get(name).filter(|given| !given.is_null()) else { return true };
            // Where a budget runs out the evaluation itself says so.
            let fitted = data_type.fitted(given.clone(), &mut evaluation);
            fitted.map_or(true, |fitted| !fitted.is_null())
        };
        let asked = self.asked_by(decision_id).into_iter();
        asked.filter(|(name, data_type)| !fits(name, data_type)).map(|(name, _)| name).collect()
    }

    fn asked_by(&self, decision_id: &str) -> Vec<(&str, &DataType)> {
        if let Some(service) = self.graph.services.get(decision_id) {
            return service.parameters.iter().filter_map(|key| self.graph.parameter(key)).collect();
        }
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
                        let input = self.graph.inputs.get(&requirement.key);
                        inputs.extend(input.map(|input| (&*input.name, &input.data_type)));
                    }
                    Required::Decision => waiting.push(requirement.key.clone()),
                    Required::Knowledge => {}
                }
            }
        }
        inputs
    }

    /// Evaluates a decision and those it requires, or a decision service: its one output decision, or a context of them
    /// by name. Inputs go by the names of the input data; missing ones are null, those of an imported model may also stand in a context under the name of the import. A service is given the
    /// decisions that are its parameters by name, too.
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
        let (decisions, services) = (&self.graph.decisions, &self.graph.services);
        if let Some((key, _)) = decisions.get_key_value(decision_id) {
            return running::evaluate(&self.graph, &key.clone(), inputs, evaluation);
        }
        let service = services.get(decision_id);
        let service = service.ok_or_else(|| Failure::UnknownDecision(decision_id.to_owned()))?;
        running::evaluate_service(&self.graph, service, inputs, evaluation)
    }
}
