//! Boxed expressions: what the value of a decision is made of.

use super::{MAX_LEVELS, Model, Reader, child, children, elements, tidy_name};
use crate::graph::{Entry, FunctionLogic, Invocation, Iteration, IterationKind, Logic};
use crate::types::DataType;
use feel::{Names, Type};
use roxmltree::Node;
use std::collections::BTreeMap;
use std::sync::Arc;

/// The elements that are boxed expressions.
const LOGIC_TAGS: [&str; 13] = [
    "literalExpression",
    "decisionTable",
    "context",
    "invocation",
    "functionDefinition",
    "list",
    "relation",
    "conditional",
    "filter",
    "for",
    "some",
    "every",
    "encapsulatedLogic",
];

/// Where a boxed expression stands: its model, the names it sees, and how deep others may still stand in it.
pub(super) struct Site<'s, 'x> {
    pub(super) model: &'s Model<'x>,
    pub(super) names: &'s Names,
    levels: u32,
}

impl<'s, 'x> Site<'s, 'x> {
    /// The outermost expression of an element.
    pub(super) fn new(model: &'s Model<'x>, names: &'s Names) -> Self {
        Self { model, names, levels: MAX_LEVELS }
    }

    /// The same place with other names.
    fn with(&self, names: &'s Names) -> Self {
        Self { names, ..*self }
    }
}

impl Reader<'_> {
    /// The boxed expression that an element holds, when there is one.
    pub(super) fn only_logic(&mut self, node: Node<'_, '_>, site: &Site<'_, '_>) -> Option<Logic> {
        Some(self.logic(logic_of(node)?, site))
    }

    /// Reads a boxed expression.
    fn logic(&mut self, node: Node<'_, '_>, site: &Site<'_, '_>) -> Logic {
        let Some(levels) = site.levels.checked_sub(1) else {
            self.note(node, "dmn-too-deep");
            return Logic::Broken;
        };
        let site = &Site { levels, ..*site };
        match node.tag_name().name() {
            "literalExpression" => self.literal(node, site),
            "decisionTable" => self.table(node, site),
            "context" => self.context(node, site),
            "invocation" => self.invocation(node, site),
            "functionDefinition" => self.function(node, site).map_or(Logic::Broken, Logic::Function),
            "list" => Logic::List(self.each(node, site)),
            "relation" => self.relation(node, site),
            "conditional" => {
                let parts = ["if", "then", "else"].map(|tag| self.part(node, tag, site));
                Logic::Conditional(Box::new(parts))
            }
            "filter" => self.filter(node, site),
            "for" => self.iteration(node, IterationKind::For, site),
            "some" => self.iteration(node, IterationKind::Some, site),
            "every" => self.iteration(node, IterationKind::Every, site),
            _ => {
                self.note(node, "dmn-unknown-logic");
                Logic::Broken
            }
        }
    }

    /// All boxed expressions that an element holds.
    fn each(&mut self, node: Node<'_, '_>, site: &Site<'_, '_>) -> Vec<Logic> {
        elements(node).filter(is_logic).map(|item| self.logic(item, site)).collect()
    }

    fn literal(&mut self, node: Node<'_, '_>, site: &Site<'_, '_>) -> Logic {
        let Some(text) = child(node, "text") else {
            self.note(node, "dmn-without-text");
            return Logic::Broken;
        };
        if node.attribute("expressionLanguage").is_some_and(|language| !is_feel(language)) {
            self.note(node, "dmn-other-language");
            return Logic::Broken;
        }
        let data_type = self.type_named(site.model, node, node.attribute("typeRef"));
        let expression = self.expression(text, site.names);
        expression.map_or(Logic::Broken, |expression| Logic::Literal(expression, data_type))
    }

    fn part(&mut self, node: Node<'_, '_>, tag: &str, site: &Site<'_, '_>) -> Logic {
        match child(node, tag).and_then(logic_of) {
            Some(inner) => self.logic(inner, site),
            None => {
                self.note(node, "dmn-missing-part").args.push(("part".into(), tag.to_owned()));
                Logic::Broken
            }
        }
    }

    /// Each entry knows those before it.
    fn context(&mut self, node: Node<'_, '_>, site: &Site<'_, '_>) -> Logic {
        let mut names = site.names.clone();
        let mut entries = Vec::new();
        for entry in children(node, "contextEntry") {
            let variable = child(entry, "variable");
            let name = variable.and_then(|variable| variable.attribute("name")).map(tidy_name);
            let declared = variable.and_then(|variable| variable.attribute("typeRef"));
            let data_type = self.type_named(site.model, entry, declared);
            let logic = match logic_of(entry) {
                Some(inner) => self.logic(inner, &site.with(&names)),
                None => Logic::Broken,
            };
            if let Some(name) = &name {
                if entries.iter().any(|known: &Entry| known.name.as_ref() == Some(name)) {
                    self.note(entry, "dmn-double-entry").args.push(("name".into(), name.to_string()));
                }
                let shape =
                    if data_type.shape == Type::Any { shape_of(&logic) } else { data_type.shape.clone() };
                names.insert(name.clone(), shape);
            }
            entries.push(Entry { name, data_type, logic });
        }
        Logic::Context(entries)
    }

    fn invocation(&mut self, node: Node<'_, '_>, site: &Site<'_, '_>) -> Logic {
        let Some(callee) = logic_of(node) else {
            self.note(node, "dmn-without-text");
            return Logic::Broken;
        };
        let callee = self.logic(callee, site);
        let mut bindings = Vec::new();
        for binding in children(node, "binding") {
            let name = child(binding, "parameter").and_then(|parameter| parameter.attribute("name"));
            let value = logic_of(binding).map(|inner| self.logic(inner, site));
            if let (Some(name), Some(value)) = (name, value) {
                bindings.push((tidy_name(name), value));
            }
        }
        Logic::Invocation(Box::new(Invocation { callee, bindings }))
    }

    /// Reads a function with its parameters; only the kind FEEL is carried out.
    pub(super) fn function(&mut self, node: Node<'_, '_>, site: &Site<'_, '_>) -> Option<Arc<FunctionLogic>> {
        if node.attribute("kind").is_some_and(|kind| kind != "FEEL") {
            self.note(node, "dmn-external-refused");
            return None;
        }
        let mut names = site.names.clone();
        let mut parameters = Vec::new();
        for parameter in children(node, "formalParameter") {
            let Some(name) = parameter.attribute("name").map(tidy_name) else { continue };
            if parameters.iter().any(|(known, _)| *known == name) {
                self.note(parameter, "dmn-double-parameter").args.push(("name".into(), name.to_string()));
            }
            let data_type = self.type_named(site.model, parameter, parameter.attribute("typeRef"));
            names.insert(name.clone(), data_type.shape.clone());
            parameters.push((name, data_type));
        }
        let body = logic_of(node).map_or(Logic::Broken, |inner| self.logic(inner, &site.with(&names)));
        let data_type = self.type_named(site.model, node, node.attribute("typeRef"));
        let is_function = matches!(data_type.shape, Type::Function(..));
        let data_type = if is_function { DataType::default() } else { data_type };
        Some(Arc::new(FunctionLogic { parameters, body, data_type }))
    }

    fn relation(&mut self, node: Node<'_, '_>, site: &Site<'_, '_>) -> Logic {
        let columns: Vec<Arc<str>> = children(node, "column")
            .map(|column| tidy_name(column.attribute("name").unwrap_or("")))
            .collect();
        let rows = children(node, "row").map(|row| self.each(row, site)).collect();
        Logic::Relation(columns, rows)
    }

    /// In the condition the item and its properties are known; of an item without a declared type any name may be one.
    fn filter(&mut self, node: Node<'_, '_>, site: &Site<'_, '_>) -> Logic {
        let items = self.part(node, "in", site);
        let mut names = site.names.clone().open();
        names.insert("item", Type::Any);
        let condition = self.part(node, "match", &site.with(&names));
        Logic::Filter(Box::new([items, condition]))
    }

    fn iteration(&mut self, node: Node<'_, '_>, kind: IterationKind, site: &Site<'_, '_>) -> Logic {
        let variable = tidy_name(node.attribute("iteratorVariable").unwrap_or(""));
        let items = self.part(node, "in", site);
        let mut names = site.names.clone();
        let declared = child(node, "in").and_then(|domain| domain.attribute("typeRef"));
        let item_type = self.type_named(site.model, node, declared).shape;
        names.insert(variable.clone(), item_type);
        let tag = if kind == IterationKind::For { "return" } else { "satisfies" };
        if kind == IterationKind::For {
            names.insert("partial", Type::Any);
        }
        let body = self.part(node, tag, &site.with(&names));
        Logic::Iterator(Box::new(Iteration { kind, variable, items, body }))
    }
}

