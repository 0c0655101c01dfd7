//! Answers as people typed them: paths and strings, as an HTML form sends them. What they mean is decided in `input`.

use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

/// Path (`dog.name`, `dogs[0].name`) → what was typed; a group of a list is also named by its own path (`dogs[0]`), so
/// that a group without any answer is still there.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(transparent)]
pub struct RawAnswers(pub BTreeMap<String, Vec<String>>);

impl RawAnswers {
    /// What was typed under this path; nothing when the browser sent nothing.
    pub fn get(&self, path: &str) -> &[String] {
        self.0.get(path).map(Vec::as_slice).unwrap_or_default()
    }

    /// Adds one value under a path, after those already there.
    pub fn push(&mut self, path: impl Into<String>, value: impl Into<String>) {
        self.0.entry(path.into()).or_default().push(value.into());
    }

    /// Numbers of the groups that a list has, in order, at most `most + 1` of them.
    pub(crate) fn item_numbers(&self, list_path: &str, most: usize) -> Vec<u32> {
        let prefix = format!("{list_path}[");
        let mut numbers = BTreeSet::new();
        for path in self.0.range(prefix.clone()..).map(|(path, _)| path) {
            let Some(rest) = path.strip_prefix(&prefix) else { break };
            if let Some(number) = item_number(rest) {
                numbers.insert(number);
            }
            if numbers.len() > most {
                break;
            }
        }
        numbers.into_iter().collect()
    }

    /// Paths below this list path, those of its groups included.
    pub(crate) fn below<'a>(&'a self, list_path: &str) -> impl Iterator<Item = &'a str> + use<'a> {
        let prefix = format!("{list_path}[");
        let from = self.0.range(prefix.clone()..).map(|(path, _)| path.as_str());
        from.take_while(move |path| path.starts_with(&prefix))
    }

    /// Whether the list has any group.
    pub(crate) fn has_below(&self, list_path: &str) -> bool {
        self.below(list_path).next().is_some()
    }

    /// Takes out all groups of a list but these.
    pub(crate) fn keep_groups(&mut self, list_path: &str, numbers: &BTreeSet<u32>) {
        let prefix = format!("{list_path}[");
        self.0.retain(|path, _| match path.strip_prefix(&prefix).map(item_number) {
            Some(Some(number)) => numbers.contains(&number),
            Some(None) => false,
            None => true,
        });
    }

    /// Takes out everything below this path, the path itself included.
    pub(crate) fn remove_below(&mut self, path: &str) {
        self.0.retain(|known, _| {
            !known.strip_prefix(path).is_some_and(|rest| rest.is_empty() || rest.starts_with(['.', '[']))
        });
    }
}

impl<P: Into<String>, V: Into<String>> FromIterator<(P, V)> for RawAnswers {
    fn from_iter<I: IntoIterator<Item = (P, V)>>(pairs: I) -> Self {
        let mut raw = Self::default();
        pairs.into_iter().for_each(|(path, value)| raw.push(path, value));
        raw
    }
}

/// The number at the start of `12].name`.
fn item_number(rest: &str) -> Option<u32> {
    let (digits, _) = rest.split_once(']')?;
    let is_plain =
        !digits.is_empty() && digits.len() <= 6 && digits.bytes().all(|byte| byte.is_ascii_digit());
    is_plain.then(|| digits.parse().ok()).flatten()
}

/// The path without the numbers of its groups: `dogs[0].name` becomes `dogs[].name`.
pub(crate) fn without_numbers(path: &str) -> String {
    let mut out = String::with_capacity(path.len());
    let mut in_brackets = false;
    for character in path.chars() {
        in_brackets = in_brackets && character != ']';
        if !in_brackets {
            out.push(character);
        }
        in_brackets = in_brackets || character == '[';
    }
    out
}
