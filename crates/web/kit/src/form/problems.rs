//! The list of problems on top of a page: what, and a link to where.

use crate::Words;
use askama::Template;
use forms::{FieldView, ListView, PartView};
use values::Problem;

/// What has to be mended on a page.
#[derive(Debug, Clone, Template)]
#[template(path = "form/problems.html")]
pub struct Problems {
    title: String,
    hint: String,
    entries: Vec<Entry>,
}

#[derive(Debug, Clone)]
struct Entry {
    /// Where the link leads; empty for problems of the whole.
    id: String,
    text: String,
}

impl Problems {
    /// The problems of all fields, from top to bottom.
    pub(crate) fn on(parts: &[PartView], words: &Words) -> Self {
        let mut entries = Vec::new();
        collect(parts, words, &mut entries);
        Self::titled(entries, words)
    }

    /// Problems that have no field on the page.
    pub fn of_whole(problems: &[Problem], words: &Words) -> Self {
        let entry = |problem| Entry { id: String::new(), text: words.problem(problem) };
        Self::titled(problems.iter().map(entry).collect(), words)
    }

    /// Problems of a form that no schema describes: the id of each field, if one is to blame, and what is wrong with it.
    pub fn at_fields(found: Vec<(String, String)>, words: &Words) -> Self {
        Self::titled(found.into_iter().map(|(id, text)| Entry { id, text }).collect(), words)
    }

    fn titled(entries: Vec<Entry>, words: &Words) -> Self {
        let title = words.fill("kit-problems", &[("count", entries.len().to_string())]);
        Self { title, hint: words.of("kit-problems-hint"), entries }
    }

    /// Whether there is nothing to mend.
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    /// As HTML; nothing when there is nothing to mend.
    pub fn html(&self) -> String {
        if self.is_empty() { String::new() } else { super::html(self) }
    }
}

fn collect(parts: &[PartView], words: &Words, entries: &mut Vec<Entry>) {
    for part in parts {
        match part {
            PartView::Field(field) => entries.extend(of_field(field, words)),
            PartView::Group { parts, .. } => collect(parts, words, entries),
            PartView::List(list) => {
                entries.extend(of_list(list, words));
                list.items.iter().for_each(|item| collect(&item.parts, words, entries));
            }
            PartView::Stop { id, problems, .. } => {
                let entry = |problem| Entry { id: id.clone(), text: words.problem(problem) };
                entries.extend(problems.iter().map(entry));
            }
            PartView::Text(_) | PartView::Separator | PartView::Spacer => {}
        }
    }
}

fn of_field(field: &FieldView, words: &Words) -> impl Iterator<Item = Entry> {
    field.problems.iter().map(move |problem| Entry { id: field.id.clone(), text: words.problem(problem) })
}

fn of_list(list: &ListView, words: &Words) -> impl Iterator<Item = Entry> {
    list.problems.iter().map(move |problem| Entry { id: list.path.clone(), text: words.problem(problem) })
}
