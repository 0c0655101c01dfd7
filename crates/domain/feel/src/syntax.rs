//! From text to a checked expression. Nothing is evaluated here.

mod control;
mod lexer;
mod literals;
mod meant;
mod parser;
mod postfix;
mod problems;
mod scope;
mod tests;
mod type_names;

use crate::ast::{Node, Tests};
use crate::names::Names;
use parser::Parser;
use std::sync::Arc;
use values::Problem;

/// A text that was read whole, with the variables it uses.
pub(crate) struct Parsed<T> {
    pub(crate) root: T,
    pub(crate) globals: Vec<Arc<str>>,
}

/// Reads an expression.
pub(crate) fn parse_expression(text: &str, names: &Names) -> Result<Parsed<Node>, Vec<Problem>> {
    Parser::new(text, names).parse_whole(|parser| Ok(parser.expression()?.node))
}

/// Reads unary tests; the input is the local in slot 0.
pub(crate) fn parse_unary_tests(text: &str, names: &Names) -> Result<Parsed<Tests>, Vec<Problem>> {
    let mut parser = Parser::new(text, names);
    parser.scope.push("?", names.type_of("?").cloned().unwrap_or_default());
    parser.parse_whole(Parser::whole_tests)
}
