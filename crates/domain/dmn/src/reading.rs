//! From XML to the checked model. All problems are noted, and reading goes on.

mod elements;
mod logic;
mod tables;
mod type_definitions;

use crate::graph::Graph;
use crate::types::DataType;
use feel::{Expression, Names, Type, UnaryTests};
use roxmltree::{Document, Error, Node, ParsingOptions};
use std::collections::BTreeMap;
use std::sync::Arc;
use values::{Lines, Problem, Span, crowded_scope, crowded_tag};

/// The namespaces of DMN 1.2, 1.3, 1.4 and 1.5.
const MODEL_NAMESPACES: [&str; 4] = [
    "http://www.omg.org/spec/DMN/20180521/MODEL/",
    "https://www.omg.org/spec/DMN/20191111/MODEL/",
    "https://www.omg.org/spec/DMN/20211108/MODEL/",
    "https://www.omg.org/spec/DMN/20230324/MODEL/",
];

/// What a file may ask of the reader: bytes, XML nodes of all kinds, attributes of one element. Tenants bring files, and
/// the largest model of the compatibility kit has half a megabyte.
const MAX_BYTES: usize = 4 << 20;
const MAX_NODES: u32 = 400_000;
const MAX_ATTRIBUTES: usize = 1_000;
/// Comparisons of namespaces; see [`crowded_scope`].
const MAX_NAMESPACES: usize = 50_000_000;

/// How a stretch of plain text begins.
const CDATA: &str = "<![CDATA[";

/// How deep boxed expressions may stand in each other.
const MAX_LEVELS: u32 = 32;

/// Reads a model and those it imports.
pub(crate) fn read(xml: &str, imported: &[&str]) -> (Option<Graph>, Vec<Problem>) {
    let mut problems = Vec::new();
    let Some(main) = document(xml, &mut problems) else { return (None, problems) };
    let others: Vec<Document<'_>> = imported.iter().filter_map(|xml| document(xml, &mut problems)).collect();
    let main_namespace = main.root_element().attribute("namespace").unwrap_or("");
    let documents = std::iter::once(&main).chain(&others);
    let models: Vec<Model<'_>> = documents.map(|document| Model::new(document, main_namespace)).collect();
    let lines = models.iter().map(|model| Lines::new(model.root.document().input_text())).collect();
    let mut reader = Reader { problems, lines, graph: Graph::default(), types: BTreeMap::new() };
    reader.models(&models);
    (Some(reader.graph), reader.problems)
}

/// The document, unless it is no XML or no decision model.
fn document<'x>(xml: &'x str, problems: &mut Vec<Problem>) -> Option<Document<'x>> {
    let document = match tree(xml) {
        Ok(document) => document,
        Err(problem) => {
            problems.push(problem);
            return None;
        }
    };
    let root = document.root_element().tag_name();
    if root.name() != "definitions" || !root.namespace().is_some_and(|uri| MODEL_NAMESPACES.contains(&uri)) {
        let found = root.namespace().unwrap_or("").to_owned();
        problems.push(Problem::in_text(Span::of(xml, 0, 0), "dmn-unknown-version").with("found", found));
        return None;
    }
    Some(document)
}

/// The XML within the limits of a file.
fn tree(xml: &str) -> Result<Document<'_>, Problem> {
    if xml.len() > MAX_BYTES {
        return Err(Problem::in_text(Span::of(xml, 0, 0), "dmn-too-large").with("limit", MAX_BYTES >> 10));
    }
    if let Some(start) = crowded_tag(xml, MAX_ATTRIBUTES) {
        let problem = Problem::in_text(Span::of(xml, start, start), "dmn-too-many-attributes");
        return Err(problem.with("limit", MAX_ATTRIBUTES));
    }
    if let Some(start) = crowded_scope(xml, MAX_NAMESPACES) {
        return Err(Problem::in_text(Span::of(xml, start, start), "dmn-too-many-namespaces"));
    }
    let options = ParsingOptions { nodes_limit: MAX_NODES, ..ParsingOptions::default() };
    Document::parse_with_options(xml, options).map_err(|error| {
        let at = error.pos();
        let span = Span { start: 0, end: 0, line: at.row, column: at.col };
        match error {
            Error::DtdDetected => Problem::in_text(span, "dmn-doctype"),
            Error::NodesLimitReached => Problem::in_text(span, "dmn-too-many-nodes"),
            Error::NoRootNode | Error::UnclosedRootNode | Error::UnexpectedEndOfStream => {
                Problem::in_text(Span::of(xml, xml.len(), xml.len()), "dmn-xml-cut")
            }
            Error::UnexpectedCloseTag(missing, found, _) => {
                Problem::in_text(span, "dmn-xml-tag").with("missing", missing).with("found", found)
            }
            Error::UnknownNamespace(prefix, _) => {
                Problem::in_text(span, "dmn-xml-prefix").with("prefix", prefix)
            }
            Error::DuplicatedAttribute(name, _) => Problem::in_text(span, "dmn-xml-twice").with("name", name),
            _ => Problem::in_text(span, "dmn-no-xml"),
        }
    })
}

