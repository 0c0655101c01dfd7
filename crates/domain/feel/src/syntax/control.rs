//! Expressions that start with a keyword: if, for, some, every, function.

use super::lexer::{TokenKind, blank_length, name_piece, starts_name};
use super::parser::{Parser, Typed};
use super::problems::Stop;
use crate::ast::{Domain, ForNode, FunctionNode, Kind, Quantifier};
use crate::types::Type;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// More variables than this no loop has.
const MOST_DOMAINS: usize = 16;

impl Parser<'_> {
    /// Reads a keyword expression; `None` when the current word starts none.
    pub(super) fn keyword_expression(&mut self, key_before: Option<String>) -> Result<Option<Typed>, Stop> {
        // A name of the model that starts with the keyword goes first.
        let longer = self.scope.longest_name(&self.text[self.token.at.start as usize..]);
        if longer.is_some_and(|(name, _)| name != "function" && name.len() >= self.word().len()) {
            return Ok(None);
        }
        match self.word() {
            "if" => self.conditional().map(Some),
            "for" => self.for_loop().map(Some),
            "some" => self.quantified(Quantifier::Some).map(Some),
            "every" => self.quantified(Quantifier::Every).map(Some),
            "function" => self.function(key_before).map(Some),
            _ => Ok(None),
        }
    }

    fn conditional(&mut self) -> Result<Typed, Stop> {
        let start = self.advance();
        let condition = self.expression()?;
        self.need_word("then")?;
        let then = self.expression()?;
        self.need_word("else")?;
        let otherwise = self.expression()?;
        let is_same = then.its_type.is_same(&otherwise.its_type);
        let its_type = if is_same { then.its_type.clone() } else { Type::Any };
        let its_type = if then.its_type.field_names().is_some() { then.its_type } else { its_type };
        let at = start.to(otherwise.node.at);
        self.typed(Kind::If(Box::new((condition.node, then.node, otherwise.node))), at, its_type)
    }

    fn for_loop(&mut self) -> Result<Typed, Stop> {
        let start = self.advance();
        let mark = self.scope.mark();
        let domains = self.domains("return")?;
        self.scope.push("partial", Type::Any);
        let uses = self.scope.partial_uses;
        let body = self.expression()?;
        let uses_partial = self.scope.partial_uses > uses;
        self.scope.reset(mark);
        let at = start.to(body.node.at);
        let node = ForNode { domains, body: body.node, uses_partial };
        self.typed(Kind::For(Box::new(node)), at, body.its_type.listed())
    }

    fn quantified(&mut self, quantifier: Quantifier) -> Result<Typed, Stop> {
        let start = self.advance();
        let mark = self.scope.mark();
        let domains = self.domains("satisfies")?;
        let body = self.expression()?;
        self.scope.reset(mark);
        let at = start.to(body.node.at);
        let node = ForNode { domains, body: body.node, uses_partial: false };
        self.typed(Kind::Quantified(quantifier, Box::new(node)), at, Type::Bool)
    }

    /// Reads `a in list, b in 1..10 <end>`. Each variable is known to the domains after it.
    fn domains(&mut self, end: &'static str) -> Result<Vec<Domain>, Stop> {
        let mut domains = Vec::new();
        loop {
            let name = self.name_before_word("in")?;
            let items = self.expression()?;
            let (domain, its_type) = if self.take_sign("..").is_some() {
                let to = self.expression()?;
                (Domain::Steps(items.node, to.node), items.its_type)
            } else {
                let item_type = match items.its_type {
                    Type::List(item) => (*item).clone(),
                    _ => Type::Any,
                };
                (Domain::Items(items.node), item_type)
            };
            if domains.len() == MOST_DOMAINS {
                let at = self.token.at;
                self.note(at, "feel-too-deep");
                return Err(Stop);
            }
            domains.push(domain);
            self.scope.push(&name, its_type);
            if self.take_sign(",").is_none() {
                break;
            }
        }
        self.need_word(end)?;
        Ok(domains)
    }

    /// Reads a new name that ends before a keyword, and the keyword.
    fn name_before_word(&mut self, word: &'static str) -> Result<String, Stop> {
        let start = self.token.at.start as usize;
        let (mut position, mut end) = (start, start);
        if self.token.kind != TokenKind::Word {
            return Err(self.expected("name"));
        }
        loop {
            position += blank_length(&self.text[position..]);
            let Some(length) = name_piece(&self.text[position..]) else { break };
            if end > start && &self.text[position..position + length] == word {
                self.jump(position + length);
                return Ok(self.text[start..end].to_owned());
            }
            position += length;
            end = position;
        }
        self.jump(position);
        Err(self.expected(word))
    }

    /// Reads a new name before `:`, `,` or `)`; the next token is that sign.
    pub(super) fn new_name(&mut self) -> Result<String, Stop> {
        let start = self.token.at.start as usize;
        if self.token.kind != TokenKind::Word {
            return Err(self.expected("name"));
        }
        let end = self.name_end(start);
        self.jump(end);
        Ok(super::scope::normal(&self.text[start..end]))
    }

    /// Where the run of name pieces that starts here ends.
    pub(super) fn name_end(&self, start: usize) -> usize {
        let (mut position, mut end) = (start, start);
        loop {
            position += blank_length(&self.text[position..]);
            let rest = &self.text[position..];
            let Some(length) = name_piece(rest) else { return end };
            if end == start && !rest.starts_with(starts_name) {
                return end;
            }
            position += length;
            end = position;
        }
    }

    fn function(&mut self, key_before: Option<String>) -> Result<Typed, Stop> {
        let start = self.advance();
        self.need_sign("(")?;
        let (mut parameters, mut known): (Vec<(Arc<str>, Type)>, _) = (Vec::new(), BTreeSet::new());
        while !self.is_sign(")") {
            let at = self.token.at;
            let name = self.new_name()?;
            if !known.insert(name.clone()) {
                super::problems::argument(self.note(at, "feel-double-parameter"), "name", &*name);
            }
            let its_type = if self.take_sign(":").is_some() { self.type_name()? } else { Type::Any };
            parameters.push((name.into(), its_type));
            if self.take_sign(",").is_none() {
                break;
            }
        }
        self.need_sign(")")?;
        if self.is_word("external") {
            let at = self.token.at;
            self.note(at, "feel-external-refused");
            return Err(Stop);
        }
        self.scope.enter_function(key_before.as_deref());
        for (name, its_type) in &parameters {
            self.scope.push(name, its_type.clone());
        }
        let body = self.expression();
        let captures = self.scope.leave_function();
        let body = body?;
        let its_type = Type::Function(None, Arc::new(body.its_type));
        let at = start.to(body.node.at);
        let node = FunctionNode { parameters, body: Arc::new(body.node), captures };
        self.typed(Kind::Function(Arc::new(node)), at, its_type)
    }

    /// Reads `{key: value, …}` after the opening brace.
    pub(super) fn context(&mut self) -> Result<Typed, Stop> {
        let start = self.advance();
        let mark = self.scope.mark();
        let (mut entries, mut fields) = (Vec::new(), BTreeMap::new());
        while !self.is_sign("}") {
            let at = self.token.at;
            let key: Arc<str> = self.key()?.into();
            self.need_sign(":")?;
            if fields.contains_key(&key) {
                super::problems::argument(self.note(at, "feel-double-key"), "name", &*key);
            }
            self.key_before = Some(key.to_string());
            let value = self.expression()?;
            self.key_before = None;
            self.scope.push(&key, value.its_type.clone());
            self.scope.add_property(&key);
            fields.insert(key.clone(), value.its_type);
            entries.push((key, value.node));
            if self.take_sign(",").is_none() {
                break;
            }
        }
        self.scope.reset(mark);
        let at = start.to(self.need_sign("}")?);
        self.typed(Kind::Context(entries), at, Type::Context(Arc::new(fields)))
    }

    fn key(&mut self) -> Result<String, Stop> {
        if let TokenKind::Text(text) = &self.token.kind {
            let text = text.clone();
            self.advance();
            return Ok(text);
        }
        self.new_name()
    }
}
