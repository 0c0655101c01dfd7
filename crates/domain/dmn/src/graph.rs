//! The checked model: decisions, what they require, and their logic. Nothing here reads XML or evaluates.

use crate::types::DataType;
use feel::{Expression, UnaryTests};
use std::collections::BTreeMap;
use std::sync::Arc;
use values::Span;

/// The key of an element: its id, with the namespace before it when it comes from an imported model.
pub(crate) type Key = Arc<str>;

/// All elements of a model and of those it imports.
#[derive(Debug, Default)]
pub(crate) struct Graph {
    pub(crate) inputs: BTreeMap<Key, Input>,
    pub(crate) decisions: BTreeMap<Key, Decision>,
    pub(crate) knowledge: BTreeMap<Key, Knowledge>,
    pub(crate) services: BTreeMap<Key, Service>,
    /// The decisions of the model itself in the order of the text.
    pub(crate) own_decisions: Vec<Key>,
    /// The decision services of the model itself.
    pub(crate) own_services: Vec<Key>,
}

impl Graph {
    /// The name and the type of a decision or input data that is given to a decision service.
    pub(crate) fn parameter(&self, key: &Key) -> Option<(&str, &DataType)> {
        let decision = self.decisions.get(key).map(|decision| (&*decision.name, &decision.data_type));
        decision.or_else(|| self.inputs.get(key).map(|input| (&*input.name, &input.data_type)))
    }
}

/// Input data.
#[derive(Debug)]
pub(crate) struct Input {
    pub(crate) name: Arc<str>,
    pub(crate) data_type: DataType,
}

/// A decision.
#[derive(Debug)]
pub(crate) struct Decision {
    pub(crate) name: Arc<str>,
    pub(crate) data_type: DataType,
    pub(crate) requirements: Vec<Requirement>,
    /// `None` for a decision without logic: its value is null.
    pub(crate) logic: Option<Logic>,
}

/// A business knowledge model: a function that decisions call.
#[derive(Debug)]
pub(crate) struct Knowledge {
    pub(crate) name: Arc<str>,
    pub(crate) requirements: Vec<Requirement>,
    pub(crate) function: Option<Arc<FunctionLogic>>,
    pub(crate) data_type: DataType,
}

/// A decision service: decisions offered as a function.
#[derive(Debug)]
pub(crate) struct Service {
    pub(crate) name: Arc<str>,
    pub(crate) outputs: Vec<Key>,
    /// Input data, then decisions, that are parameters (DMN 1.5 §10.4).
    pub(crate) parameters: Vec<Key>,
    pub(crate) data_type: DataType,
}

/// Something an element needs, with the name it has there; `import` when it is behind the name of an import.
#[derive(Debug, Clone)]
pub(crate) struct Requirement {
    pub(crate) key: Key,
    pub(crate) import: Option<Arc<str>>,
    pub(crate) kind: Required,
}

/// What is required.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Required {
    Input,
    Decision,
    Knowledge,
}

/// A boxed expression (DMN 1.5 §10.2.1).
#[derive(Debug)]
pub(crate) enum Logic {
    /// An empty cell, or an expression that could not be read and of which a problem was noted: null.
    Broken,
    Literal(Expression, DataType),
    Table(Box<Table>),
    Context(Vec<Entry>),
    Invocation(Box<Invocation>),
    Function(Arc<FunctionLogic>),
    List(Vec<Logic>),
    Relation(Vec<Arc<str>>, Vec<Vec<Logic>>),
    Conditional(Box<[Logic; 3]>),
    /// The list and the condition.
    Filter(Box<[Logic; 2]>),
    Iterator(Box<Iteration>),
}

/// An entry of a boxed context; without a name it is the result.
#[derive(Debug)]
pub(crate) struct Entry {
    pub(crate) name: Option<Arc<str>>,
    pub(crate) data_type: DataType,
    pub(crate) logic: Logic,
}

/// A boxed invocation.
#[derive(Debug)]
pub(crate) struct Invocation {
    pub(crate) callee: Logic,
    pub(crate) bindings: Vec<(Arc<str>, Logic)>,
}

/// A boxed function.
#[derive(Debug)]
pub(crate) struct FunctionLogic {
    pub(crate) parameters: Vec<(Arc<str>, DataType)>,
    pub(crate) body: Logic,
    pub(crate) data_type: DataType,
}

/// A boxed iterator.
#[derive(Debug)]
pub(crate) struct Iteration {
    pub(crate) kind: IterationKind,
    pub(crate) variable: Arc<str>,
    pub(crate) items: Logic,
    pub(crate) body: Logic,
}

/// `for`, `some` or `every`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum IterationKind {
    For,
    Some,
    Every,
}

/// A decision table.
#[derive(Debug)]
pub(crate) struct Table {
    pub(crate) hit_policy: HitPolicy,
    pub(crate) inputs: Vec<InputClause>,
    pub(crate) outputs: Vec<OutputClause>,
    pub(crate) rules: Vec<Rule>,
    /// Where it stands in the file.
    pub(crate) at: Span,
}

/// What happens when several rules match (DMN 1.5 §8.2.11).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum HitPolicy {
    Unique,
    First,
    Priority,
    Any,
    Collect(Aggregation),
    RuleOrder,
    OutputOrder,
}

/// What COLLECT makes of the outputs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Aggregation {
    List,
    Sum,
    Count,
    Min,
    Max,
}

/// A column of inputs.
#[derive(Debug)]
pub(crate) struct InputClause {
    pub(crate) expression: Logic,
    pub(crate) allowed: Option<UnaryTests>,
}

/// A column of outputs.
#[derive(Debug)]
pub(crate) struct OutputClause {
    pub(crate) name: Option<Arc<str>>,
    /// The allowed values as a list, highest priority first.
    pub(crate) order: Option<Expression>,
    pub(crate) default: Option<Logic>,
}

/// A row.
#[derive(Debug)]
pub(crate) struct Rule {
    /// Its id, or its number counted from 1 when it has none.
    pub(crate) id: String,
    /// `None` for a cell that could not be read: it never matches.
    pub(crate) tests: Vec<Option<UnaryTests>>,
    pub(crate) outputs: Vec<Logic>,
}
