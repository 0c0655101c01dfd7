//! Values that stand for themselves, names, and what is in brackets.

use super::lexer::TokenKind;
use super::parser::{Parser, RangeEnds, Strength, Typed, comparison};
use super::problems::{Stop, argument};
use super::scope::Meaning;
use crate::ast::{Comparison, Kind, Node, RangeNode, Stretch};
use crate::number::Number;
use crate::types::Type;
use crate::value::{Callee, Function, Value};
use std::sync::Arc;

impl Parser<'_> {
    /// Reads a value without operators around it.
    pub(super) fn primary(&mut self) -> Result<Typed, Stop> {
        match self.token.kind.clone() {
            TokenKind::Number => self.number(),
            TokenKind::Text(text) => {
                let at = self.advance();
                self.typed(Kind::Literal(Value::text(text)), at, Type::Text)
            }
            TokenKind::Word => self.name(),
            TokenKind::Sign("(") => self.parenthesis(),
            TokenKind::Sign("[") => self.bracket(),
            TokenKind::Sign("]") => {
                let start = self.advance();
                let low = self.range_end()?;
                self.range(start, low, End::Excluded)
            }
            TokenKind::Sign("{") => self.context(),
            TokenKind::Sign("@") => self.at_literal(),
            _ => Err(self.expected_expression()),
        }
    }

    fn number(&mut self) -> Result<Typed, Stop> {
        let word = self.word();
        let at = self.advance();
        let value = match Number::parse(word) {
            Some(number) => Value::Number(number),
            None => {
                argument(self.note(at, "feel-bad-number"), "found", word);
                Value::Null
            }
        };
        self.typed(Kind::Literal(value), at, Type::Number)
    }

    fn at_literal(&mut self) -> Result<Typed, Stop> {
        let start = self.advance();
        let TokenKind::Text(text) = self.token.kind.clone() else { return Err(self.expected("\"…\"")) };
        let at = start.to(self.advance());
        let value = Value::parse_at_literal(&text);
        if value.is_none() {
            argument(self.note(at, "feel-bad-at-literal"), "found", text);
        }
        self.typed(Kind::Literal(value.unwrap_or_default()), at, Type::Any)
    }

    fn name(&mut self) -> Result<Typed, Stop> {
        let start = self.token.at.start as usize;
        let rest = &self.text[start..];
        let mut known = self.scope.longest_name(rest);
        let single = self.word();
        if self.scope.has_open_item() {
            let property = self.scope.longest_property(rest, &Type::Any);
            let shortest = known.as_ref().map_or(single.len() - 1, |(_, length)| *length);
            if let Some((name, length)) = property.filter(|(_, length)| *length > shortest) {
                known = Some((name.to_string(), length));
            }
        }
        match (known, single) {
            (Some((name, length)), _) => self.known_name(&name, start, length),
            (None, "true") => self.keyword_literal(Value::Bool(true), Type::Bool),
            (None, "false") => self.keyword_literal(Value::Bool(false), Type::Bool),
            (None, "null") => self.keyword_literal(Value::Null, Type::Any),
            (None, word) if is_keyword(word) => Err(self.expected_expression()),
            (None, word) if self.scope.has_open_item() => self.known_name(word, start, word.len()),
            (None, _) => self.not_known(start),
        }
    }

    fn keyword_literal(&mut self, value: Value, its_type: Type) -> Result<Typed, Stop> {
        let at = self.advance();
        self.typed(Kind::Literal(value), at, its_type)
    }

    fn known_name(&mut self, name: &str, start: usize, length: usize) -> Result<Typed, Stop> {
        let at = Stretch { start: start as u32, end: (start + length) as u32 };
        self.jump(start + length);
        if self.is_sign("(")
            && let Some(builtin) = self.scope.builtin(name)
        {
            return self.builtin_call(builtin, at);
        }
        match self.scope.resolve(name, at) {
            Some(Meaning::Value(kind, its_type)) => self.typed(kind, at, its_type),
            Some(Meaning::Builtin(builtin)) => {
                let function = Function {
                    parameters: builtin.parameters(),
                    result: Type::Any,
                    callee: Callee::Builtin(builtin),
                };
                let its_type = Type::Function(None, Arc::new(Type::Any));
                self.typed(Kind::Literal(Value::Function(Arc::new(function))), at, its_type)
            }
            None => self.not_known(start),
        }
    }

    /// Notes an unknown name, all its words at once, and goes on as if it were null.
    fn not_known(&mut self, start: usize) -> Result<Typed, Stop> {
        let mut end = self.token.at.end as usize;
        self.jump(start);
        while self.token.kind == TokenKind::Word && !is_keyword(self.word()) {
            end = self.token.at.end as usize;
            self.advance();
        }
        let at = Stretch { start: start as u32, end: end as u32 };
        let name = self.text[start..end].to_owned();
        self.unknown_name(at, &name);
        self.typed(Kind::Literal(Value::Null), at, Type::Any)
    }

    /// `(expression)`, `(1..5)`, `(< 5)`, `(1, 2)` is refused.
    fn parenthesis(&mut self) -> Result<Typed, Stop> {
        let start = self.advance();
        if let Some(range) = self.half_range()? {
            let at = start.to(self.need_sign(")")?);
            return self.typed(range.node.kind, at, range.its_type);
        }
        let inner = self.expression()?;
        if self.is_sign("..") {
            return self.range(start, inner, End::Excluded);
        }
        let end = self.need_sign(")")?;
        Ok(Typed { node: Node { at: start.to(end), ..inner.node }, its_type: inner.its_type })
    }

    /// `< 5` and the like, as a range (DMN 1.5 grammar rule 7).
    pub(super) fn half_range(&mut self) -> Result<Option<Typed>, Stop> {
        let TokenKind::Sign(sign) = self.token.kind else { return Ok(None) };
        let Some(comparison) =
            comparison(sign).filter(|found| !matches!(found, Comparison::NotEqual | Comparison::Equal))
        else {
            return Ok(None);
        };
        let start = self.advance();
        let end = self.operators(Strength::Sum)?;
        let (at, its_type) = (start.to(end.node.at), end.its_type);
        let range = half_range_of(comparison, end.node);
        self.typed(Kind::Range(Box::new(range)), at, Type::Range(Arc::new(its_type))).map(Some)
    }

    /// `[1, 2]` or `[1..2]`.
    fn bracket(&mut self) -> Result<Typed, Stop> {
        let start = self.advance();
        let (mut items, mut item_type, mut left) = (Vec::new(), None, Type::MOST_JOINED);
        while !self.is_sign("]") {
            let item = match self.half_range()? {
                Some(range) => range,
                None => self.expression()?,
            };
            if items.is_empty() && self.is_sign("..") {
                return self.range(start, item, End::Included);
            }
            item_type = Some(match item_type {
                None => item.its_type,
                Some(known) => Type::joined(known, item.its_type, &mut left),
            });
            items.push(item.node);
            if self.take_sign(",").is_none() {
                break;
            }
        }
        let at = start.to(self.need_sign("]")?);
        let constant: Option<Vec<Value>> = items
            .iter()
            .map(|item| if let Kind::Literal(value) = &item.kind { Some(value.clone()) } else { None })
            .collect();
        let its_type = item_type.unwrap_or_default().listed();
        match constant {
            Some(values) => self.typed(Kind::Literal(values.into()), at, its_type),
            None => self.typed(Kind::List(items), at, its_type),
        }
    }

    fn range_end(&mut self) -> Result<Typed, Stop> {
        let outer = std::mem::replace(&mut self.range_ends, RangeEnds::Open);
        let end = self.expression();
        self.range_ends = outer;
        end
    }

    /// The rest of a range after its start.
    pub(super) fn range(&mut self, start: Stretch, low: Typed, start_end: End) -> Result<Typed, Stop> {
        self.need_sign("..")?;
        let high = self.range_end()?;
        let (end, end_included) = if let Some(end) = self.take_sign("]") {
            (end, true)
        } else if let Some(end) = self.take_sign(")").or_else(|| self.take_sign("[")) {
            (end, false)
        } else {
            return Err(self.expected("]"));
        };
        let its_type = Type::Range(Arc::new(low.its_type));
        let range = RangeNode {
            start: Some(low.node),
            start_included: start_end == End::Included,
            end: Some(high.node),
            end_included,
        };
        self.typed(Kind::Range(Box::new(range)), start.to(end), its_type)
    }
}

/// Whether the end of a range belongs to it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum End {
    Included,
    Excluded,
}

/// `> 5` as a range without an end.
fn half_range_of(comparison: Comparison, node: Node) -> RangeNode {
    let included = matches!(comparison, Comparison::LessOrEqual | Comparison::GreaterOrEqual);
    match comparison {
        Comparison::Less | Comparison::LessOrEqual => {
            RangeNode { start: None, start_included: false, end: Some(node), end_included: included }
        }
        _ => RangeNode { start: Some(node), start_included: included, end: None, end_included: false },
    }
}

/// Words that are never names.
pub(super) fn is_keyword(word: &str) -> bool {
    matches!(
        word,
        "if" | "then"
            | "else"
            | "for"
            | "return"
            | "in"
            | "some"
            | "every"
            | "satisfies"
            | "and"
            | "or"
            | "between"
            | "instance"
            | "function"
            | "true"
            | "false"
            | "null"
    )
}
