//! Extension elements: what they are made of, and their place in the text.

use super::{Splice, Unchangeable, escape, tag};
use crate::read::{BPMN, FACHWERK, ZEEBE};
use roxmltree::Node;
use std::fmt::Write;

/// An extension element with everything inside of it, in one namespace.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Element {
    /// The namespace.
    pub namespace: String,
    /// The name without a prefix.
    pub name: String,
    /// Names and values.
    pub attributes: Vec<(String, String)>,
    /// What is inside; their namespaces are not looked at.
    pub children: Vec<Element>,
}

impl Element {
    /// An element of a namespace without attributes.
    pub fn new(namespace: &str, name: &str) -> Self {
        let (namespace, name) = (namespace.to_owned(), name.to_owned());
        Self { namespace, name, attributes: Vec::new(), children: Vec::new() }
    }

    /// With one more attribute.
    #[must_use]
    pub fn with(mut self, name: &str, value: &str) -> Self {
        self.attributes.push((name.to_owned(), value.to_owned()));
        self
    }

    /// With one more element inside, of the same namespace.
    #[must_use]
    pub fn containing(mut self, child: Element) -> Self {
        self.children.push(child);
        self
    }

    /// Whether XML can hold it.
    pub(super) fn check(&self) -> Result<(), Unchangeable> {
        escape::check_name(&self.name)?;
        escape::attribute(&self.namespace)?;
        for (name, value) in &self.attributes {
            escape::check_name(name)?;
            escape::attribute(value)?;
        }
        self.children.iter().try_for_each(Element::check)
    }

    /// The element as text, on one line.
    fn write(&self, prefix: &str, out: &mut String) {
        let name = if prefix.is_empty() { self.name.clone() } else { format!("{prefix}:{}", self.name) };
        write!(out, "<{name}").expect("writing to a text cannot fail");
        for (name, value) in &self.attributes {
            let value = escape::attribute(value).expect("it was checked before anything is changed");
            write!(out, " {name}=\"{value}\"").expect("writing to a text cannot fail");
        }
        if self.children.is_empty() {
            out.push_str("/>");
            return;
        }
        out.push('>');
        self.children.iter().for_each(|child| child.write(prefix, out));
        write!(out, "</{name}>").expect("writing to a text cannot fail");
    }
}

/// Puts an extension element on a node, in the place of one with the same name.
pub(super) fn set(text: &str, node: Node<'_, '_>, element: &Element) -> Vec<Splice> {
    let holder = holder(node);
    let known = holder.and_then(|holder| found(holder, (&element.namespace, &element.name)));
    // Not where the known one stands: what that declares goes with it.
    let (prefix, declared) = prefix(text, holder.unwrap_or(node), &element.namespace);
    let mut written = String::new();
    element.write(&prefix, &mut written);
    let placed = match (known, holder) {
        (Some(known), _) => Splice { range: known.range(), with: written },
        (None, Some(holder)) => {
            let last = holder.children().rfind(Node::is_element);
            tag::insert(text, holder, last, &written)
        }
        (None, None) => beside_documentation(text, node, &written),
    };
    declared.into_iter().chain([placed]).collect()
}

/// `extensionElements` comes behind the documentation and before everything else (BPMN 2.0, `tBaseElement`).
fn beside_documentation(text: &str, node: Node<'_, '_>, written: &str) -> Splice {
    let name = match tag::qualified_name(text, node).split_once(':') {
        Some((prefix, _)) => format!("{prefix}:extensionElements"),
        None => "extensionElements".to_owned(),
    };
    let inner = tag::indent(text, node).map(|(indent, unit)| (format!("\n{indent}{unit}"), unit));
    let (line, unit) = inner.unwrap_or_default();
    let child = format!("<{name}>{line}{unit}{written}{line}</{name}>");
    let documented = node.children().rfind(|child| child.has_tag_name((BPMN, "documentation")));
    tag::insert(text, node, documented, &child)
}

/// Takes an extension element away, and what held it when nothing is left in there.
pub(super) fn remove(text: &str, node: Node<'_, '_>, name: (&str, &str)) -> Option<Splice> {
    let holder = holder(node)?;
    let known = found(holder, name)?;
    let is_only = holder.children().all(|child| child == known || tag::is_blank(child));
    Some(tag::remove(text, if is_only { holder } else { known }))
}

fn holder<'a, 'i>(node: Node<'a, 'i>) -> Option<Node<'a, 'i>> {
    node.children().find(|child| child.has_tag_name((BPMN, "extensionElements")))
}

fn found<'a, 'i>(holder: Node<'a, 'i>, name: (&str, &str)) -> Option<Node<'a, 'i>> {
    holder.children().find(|child| child.has_tag_name(name))
}

/// The prefix of a namespace at a place; a new one is declared on the outermost element.
fn prefix(text: &str, place: Node<'_, '_>, namespace: &str) -> (String, Option<Splice>) {
    let mut known = place.namespaces().filter(|known| known.uri() == namespace);
    if let Some(known) = known.next() {
        return (known.name().unwrap_or("").to_owned(), None);
    }
    let root = place.document().root_element();
    let wanted = match namespace {
        ZEEBE => "zeebe",
        FACHWERK => "fachwerk",
        _ => "ext",
    };
    let is_taken = |prefix: &String| text.contains(&format!("xmlns:{prefix}="));
    let numbered = (2..).map(|number| format!("{wanted}{number}"));
    let prefix = std::iter::once(wanted.to_owned()).chain(numbered).find(|prefix| !is_taken(prefix));
    let prefix = prefix.unwrap_or_default();
    let at = root.range().start + 1 + tag::qualified_name(text, root).len();
    let uri = escape::attribute(namespace).expect("it was checked before anything is changed");
    let declaration = Splice { range: at..at, with: format!(" xmlns:{prefix}=\"{uri}\"") };
    (prefix, Some(declaration))
}
