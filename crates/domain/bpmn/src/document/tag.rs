//! The tags of an element in the text.

use super::Splice;
use roxmltree::Node;

/// Where the start tag of an element ends.
pub(super) enum TagEnd {
    /// Behind the `>`.
    Open(usize),
    /// At the `/` of `/>`.
    Empty(usize),
}

/// The name with its prefix as written.
pub(super) fn qualified_name<'t>(text: &'t str, node: Node<'_, '_>) -> &'t str {
    let tag = &text[node.range().start + 1..];
    tag.split(|c: char| c.is_whitespace() || c == '>' || c == '/').next().unwrap_or("")
}

/// Where the start tag of an element ends; a `>` inside quotes does not end it.
pub(super) fn end(text: &str, node: Node<'_, '_>) -> TagEnd {
    let start = node.range().start;
    let mut quote = None;
    for (offset, byte) in text[start..].bytes().enumerate() {
        match (quote, byte) {
            (None, b'"' | b'\'') => quote = Some(byte),
            (Some(open), close) if open == close => quote = None,
            (None, b'>') if text[..start + offset].ends_with('/') => {
                return TagEnd::Empty(start + offset - 1);
            }
            (None, b'>') => return TagEnd::Open(start + offset + 1),
            _ => {}
        }
    }
    TagEnd::Open(node.range().end)
}

/// How far the line of an element is indented, and by what a child goes further; `None` when the element does not begin
/// its line.
pub(super) fn indent<'t>(text: &'t str, node: Node<'_, '_>) -> Option<(&'t str, &'static str)> {
    let before = &text[..node.range().start];
    let line = before.rfind('\n')? + 1;
    let indent = &before[line..];
    let unit = if indent.contains('\t') { "\t" } else { "  " };
    indent.trim().is_empty().then_some((indent, unit))
}

/// Puts a child into an element, behind `after` or as the first one.
pub(super) fn insert(text: &str, parent: Node<'_, '_>, after: Option<Node<'_, '_>>, child: &str) -> Splice {
    let (outer, unit) =
        indent(text, parent).map_or((String::new(), ""), |(indent, unit)| (format!("\n{indent}"), unit));
    let placed = format!("{outer}{unit}{child}");
    match (after, end(text, parent)) {
        (Some(after), _) => Splice { range: after.range().end..after.range().end, with: placed },
        (None, TagEnd::Open(at)) => Splice { range: at..at, with: placed },
        (None, TagEnd::Empty(at)) => {
            let name = qualified_name(text, parent);
            Splice { range: at..at + 2, with: format!(">{placed}{outer}</{name}>") }
        }
    }
}

/// Takes a child out of its parent, with the white space before it; a parent that holds nothing more becomes an empty
/// tag.
pub(super) fn remove(text: &str, child: Node<'_, '_>) -> Splice {
    let range = child.range();
    let start = text[..range.start].trim_end().len();
    let Some(parent) = child.parent_element() else {
        return Splice { range: start..range.end, with: String::new() };
    };
    let is_only = parent.children().all(|node| node == child || is_blank(node));
    match end(text, parent) {
        TagEnd::Open(open) if is_only => {
            Splice { range: open - 1..parent.range().end, with: "/>".to_owned() }
        }
        _ => Splice { range: start..range.end, with: String::new() },
    }
}

/// White space between elements.
pub(super) fn is_blank(node: Node<'_, '_>) -> bool {
    node.is_text() && node.text().is_none_or(|text| text.trim().is_empty())
}