/// One model: its document and the names of what it imports.
struct Model<'x> {
    root: Node<'x, 'x>,
    namespace: &'x str,
    /// The namespace of the model that the others are imported into.
    main_namespace: &'x str,
    /// Item definitions by name.
    item_definitions: BTreeMap<&'x str, Node<'x, 'x>>,
    /// Import names by the namespace they stand for.
    imports: BTreeMap<&'x str, &'x str>,
}

impl<'x> Model<'x> {
    fn new(document: &'x Document<'x>, main_namespace: &'x str) -> Self {
        let root = document.root_element();
        let imports = children(root, "import")
            .filter_map(|import| Some((import.attribute("namespace")?, import.attribute("name")?)))
            .collect();
        let item_definitions = children(root, "itemDefinition")
            .filter_map(|definition| Some((definition.attribute("name")?, definition)))
            .collect();
        let namespace = root.attribute("namespace").unwrap_or("");
        Self { root, namespace, main_namespace, item_definitions, imports }
    }

    fn is_main(&self) -> bool {
        self.namespace == self.main_namespace
    }
}

/// What is read so far.
struct Reader<'x> {
    problems: Vec<Problem>,
    /// The lines of the models.
    lines: Vec<Lines<'x>>,
    graph: Graph,
    /// Declared types by namespace and name.
    types: BTreeMap<(String, String), DataType>,
}

impl Reader<'_> {
    /// Notes a problem with an element.
    fn note(&mut self, node: Node<'_, '_>, key: &'static str) -> &mut Problem {
        let problem = Problem::in_text(Span::default(), key).inside(nearest_id(node), self.span(node));
        self.problems.push(problem);
        self.problems.last_mut().expect("a problem was just noted")
    }

    /// Where an element stands.
    fn span(&self, node: Node<'_, '_>) -> Span {
        self.span_of(node, node.range().start, node.range().end)
    }

    /// A stretch of the file of an element.
    fn span_of(&self, node: Node<'_, '_>, start: usize, end: usize) -> Span {
        let text = node.document().input_text();
        let lines = self.lines.iter().find(|lines| lines.is_of(text));
        lines.map_or_else(|| Span::of(text, start, end), |lines| lines.span(start, end))
    }

    /// Notes the problems of an expression that stands in an element.
    fn note_all(&mut self, node: Node<'_, '_>, problems: Vec<Problem>) {
        let range = node.children().find(Node::is_text).unwrap_or(node).range();
        let written = &node.document().input_text()[range.clone()];
        let marker = if written.starts_with(CDATA) { CDATA.len() } else { 0 };
        let outer = self.span_of(node, range.start + marker, range.end);
        let id = nearest_id(node);
        self.problems.extend(problems.into_iter().map(|problem| problem.inside(id, outer)));
    }

    fn expression(&mut self, text_node: Node<'_, '_>, names: &Names) -> Option<Expression> {
        match Expression::parse(&text_of(text_node), names) {
            Ok(expression) => Some(expression),
            Err(problems) => {
                self.note_all(text_node, problems);
                // Only names were wrong: the rest can be looked at with these null.
                Expression::parse(&text_of(text_node), &names.clone().open()).ok()
            }
        }
    }

    fn unary_tests(&mut self, text_node: Node<'_, '_>, names: &Names, input: &Type) -> Option<UnaryTests> {
        let text = text_of(text_node);
        // An empty cell means the same as a dash.
        let text = if text.trim().is_empty() { "-".to_owned() } else { text };
        match UnaryTests::parse(&text, names, input) {
            Ok(tests) => Some(tests),
            Err(problems) => {
                self.note_all(text_node, problems);
                None
            }
        }
    }
}

/// The child elements of DMN with this name.
fn children<'a, 'x>(node: Node<'a, 'x>, name: &str) -> impl Iterator<Item = Node<'a, 'x>> {
    elements(node).filter(move |child| child.tag_name().name() == name)
}

/// The first child element of DMN with this name.
fn child<'a, 'x>(node: Node<'a, 'x>, name: &str) -> Option<Node<'a, 'x>> {
    children(node, name).next()
}

/// The child elements that belong to DMN and not to an extension.
fn elements<'a, 'x>(node: Node<'a, 'x>) -> impl Iterator<Item = Node<'a, 'x>> {
    node.children().filter(|child| {
        child.is_element() && child.tag_name().namespace().is_some_and(|uri| MODEL_NAMESPACES.contains(&uri))
    })
}

/// All text inside an element.
fn text_of(node: Node<'_, '_>) -> String {
    node.children().filter(Node::is_text).filter_map(|text| text.text()).collect()
}

/// The id of the element, or of the nearest one around it.
fn nearest_id<'a>(node: Node<'a, '_>) -> &'a str {
    node.ancestors().find_map(|node| node.attribute("id")).unwrap_or("")
}

/// A name as it stands in an attribute, white space put in order.
fn tidy_name(name: &str) -> Arc<str> {
    name.split_whitespace().collect::<Vec<_>>().join(" ").into()
}
