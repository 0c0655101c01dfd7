//! Phrases: what a process says in German of a case or a payment (`Hund Bello`, `Hundesteuer 2026`), and how the pages of
//! another language say it. They stand among the texts as `phrase.<name>`; whether they fit is decided in `check`.

use crate::release::Release;
use std::borrow::Cow;
use values::Language;

/// How the keys of phrases begin.
pub(crate) const PREFIX: &str = "phrase.";

impl Release {
    /// What a process said in German, as the pages of a language say it. What no phrase of the package fits stays as it is.
    pub fn phrase<'a>(&self, language: Language, german: &'a str) -> Cow<'a, str> {
        if language == Language::De {
            return Cow::Borrowed(german);
        }
        let phrases = self.texts_below(PREFIX, Language::De);
        let fitting = phrases.filter_map(|(key, pattern)| Some((key, pattern, values_in(pattern, german)?)));
        // `Hund mit Chip` is more than a dog of this name.
        let closest = fitting.max_by_key(|(_, pattern, _)| words_of(pattern));
        let said = closest.and_then(|(key, _, values)| Some(filled(self.text(language, key)?, &values)));
        said.map_or(Cow::Borrowed(german), Cow::Owned)
    }
}

/// The `{…}` of a text.
pub(crate) fn placeholders(text: &str) -> Vec<&str> {
    let ends = |start: usize| text[start..].find('}').map(|length| &text[start..=start + length]);
    text.match_indices('{').filter_map(|(start, _)| ends(start)).collect()
}

/// What stands in the place of each `{…}` of a pattern; `None` when the pattern says something else.
fn values_in<'a>(pattern: &'a str, said: &'a str) -> Option<Vec<(&'a str, &'a str)>> {
    let Some(name) = placeholders(pattern).first().copied() else {
        return (pattern == said).then(Vec::new);
    };
    let (before, after) = pattern.split_once(name)?;
    let said = said.strip_prefix(before)?;
    let next = placeholders(after).first().copied();
    let words = next.map_or(after, |next| &after[..after.find(next).unwrap_or_default()]);
    let end = if next.is_some() { said.find(words)? } else { said.strip_suffix(words)?.len() };
    let mut values = values_in(after, &said[end..])?;
    values.push((name, &said[..end]));
    (end > 0).then_some(values)
}

/// How much of a pattern are words of its own.
fn words_of(pattern: &str) -> usize {
    pattern.len() - placeholders(pattern).concat().len()
}

fn filled(text: &str, values: &[(&str, &str)]) -> String {
    values.iter().fold(text.to_owned(), |text, (name, value)| text.replace(name, value))
}

#[cfg(test)]
mod tests {
    use super::{filled, values_in};

    /// Nobody reads half a sentence in another language: a phrase fits as a whole or not at all.
    #[test]
    fn a_phrase_fits_whole() {
        let told = [
            ("Hund {name}", "Hund Bello", "Dog {name}", Some("Dog Bello")),
            ("Hund {name}", "Hund von {name}", "Dog {name}", Some("Dog von {name}")),
            ("Hund {name}", "Hund ", "Dog {name}", None),
            ("Hund {name}", "Zwei Hunde", "Dog {name}", None),
            ("{count} Hunde", "2 Hunde", "{count} dogs", Some("2 dogs")),
            ("{count} Hunde", "2 Hunde und mehr", "{count} dogs", None),
            ("Gebühr {year} für {name}", "Gebühr 2026 für Ada", "{name}: fee {year}", Some("Ada: fee 2026")),
            ("Hund mit Chip", "Hund mit Chip", "Dog with chip", Some("Dog with chip")),
            ("{a}{b}", "ab", "{b}{a}", None),
        ];
        for (pattern, said, english, expected) in told {
            let told = values_in(pattern, said).map(|values| filled(english, &values));
            assert_eq!(told.as_deref(), expected, "{pattern} in {said}");
        }
    }
}
