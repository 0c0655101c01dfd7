//! Ids, paths and expressions: everything in a form file that points at something else.

use super::{Reader, arg};
use crate::definition::first_name;
use crate::located::{Json, Located};
use feel::{Expression, Names};
use std::collections::BTreeSet;
use values::{Place, Problem, Span};

/// Words of the expression language cannot be names of answers.
const RESERVED: [&str; 20] = [
    "if",
    "then",
    "else",
    "for",
    "in",
    "return",
    "some",
    "every",
    "satisfies",
    "instance",
    "of",
    "between",
    "and",
    "or",
    "not",
    "true",
    "false",
    "null",
    "function",
    "this",
];

/// Where in the answers a component stands: the form itself, or one group of a list.
#[derive(Clone)]
pub(super) struct Scope {
    pub(super) names: Names,
    /// Path of the enclosing groups inside the scope, with a dot at the end.
    prefix: String,
    /// The same from the root of the form, lists marked as `dogs[].`.
    full_prefix: String,
    known: BTreeSet<String>,
    pub(super) depth: usize,
}

impl Scope {
    pub(super) fn root(names: Names) -> Self {
        Self { names, prefix: String::new(), full_prefix: String::new(), known: BTreeSet::new(), depth: 0 }
    }

    pub(super) fn deeper(&self) -> Self {
        Self { depth: self.depth + 1, ..self.clone() }
    }

    pub(super) fn below(&self, path: &str) -> Self {
        let mut inner = self.deeper();
        inner.prefix = format!("{}{path}.", self.prefix);
        inner.full_prefix = format!("{}{path}.", self.full_prefix);
        inner
    }

    /// One group of the list at this path (a path that already holds the prefix).
    pub(super) fn item_of(&self, path: &str, item_names: &BTreeSet<String>) -> Self {
        let own = path.strip_prefix(&self.prefix).unwrap_or(path);
        let mut known = self.known.clone();
        known.extend(item_names.iter().cloned());
        known.extend(["this", "parent", "i"].map(str::to_owned));
        let names = known.iter().fold(self.names.clone(), |names, name| names.with(name.as_str()));
        let full_prefix = format!("{}{own}[].", self.full_prefix);
        Self { names, prefix: String::new(), full_prefix, known, depth: self.depth + 1 }
    }
}

/// The first names of all answers below a component, in the scope it opens.
pub(super) fn collect_names(node: &Located, prefix: &str, names: &mut BTreeSet<String>) {
    for item in node.get("components").map(Located::items).unwrap_or_default() {
        let own = item.text_of("key").or_else(|| item.text_of("path")).unwrap_or_default();
        let path = format!("{prefix}{own}");
        if !path.is_empty() {
            names.insert(first_name(&path).to_owned());
        }
        if item.text_of("type") == Some("group") {
            let inner = if own.is_empty() { prefix.to_owned() } else { format!("{path}.") };
            collect_names(item, &inner, names);
        }
    }
}

pub(super) fn names_of(names: &BTreeSet<String>) -> Names {
    names.iter().fold(Names::new(), |known, name| known.with(name.as_str()))
}

impl Reader<'_> {
    /// Remembers a problem at this value.
    pub(super) fn problem(&mut self, node: &Located, id: &str, key: &'static str) -> &mut Problem {
        let place = Place::Text { file: String::new(), element: id.to_owned(), span: node.span(self.text) };
        self.problems.push(Problem::new(place, key));
        self.problems.last_mut().expect("a problem was pushed just now")
    }

    /// The id of a component; each must have its own.
    pub(super) fn id(&mut self, node: &Located) -> String {
        let id = node.text_of("id").unwrap_or_default().to_owned();
        if id.is_empty() {
            self.problem(node, &id, "forms-missing-attribute").args = arg("attribute", "id");
        } else if !self.ids.insert(id.clone()) {
            self.problem(node.get("id").unwrap_or(node), &id, "forms-duplicate-id").args = arg("id", &id);
        }
        id
    }

    /// The path of an answer inside its scope; no two answers share one, and none lies inside another.
    pub(super) fn own_path(
        &mut self,
        node: &Located,
        attribute: &'static str,
        id: &str,
        scope: &Scope,
    ) -> Option<String> {
        let Some(own) = node.text_of(attribute).filter(|path| !path.is_empty()) else {
            self.problem(node, id, "forms-missing-attribute").args = arg("attribute", attribute);
            return None;
        };
        if !self.is_plain_path(node, attribute, id) {
            return None;
        }
        let full = format!("{}{own}", scope.full_prefix);
        if self.paths.iter().any(|other| overlap(other, &full)) {
            self.problem(node.get(attribute).unwrap_or(node), id, "forms-duplicate-key").args =
                arg("name", &full);
        }
        self.paths.insert(full);
        Some(format!("{}{own}", scope.prefix))
    }

    /// Whether the attribute is a dotted path of plain identifiers.
    pub(super) fn is_plain_path(&mut self, node: &Located, attribute: &'static str, id: &str) -> bool {
        let value = node.get(attribute).unwrap_or(node);
        let path = value.text().unwrap_or_default();
        let is_plain = path.split('.').all(is_identifier);
        if !is_plain {
            self.problem(value, id, "forms-bad-key").args = arg("name", path);
        }
        is_plain
    }

    /// A FEEL expression, written with a leading `=`.
    pub(super) fn expression(&mut self, node: &Located, id: &str, scope: &Scope) -> Option<Expression> {
        let Some(source) = node.text().and_then(|text| text.strip_prefix('=')) else {
            self.problem(node, id, "forms-not-an-expression");
            return None;
        };
        let start = node.range.start + 2;
        let outer = Span::of(self.text, start, node.range.end.saturating_sub(1));
        match Expression::parse(source, &scope.names) {
            Ok(expression) => Some(expression),
            Err(problems) => {
                self.problems.extend(problems.into_iter().map(|problem| problem.inside(id, outer)));
                None
            }
        }
    }

    /// A text that people read. Templates are refused, because they would let answers into texts unchecked.
    pub(super) fn plain_text(&mut self, node: &Located, id: &str, attribute: &'static str) -> Option<String> {
        let value = node.get(attribute)?;
        let text = match &value.json {
            Json::Text(text) => text.trim(),
            Json::Null => return None,
            _ => {
                self.problem(value, id, "forms-wrong-type").args = arg("attribute", attribute);
                return None;
            }
        };
        if text.contains("{{") || text.starts_with('=') {
            self.problem(value, id, "forms-template").args = arg("attribute", attribute);
        }
        (!text.is_empty()).then(|| text.to_owned())
    }
}

fn overlap(left: &str, right: &str) -> bool {
    let inside = |outer: &str, inner: &str| {
        inner.strip_prefix(outer).is_some_and(|rest| rest.is_empty() || rest.starts_with(['.', '[']))
    };
    inside(left, right) && !is_list_of(left, right) || inside(right, left) && !is_list_of(right, left)
}

/// Whether `inner` is an answer in a group of the list `list`: they share a path and do not collide.
fn is_list_of(list: &str, inner: &str) -> bool {
    inner.strip_prefix(list).is_some_and(|rest| rest.starts_with("[]."))
}

/// A name that every expression can read without quoting.
pub(super) fn is_identifier(name: &str) -> bool {
    let mut characters = name.chars();
    characters.next().is_some_and(|first| first.is_ascii_alphabetic() || first == '_')
        && characters.all(|character| character.is_ascii_alphanumeric() || character == '_')
        && !RESERVED.contains(&name)
}
