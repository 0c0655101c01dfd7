//! Types as they are written: `number`, `list<string>`, `context<a: date>`, `function<number> -> string`.

use super::lexer::TokenKind;
use super::parser::Parser;
use super::problems::Stop;
use crate::ast::Stretch;
use crate::types::Type;
use std::collections::BTreeMap;
use std::sync::Arc;

/// How deep types may stand in each other.
const MAX_LEVELS: u32 = 32;

/// Type names of more than one word.
const LONG_NAMES: [&str; 3] = ["date and time", "years and months duration", "days and time duration"];

impl Parser<'_> {
    /// Reads a type.
    pub(super) fn type_name(&mut self) -> Result<Type, Stop> {
        self.type_below(MAX_LEVELS)
    }

    fn type_below(&mut self, levels: u32) -> Result<Type, Stop> {
        if levels == 0 {
            let at = self.token.at;
            self.note(at, "feel-too-deep");
            return Err(Stop);
        }
        if self.token.kind != TokenKind::Word {
            return Err(self.expected("type"));
        }
        match self.word() {
            "list" => Ok(self.one_argument(levels)?.listed()),
            "range" => Ok(Type::Range(Arc::new(self.one_argument(levels)?))),
            "context" => self.context_type(levels),
            "function" => self.function_type(levels),
            _ => Ok(self.plain_type()),
        }
    }

    /// `list` alone is a list of anything.
    fn one_argument(&mut self, levels: u32) -> Result<Type, Stop> {
        self.advance();
        if self.take_sign("<").is_none() {
            return Ok(Type::Any);
        }
        let inner = self.type_below(levels - 1)?;
        self.need_sign(">")?;
        Ok(inner)
    }

    fn context_type(&mut self, levels: u32) -> Result<Type, Stop> {
        self.advance();
        let mut fields = BTreeMap::new();
        if self.take_sign("<").is_some() {
            while !self.is_sign(">") {
                let name = self.new_name()?;
                self.need_sign(":")?;
                fields.insert(name.into(), self.type_below(levels - 1)?);
                if self.take_sign(",").is_none() {
                    break;
                }
            }
            self.need_sign(">")?;
        }
        Ok(Type::Context(Arc::new(fields)))
    }

    fn function_type(&mut self, levels: u32) -> Result<Type, Stop> {
        self.advance();
        if self.take_sign("<").is_none() {
            return Ok(Type::Function(None, Arc::new(Type::Any)));
        }
        let mut parameters = Vec::new();
        while !self.is_sign(">") {
            parameters.push(self.type_below(levels - 1)?);
            if self.take_sign(",").is_none() {
                break;
            }
        }
        self.need_sign(">")?;
        let result = if self.take_sign("->").is_some() { self.type_below(levels - 1)? } else { Type::Any };
        Ok(Type::Function(Some(Arc::new(parameters)), Arc::new(result)))
    }

    /// A name of the language or of the model; the longest one that is known.
    fn plain_type(&mut self) -> Type {
        let start = self.token.at.start as usize;
        let rest = &self.text[start..];
        let end = self.name_end(start);
        let best = self.scope.longest_type(rest);
        let long = LONG_NAMES.iter().find_map(|name| Some((prefix_length(rest, name)?, Type::named(name)?)));
        let found = long.or(best).or_else(|| Some((self.word().len(), Type::named(self.word())?)));
        match found {
            Some((length, its_type)) => {
                self.jump(start + length);
                its_type
            }
            None => {
                let at = Stretch { start: start as u32, end: end as u32 };
                let name = self.text[start..end].to_owned();
                self.unknown_type(at, &name);
                self.jump(end);
                Type::Any
            }
        }
    }
}

/// The length of the text at the start that is this name, however it is spaced.
fn prefix_length(text: &str, name: &str) -> Option<usize> {
    super::scope::longest(text, |known| known == name).map(|(_, length)| length)
}
