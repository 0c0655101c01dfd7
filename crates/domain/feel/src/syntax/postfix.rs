//! What follows a value: a property, a filter, arguments, `instance of`.

use super::lexer::{TokenKind, blank_length, starts_name, token_at};
use super::parser::{Parser, RangeEnds, Typed};
use super::problems::{Stop, argument};
use crate::ast::{Arguments, Kind, Node, Stretch};
use crate::builtins::{Builtin, position};
use crate::types::Type;
use crate::value::Value;
use std::sync::Arc;

impl Parser<'_> {
    /// Reads everything that follows a value.
    pub(super) fn postfix(&mut self, mut value: Typed) -> Result<Typed, Stop> {
        loop {
            value = match &self.token.kind {
                TokenKind::Sign(".") => self.property(value)?,
                TokenKind::Sign("[") if !self.bracket_closes_range() => self.filter(value)?,
                TokenKind::Sign("(") => {
                    let its_type = match &value.its_type {
                        Type::Function(_, result) => (**result).clone(),
                        _ => Type::Any,
                    };
                    let (arguments, end) = self.arguments()?;
                    let at = value.node.at.to(end);
                    self.typed(Kind::Call(Box::new(value.node), arguments), at, its_type)?
                }
                TokenKind::Word if self.is_word("instance") => {
                    self.advance();
                    self.need_word("of")?;
                    let wanted = self.type_name()?;
                    let at = value.node.at.to(self.token.at);
                    self.typed(Kind::InstanceOf(Box::new(value.node), wanted), at, Type::Bool)?
                }
                _ => return Ok(value),
            };
        }
    }

    /// Whether `[` ends a range `]a..b[` rather than starting a filter: nothing that could be a filter follows.
    fn bracket_closes_range(&self) -> bool {
        if self.range_ends == RangeEnds::None {
            return false;
        }
        let next = token_at(self.text, self.token.at.end as usize);
        let word = &self.text[next.at.start as usize..next.at.end as usize];
        match next.kind {
            TokenKind::End | TokenKind::Sign(")" | "]" | "}" | "," | "=" | "!=") => true,
            TokenKind::Word => {
                matches!(word, "and" | "or" | "then" | "else" | "return" | "satisfies" | "instance")
            }
            _ => false,
        }
    }

    fn property(&mut self, value: Typed) -> Result<Typed, Stop> {
        self.advance();
        if self.token.kind != TokenKind::Word {
            return Err(self.expected("name"));
        }
        let start = self.token.at.start as usize;
        let longest = self.scope.longest_property(&self.text[start..], &value.its_type);
        let (name, length) = longest.unwrap_or_else(|| (self.word().into(), self.word().len()));
        self.jump(start + length);
        let its_type = value.its_type.field(&name).unwrap_or_default();
        let at = value.node.at.to(Stretch { start: start as u32, end: (start + length) as u32 });
        self.typed(Kind::Path(Box::new(value.node), name), at, its_type)
    }

    fn filter(&mut self, value: Typed) -> Result<Typed, Stop> {
        self.advance();
        let (item_type, list_type) = match &value.its_type {
            Type::List(item) => ((**item).clone(), value.its_type.clone()),
            other => (other.clone(), other.clone()),
        };
        let mark = self.scope.mark();
        self.scope.push_item(item_type);
        let outer_range_ends = std::mem::take(&mut self.range_ends);
        let condition = self.expression()?;
        self.range_ends = outer_range_ends;
        self.scope.reset(mark);
        let at = value.node.at.to(self.need_sign("]")?);
        self.typed(Kind::Filter(Box::new((value.node, condition.node))), at, list_type)
    }

    /// Reads `(a, b)` or `(name: a, name: b)`.
    pub(super) fn arguments(&mut self) -> Result<(Arguments, Stretch), Stop> {
        self.need_sign("(")?;
        let outer_range_ends = std::mem::take(&mut self.range_ends);
        let arguments = if self.argument_name().is_some() {
            Arguments::Named(self.named_arguments()?)
        } else {
            Arguments::Positional(self.positional_arguments()?)
        };
        self.range_ends = outer_range_ends;
        Ok((arguments, self.need_sign(")")?))
    }

    fn positional_arguments(&mut self) -> Result<Vec<Node>, Stop> {
        let mut arguments = Vec::new();
        while !self.is_sign(")") {
            arguments.push(self.argument()?.node);
            if self.take_sign(",").is_none() {
                break;
            }
        }
        Ok(arguments)
    }

    /// An argument may be a half range such as `> 5`.
    fn argument(&mut self) -> Result<Typed, Stop> {
        match self.half_range()? {
            Some(range) => Ok(range),
            None => self.expression(),
        }
    }

    fn named_arguments(&mut self) -> Result<Vec<(Arc<str>, Node)>, Stop> {
        let mut arguments: Vec<(Arc<str>, Node)> = Vec::new();
        loop {
            let Some((name, position)) = self.argument_name() else { return Err(self.expected("name")) };
            self.jump(position);
            self.need_sign(":")?;
            let value = self.argument()?;
            arguments.push((name.into(), value.node));
            if self.take_sign(",").is_none() {
                return Ok(arguments);
            }
        }
    }

    /// The name of an argument, when the current token starts `name:`, and where the colon is.
    fn argument_name(&self) -> Option<(String, usize)> {
        let start = self.token.at.start as usize;
        if self.token.kind != TokenKind::Word || !self.text[start..].starts_with(starts_name) {
            return None;
        }
        let end = self.name_end(start);
        let colon = end + blank_length(&self.text[end..]);
        self.text[colon..].starts_with(':').then(|| (super::scope::normal(&self.text[start..end]), colon))
    }

    /// Reads the call of a function of the language; the current token is the opening parenthesis.
    pub(super) fn builtin_call(
        &mut self,
        builtin: &'static Builtin,
        name_at: Stretch,
    ) -> Result<Typed, Stop> {
        if builtin.name == "is defined" {
            return self.is_defined(name_at);
        }
        let (arguments, end) = self.arguments()?;
        let at = name_at.to(end);
        let kind = match arguments {
            Arguments::Positional(nodes) => Kind::Builtin(builtin, nodes),
            Arguments::Named(named) => match in_order(builtin, named) {
                Some(nodes) => Kind::Builtin(builtin, nodes),
                // Wrong names make the call null (DMN 1.5 §10.3.2.13.2), like any call that fits no signature.
                None => Kind::Literal(Value::Null),
            },
        };
        self.typed(kind, at, builtin.result.map_or(Type::Any, |name| Type::named(name).unwrap_or_default()))
    }

    /// `is defined(a.b)`: names in it may be unknown, for that is what it asks.
    fn is_defined(&mut self, name_at: Stretch) -> Result<Typed, Stop> {
        self.need_sign("(")?;
        let start = self.token.at.start as usize;
        let unknown = self.token.kind == TokenKind::Word
            && !self.scope.has_open_item()
            && self.scope.longest_name(&self.text[start..]).is_none();
        let value = if unknown {
            let at = self.token.at;
            let name = self.word();
            self.advance();
            let number = self.scope.number_of_any(name);
            let global = self.typed(Kind::Global(number), at, Type::Any)?;
            self.postfix(global)?
        } else {
            self.expression()?
        };
        let at = name_at.to(self.need_sign(")")?);
        self.typed(Kind::IsDefined(Box::new(value.node)), at, Type::Bool)
    }

    /// Notes a type that nobody knows, with the one that was perhaps meant.
    pub(super) fn unknown_type(&mut self, at: Stretch, name: &str) {
        match self.scope.similar_type(name) {
            None => argument(self.note(at, "feel-unknown-type"), "name", name),
            Some(suggestion) => {
                let problem = self.note(at, "feel-misspelt-type");
                argument(problem, "name", name);
                argument(problem, "suggestion", suggestion);
            }
        }
    }
}

/// Named arguments in the order of the signature that fits; those between are null.
fn in_order(builtin: &Builtin, named: Vec<(Arc<str>, Node)>) -> Option<Vec<Node>> {
    let signature = builtin.signature(named.iter().map(|(name, _)| &**name))?;
    let last = named.iter().filter_map(|(name, _)| position(signature, name)).max()?;
    let required = signature.iter().filter(|known| !known.ends_with('?')).count();
    let mut ordered: Vec<Option<Node>> = (0..required.max(last + 1)).map(|_| None).collect();
    for (name, node) in named {
        let place = &mut ordered[position(signature, &name)?];
        if place.is_some() {
            return None;
        }
        *place = Some(node);
    }
    let missing = || Node { kind: Kind::Literal(Value::Null), at: Stretch::default(), depth: 1 };
    Some(ordered.into_iter().map(|node| node.unwrap_or_else(missing)).collect())
}
