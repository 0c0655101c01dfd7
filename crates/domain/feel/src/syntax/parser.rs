//! The expression parser: operators by precedence. What stands between them is read in `literals`, `control` and
//! `postfix`.

use super::Parsed;
use super::lexer::{Token, TokenKind, token_at};
use super::problems::{Stop, Told, argument};
use super::scope::Scope;
use crate::ast::{Arguments, Comparison, Domain, Kind, Node, Operator, Stretch, Test, Tests};
use crate::names::Names;
use crate::types::Type;
use values::Problem;

/// How deep brackets and keywords may stand in each other while reading.
const MAX_BRACKETS: u32 = 64;
/// How many levels a checked expression may have; a sum of `n` terms has `n`.
pub(super) const MAX_LEVELS: u16 = 180;
/// Longer texts are no expressions.
const MAX_BYTES: usize = 1 << 20;

/// Binding strength of operators, weakest first (DMN 1.5 §10.3.1.2).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Strength {
    Any,
    Or,
    And,
    Comparison,
    Sum,
    Product,
    Power,
    Negation,
}

/// Whether the end of a range is being read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum RangeEnds {
    #[default]
    None,
    Open,
}

/// A node with what is known of the type of its value.
pub(super) struct Typed {
    pub(super) node: Node,
    pub(super) its_type: Type,
}

/// The reader of one text.
pub(super) struct Parser<'t> {
    pub(super) text: &'t str,
    pub(super) token: Token,
    pub(super) scope: Scope<'t>,
    pub(super) problems: Vec<Problem>,
    /// The key whose value is read next: a function there may call itself by it.
    pub(super) key_before: Option<String>,
    /// Whether the end of a range is read, where `[` may close it.
    pub(super) range_ends: RangeEnds,
    pub(super) brackets: u32,
    /// Who is told what is wrong.
    pub(super) told: Told,
}

impl<'t> Parser<'t> {
    pub(super) fn new(text: &'t str, names: &'t Names) -> Self {
        Self {
            text,
            token: token_at(text, 0),
            scope: Scope::new(names),
            problems: Vec::new(),
            key_before: None,
            range_ends: RangeEnds::None,
            brackets: 0,
            told: Told::Person,
        }
    }

    /// Reads the whole text with `read`; all problems when there are any.
    pub(super) fn parse_whole<T>(
        mut self,
        read: impl FnOnce(&mut Self) -> Result<T, Stop>,
    ) -> Result<Parsed<T>, Vec<Problem>> {
        if self.text.len() > MAX_BYTES {
            self.note(Stretch::default(), "feel-too-long");
            return Err(self.problems);
        }
        let root =
            read(&mut self).and_then(|root| if self.is_end() { Ok(root) } else { Err(self.left_over()) });
        match root {
            Ok(root) if self.problems.is_empty() => Ok(Parsed { root, globals: self.scope.into_used() }),
            _ => Err(self.problems),
        }
    }

    fn left_over(&mut self) -> Stop {
        let found = self.text[self.token.at.start as usize..].chars().take(20).collect::<String>();
        let at = self.token.at;
        if let TokenKind::Open(key) = self.token.kind {
            self.note(at, key);
        } else if !self.note_meant() {
            argument(self.note(at, "feel-unexpected"), "found", found);
        }
        Stop
    }

    /// Moves on to the token after the current one.
    pub(super) fn advance(&mut self) -> Stretch {
        let at = self.token.at;
        self.token = token_at(self.text, at.end as usize);
        at
    }

    /// Moves on to the token at or after a byte.
    pub(super) fn jump(&mut self, position: usize) {
        self.token = token_at(self.text, position);
    }

    pub(super) fn is_end(&self) -> bool {
        self.token.kind == TokenKind::End
    }

    pub(super) fn is_sign(&self, sign: &str) -> bool {
        self.token.kind == TokenKind::Sign(sign_of(sign))
    }

    /// Whether the current token is this keyword.
    pub(super) fn is_word(&self, word: &str) -> bool {
        self.token.kind == TokenKind::Word && self.word() == word
    }

