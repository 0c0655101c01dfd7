//! The short texts among stored answers: names, addresses, numbers on plates and chips. Long texts, choices and dates are
//! none.

use crate::definition::{Body, Form, Kind, Lines, Part};
use crate::raw::without_numbers;
use feel::Context;
use std::collections::BTreeSet;

impl Form {
    /// What was typed into fields of one line, in the order of their paths.
    pub fn short_texts(&self, answers: &Context) -> Vec<String> {
        let mut paths = BTreeSet::new();
        self.pages.iter().for_each(|page| one_line("", &page.parts, &mut paths));
        let raw = self.raw_from(answers);
        let short = raw.0.into_iter().filter(|(path, _)| paths.contains(&without_numbers(path)));
        short.flat_map(|(_, texts)| texts).filter(|text| !text.is_empty()).collect()
    }
}

fn one_line(scope: &str, parts: &[Part], paths: &mut BTreeSet<String>) {
    for part in parts {
        match &part.body {
            Body::Field(field) if matches!(field.kind, Kind::Text { lines: Lines::One, .. }) => {
                paths.insert(format!("{scope}{}", field.path));
            }
            Body::Group { parts, .. } => one_line(scope, parts, paths),
            Body::List(list) => one_line(&format!("{scope}{}[].", list.path), &list.parts, paths),
            Body::Field(_) | Body::Text { .. } | Body::Separator | Body::Spacer => {}
        }
    }
}