fn is_logic(node: &Node<'_, '_>) -> bool {
    LOGIC_TAGS.contains(&node.tag_name().name())
}

fn logic_of<'a, 'x>(node: Node<'a, 'x>) -> Option<Node<'a, 'x>> {
    elements(node).find(is_logic)
}

fn is_feel(language: &str) -> bool {
    language.is_empty()
        || language.eq_ignore_ascii_case("feel")
        || language.to_ascii_lowercase().contains("/feel")
}

/// The shape that follows from the logic itself, so that names with spaces can be read after a dot.
fn shape_of(logic: &Logic) -> Type {
    match logic {
        Logic::Literal(_, data_type) => data_type.shape.clone(),
        Logic::Function(function) => Type::Function(None, Arc::new(function.data_type.shape.clone())),
        Logic::Context(entries) if entries.iter().all(|entry| entry.name.is_some()) => {
            let fields: BTreeMap<Arc<str>, Type> = entries
                .iter()
                .filter_map(|entry| {
                    let declared = &entry.data_type.shape;
                    let shape =
                        if *declared == Type::Any { shape_of(&entry.logic) } else { declared.clone() };
                    Some((entry.name.clone()?, shape))
                })
                .collect();
            Type::Context(Arc::new(fields))
        }
        Logic::Context(entries) => entries.last().map_or(Type::Any, |entry| shape_of(&entry.logic)),
        Logic::Relation(columns, _) => {
            Type::Context(Arc::new(columns.iter().map(|name| (name.clone(), Type::Any)).collect())).listed()
        }
        Logic::List(items) => items.first().map_or(Type::Any, shape_of).listed(),
        Logic::Table(table) if table.outputs.len() > 1 => {
            let fields =
                table.outputs.iter().filter_map(|output| Some((output.name.clone()?, Type::Any))).collect();
            Type::Context(Arc::new(fields))
        }
        _ => Type::Any,
    }
}
