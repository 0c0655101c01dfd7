//! From text to a checked expression. Nothing is evaluated here.

mod control;
mod lexer;
mod literals;
mod meant;
mod parser;
mod postfix;
mod problems;
mod scope;
mod similar;
mod tests;
mod type_names;

use crate::ast::{Node, Tests};
use crate::names::Names;
use crate::types::Type;
use parser::Parser;
use problems::Told;
pub(crate) use scope::normal;
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

/// Reads an expression without names, of which nobody is told why it cannot be read.
pub(crate) fn parse_unexplained(text: &str) -> Option<Parsed<Node>> {
    let names = Names::new();
    let mut parser = Parser::new(text, &names);
    parser.told = Told::Nobody;
    parser.parse_whole(|parser| Ok(parser.expression()?.node)).ok()
}

/// Reads unary tests of an input of this type; the input is the local in slot 0.
pub(crate) fn parse_unary_tests(
    text: &str,
    names: &Names,
    input: &Type,
) -> Result<Parsed<Tests>, Vec<Problem>> {
    let mut parser = Parser::new(text, names);
    parser.scope.push("?", input.clone());
    parser.parse_whole(Parser::whole_tests)
}
