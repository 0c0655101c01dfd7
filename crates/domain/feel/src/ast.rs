//! The checked expression: every name is resolved to where its value will be. Nothing here evaluates.

use crate::builtins::Builtin;
use crate::types::Type;
use crate::value::Value;
use std::sync::Arc;
use values::Span;

/// A stretch of the text in bytes; lines and columns are counted only when a person is told.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct Stretch {
    pub(crate) start: u32,
    pub(crate) end: u32,
}

impl Stretch {
    pub(crate) fn to(self, end: Stretch) -> Stretch {
        Stretch { start: self.start, end: end.end.max(self.end) }
    }

    pub(crate) fn span(self, text: &str) -> Span {
        Span::of(text, self.start as usize, self.end as usize)
    }
}

/// A part of an expression.
#[derive(Debug)]
pub(crate) struct Node {
    pub(crate) kind: Kind,
    pub(crate) at: Stretch,
    /// Levels of nodes below and including this one; bounded by the parser.
    pub(crate) depth: u16,
}

/// The kinds of expression.
#[derive(Debug)]
pub(crate) enum Kind {
    Literal(Value),
    /// A variable handed in, by its number among the names used.
    Global(u32),
    /// A local of the running function: loop variable, context entry, filter item, parameter.
    Slot(u32),
    /// What the running function took from the place of its definition.
    Captured(u32),
    /// The running function itself.
    Itself,
    /// A property of a filter's item when it has one of this name, else the fallback.
    ItemName {
        item: Box<Node>,
        name: Arc<str>,
        fallback: Box<Node>,
    },
    List(Vec<Node>),
    /// Each entry is a local of those after it.
    Context(Vec<(Arc<str>, Node)>),
    Range(Box<RangeNode>),
    Negate(Box<Node>),
    Arithmetic(Operator, Box<(Node, Node)>),
    Compare(Comparison, Box<(Node, Node)>),
    And(Box<(Node, Node)>),
    Or(Box<(Node, Node)>),
    Between(Box<(Node, Node, Node)>),
    /// `value in tests`; the value is the local the tests look at.
    In(Box<Node>, Tests),
    If(Box<(Node, Node, Node)>),
    For(Box<ForNode>),
    Quantified(Quantifier, Box<ForNode>),
    /// The filter's item is a local of the condition.
    Filter(Box<(Node, Node)>),
    Path(Box<Node>, Arc<str>),
    Call(Box<Node>, Arguments),
    /// A call of a function of the language, with arguments in their order.
    Builtin(&'static Builtin, Vec<Node>),
    /// Whether a value is there: not null and not missing.
    IsDefined(Box<Node>),
    Function(Arc<FunctionNode>),
    InstanceOf(Box<Node>, Type),
}

/// `+ - * / **`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Operator {
    Add,
    Subtract,
    Multiply,
    Divide,
    Power,
}

/// `= != < <= > >=`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Comparison {
    Equal,
    NotEqual,
    Less,
    LessOrEqual,
    Greater,
    GreaterOrEqual,
}

/// `some` or `every`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Quantifier {
    Some,
    Every,
}

impl Quantifier {
    /// The truth of one item that decides for all.
    pub(crate) const fn decisive(self) -> bool {
        matches!(self, Quantifier::Some)
    }
}

/// A range; a missing end is unbounded.
#[derive(Debug)]
pub(crate) struct RangeNode {
    pub(crate) start: Option<Node>,
    pub(crate) start_included: bool,
    pub(crate) end: Option<Node>,
    pub(crate) end_included: bool,
}

/// A loop: variables from left to right, then what is done with them.
#[derive(Debug)]
pub(crate) struct ForNode {
    pub(crate) domains: Vec<Domain>,
    pub(crate) body: Node,
    /// Whether the body looks at `partial`, the results so far.
    pub(crate) uses_partial: bool,
}

/// What a loop variable runs over.
#[derive(Debug)]
pub(crate) enum Domain {
    /// A list, or a range of whole numbers or dates.
    Items(Node),
    /// `from..to`, also downwards.
    Steps(Node, Node),
}

/// Unary tests; one that holds is enough.
#[derive(Debug)]
pub(crate) struct Tests {
    pub(crate) negated: Negation,
    pub(crate) tests: Vec<Test>,
}

/// Whether tests stand in `not(…)`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Negation {
    Plain,
    Not,
}

/// A unary test.
#[derive(Debug)]
pub(crate) enum Test {
    /// `-`: always.
    Always,
    /// `< 5`.
    Compare(Comparison, Node),
    /// A value, list or range the input is compared with, or a truth when the expression looks at `?` itself.
    Value { node: Node, looks_at_input: bool },
}

/// Arguments by position, or by name.
#[derive(Debug)]
pub(crate) enum Arguments {
    Positional(Vec<Node>),
    Named(Vec<(Arc<str>, Node)>),
}

/// A function written in FEEL.
#[derive(Debug)]
pub(crate) struct FunctionNode {
    pub(crate) parameters: Vec<(Arc<str>, Type)>,
    pub(crate) body: Arc<Node>,
    /// Evaluated where the function is defined.
    pub(crate) captures: Vec<Node>,
}
