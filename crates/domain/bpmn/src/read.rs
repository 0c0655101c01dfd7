//! From XML to a process definition. All problems of a file are collected; a file with any is not handed on.

mod activities;
mod ad_hoc;
mod body;
mod clocks;
mod codes;
mod compensation;
mod data;
mod events;
mod extensions;
mod gateways;
mod index;
mod lanes;
mod listeners;
mod looping;
mod messages;
mod names;
mod owners;
mod reader;
mod signals;
mod timers;

use crate::definitions::{Definitions, Limits, Process};
use crate::lint;
pub(crate) use body::{Draft, DraftFlow, DraftNode, is_for_compensation};
use index::Index;
pub(crate) use names::{BPMN, FACHWERK, ZEEBE};
use names::{model_children, says};
pub(crate) use reader::{Reader, owner};
use roxmltree::{Document, Error, Node, ParsingOptions};
use values::{Place, Problem, Span, crowded_scope, crowded_tag};

/// Whether tasks must say everything they need to be executed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Completeness {
    /// A file to be published.
    Required,
    /// A file that is tried out.
    Sketch,
    /// A file to be published when it says that it may be executed, else one that is tried out.
    AsMarked,
}

impl Completeness {
    /// What is asked of this file.
    fn of(self, document: &Document<'_>) -> Self {
        let says_so = |process: Node<'_, '_>| says(process, "isExecutable") == Some(true);
        match self {
            Self::AsMarked if model_children(document.root_element()).any(says_so) => Self::Required,
            Self::AsMarked => Self::Sketch,
            known => known,
        }
    }
}

/// Reads a file.
pub(crate) fn file(
    xml: &str,
    limits: Limits,
    completeness: Completeness,
) -> Result<Definitions, Vec<Problem>> {
    let document = tree(xml, limits)?;
    let mut reader = Reader::new(xml, completeness.of(&document));
    let definitions = definitions(&mut reader, &document, limits);
    let mut problems = reader.into_problems();
    if problems.is_empty() {
        return Ok(definitions);
    }
    problems.sort_by_cached_key(|problem| (position(problem), problem.clone()));
    problems.dedup();
    Err(problems)
}

/// The tree of a file, whatever it means.
pub(crate) fn tree(xml: &str, limits: Limits) -> Result<Document<'_>, Vec<Problem>> {
    if xml.len() > limits.bytes {
        let problem = Problem::in_text(Span::of(xml, 0, 0), "bpmn-too-large");
        return Err(vec![problem.with("limit", limits.bytes / 1024)]);
    }
    if let Some(start) = crowded_tag(xml, limits.attributes) {
        let problem = Problem::in_text(Span::of(xml, start, start), "bpmn-too-many-attributes");
        return Err(vec![problem.with("limit", limits.attributes)]);
    }
    if let Some(start) = crowded_scope(xml, limits.namespaces) {
        return Err(vec![Problem::in_text(Span::of(xml, start, start), "bpmn-too-many-namespaces")]);
    }
    let options = ParsingOptions { allow_dtd: false, nodes_limit: limits.nodes, ..ParsingOptions::default() };
    Document::parse_with_options(xml, options).map_err(|error| vec![malformed(xml, &error)])
}

/// Problems are told in the order of the file.
fn position(problem: &Problem) -> (u32, u32) {
    match &problem.place {
        Place::Text { span, .. } => (span.line, span.column),
        Place::Whole | Place::Answer(_) => (0, 0),
    }
}

