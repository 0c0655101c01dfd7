//! What every part of the reading shares: positions, written texts and the list of problems.

use super::Completeness;
use super::index::Index;
use super::names::{BPMN, is_name};
use crate::event::Message;
use crate::written::{Given, Written};
use roxmltree::{ExpandedName, Node};
use std::collections::{BTreeMap, BTreeSet};
use values::{Lines, Problem, Span};

/// How deep inside of a variable a mapping may put a value.
const MAX_PATH: usize = 16;

/// The state of reading one file.
pub(crate) struct Reader<'t> {
    lines: Lines<'t>,
    problems: Vec<Problem>,
    completeness: Completeness,
    /// The elements of the file.
    pub(crate) index: Index<'t>,
    /// The messages of the file by id.
    pub(crate) messages: BTreeMap<String, Message>,
    /// The errors and escalations of the file by id, each with its code when it has one.
    pub(crate) codes: BTreeMap<String, Option<Given>>,
    /// The names of the signals of the file by id.
    pub(crate) signals: BTreeMap<String, Given>,
    /// What references call the data objects of the file, by the ids of those.
    pub(crate) data: BTreeMap<String, BTreeSet<String>>,
    /// The groups that lanes name, by the elements that lie in them.
    pub(crate) lanes: BTreeMap<String, Given>,
    /// `expressionLanguage` of the file.
    pub(crate) expression_language: String,
}

impl<'t> Reader<'t> {
    pub(crate) fn new(text: &'t str, completeness: Completeness) -> Self {
        Self {
            lines: Lines::new(text),
            problems: Vec::new(),
            completeness,
            index: Index::default(),
            messages: BTreeMap::new(),
            codes: BTreeMap::new(),
            signals: BTreeMap::new(),
            data: BTreeMap::new(),
            lanes: BTreeMap::new(),
            expression_language: String::new(),
        }
    }

    pub(crate) fn into_problems(self) -> Vec<Problem> {
        self.problems
    }

    /// Whether the file is only tried out.
    pub(crate) fn is_sketch(&self) -> bool {
        self.completeness == Completeness::Sketch
    }

    /// Where an element stands.
    pub(crate) fn span(&self, node: Node<'_, '_>) -> Span {
        self.span_of(node.range())
    }

    /// A stretch of the file.
    pub(crate) fn span_of(&self, range: std::ops::Range<usize>) -> Span {
        self.lines.span(range.start, range.end)
    }

