//! The two things that are read from a text and evaluated later: an expression, and unary tests.

use crate::ast::{Node, Tests};
use crate::environment::Environment;
use crate::evaluation::{Evaluation, Source};
use crate::limits::{Exceeded, Limits};
use crate::names::Names;
use crate::syntax;
use crate::types::Type;
use crate::value::{Context, Value};
use std::sync::Arc;
use values::Problem;

/// A checked expression. Cloning is cheap.
#[derive(Debug, Clone)]
pub struct Expression {
    text: Arc<str>,
    names: Arc<[Arc<str>]>,
    root: Arc<Node>,
}

impl Expression {
    /// Reads an expression in which these names are known.
    ///
    /// # Errors
    /// All problems found, with line and column in `text`.
    pub fn parse(text: &str, names: &Names) -> Result<Expression, Vec<Problem>> {
        let parsed = syntax::parse_expression(text, names)?;
        Ok(Self { text: text.into(), names: parsed.globals.into(), root: Arc::new(parsed.root) })
    }

    /// The value with these variables; what cannot be is null.
    ///
    /// # Errors
    /// The budget that ran out, and where.
    pub fn evaluate(
        &self,
        variables: &Context,
        environment: &Environment,
        limits: &Limits,
    ) -> Result<Value, Exceeded> {
        self.evaluate_within(variables, &mut Evaluation::new(environment, limits))
    }

    /// The same, as part of a larger evaluation that pays for it.
    ///
    /// # Errors
    /// The budget that ran out, and where.
    pub fn evaluate_within(
        &self,
        variables: &Context,
        evaluation: &mut Evaluation<'_>,
    ) -> Result<Value, Exceeded> {
        evaluation.expression(&Source { text: &self.text, names: &self.names }, &self.root, variables)
    }

    /// The variables it looks at, in the order of their first use.
    pub fn names_used(&self) -> impl Iterator<Item = &str> {
        self.names.iter().map(|name| &**name)
    }

    /// The text it was read from.
    pub fn text(&self) -> &str {
        &self.text
    }
}

/// Checked unary tests: a cell of a decision table. Cloning is cheap.
#[derive(Debug, Clone)]
pub struct UnaryTests {
    text: Arc<str>,
    names: Arc<[Arc<str>]>,
    tests: Arc<Tests>,
}

impl UnaryTests {
    /// Reads unary tests in which these names and `?`, an input of this type, are known.
    ///
    /// # Errors
    /// All problems found, with line and column in `text`.
    pub fn parse(text: &str, names: &Names, input: &Type) -> Result<UnaryTests, Vec<Problem>> {
        let parsed = syntax::parse_unary_tests(text, names, input)?;
        Ok(Self { text: text.into(), names: parsed.globals.into(), tests: Arc::new(parsed.root) })
    }

    /// Whether the input passes one of the tests.
    ///
    /// # Errors
    /// The budget that ran out, and where.
    pub fn matches(
        &self,
        input: &Value,
        variables: &Context,
        environment: &Environment,
        limits: &Limits,
    ) -> Result<bool, Exceeded> {
        self.matches_within(input, variables, &mut Evaluation::new(environment, limits))
    }

    /// The same, as part of a larger evaluation that pays for it.
    ///
    /// # Errors
    /// The budget that ran out, and where.
    pub fn matches_within(
        &self,
        input: &Value,
        variables: &Context,
        evaluation: &mut Evaluation<'_>,
    ) -> Result<bool, Exceeded> {
        evaluation.tests(&Source { text: &self.text, names: &self.names }, &self.tests, variables, input)
    }

    /// The tests, one of which is enough.
    pub(crate) fn tests(&self) -> &[crate::ast::Test] {
        &self.tests.tests
    }

    /// The variables they look at, in the order of their first use.
    pub fn names_used(&self) -> impl Iterator<Item = &str> {
        self.names.iter().map(|name| &**name)
    }

    /// The text they were read from.
    pub fn text(&self) -> &str {
        &self.text
    }
}