fn malformed(xml: &str, error: &Error) -> Problem {
    let position = error.pos();
    let span = Span { start: 0, end: 0, line: position.row, column: position.col };
    match error {
        Error::DtdDetected => {
            let start = xml.find("<!DOCTYPE").unwrap_or(0);
            Problem::in_text(Span::of(xml, start, start), "bpmn-doctype")
        }
        Error::NodesLimitReached => Problem::in_text(span, "bpmn-too-many-nodes"),
        Error::NoRootNode | Error::UnclosedRootNode | Error::UnexpectedEndOfStream => {
            Problem::in_text(Span::of(xml, xml.len(), xml.len()), "bpmn-xml-cut")
        }
        Error::UnexpectedCloseTag(missing, found, _) => {
            Problem::in_text(span, "bpmn-xml-tag").with("missing", missing).with("found", found)
        }
        Error::UnknownNamespace(prefix, _) => {
            Problem::in_text(span, "bpmn-xml-prefix").with("prefix", prefix)
        }
        Error::DuplicatedAttribute(name, _) => Problem::in_text(span, "bpmn-xml-twice").with("name", name),
        _ => Problem::in_text(span, "bpmn-xml"),
    }
}

fn definitions<'t>(reader: &mut Reader<'t>, document: &'t Document<'_>, limits: Limits) -> Definitions {
    let root = document.root_element();
    if root.tag_name().namespace() != Some(BPMN) || root.tag_name().name() != "definitions" {
        match root.tag_name().name() {
            "definitions" => {
                let found = root.tag_name().namespace().unwrap_or("");
                reader.report(root, "bpmn-other-namespace", &[("found", found), ("needed", BPMN)]);
            }
            other => reader.report(root, "bpmn-not-bpmn", &[("found", other)]),
        }
        return Definitions { processes: Vec::new() };
    }
    if let Some(deep) = too_deep(root, limits.depth) {
        reader.report(deep, "bpmn-too-deep", &[("limit", &limits.depth.to_string())]);
        return Definitions { processes: Vec::new() };
    }
    reader.expression_language = root.attribute("expressionLanguage").unwrap_or("").to_owned();
    reader.index = Index::of(root);
    lint::duplicate_ids(reader, root);
    lint::without_namespace(reader, root);
    lint::overlooked(reader, root);
    messages::read(reader, root);
    signals::read(reader, root);
    codes::read(reader, root);
    let mut processes = Vec::new();
    for child in model_children(root) {
        match child.tag_name().name() {
            "process" => processes.push(process(reader, child)),
            "choreography" | "globalChoreographyTask" => reader.refuse(child),
            _ => {}
        }
    }
    if processes.is_empty() {
        reader.report(root, "bpmn-no-process", &[]);
    }
    Definitions { processes }
}

fn process(reader: &mut Reader<'_>, node: Node<'_, '_>) -> Process {
    let id = reader.id(node);
    // A sketch is tried out although its author has not yet said that it may be executed.
    let drawing = is_drawing(reader, node) && !reader.is_sketch();
    if !drawing {
        lanes::read(reader, node);
        data::read(reader, node);
    }
    let body = if drawing { None } else { Some(body::read(reader, node)) };
    let clock = if drawing { None } else { clocks::read(reader, node) };
    Process { id, name: reader.name(node), span: reader.span(node), body, clock }
}

fn is_drawing(reader: &mut Reader<'_>, process: Node<'_, '_>) -> bool {
    let says = says(process, "isExecutable");
    if let (None, Some(found)) = (says, process.attribute("isExecutable")) {
        reader.report(process, "bpmn-true-or-false", &[("attribute", "isExecutable"), ("found", found)]);
    }
    says == Some(false)
}

/// The first element that lies deeper than allowed, found without recursion.
fn too_deep<'a, 'i>(root: Node<'a, 'i>, limit: usize) -> Option<Node<'a, 'i>> {
    let mut depth = 1;
    let mut current = root;
    loop {
        if depth > limit {
            return Some(current);
        }
        if let Some(child) = current.first_element_child() {
            current = child;
            depth += 1;
            continue;
        }
        loop {
            if current == root {
                return None;
            }
            if let Some(sibling) = current.next_sibling_element() {
                current = sibling;
                break;
            }
            current = current.parent_element()?;
            depth -= 1;
        }
    }
}
