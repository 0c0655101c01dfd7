//! What is too much in a text of XML, found before a reader takes it up. Nothing is read here.

/// Where the first tag begins that has more attributes than allowed. Readers compare each attribute of a tag with all
/// others of it, so a file of a few hundred kilobytes could otherwise keep one busy for minutes.
pub fn crowded_tag(xml: &str, allowed: usize) -> Option<usize> {
    let mut at = 0;
    while let Some(found) = xml[at..].find('<') {
        let start = at + found;
        let rest = &xml[start..];
        let (length, attributes) = match skipped(rest) {
            Some(length) => (length, 0),
            None => tag(rest),
        };
        if attributes > allowed {
            return Some(start);
        }
        at = start + length;
    }
    None
}

/// How long a remark, a stretch of plain text or an instruction is; `None` for a tag.
fn skipped(rest: &str) -> Option<usize> {
    let ends = [("<!--", "-->"), ("<![CDATA[", "]]>"), ("<?", "?>")];
    let (open, close) = ends.into_iter().find(|(open, _)| rest.starts_with(open))?;
    let inside = rest[open.len()..].find(close);
    Some(inside.map_or(rest.len(), |inside| open.len() + inside + close.len()))
}

/// How long a tag is, and how many attributes it has: equals signs outside of quotes.
fn tag(rest: &str) -> (usize, usize) {
    let (mut quote, mut attributes) = (None, 0);
    for (offset, byte) in rest.bytes().enumerate() {
        match (quote, byte) {
            (Some(open), close) if open == close => quote = None,
            (None, b'"' | b'\'') => quote = Some(byte),
            (None, b'=') => attributes += 1,
            (None, b'>') => return (offset + 1, attributes),
            _ => {}
        }
    }
    (rest.len(), attributes)
}

#[cfg(test)]
mod tests {
    use super::crowded_tag;

    /// A model whose texts are full of signs is not taken for one that wants to keep the reader busy.
    #[test]
    fn only_attributes_count() {
        let harmless =
            "<?x a=b c=d e=f?><!-- <a = = => --><a b='=>=' c=\"='='\"><![CDATA[<a = = =]]> = = = </a>";
        assert_eq!(crowded_tag(harmless, 2), None);
        assert_eq!(crowded_tag("ä<a/><b c='1' d = '2'\n>", 1), Some(6));
        assert_eq!(crowded_tag("<a b='1' c='2", 1), Some(0));
        assert_eq!(crowded_tag("<!-- <a b='1' c='2'>", 1), None);
    }
}
