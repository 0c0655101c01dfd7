//! The answers of a draft while a person walks through the pages: which page an answer belongs to, what a sent page
//! replaces, groups added and taken out.

use crate::definition::{Access, Body, Form, Growth, List, Page, Part};
use crate::filled::Filled;
use crate::raw::{RawAnswers, without_numbers};
use feel::Environment;
use std::collections::BTreeSet;

impl Form {
    /// The answers after a page was sent. What the browser sent replaces the answers of that page; a question that was
    /// hidden keeps its old answer, so that nothing typed is lost; names the page does not know are ignored.
    pub fn with_page(
        &self,
        page_index: usize,
        old: &RawAnswers,
        sent: &RawAnswers,
        environment: &Environment,
    ) -> RawAnswers {
        let Some(page) = self.pages.get(page_index) else { return old.clone() };
        let sent = self.with_fixed(sent, old);
        let mut merged = old.clone();
        merged.0.retain(|path, _| !self.owns(page_index, path));
        let known = sent.0.iter().filter(|(path, _)| self.owns(page_index, path));
        merged.0.extend(known.map(|(path, typed)| (path.clone(), typed.clone())));
        let mut hidden = BTreeSet::new();
        for raw in [old, &merged] {
            collect_hidden(&Filled::new(self, raw, environment), page, &mut hidden);
        }
        for path in hidden {
            if let (false, Some(typed)) = (merged.0.contains_key(&path), old.0.get(&path)) {
                merged.0.insert(path, typed.clone());
            }
        }
        merged
    }

    /// The answers that were sent, with those nobody may change taken from what is known: whatever a browser sends for a
    /// read-only question does not count.
    pub fn with_fixed(&self, sent: &RawAnswers, known: &RawAnswers) -> RawAnswers {
        let is_fixed = |path: &str| {
            let pattern = without_numbers(path);
            self.pages.iter().any(|page| is_read_only(&page.parts, "", &pattern))
        };
        let mut answers = sent.clone();
        answers.0.retain(|path, _| !is_fixed(path));
        let fixed = known.0.iter().filter(|(path, _)| is_fixed(path));
        answers.0.extend(fixed.map(|(path, typed)| (path.clone(), typed.clone())));
        answers
    }

    /// The answers with one more, empty group in the list; unchanged when the list is unknown or full.
    pub fn with_group(&self, raw: &RawAnswers, list_path: &str) -> RawAnswers {
        let mut grown = raw.clone();
        let Some(list) = self.list(list_path).filter(|list| list.growth == Growth::Free) else {
            return grown;
        };
        let mut numbers = grown.item_numbers(list_path, list.max_items);
        while numbers.len() < list.max_items.min(list.initial) {
            numbers.push(numbers.last().map_or(0, |last| last + 1));
        }
        if numbers.len() < list.max_items {
            numbers.push(numbers.last().map_or(0, |last| last + 1));
        }
        numbers.iter().for_each(|number| {
            grown.0.entry(format!("{list_path}[{number}]")).or_insert_with(|| vec![String::new()]);
        });
        grown
    }

    /// The answers without the group that has this number in its path.
    pub fn without_group(&self, raw: &RawAnswers, list_path: &str, path_number: u32) -> RawAnswers {
        let mut shrunk = raw.clone();
        if self.list(list_path).is_some_and(|list| list.growth == Growth::Free) {
            shrunk.remove_below(&format!("{list_path}[{path_number}]"));
        }
        shrunk
    }

    /// Whether the path is one of an answer of this form, or of a group of a list.
    pub fn knows(&self, path: &str) -> bool {
        (0..self.pages.len()).any(|index| self.owns(index, path))
    }

    /// Whether an answer path belongs to this page.
    pub(crate) fn owns(&self, page_index: usize, path: &str) -> bool {
        let pattern = without_numbers(path);
        self.pages.get(page_index).is_some_and(|page| knows(&page.parts, "", &pattern))
    }

    fn list(&self, list_path: &str) -> Option<&List> {
        let pattern = without_numbers(list_path);
        self.pages.iter().find_map(|page| find_list(&page.parts, "", &pattern))
    }
}

fn knows(parts: &[Part], prefix: &str, pattern: &str) -> bool {
    parts.iter().any(|part| match &part.body {
        Body::Field(field) => pattern.strip_prefix(prefix) == Some(field.path.as_str()),
        Body::Group { parts, .. } => knows(parts, prefix, pattern),
        Body::List(list) => {
            let own = format!("{prefix}{}", list.path);
            let is_list = pattern.strip_prefix(&own).is_some_and(|rest| rest.is_empty() || rest == "[]");
            is_list || knows(&list.parts, &format!("{own}[]."), pattern)
        }
        Body::Text { .. } | Body::Separator | Body::Spacer => false,
    })
}

fn is_read_only(parts: &[Part], prefix: &str, pattern: &str) -> bool {
    parts.iter().any(|part| match &part.body {
        Body::Field(field) => {
            field.access == Access::ReadOnly && pattern.strip_prefix(prefix) == Some(field.path.as_str())
        }
        Body::Group { parts, .. } => is_read_only(parts, prefix, pattern),
        Body::List(list) => is_read_only(&list.parts, &format!("{prefix}{}[].", list.path), pattern),
        Body::Text { .. } | Body::Separator | Body::Spacer => false,
    })
}

fn find_list<'a>(parts: &'a [Part], prefix: &str, pattern: &str) -> Option<&'a List> {
    parts.iter().find_map(|part| match &part.body {
        Body::Group { parts, .. } => find_list(parts, prefix, pattern),
        Body::List(list) => {
            let own = format!("{prefix}{}", list.path);
            if own == pattern { Some(list) } else { find_list(&list.parts, &format!("{own}[]."), pattern) }
        }
        Body::Field(_) | Body::Text { .. } | Body::Separator | Body::Spacer => None,
    })
}

/// Paths of the answers on this page that nobody sees now.
fn collect_hidden(filled: &Filled<'_>, page: &Page, hidden: &mut BTreeSet<String>) {
    let seen = if filled.is_page_visible(page) { Seen::Yes } else { Seen::No };
    collect_hidden_parts(filled, "", &page.parts, seen, hidden);
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Seen {
    Yes,
    No,
}

fn collect_hidden_parts(
    filled: &Filled<'_>,
    scope: &str,
    parts: &[Part],
    seen: Seen,
    hidden: &mut BTreeSet<String>,
) {
    for part in parts {
        let seen = if seen == Seen::Yes && filled.is_visible(scope, part) { Seen::Yes } else { Seen::No };
        match &part.body {
            Body::Field(field) if seen == Seen::No => {
                hidden.insert(format!("{scope}{}", field.path));
            }
            Body::Group { parts, .. } => collect_hidden_parts(filled, scope, parts, seen, hidden),
            Body::List(list) => {
                let path = format!("{scope}{}", list.path);
                for number in filled.items(&path, list) {
                    let group = format!("{path}[{number}]");
                    collect_hidden_parts(filled, &format!("{group}."), &list.parts, seen, hidden);
                    if seen == Seen::No {
                        hidden.insert(group);
                    }
                }
            }
            Body::Field(_) | Body::Text { .. } | Body::Separator | Body::Spacer => {}
        }
    }
}