    /// The text of the current token.
    pub(super) fn word(&self) -> &'t str {
        &self.text[self.token.at.start as usize..self.token.at.end as usize]
    }

    pub(super) fn take_sign(&mut self, sign: &str) -> Option<Stretch> {
        self.is_sign(sign).then(|| self.advance())
    }

    pub(super) fn take_word(&mut self, word: &str) -> Option<Stretch> {
        self.is_word(word).then(|| self.advance())
    }

    pub(super) fn need_sign(&mut self, sign: &'static str) -> Result<Stretch, Stop> {
        self.take_sign(sign).ok_or_else(|| self.expected(sign))
    }

    pub(super) fn need_word(&mut self, word: &'static str) -> Result<Stretch, Stop> {
        self.take_word(word).ok_or_else(|| self.expected(word))
    }

    /// Reads a whole expression.
    pub(super) fn expression(&mut self) -> Result<Typed, Stop> {
        self.operators(Strength::Any)
    }

    /// Reads an expression whose operators bind at least this strongly.
    pub(super) fn operators(&mut self, weakest: Strength) -> Result<Typed, Stop> {
        self.brackets += 1;
        if self.brackets > MAX_BRACKETS {
            self.note(self.token.at, "feel-too-deep");
            return Err(Stop);
        }
        let mut left = self.operand()?;
        while let Some(strength) = self.strength().filter(|strength| *strength >= weakest) {
            left = self.operator(left, strength)?;
        }
        self.brackets -= 1;
        Ok(left)
    }

    /// How strongly the current token binds what stands before it.
    fn strength(&self) -> Option<Strength> {
        match &self.token.kind {
            TokenKind::Sign(sign) => match *sign {
                "+" | "-" | "–" | "−" => Some(Strength::Sum),
                "*" | "/" => Some(Strength::Product),
                "**" => Some(Strength::Power),
                sign => comparison(sign).map(|_| Strength::Comparison),
            },
            TokenKind::Word => match self.word() {
                "or" => Some(Strength::Or),
                "and" => Some(Strength::And),
                "between" | "in" => Some(Strength::Comparison),
                _ => None,
            },
            _ => None,
        }
    }

    fn operator(&mut self, left: Typed, strength: Strength) -> Result<Typed, Stop> {
        match (strength, self.word()) {
            (Strength::Comparison, "between") => return self.between(left),
            (Strength::Comparison, "in") => return self.in_tests(left),
            _ => {}
        }
        let sign = self.word();
        self.advance();
        let right = self.operators(stronger(strength))?;
        let at = left.node.at.to(right.node.at);
        let its_type = match strength {
            Strength::Or | Strength::And | Strength::Comparison => Type::Bool,
            _ if left.its_type == Type::Number && right.its_type == Type::Number => Type::Number,
            _ => Type::Any,
        };
        let pair = Box::new((left.node, right.node));
        let kind = match (strength, sign) {
            (Strength::Or, _) => Kind::Or(pair),
            (Strength::And, _) => Kind::And(pair),
            (_, "+") => Kind::Arithmetic(Operator::Add, pair),
            (_, "-" | "–" | "−") => Kind::Arithmetic(Operator::Subtract, pair),
            (_, "*") => Kind::Arithmetic(Operator::Multiply, pair),
            (_, "/") => Kind::Arithmetic(Operator::Divide, pair),
            (_, "**") => Kind::Arithmetic(Operator::Power, pair),
            (_, sign) => Kind::Compare(comparison(sign).unwrap_or(Comparison::Equal), pair),
        };
        self.typed(kind, at, its_type)
    }

    fn between(&mut self, left: Typed) -> Result<Typed, Stop> {
        self.advance();
        let low = self.operators(Strength::Sum)?;
        self.need_word("and")?;
        let high = self.operators(Strength::Sum)?;
        let at = left.node.at.to(high.node.at);
        self.typed(Kind::Between(Box::new((left.node, low.node, high.node))), at, Type::Bool)
    }

    /// What stands before an operator: a signed value, a keyword expression, or a value with what follows it.
    fn operand(&mut self) -> Result<Typed, Stop> {
        if let Some(sign) = self.take_sign("-").or_else(|| self.take_sign("−")) {
            let operand = self.operators(Strength::Negation)?;
            let at = sign.to(operand.node.at);
            return self.typed(Kind::Negate(Box::new(operand.node)), at, operand.its_type);
        }
        let key_before = self.key_before.take();
        if self.token.kind == TokenKind::Word
            && let Some(expression) = self.keyword_expression(key_before)?
        {
            return Ok(expression);
        }
        let value = self.primary()?;
        self.postfix(value)
    }

    /// A node with its type, unless the expression has become too deep.
    pub(super) fn typed(&mut self, kind: Kind, at: Stretch, its_type: Type) -> Result<Typed, Stop> {
        if self.problems.len() >= self.told.most_problems() {
            return Err(Stop);
        }
        let depth = 1 + deepest_child(&kind);
        if depth > MAX_LEVELS {
            self.note(at, "feel-too-deep");
            return Err(Stop);
        }
        Ok(Typed { node: Node { kind, at, depth }, its_type })
    }
}

