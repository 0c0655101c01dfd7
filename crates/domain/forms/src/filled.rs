//! A form together with what was typed into it: which groups exist, what is visible, what each answer means. Everything
//! that shows or checks a form reads from here, so that all agree on what is hidden.

use crate::answer::{self, Answer};
use crate::definition::{Body, Field, Form, List, Page, Part};
use crate::raw::RawAnswers;
use feel::{Context, Environment, Expression, Limits, Value};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// Rounds in which hidden answers may hide further ones, before the last state counts.
const MAX_ROUNDS: usize = 12;

/// A form with answers, at one moment.
pub(crate) struct Filled<'a> {
    pub(crate) form: &'a Form,
    pub(crate) raw: &'a RawAnswers,
    pub(crate) environment: &'a Environment,
    /// By path with group numbers.
    answers: BTreeMap<String, Answer>,
    /// Groups of each list, by the path of the list.
    items: BTreeMap<String, Vec<u32>>,
    /// Pages by id, components by scope and id.
    hidden: BTreeSet<String>,
}

/// Where a component stands: in the form itself (empty) or in a group of a list (`dogs[0].`).
pub(crate) type ScopePrefix = str;

impl<'a> Filled<'a> {
    pub(crate) fn new(form: &'a Form, raw: &'a RawAnswers, environment: &'a Environment) -> Self {
        let mut filled = Self {
            form,
            raw,
            environment,
            answers: BTreeMap::new(),
            items: BTreeMap::new(),
            hidden: BTreeSet::new(),
        };
        form.pages.iter().for_each(|page| filled.read_parts("", &page.parts));
        filled.hide();
        filled
    }

    fn read_parts(&mut self, scope: &ScopePrefix, parts: &[Part]) {
        for part in parts {
            match &part.body {
                Body::Field(field) => {
                    let path = format!("{scope}{}", field.path);
                    let answer = answer::read(field, self.raw.get(&path));
                    self.answers.insert(path, answer);
                }
                Body::Group { parts, .. } => self.read_parts(scope, parts),
                Body::List(list) => self.read_list(scope, list),
                Body::Text { .. } | Body::Separator | Body::Spacer => {}
            }
        }
    }

    fn read_list(&mut self, scope: &ScopePrefix, list: &List) {
        let path = format!("{scope}{}", list.path);
        let mut numbers = self.raw.item_numbers(&path, list.max_items);
        let mut next = numbers.last().map_or(0, |last| last + 1);
        while numbers.len() < list.initial {
            numbers.push(next);
            next += 1;
        }
        for number in numbers.iter().take(list.max_items) {
            self.read_parts(&format!("{path}[{number}]."), &list.parts);
        }
        self.items.insert(path, numbers);
    }

    /// Numbers of the groups of a list, never more than it may have.
    pub(crate) fn items(&self, list_path: &str, list: &List) -> &[u32] {
        let numbers = self.items.get(list_path).map(Vec::as_slice).unwrap_or_default();
        &numbers[..numbers.len().min(list.max_items)]
    }

    /// Whether more groups were sent than the list may have.
    pub(crate) fn has_too_many_items(&self, list_path: &str, list: &List) -> bool {
        self.items.get(list_path).is_some_and(|numbers| numbers.len() > list.max_items)
    }

    pub(crate) fn answer(&self, path: &str) -> &Answer {
        self.answers.get(path).unwrap_or(&Answer::Nothing)
    }

    pub(crate) fn is_page_visible(&self, page: &Page) -> bool {
        !self.hidden.contains(&format!("/{}", page.id))
    }

    pub(crate) fn is_visible(&self, scope: &ScopePrefix, part: &Part) -> bool {
        !self.hidden.contains(&format!("{scope}/{}", part.id))
    }

    /// Hides what conditions hide, until nothing changes: a hidden answer is null for the other conditions.
    fn hide(&mut self) {
        for _ in 0..MAX_ROUNDS {
            let root = self.context();
            let mut hidden = BTreeSet::new();
            for page in &self.form.pages {
                if self.is_true(page.hide.as_ref(), &root) {
                    hidden.insert(format!("/{}", page.id));
                }
                self.find_hidden("", &page.parts, &root, &mut hidden);
            }
            if hidden == self.hidden {
                return;
            }
            self.hidden = hidden;
        }
    }

    fn find_hidden(
        &self,
        scope: &ScopePrefix,
        parts: &[Part],
        known: &Context,
        hidden: &mut BTreeSet<String>,
    ) {
        for part in parts {
            if self.is_true(part.hide.as_ref(), known) {
                hidden.insert(format!("{scope}/{}", part.id));
            }
            match &part.body {
                Body::Group { parts, .. } => self.find_hidden(scope, parts, known, hidden),
                Body::List(list) => {
                    let path = format!("{scope}{}", list.path);
                    for (position, number) in self.items(&path, list).iter().enumerate() {
                        let scope = format!("{path}[{number}].");
                        let known = self.item_context(known, &scope, list, position);
                        self.find_hidden(&scope, &list.parts, &known, hidden);
                    }
                }
                Body::Field(_) | Body::Text { .. } | Body::Separator | Body::Spacer => {}
            }
        }
    }

