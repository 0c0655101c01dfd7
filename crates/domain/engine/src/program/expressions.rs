//! Parsing the expressions of one file against the known names. Problems are collected; a part with any is left out.

use super::known::Naming;
use crate::formula::Formula;
use bpmn::{Given, Written};
use feel::{Expression, Names, Value};
use std::sync::Arc;
use values::Problem;

/// Parses the expressions of one file.
pub(super) struct Expressions<'a> {
    pub(super) file: &'a str,
    pub(super) names: Arc<Names>,
    pub(super) problems: Vec<Problem>,
}

impl Expressions<'_> {
    /// An expression of an element.
    pub(super) fn expression(&mut self, element: &str, written: &Written) -> Option<Expression> {
        match Expression::parse(&written.text, &self.names) {
            Ok(expression) => Some(expression),
            Err(problems) => {
                let placed = problems
                    .into_iter()
                    .map(|problem| problem.inside(element, written.span).in_file(self.file));
                self.problems.extend(placed);
                None
            }
        }
    }

    /// An expression of an element that sees more than the names of the process.
    pub(super) fn expression_knowing(
        &mut self,
        element: &str,
        written: &Written,
        more: &[&str],
    ) -> Option<Expression> {
        if more.is_empty() {
            return self.expression(element, written);
        }
        let mut names = Names::clone(&self.names);
        names.extend(more.iter().copied());
        let outer = std::mem::replace(&mut self.names, Arc::new(names));
        let expression = self.expression(element, written);
        self.names = outer;
        expression
    }

    /// A value that is written out or computed.
    pub(super) fn formula(&mut self, element: &str, given: &Given) -> Option<Formula> {
        match given {
            Given::Literal(written) => Some(Formula::Fixed(Value::text(written.text.as_str()))),
            Given::Expression(written) => self.expression(element, written).map(Formula::Computed),
        }
    }

    /// A problem with something that an element refers to.
    pub(super) fn report(&mut self, element: &str, written: &Written, key: &'static str, arg: &'static str) {
        let problem = Problem::in_text(written.span, key).with(arg, &written.text);
        self.problems.push(problem.naming(element).in_file(self.file));
    }
}