/// The sign as the lexer spells it, for comparing.
fn sign_of(sign: &str) -> &'static str {
    super::lexer::SIGNS.into_iter().find(|known| *known == sign).unwrap_or("")
}

/// The comparison a sign stands for.
pub(super) fn comparison(sign: &str) -> Option<Comparison> {
    Some(match sign {
        "=" => Comparison::Equal,
        "!=" => Comparison::NotEqual,
        "<" => Comparison::Less,
        "<=" => Comparison::LessOrEqual,
        ">" => Comparison::Greater,
        ">=" => Comparison::GreaterOrEqual,
        _ => return None,
    })
}

fn stronger(strength: Strength) -> Strength {
    match strength {
        Strength::Any => Strength::Or,
        Strength::Or => Strength::And,
        Strength::And => Strength::Comparison,
        Strength::Comparison => Strength::Sum,
        Strength::Sum => Strength::Product,
        Strength::Product => Strength::Power,
        Strength::Power | Strength::Negation => Strength::Negation,
    }
}

fn deepest<'n>(nodes: impl IntoIterator<Item = &'n Node>) -> u16 {
    nodes.into_iter().map(|node| node.depth).max().unwrap_or(0)
}

fn deepest_test(tests: &Tests) -> u16 {
    let nodes = tests.tests.iter().filter_map(|test| match test {
        Test::Always => None,
        Test::Compare(_, node) | Test::Value { node, .. } => Some(node),
    });
    deepest(nodes)
}

fn deepest_child(kind: &Kind) -> u16 {
    match kind {
        Kind::Literal(_) | Kind::Global(_) | Kind::Slot(_) | Kind::Captured(_) | Kind::Itself => 0,
        Kind::ItemName { item, fallback, .. } => item.depth.max(fallback.depth),
        Kind::List(items) | Kind::Builtin(_, items) => deepest(items),
        Kind::Context(entries) => deepest(entries.iter().map(|(_, node)| node)),
        Kind::Range(range) => deepest(range.start.iter().chain(&range.end)),
        Kind::Negate(node) | Kind::Path(node, _) | Kind::IsDefined(node) | Kind::InstanceOf(node, _) => {
            node.depth
        }
        Kind::Arithmetic(_, pair) | Kind::Compare(_, pair) => deepest([&pair.0, &pair.1]),
        Kind::And(pair) | Kind::Or(pair) | Kind::Filter(pair) => deepest([&pair.0, &pair.1]),
        Kind::Between(three) | Kind::If(three) => deepest([&three.0, &three.1, &three.2]),
        Kind::In(node, tests) => node.depth.max(deepest_test(tests)),
        Kind::For(node) | Kind::Quantified(_, node) => {
            let domains = node.domains.iter().map(|domain| match domain {
                Domain::Items(items) => items.depth,
                Domain::Steps(from, to) => from.depth.max(to.depth),
            });
            domains.max().unwrap_or(0).max(node.body.depth)
        }
        Kind::Call(callee, Arguments::Positional(arguments)) => callee.depth.max(deepest(arguments)),
        Kind::Call(callee, Arguments::Named(named)) => {
            callee.depth.max(deepest(named.iter().map(|(_, node)| node)))
        }
        Kind::Function(function) => function.body.depth.max(deepest(&function.captures)),
    }
}