    /// A condition that is too costly or not a truth value hides nothing: a question too many does less harm than one
    /// that nobody can answer.
    fn is_true(&self, condition: Option<&Expression>, known: &Context) -> bool {
        condition.is_some_and(|condition| {
            matches!(condition.evaluate(known, self.environment, &Limits::default()), Ok(Value::Bool(true)))
        })
    }

    /// The value of an expression that limits an answer in this scope.
    pub(crate) fn evaluate(&self, expression: &Expression, known: &Context) -> Option<Value> {
        expression.evaluate(known, self.environment, &Limits::default()).ok()
    }

    /// What expressions inside one group of a list see: the group's own answers, then those outside.
    pub(crate) fn item_context(&self, outer: &Context, scope: &str, list: &List, position: usize) -> Context {
        let own = self.context_of(scope, &list.parts);
        let mut known = outer.clone();
        known.extend(own.iter().map(|(name, value)| (Arc::clone(name), value.clone())));
        known.insert("this", Value::Context(Arc::new(own)));
        known.insert("parent", Value::Context(Arc::new(outer.clone())));
        known.insert("i", Value::Number(feel::Number::from(position as i64 + 1)));
        known
    }

    /// All answers that count, as values; a name without an answer is null.
    pub(crate) fn context(&self) -> Context {
        let mut branch = Branch::default();
        for page in &self.form.pages {
            let shown = if self.is_page_visible(page) { Shown::Yes } else { Shown::No };
            self.collect("", &page.parts, shown, &mut branch);
        }
        branch.into_context()
    }

    fn context_of(&self, scope: &ScopePrefix, parts: &[Part]) -> Context {
        let mut branch = Branch::default();
        self.collect(scope, parts, Shown::Yes, &mut branch);
        branch.into_context()
    }

    fn collect(&self, scope: &ScopePrefix, parts: &[Part], shown: Shown, branch: &mut Branch) {
        for part in parts {
            let shown =
                if shown == Shown::Yes && self.is_visible(scope, part) { Shown::Yes } else { Shown::No };
            match &part.body {
                Body::Field(field) => branch.insert(&field.path, self.counted(scope, field, shown)),
                Body::Group { parts, .. } => self.collect(scope, parts, shown, branch),
                Body::List(list) => branch.insert(&list.path, self.list_value(scope, list, shown)),
                Body::Text { .. } | Body::Separator | Body::Spacer => {}
            }
        }
    }

    fn counted(&self, scope: &ScopePrefix, field: &Field, shown: Shown) -> Value {
        match (shown, self.answer(&format!("{scope}{}", field.path))) {
            (Shown::Yes, Answer::Given(value)) => value.clone(),
            _ => Value::Null,
        }
    }

    fn list_value(&self, scope: &ScopePrefix, list: &List, shown: Shown) -> Value {
        if shown == Shown::No {
            return Value::Null;
        }
        let path = format!("{scope}{}", list.path);
        let items = self.items(&path, list).iter();
        let values = items.map(|number| self.context_of(&format!("{path}[{number}]."), &list.parts));
        Value::List(Arc::new(values.map(|context| Value::Context(Arc::new(context))).collect()))
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Shown {
    Yes,
    No,
}

/// Answers on their way to a context: paths with dots become nested contexts.
#[derive(Default)]
pub(crate) struct Branch(Vec<(String, Node)>);

enum Node {
    Leaf(Value),
    Branch(Branch),
}

impl Branch {
    pub(crate) fn insert(&mut self, path: &str, value: Value) {
        let Some((first, rest)) = path.split_once('.') else {
            self.0.push((path.to_owned(), Node::Leaf(value)));
            return;
        };
        let known = self.0.iter_mut().find_map(|(name, node)| match node {
            Node::Branch(branch) if name == first => Some(branch),
            _ => None,
        });
        if let Some(branch) = known {
            branch.insert(rest, value);
        } else {
            let mut branch = Branch::default();
            branch.insert(rest, value);
            self.0.push((first.to_owned(), Node::Branch(branch)));
        }
    }

    pub(crate) fn into_context(self) -> Context {
        let pairs = self.0.into_iter().map(|(name, node)| match node {
            Node::Leaf(value) => (name, value),
            Node::Branch(branch) => (name, Value::Context(Arc::new(branch.into_context()))),
        });
        pairs.collect()
    }
}
