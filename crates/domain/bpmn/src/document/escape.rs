//! What XML can hold, and how it is written.

use super::Unchangeable;

/// A value as it stands between double or single quotes.
pub(super) fn attribute(value: &str) -> Result<String, Unchangeable> {
    let mut out = String::with_capacity(value.len());
    for character in value.chars() {
        match character {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&apos;"),
            // A reader would turn them into spaces otherwise (XML 1.0 §3.3.3).
            '\n' => out.push_str("&#10;"),
            '\r' => out.push_str("&#13;"),
            '\t' => out.push_str("&#9;"),
            '\0'..'\u{20}' | '\u{FFFE}' | '\u{FFFF}' => {
                return Err(Unchangeable::Character(u32::from(character)));
            }
            other => out.push(other),
        }
    }
    Ok(out)
}

/// Names of attributes and elements: a letter or `_`, then letters, digits, `_`, `-` or `.`.
pub(super) fn check_name(name: &str) -> Result<(), Unchangeable> {
    let mut characters = name.chars();
    let begins = characters.next().is_some_and(|first| first.is_ascii_alphabetic() || first == '_');
    let goes_on = characters.all(|rest| rest.is_ascii_alphanumeric() || matches!(rest, '_' | '-' | '.'));
    let is_declaration = name == "xmlns";
    if begins && goes_on && !is_declaration { Ok(()) } else { Err(Unchangeable::Name(name.to_owned())) }
}
