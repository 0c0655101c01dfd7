//! Cuts the text into tokens. A word is only its first piece: which pieces make up a name is known to `scope`.

use crate::ast::Stretch;

/// A token with its place.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Token {
    pub(super) kind: TokenKind,
    pub(super) at: Stretch,
}

/// The kinds of token.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum TokenKind {
    /// Digits, as written.
    Number,
    /// A text literal, escapes resolved.
    Text(String),
    /// The first piece of a name, or a keyword.
    Word,
    /// A sign.
    Sign(&'static str),
    /// Something that does not end; the key of what is said about it.
    Open(&'static str),
    /// A character with no meaning here.
    Unknown,
    /// The end of the text.
    End,
}

/// Signs, longer ones first.
pub(super) const SIGNS: [&str; 26] = [
    "**", "..", "<=", ">=", "!=", "->", "(", ")", "[", "]", "{", "}", ",", ":", ".", "+", "-", "*", "/", "<",
    ">", "=", "@", "–", "−", ";",
];

/// Signs that may stand inside names (DMN 1.5 grammar rule 30).
const NAME_SIGNS: [char; 6] = ['.', '/', '-', '\'', '+', '*'];

/// Whether a name may start with the character (DMN 1.5 grammar rule 28).
pub(super) fn starts_name(character: char) -> bool {
    matches!(character, '?' | '_' | 'A'..='Z' | 'a'..='z'
        | '\u{C0}'..='\u{D6}' | '\u{D8}'..='\u{F6}' | '\u{F8}'..='\u{2FF}' | '\u{370}'..='\u{37D}'
        | '\u{37F}'..='\u{1FFF}' | '\u{200C}'..='\u{200D}' | '\u{2070}'..='\u{218F}' | '\u{2C00}'..='\u{2FEF}'
        | '\u{3001}'..='\u{D7FF}' | '\u{F900}'..='\u{FDCF}' | '\u{FDF0}'..='\u{FFFD}' | '\u{10000}'..='\u{EFFFF}')
        && !character.is_whitespace()
}

/// Whether a name may go on with the character (grammar rule 29).
pub(super) fn continues_name(character: char) -> bool {
    starts_name(character)
        || matches!(character, '0'..='9' | '\u{B7}' | '\u{0300}'..='\u{036F}' | '\u{203F}'..='\u{2040}')
}

/// The length in bytes of the piece of a name at the start of the text: a word, a number, or one sign. A comment that does
/// not end is no sign.
pub(super) fn name_piece(text: &str) -> Option<usize> {
    let first = text.chars().next().filter(|_| !text.starts_with("/*"))?;
    if continues_name(first) {
        return Some(word_length(text));
    }
    NAME_SIGNS.contains(&first).then_some(first.len_utf8())
}

/// The length of the word at the start of the text.
pub(super) fn word_length(text: &str) -> usize {
    // `?` names the input; it stands alone, so that `?<5` and `?a` do not run together.
    if text.starts_with('?') {
        return 1;
    }
    text.find(|character| !continues_name(character) || character == '?').unwrap_or(text.len())
}

/// The length of white space and comments at the start of the text, up to a comment that does not end.
pub(super) fn blank_length(text: &str) -> usize {
    let mut rest = text;
    loop {
        let trimmed =
            rest.trim_start_matches(|c: char| c.is_whitespace() || c == '\u{FEFF}' || c == '\u{180E}');
        let skipped = if trimmed.starts_with("//") {
            trimmed.find(['\n', '\r']).unwrap_or(trimmed.len())
        } else if let Some(end) = trimmed.strip_prefix("/*").and_then(|comment| comment.find("*/")) {
            end + 4
        } else {
            return text.len() - trimmed.len();
        };
        rest = &trimmed[skipped..];
    }
}

/// The token that starts at or after `position`.
pub(super) fn token_at(text: &str, position: usize) -> Token {
    let start = position + blank_length(&text[position..]);
    let rest = &text[start..];
    let (kind, length) = match rest.chars().next() {
        None => (TokenKind::End, 0),
        Some('"') => text_literal(rest),
        Some(_) if rest.starts_with("/*") => (TokenKind::Open("feel-open-comment"), rest.len()),
        Some(first) if first.is_ascii_digit() => (TokenKind::Number, number_length(rest)),
        Some('.') if rest[1..].starts_with(|c: char| c.is_ascii_digit()) => {
            (TokenKind::Number, number_length(rest))
        }
        Some(first) if starts_name(first) => (TokenKind::Word, word_length(rest)),
        Some(first) => match SIGNS.iter().find(|sign| rest.starts_with(**sign)) {
            Some(sign) => (TokenKind::Sign(sign), sign.len()),
            None => (TokenKind::Unknown, first.len_utf8()),
        },
    };
    Token { kind, at: Stretch { start: start as u32, end: (start + length) as u32 } }
}

/// `12`, `12.5`, `.5`, `1.5e-7`; the dots of `1..5` are a range.
fn number_length(text: &str) -> usize {
    let digits = |from: usize| text[from..].bytes().take_while(u8::is_ascii_digit).count();
    let mut length = digits(0);
    if text[length..].starts_with('.') && digits(length + 1) > 0 {
        length += 1 + digits(length + 1);
    }
    if text[length..].starts_with(['e', 'E']) {
        let sign = usize::from(text[length + 1..].starts_with(['+', '-']));
        let exponent = digits(length + 1 + sign);
        if exponent > 0 {
            length += 1 + sign + exponent;
        }
    }
    length
}

fn text_literal(text: &str) -> (TokenKind, usize) {
    let mut value = String::new();
    let mut characters = text.char_indices().skip(1);
    while let Some((position, character)) = characters.next() {
        match character {
            '"' => return (TokenKind::Text(value), position + 1),
            '\\' => {
                let (escaped, length) = escape(&text[position..]);
                value.push_str(&escaped);
                for _ in 1..text[position..position + length].chars().count() {
                    characters.next();
                }
            }
            other => value.push(other),
        }
    }
    (TokenKind::Open("feel-open-text"), text.len())
}

/// What an escape means and how long it is; an unknown one means itself.
fn escape(text: &str) -> (String, usize) {
    let second = text[1..].chars().next();
    let simple = match second {
        Some('n') => "\n",
        Some('r') => "\r",
        Some('t') => "\t",
        Some('"') => "\"",
        Some('\'') => "'",
        Some('\\') => "\\",
        Some('u') => return code_point(text, 4),
        Some('U') => return code_point(text, 6),
        _ => return ("\\".to_owned(), 1),
    };
    (simple.to_owned(), 2)
}

/// `\uXXXX`, also as a surrogate pair, or `\UXXXXXX`.
fn code_point(text: &str, digits: usize) -> (String, usize) {
    let unit = |from: usize| {
        let hex = text.get(from + 2..from + 2 + digits)?;
        hex.bytes().all(|byte| byte.is_ascii_hexdigit()).then(|| u32::from_str_radix(hex, 16).ok())?
    };
    let length = digits + 2;
    let Some(first) = unit(0) else { return ("\\".to_owned(), 1) };
    if let Some(character) = char::from_u32(first) {
        return (character.to_string(), length);
    }
    let low = text.get(length..).filter(|rest| rest.starts_with("\\u")).and_then(|_| unit(length));
    let pair = low
        .filter(|low| (0xDC00..0xE000).contains(low) && (0xD800..0xDC00).contains(&first))
        .and_then(|low| char::from_u32(0x1_0000 + ((first - 0xD800) << 10) + (low - 0xDC00)));
    match pair {
        Some(character) => (character.to_string(), 2 * length),
        None => ("\u{FFFD}".to_owned(), length),
    }
}
