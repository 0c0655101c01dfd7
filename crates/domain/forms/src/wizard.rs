//! The answers of a draft while a person walks through the pages: which page an answer belongs to, what a sent page
//! replaces, groups added and taken out.

use crate::definition::{Access, Body, Field, Form, Growth, Kind, List, Page, Part};
use crate::edit::SentPage;
use crate::filled::Filled;
use crate::raw::{RawAnswers, without_numbers};
use feel::Environment;
use std::collections::BTreeSet;

impl Form {
    /// The answers after a page was sent. What the browser sent replaces the answers of that page; a question that was
    /// hidden keeps its old answer, so that nothing typed is lost; a group that was taken out loses all of its answers,
    /// hidden ones too. Names the page does not know are ignored, and so are groups beyond the first that is too many.
    /// Files come and go by what accompanies the answers, and nobody changes what is only shown or what an identity card
    /// says.
    pub fn with_page(
        &self,
        page_index: usize,
        old: &RawAnswers,
        sent: &SentPage,
        environment: &Environment,
    ) -> RawAnswers {
        let Some(page) = self.pages.get(page_index) else { return old.clone() };
        let answers = &sent.answers;
        let mut merged = old.clone();
        merged.0.retain(|path, _| !self.owns(page_index, path));
        let known =
            answers.0.iter().filter(|(path, _)| self.owns(page_index, path) && !self.is_fixed(path, old));
        merged.0.extend(known.map(|(path, typed)| (path.clone(), typed.clone())));
        bound_groups(&page.parts, "", &mut merged);
        for path in self.unseen(page, old, &merged, environment) {
            if let (false, Some(typed)) = (merged.0.contains_key(&path), old.0.get(&path)) {
                merged.0.insert(path, typed.clone());
            }
        }
        for (path, file) in sent.files.iter().filter(|(path, _)| self.owns(page_index, path)) {
            self.with_file(&mut merged, path, file);
        }
        match &sent.edit {
            Some(edit) => self.edited(&merged, edit),
            None => merged,
        }
    }

    /// Paths of answers that the person did not see when the page was sent, does not see now, or cannot change.
    fn unseen(
        &self,
        page: &Page,
        old: &RawAnswers,
        merged: &RawAnswers,
        environment: &Environment,
    ) -> BTreeSet<String> {
        let before = Filled::new(self, old, environment);
        let after = Filled::new(self, merged, environment);
        let seen = before.is_page_visible(page) && after.is_page_visible(page);
        let mut walk = Unseen { before: &before, after: &after, paths: BTreeSet::new() };
        walk.parts("", &page.parts, if seen { Seen::Yes } else { Seen::No });
        walk.paths
    }

    /// The answers that were sent, with those nobody may change taken from what is known: whatever a browser sends for a
    /// read-only question does not count.
    pub fn with_fixed(&self, sent: &RawAnswers, known: &RawAnswers) -> RawAnswers {
        let is_fixed = |path: &str| self.is_fixed(path, known);
        let mut answers = sent.clone();
        answers.0.retain(|path, _| !is_fixed(path));
        let fixed = known.0.iter().filter(|(path, _)| is_fixed(path));
        answers.0.extend(fixed.map(|(path, typed)| (path.clone(), typed.clone())));
        answers
    }

    /// Whether what a browser sends for this path does not count.
    fn is_fixed(&self, path: &str, known: &RawAnswers) -> bool {
        let pattern = without_numbers(path);
        known.is_verified(path) || self.pages.iter().any(|page| has_fixed(&page.parts, "", &pattern))
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

fn has_fixed(parts: &[Part], prefix: &str, pattern: &str) -> bool {
    parts.iter().any(|part| match &part.body {
        Body::Field(field) => is_fixed(field) && pattern.strip_prefix(prefix) == Some(field.path.as_str()),
        Body::Group { parts, .. } => has_fixed(parts, prefix, pattern),
        Body::List(list) => has_fixed(&list.parts, &format!("{prefix}{}[].", list.path), pattern),
        Body::Text { .. } | Body::Separator | Body::Spacer => false,
    })
}

/// Whether the browser has no say in the answer.
fn is_fixed(field: &Field) -> bool {
    field.access == Access::ReadOnly || matches!(field.kind, Kind::Files { .. })
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

/// Keeps of each list as many groups as are needed to see that they are too many.
fn bound_groups(parts: &[Part], scope: &str, raw: &mut RawAnswers) {
    for part in parts {
        match &part.body {
            Body::Group { parts, .. } => bound_groups(parts, scope, raw),
            Body::List(list) => {
                let path = format!("{scope}{}", list.path);
                let numbers = raw.item_numbers(&path, list.max_items);
                if numbers.len() > list.max_items {
                    raw.keep_groups(&path, &numbers.iter().copied().collect());
                }
                for number in numbers {
                    bound_groups(&list.parts, &format!("{path}[{number}]."), raw);
                }
            }
            Body::Field(_) | Body::Text { .. } | Body::Separator | Body::Spacer => {}
        }
    }
}

/// Collects what a person does not see, before or after a page was sent, and what they see and cannot change.
struct Unseen<'a> {
    before: &'a Filled<'a>,
    after: &'a Filled<'a>,
    paths: BTreeSet<String>,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Seen {
    Yes,
    No,
}

impl Unseen<'_> {
    fn parts(&mut self, scope: &str, parts: &[Part], seen: Seen) {
        for part in parts {
            let both = self.before.is_visible(scope, part) && self.after.is_visible(scope, part);
            let seen = if seen == Seen::Yes && both { Seen::Yes } else { Seen::No };
            match &part.body {
                Body::Field(field) => {
                    let path = format!("{scope}{}", field.path);
                    if seen == Seen::No || is_fixed(field) || self.before.raw.is_verified(&path) {
                        self.paths.insert(path);
                    }
                }
                Body::Group { parts, .. } => self.parts(scope, parts, seen),
                Body::List(list) => self.list(scope, list, seen),
                Body::Text { .. } | Body::Separator | Body::Spacer => {}
            }
        }
    }

    /// A list that was sent was seen: its groups are those that came, and one that did not come was taken out.
    fn list(&mut self, scope: &str, list: &List, seen: Seen) {
        let path = format!("{scope}{}", list.path);
        let was_sent = self.after.raw.has_below(&path);
        if seen == Seen::No && !was_sent {
            let old = self.before.raw.below(&path).map(str::to_owned);
            self.paths.extend(old);
            return;
        }
        for number in self.after.items(&path, list) {
            self.parts(&format!("{path}[{number}]."), &list.parts, Seen::Yes);
        }
    }
}
