//! What is too much in a text of XML, found before a reader takes it up. Nothing is read here.

/// Where the first tag begins that has more attributes than allowed. Readers compare each attribute of a tag with all
/// others of it, so a file of a few hundred kilobytes could otherwise keep one busy for minutes.
pub fn crowded_tag(xml: &str, allowed: usize) -> Option<usize> {
    tags(xml).find(|tag| tag.attributes > allowed).map(|tag| tag.start)
}

/// Where the tag begins at which namespaces would have been compared more often than allowed. Readers make a list of all
/// known ones for each element that declares one, and compare each in it with all others.
pub fn crowded_scope(xml: &str, allowed: usize) -> Option<usize> {
    let (mut around, mut known, mut compared) = (Vec::new(), 0_usize, 0_usize);
    for tag in tags(xml) {
        if tag.text.starts_with("</") {
            known = around.pop().unwrap_or(0);
            continue;
        }
        let inside = known + tag.namespaces;
        if tag.namespaces > 0 {
            compared = compared.saturating_add(inside.saturating_mul(inside));
        }
        if compared > allowed {
            return Some(tag.start);
        }
        if !tag.text.ends_with("/>") {
            around.push(known);
            known = inside;
        }
    }
    None
}

/// A tag of a text.
struct Tag<'x> {
    start: usize,
    text: &'x str,
    attributes: usize,
    /// How many of the attributes declare a namespace.
    namespaces: usize,
}

/// The tags of a text, without what stands in remarks, stretches of plain text and instructions.
fn tags(xml: &str) -> impl Iterator<Item = Tag<'_>> {
    let mut at = 0;
    std::iter::from_fn(move || {
        loop {
            let start = at + xml[at..].find('<')?;
            let rest = &xml[start..];
            match skipped(rest) {
                Some(length) => at = start + length,
                None => {
                    let tag = tag(rest, start);
                    at = start + tag.text.len();
                    return Some(tag);
                }
            }
        }
    })
}

/// How long a remark, a stretch of plain text or an instruction is; `None` for a tag.
fn skipped(rest: &str) -> Option<usize> {
    let ends = [("<!--", "-->"), ("<![CDATA[", "]]>"), ("<?", "?>")];
    let (open, close) = ends.into_iter().find(|(open, _)| rest.starts_with(open))?;
    let inside = rest[open.len()..].find(close);
    Some(inside.map_or(rest.len(), |inside| open.len() + inside + close.len()))
}

/// The tag at the start of a text; attributes are equals signs outside of quotes.
fn tag(rest: &str, start: usize) -> Tag<'_> {
    let mut tag = Tag { start, text: rest, attributes: 0, namespaces: 0 };
    let mut quote = None;
    for (offset, byte) in rest.bytes().enumerate() {
        match (quote, byte) {
            (Some(open), close) if open == close => quote = None,
            (None, b'"' | b'\'') => quote = Some(byte),
            (None, b'=') => {
                tag.attributes += 1;
                let name = rest[..offset].trim_end().rsplit(char::is_whitespace).next();
                tag.namespaces += usize::from(name.is_some_and(|name| name.starts_with("xmlns")));
            }
            (None, b'>') => {
                tag.text = &rest[..=offset];
                return tag;
            }
            _ => {}
        }
    }
    tag
}

#[cfg(test)]
mod tests {
    use super::{crowded_scope, crowded_tag};

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

    /// A model with its namespaces declared where they are used is read; one that declares them by the thousand is not.
    #[test]
    fn namespaces_count_where_they_are_known() {
        let text = "<a xmlns='1' xmlns:b = '2'><c xmlns:d='3'/><c b:xmlns='4'/><c xmlns:e='5'></c></a>";
        assert_eq!(crowded_scope(text, 4 + 9 + 9), None);
        assert_eq!(crowded_scope(text, 4 + 9 + 8), text.find("<c xmlns:e"));
        assert_eq!(crowded_scope("<a xmlns:b='1'/><a xmlns:b='1'/>", 2), None);
    }
}
