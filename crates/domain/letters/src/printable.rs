//! Keeps a letter from failing over a character that no embedded font can draw (an emoji in a dog's name): PDF/A forbids
//! missing glyphs, so such a character is shown as an empty box. Text that can be drawn stays as it is.

use serde_json::Value;
use typst::text::Font;

/// Stands for a character that cannot be drawn (WHITE VERTICAL RECTANGLE, part of Fira Sans).
const BOX: char = '\u{25AF}';

/// The value with every text in it, names of keys excepted, made printable.
pub(crate) fn value(value: &Value, fonts: &[Font]) -> Value {
    match value {
        Value::String(content) => Value::String(text(content, fonts)),
        Value::Array(items) => Value::Array(items.iter().map(|item| self::value(item, fonts)).collect()),
        Value::Object(fields) => Value::Object(
            fields.iter().map(|(name, field)| (name.clone(), self::value(field, fonts))).collect(),
        ),
        Value::Null | Value::Bool(_) | Value::Number(_) => value.clone(),
    }
}

/// The text with [`BOX`] in place of each undrawable character and without characters that are never drawn.
pub(crate) fn text(text: &str, fonts: &[Font]) -> String {
    text.replace("\r\n", "\n").chars().filter_map(|character| printable(character, fonts)).collect()
}

fn printable(character: char, fonts: &[Font]) -> Option<char> {
    match character {
        '\n' | '\t' => Some(character),
        invisible if is_invisible(invisible) => None,
        other if is_private(other) => Some(BOX),
        other if fonts.iter().any(|font| font.info().coverage.contains(u32::from(other))) => Some(other),
        _ => Some(BOX),
    }
}

/// Controls, direction marks, joiners, selectors and tags: they would leave marks in the PDF without being drawn, and a
/// direction mark could turn an amount around.
fn is_invisible(character: char) -> bool {
    character.is_control()
        || matches!(character,
            '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2028}' | '\u{2029}' | '\u{2060}'..='\u{206F}'
            | '\u{FE00}'..='\u{FE0F}' | '\u{FEFF}' | '\u{FFF9}'..='\u{FFFB}' | '\u{E0000}'..='\u{E0FFF}')
}

fn is_private(character: char) -> bool {
    matches!(character, '\u{E000}'..='\u{F8FF}' | '\u{F0000}'..='\u{10FFFF}')
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fonts::embedded;

    /// Every name a German register can hold (DIN 91379) is printed letter by letter; an emoji becomes a box, never a
    /// letter that cannot be written.
    #[test]
    fn names_stay_whole() {
        let fonts = embedded();
        let names = "Łukasz Đorđević-Ñúñez, Þóra Ǧ M̂ C̆ K͟h ẞ Ẍ ȷ̌ Ŗ̇ Ọ̄ ʹʺ, Nguyễn Ḥ̣ḩẖ, Σωκράτης, Жанна";
        assert_eq!(text(names, &fonts), names);
        assert_eq!(text("Bello 🐶\u{FE0F}\u{202E}!\r\nWuff\u{7}", &fonts), "Bello ▯!\nWuff");
    }
}
