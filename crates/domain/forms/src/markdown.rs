//! The part of Markdown that a form may use, read into blocks without any HTML: headings, paragraphs, lists, strong,
//! emphasis and links. Tags in the source stay the characters they are; templates escape them like any text.

/// A paragraph, heading or list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Block {
    /// A heading; its level in the source is 1 to 6, the page decides how it is shown.
    Heading(u8, Vec<Inline>),
    /// A paragraph.
    Paragraph(Vec<Inline>),
    /// A list with bullets.
    Bullets(Vec<Vec<Inline>>),
    /// A numbered list.
    Numbers(Vec<Vec<Inline>>),
}

/// A stretch of a line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Inline {
    /// Plain text.
    Text(String),
    /// Important text.
    Strong(String),
    /// Stressed text.
    Emphasis(String),
    /// A link; the address begins with `https:`, `http:`, `mailto:` or `tel:`.
    Link {
        /// What is read.
        text: String,
        /// Where it leads.
        address: String,
    },
}

/// Reads a Markdown text. Every text can be read: what is not understood stays as it was typed.
pub(crate) fn parse(source: &str) -> Vec<Block> {
    let mut blocks = Vec::new();
    let mut paragraph = String::new();
    for line in source.lines().map(str::trim) {
        match Line::of(line) {
            Line::Plain(text) => push_words(&mut paragraph, text),
            other => {
                end_paragraph(&mut paragraph, &mut blocks);
                other.add_to(&mut blocks);
            }
        }
        if line.is_empty() {
            end_paragraph(&mut paragraph, &mut blocks);
        }
    }
    end_paragraph(&mut paragraph, &mut blocks);
    blocks
}

enum Line<'a> {
    Plain(&'a str),
    Heading(u8, &'a str),
    Bullet(&'a str),
    Number(&'a str),
}

impl<'a> Line<'a> {
    fn of(line: &'a str) -> Self {
        let marks = line.bytes().take_while(|byte| *byte == b'#').count();
        let heading = line[marks..].strip_prefix(' ').filter(|_| (1..=6).contains(&marks));
        if let Some(text) = heading {
            return Line::Heading(marks as u8, text.trim());
        }
        if let Some(text) = line.strip_prefix("- ").or_else(|| line.strip_prefix("* ")) {
            return Line::Bullet(text.trim());
        }
        let digits = line.bytes().take_while(u8::is_ascii_digit).count();
        match line[digits..].strip_prefix(". ").filter(|_| digits > 0) {
            Some(text) => Line::Number(text.trim()),
            None => Line::Plain(line),
        }
    }

    fn add_to(self, blocks: &mut Vec<Block>) {
        match (self, blocks.last_mut()) {
            (Line::Bullet(text), Some(Block::Bullets(items)))
            | (Line::Number(text), Some(Block::Numbers(items))) => items.push(inlines(text)),
            (Line::Bullet(text), _) => blocks.push(Block::Bullets(vec![inlines(text)])),
            (Line::Number(text), _) => blocks.push(Block::Numbers(vec![inlines(text)])),
            (Line::Heading(level, text), _) => blocks.push(Block::Heading(level, inlines(text))),
            (Line::Plain(_), _) => {}
        }
    }
}

fn push_words(paragraph: &mut String, text: &str) {
    if !paragraph.is_empty() && !text.is_empty() {
        paragraph.push(' ');
    }
    paragraph.push_str(text);
}

fn end_paragraph(paragraph: &mut String, blocks: &mut Vec<Block>) {
    if !paragraph.is_empty() {
        blocks.push(Block::Paragraph(inlines(paragraph)));
        paragraph.clear();
    }
}

fn inlines(text: &str) -> Vec<Inline> {
    let mut found = Vec::new();
    let mut plain = String::new();
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        if let Some((inline, after)) = marked(rest) {
            if !plain.is_empty() {
                found.push(Inline::Text(std::mem::take(&mut plain)));
            }
            found.push(inline);
            rest = after;
        } else {
            plain.push(first);
            rest = &rest[first.len_utf8()..];
        }
    }
    if !plain.is_empty() {
        found.push(Inline::Text(plain));
    }
    found
}

/// The marked stretch at the start of the text, and what follows it.
fn marked(text: &str) -> Option<(Inline, &str)> {
    if let Some((inner, rest)) = text.strip_prefix("**").and_then(|rest| rest.split_once("**")) {
        return (!inner.is_empty()).then(|| (Inline::Strong(inner.to_owned()), rest));
    }
    if let Some((inner, rest)) = text.strip_prefix('*').and_then(|rest| rest.split_once('*')) {
        let is_marked = !inner.is_empty() && !inner.starts_with(' ');
        return is_marked.then(|| (Inline::Emphasis(inner.to_owned()), rest));
    }
    let (inner, rest) = text.strip_prefix('[')?.split_once("](")?;
    let (address, rest) = rest.split_once(')')?;
    let link = Inline::Link { text: inner.to_owned(), address: address.to_owned() };
    (is_safe(address) && !inner.contains(['[', ']'])).then_some((link, rest))
}

/// Only schemes that cannot run anything in the reader's browser.
fn is_safe(address: &str) -> bool {
    ["https://", "http://", "mailto:", "tel:"].iter().any(|scheme| address.starts_with(scheme))
        && !address.chars().any(|character| character.is_control() || character.is_whitespace())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A designer's text is shown with its structure, and nothing in it can run in a citizen's browser.
    #[test]
    fn structure_is_kept_and_nothing_runs() {
        let source = "## Hinweis\nBitte **alles** lesen:\n- eins <b>\n- [zwei](https://a.de/x)\n\n[x](javascript:alert(1))";
        let text = |text: &str| Inline::Text(text.to_owned());
        let link = Inline::Link { text: "zwei".into(), address: "https://a.de/x".into() };
        let expected = vec![
            Block::Heading(2, vec![text("Hinweis")]),
            Block::Paragraph(vec![text("Bitte "), Inline::Strong("alles".into()), text(" lesen:")]),
            Block::Bullets(vec![vec![text("eins <b>")], vec![link]]),
            Block::Paragraph(vec![text("[x](javascript:alert(1))")]),
        ];
        assert_eq!(parse(source), expected);
    }
}
