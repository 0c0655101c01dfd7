//! Unary tests: the cells of a decision table and the right side of `in`.

use super::lexer::TokenKind;
use super::parser::{Parser, RangeEnds, Strength, Typed, comparison};
use super::problems::Stop;
use crate::ast::{Kind, Negation, Test, Tests};
use crate::types::Type;

impl Parser<'_> {
    /// Reads a whole text of unary tests: `-`, `not(…)`, or tests with commas between.
    pub(super) fn whole_tests(&mut self) -> Result<Tests, Stop> {
        if self.is_sign("-") || self.is_sign("–") {
            let before = self.token.clone();
            self.advance();
            if self.is_end() {
                return Ok(Tests { negated: Negation::Plain, tests: vec![Test::Always] });
            }
            self.token = before;
        }
        if self.is_word("not")
            && let Some(tests) = self.negated_tests()
        {
            return Ok(tests);
        }
        Ok(Tests { negated: Negation::Plain, tests: self.test_list()? })
    }

    /// `not(…)` around the whole text; when something follows it is the function `not`.
    fn negated_tests(&mut self) -> Option<Tests> {
        let before = (self.token.clone(), self.problems.len(), self.scope.place());
        self.advance();
        if self.take_sign("(").is_some()
            && let Ok(tests) = self.test_list()
            && self.take_sign(")").is_some()
            && self.is_end()
        {
            return Some(Tests { negated: Negation::Not, tests });
        }
        self.token = before.0;
        self.problems.truncate(before.1);
        self.scope.go_back(before.2);
        self.range_ends = RangeEnds::None;
        self.key_before = None;
        self.brackets = 0;
        None
    }

    fn test_list(&mut self) -> Result<Vec<Test>, Stop> {
        let mut tests = vec![self.test()?];
        while self.take_sign(",").is_some() {
            tests.push(self.test()?);
        }
        Ok(tests)
    }

    fn test(&mut self) -> Result<Test, Stop> {
        if let TokenKind::Sign(sign) = self.token.kind
            && let Some(comparison) = comparison(sign)
        {
            self.advance();
            return Ok(Test::Compare(comparison, self.operators(Strength::Sum)?.node));
        }
        let uses = self.scope.input_uses;
        let node = self.expression()?.node;
        Ok(Test::Value { node, looks_at_input: self.scope.input_uses > uses })
    }

    /// Reads what follows `value in`: a test, or tests in parentheses.
    pub(super) fn in_tests(&mut self, value: Typed) -> Result<Typed, Stop> {
        self.advance();
        let mark = self.scope.mark();
        self.scope.push("?", value.its_type);
        let tests = if self.is_sign("(") { self.tests_in_parentheses() } else { self.single_test() };
        self.scope.reset(mark);
        let at = value.node.at.to(self.token.at);
        let tests = Tests { negated: Negation::Plain, tests: tests? };
        self.typed(Kind::In(Box::new(value.node), tests), at, Type::Bool)
    }

    fn single_test(&mut self) -> Result<Vec<Test>, Stop> {
        if let TokenKind::Sign(sign) = self.token.kind
            && comparison(sign).is_some()
        {
            return Ok(vec![self.test()?]);
        }
        let uses = self.scope.input_uses;
        let node = self.operators(Strength::Sum)?.node;
        Ok(vec![Test::Value { node, looks_at_input: self.scope.input_uses > uses }])
    }

    /// `(a, < b, [c..d])`, or the range `(a..b)`.
    fn tests_in_parentheses(&mut self) -> Result<Vec<Test>, Stop> {
        let start = self.advance();
        let mut tests = self.test_list()?;
        if !self.is_sign("..") {
            self.need_sign(")")?;
            return Ok(tests);
        }
        match (tests.pop(), tests.is_empty()) {
            (Some(Test::Value { node, looks_at_input }), true) => {
                let low = Typed { node, its_type: Type::Any };
                let range = self.range(start, low, super::literals::End::Excluded)?;
                Ok(vec![Test::Value { node: range.node, looks_at_input }])
            }
            _ => Err(self.expected(")")),
        }
    }
}