    /// A problem with an element, or with the model element around it when it has no id of its own.
    pub(crate) fn report(&mut self, node: Node<'_, '_>, key: &'static str, args: &[(&'static str, &str)]) {
        self.report_at(self.span(node), owner(node), key, args);
    }

    /// A problem at a place inside the model element of this id.
    pub(crate) fn report_at(
        &mut self,
        span: Span,
        element: &str,
        key: &'static str,
        args: &[(&'static str, &str)],
    ) {
        let place = values::Place::Text { file: String::new(), element: element.to_owned(), span };
        let problem =
            args.iter().fold(Problem::new(place, key), |problem, (name, value)| problem.with(*name, value));
        self.problems.push(problem);
    }

    /// A problem that only hinders publishing.
    pub(crate) fn report_unfinished(&mut self, node: Node<'_, '_>, key: &'static str) {
        if !self.is_sketch() {
            self.report(node, key, &[]);
        }
    }

    /// The element exists in its standard and is not executed here.
    pub(crate) fn refuse(&mut self, node: Node<'_, '_>) {
        let name = match node.tag_name().namespace() {
            Some(BPMN) => node.tag_name().name().to_owned(),
            _ => self.name_with_prefix(node),
        };
        self.report(node, "bpmn-not-executed", &[("element", &name)]);
    }

    /// The attribute has a meaning that is not executed here.
    pub(crate) fn refuse_attribute(&mut self, node: Node<'_, '_>, attribute: &str) {
        self.report(node, "bpmn-attribute-not-executed", &[("attribute", attribute)]);
    }

    fn name_with_prefix(&self, node: Node<'_, '_>) -> String {
        let range = node.range();
        let tag = self.lines.slice(range.start + 1, range.end);
        tag.split(|c: char| c.is_whitespace() || c == '>' || c == '/').next().unwrap_or("").to_owned()
    }

    /// The id of an element, which must have one. While the model is only tried out, its place stands for it.
    pub(crate) fn id(&mut self, node: Node<'_, '_>) -> String {
        let id = node.attribute("id").unwrap_or("");
        if id.is_empty() && self.is_sketch() {
            let at = self.span(node);
            return format!("{}@{}:{}", node.tag_name().name(), at.line, at.column);
        }
        if id.is_empty() {
            self.report(node, "bpmn-missing-id", &[("element", node.tag_name().name())]);
        }
        id.to_owned()
    }

    /// The name of an element, empty when it has none.
    pub(crate) fn name(&self, node: Node<'_, '_>) -> String {
        let words: Vec<&str> = node.attribute("name").unwrap_or("").split_whitespace().collect();
        words.join(" ")
    }

    /// An attribute's value, when it is there and not blank; with its namespace where it has one.
    pub(crate) fn attribute<'n, 'm>(
        &self,
        node: Node<'_, '_>,
        name: impl Into<ExpandedName<'n, 'm>>,
    ) -> Option<Written> {
        let attribute = node.attribute_node(name)?;
        self.written(attribute.value(), attribute.range_value().start, attribute.range_value().end)
    }

    /// The text inside an element, when it is not blank.
    pub(crate) fn text(&self, node: Node<'_, '_>) -> Option<Written> {
        let mut parts = node.children().filter(Node::is_text).peekable();
        let range = parts.peek()?.range();
        let text: String = parts.filter_map(|part| part.text()).collect();
        let raw = self.lines.slice(range.start, range.end);
        let marker = if raw.starts_with("<![CDATA[") { "<![CDATA[".len() } else { 0 };
        self.written(&text, range.start + marker, range.end)
    }

    fn written(&self, text: &str, start: usize, end: usize) -> Option<Written> {
        let trimmed = text.trim();
        if trimmed.is_empty() {
            return None;
        }
        let raw = self.lines.slice(start, end);
        let indent = raw.len() - raw.trim_start().len();
        Some(Written { text: trimmed.to_owned(), span: self.lines.span(start + indent, end) })
    }

    /// An attribute that must be written out, because what it names is checked before anything runs.
    pub(crate) fn literal(&mut self, node: Node<'_, '_>, name: &'static str) -> Option<Written> {
        match self.attribute(node, name)?.given() {
            Given::Literal(written) => Some(written),
            Given::Expression(written) => {
                self.report_at(written.span, owner(node), "bpmn-must-be-fixed", &[("attribute", name)]);
                None
            }
        }
    }

    /// An attribute that names a variable.
    pub(crate) fn variable<'n, 'm>(
        &mut self,
        node: Node<'_, '_>,
        name: impl Into<ExpandedName<'n, 'm>>,
    ) -> Option<Written> {
        let written = self.attribute(node, name)?;
        if is_name(&written.text) {
            return Some(written);
        }
        self.report_at(written.span, owner(node), "bpmn-bad-name", &[("name", &written.text)]);
        None
    }

    /// What a mapping sets: a variable, and where inside of it.
    pub(crate) fn target(&mut self, mapping: Node<'_, '_>) -> Option<(Written, Vec<String>)> {
        let written = self.attribute(mapping, "target")?;
        let mut names = written.text.split('.').map(str::trim);
        let (target, path): (_, Vec<&str>) = (names.next()?, names.collect());
        if path.len() > MAX_PATH {
            let limit = MAX_PATH.to_string();
            self.report_at(written.span, owner(mapping), "bpmn-target-too-deep", &[("limit", &limit)]);
            return None;
        }
        if is_name(target) && path.iter().all(|name| is_name(name)) {
            let path = path.into_iter().map(str::to_owned).collect();
            return Some((Written { text: target.to_owned(), span: written.span }, path));
        }
        self.report_at(written.span, owner(mapping), "bpmn-bad-name", &[("name", &written.text)]);
        None
    }
}

/// Id of the element or of the nearest one around it that has one.
pub(crate) fn owner<'a>(node: Node<'a, '_>) -> &'a str {
    node.ancestors()
        .filter(|ancestor| ancestor.tag_name().namespace() == Some(BPMN))
        .filter(|ancestor| !ancestor.tag_name().name().ends_with("EventDefinition"))
        .filter(|ancestor| {
            !matches!(
                ancestor.tag_name().name(),
                "conditionExpression" | "activationCondition" | "definitions"
            )
        })
        .find_map(|ancestor| ancestor.attribute("id"))
        .unwrap_or("")
}
