//! What is wrong with a text, told with its place. The sentences are in `texts/`.

use super::lexer::{Token, TokenKind};
use super::parser::Parser;
use crate::ast::Stretch;
use std::borrow::Cow;
use values::Problem;

/// The text cannot be read further; the problem is already noted.
#[derive(Debug)]
pub(super) struct Stop;

/// Who is told what is wrong with a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Told {
    /// The person who wrote it, with what was perhaps meant.
    Person,
    /// Nobody: it is only asked whether the text can be read.
    Nobody,
}

impl Told {
    /// Reading ends after so many problems: nobody mends more at once, and each takes time to tell.
    pub(super) const fn most_problems(self) -> usize {
        match self {
            Self::Person => 30,
            Self::Nobody => 1,
        }
    }
}

/// The longest part of a text that is quoted in a problem, in characters.
const QUOTED_CHARS: usize = 40;

impl Parser<'_> {
    /// Notes a problem and goes on.
    pub(super) fn note(&mut self, at: Stretch, key: &'static str) -> &mut Problem {
        self.problems.push(Problem::in_text(at.span(self.text), key));
        self.problems.last_mut().expect("a problem was just noted")
    }

    /// Notes that something else was expected at the current token.
    pub(super) fn expected(&mut self, what: &str) -> Stop {
        let token = self.token.clone();
        match token.kind {
            TokenKind::End => argument(self.note(token.at, "feel-unexpected-end"), "expected", what),
            TokenKind::Open(key) => {
                self.note(token.at, key);
            }
            _ if self.note_meant() => {}
            _ => {
                let found = self.quoted(&token);
                let problem = self.note(token.at, "feel-expected");
                argument(problem, "found", found);
                argument(problem, "expected", what);
            }
        }
        Stop
    }

    /// Notes that an expression was expected at the current token.
    pub(super) fn expected_expression(&mut self) -> Stop {
        let token = self.token.clone();
        match token.kind {
            TokenKind::End => {
                self.note(token.at, "feel-missing-expression");
            }
            TokenKind::Open(key) => {
                self.note(token.at, key);
            }
            _ if self.note_meant() => {}
            _ => {
                let found = self.quoted(&token);
                argument(self.note(token.at, "feel-expected-expression"), "found", found);
            }
        }
        Stop
    }

    /// Notes a name that nobody knows, with the one that was perhaps meant. What stands before a parenthesis is called, so
    /// it is no variable that might still come.
    pub(super) fn unknown_name(&mut self, at: Stretch, name: &str) {
        if self.problems.len() >= self.told.most_problems() {
            return;
        }
        let suggestion = if self.told == Told::Person { self.scope.similar(name) } else { None };
        let key = match (suggestion.is_some(), self.token.kind == TokenKind::Sign("(")) {
            (true, true) => "feel-misspelt-function",
            (true, false) => "feel-misspelt-name",
            (false, true) => "feel-unknown-function",
            (false, false) => "feel-unknown-name",
        };
        let problem = self.note(at, key);
        argument(problem, "name", name.to_owned());
        if let Some(suggestion) = suggestion {
            argument(problem, "suggestion", suggestion);
        }
    }

    fn quoted(&self, token: &Token) -> String {
        let text = &self.text[token.at.start as usize..token.at.end as usize];
        text.chars().take(QUOTED_CHARS).collect()
    }
}

/// Adds an argument to a noted problem.
pub(super) fn argument(problem: &mut Problem, name: &'static str, value: impl Into<String>) {
    problem.args.push((Cow::Borrowed(name), value.into()));
}
