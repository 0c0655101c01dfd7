//! The letter on screen: from Typst's HTML document to a fragment that stands inside a page of ours. Only what carries
//! meaning is let through, from a list; a template cannot bring scripts, styles, frames or addresses of its own. How it
//! looks is the style sheet's business.

use typst_html::{HtmlAttrs, HtmlDocument, HtmlElement, HtmlNode, HtmlTag};

/// Elements that are written as they are.
const ELEMENTS: [&str; 30] = [
    "p",
    "h2",
    "h3",
    "h4",
    "ol",
    "ul",
    "li",
    "dl",
    "dt",
    "dd",
    "table",
    "thead",
    "tbody",
    "tfoot",
    "tr",
    "th",
    "td",
    "strong",
    "em",
    "b",
    "i",
    "br",
    "hr",
    "sub",
    "sup",
    "div",
    "blockquote",
    "figure",
    "figcaption",
    "img",
];
/// Elements that have neither content nor an end.
const EMPTY: [&str; 3] = ["br", "hr", "img"];
/// Elements that vanish with all that is in them.
const SILENT: [&str; 10] =
    ["head", "script", "style", "title", "template", "iframe", "object", "embed", "noscript", "svg"];
/// Parts of the letterhead that the style sheet knows.
const CLASSES: [&str; 6] =
    ["letter-head", "letter-sender", "letter-recipient", "letter-pairs", "letter-notable", "letter-foot"];
/// Images stand in the letter itself, drawn in lines; a browser runs no script in an image.
const IMAGE: &str = "data:image/svg+xml;base64,";

/// The fragment, without the title: the page around it carries that as its heading.
pub(crate) fn fragment(document: &HtmlDocument) -> String {
    let mut html = String::new();
    write(document.root(), &mut html);
    html
}

fn write(element: &HtmlElement, html: &mut String) {
    let resolved = element.tag.resolve();
    let name = resolved.as_str();
    if SILENT.contains(&name) {
        return;
    }
    if !ELEMENTS.contains(&name) {
        return children(element, html);
    }
    if name == "img" && source(&element.attrs).is_none() {
        return;
    }
    let start = html.len();
    html.push('<');
    html.push_str(name);
    attributes(element.tag, &element.attrs, html);
    html.push('>');
    if !EMPTY.contains(&name) {
        let content = html.len();
        children(element, html);
        if name == "p" && html[content..].trim().is_empty() {
            return html.truncate(start);
        }
        html.push_str("</");
        html.push_str(name);
        html.push('>');
        if ["p", "li", "tr", "h2", "h3", "h4", "div", "dl", "ol", "ul", "table"].contains(&name) {
            html.push('\n');
        }
    }
}

fn children(element: &HtmlElement, html: &mut String) {
    for child in &element.children {
        match child {
            HtmlNode::Text(text, _) => escape(text, html),
            HtmlNode::Element(element) => write(element, html),
            HtmlNode::Tag(_) | HtmlNode::Frame(_) => {}
        }
    }
}

fn attributes(tag: HtmlTag, attrs: &HtmlAttrs, html: &mut String) {
    let tag = tag.resolve();
    let tag = tag.as_str();
    if tag == "th" {
        html.push_str(" scope=\"col\"");
    }
    for (name, value) in &attrs.0 {
        let name = name.resolve();
        let fits = match (tag, name.as_str()) {
            ("div" | "dl", "class") => CLASSES.contains(&value.as_str()),
            ("ol", "start") | ("li", "value") | ("td" | "th", "colspan" | "rowspan") => {
                !value.is_empty() && value.bytes().all(|sign| sign.is_ascii_digit())
            }
            ("img", "src") => value.starts_with(IMAGE),
            ("img", "alt") => true,
            _ => false,
        };
        if fits {
            html.push(' ');
            html.push_str(name.as_str());
            html.push_str("=\"");
            escape(value, html);
            html.push('"');
        }
    }
}

fn source(attrs: &HtmlAttrs) -> Option<&str> {
    attrs.get(typst_html::attr::src).map(|source| source.as_str()).filter(|source| source.starts_with(IMAGE))
}

fn escape(text: &str, html: &mut String) {
    for sign in text.chars() {
        match sign {
            '&' => html.push_str("&amp;"),
            '<' => html.push_str("&lt;"),
            '>' => html.push_str("&gt;"),
            '"' => html.push_str("&quot;"),
            other => html.push(other),
        }
    }
}
