//! Phrases: what a process says in German of a case or a payment (`Hund Bello`, `Hundesteuer 2026`), and how the pages of
//! another language say it. They stand among the texts as `phrase.<name>`; whether they fit is decided in `check`.

use crate::release::Release;
use std::borrow::Cow;
use std::collections::BTreeMap;
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
    let (mut found, mut rest) = (Vec::new(), text);
    while let Some(start) = rest.find('{') {
        let Some(length) = rest[start..].find('}') else { break };
        let (placeholder, behind) = rest[start..].split_at(length + 1);
        found.push(placeholder);
        rest = behind;
    }
    found
}

/// What stands in the place of each `{…}` of a pattern; `None` when the pattern says something else.
fn values_in<'a>(pattern: &'a str, said: &'a str) -> Option<Vec<(&'a str, &'a str)>> {
    let (before, mut pieces) = pieces(pattern);
    let mut said = said.strip_prefix(before)?;
    let Some((last_name, last_words)) = pieces.pop() else { return said.is_empty().then(Vec::new) };
    let mut values = Vec::new();
    for (name, words) in pieces {
        let end = said.find(words).filter(|end| *end > 0)?;
        values.push((name, &said[..end]));
        said = &said[end + words.len()..];
    }
    let last = said.strip_suffix(last_words).filter(|last| !last.is_empty())?;
    values.push((last_name, last));
    Some(values)
}

/// The words before the first `{…}` of a text, and each `{…}` with the words behind it.
fn pieces(text: &str) -> (&str, Vec<(&str, &str)>) {
    let names = placeholders(text);
    let place = |part: &str| part.as_ptr() as usize - text.as_ptr() as usize;
    let ends = names.iter().skip(1).map(|next| place(next)).chain([text.len()]);
    let pieces = names.iter().zip(ends).map(|(name, end)| (*name, &text[place(name) + name.len()..end]));
    (names.first().map_or(text, |first| &text[..place(first)]), pieces.collect())
}

/// How much of a pattern are words of its own.
fn words_of(pattern: &str) -> usize {
    pattern.len() - placeholders(pattern).concat().len()
}

/// A text with its `{…}` filled in; what is filled in is not looked at again.
fn filled(text: &str, values: &[(&str, &str)]) -> String {
    let (before, pieces) = pieces(text);
    let values: BTreeMap<&str, &str> = values.iter().copied().collect();
    let value = |name: &str| values.get(name).map(|value| (*value).to_owned()).unwrap_or(name.to_owned());
    let told = pieces.into_iter().map(|(name, words)| value(name) + words);
    std::iter::once(before.to_owned()).chain(told).collect()
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
            ("{a} für {b}", "Ada für {a}", "{a} for {b}", Some("Ada for {a}")),
            ("{a}{b}", "ab", "{b}{a}", None),
        ];
        for (pattern, said, english, expected) in told {
            let told = values_in(pattern, said).map(|values| filled(english, &values));
            assert_eq!(told.as_deref(), expected, "{pattern} in {said}");
        }
    }
}
