//! The choices of a form by what is stored of them: `labrador` is read as “Labrador Retriever”.

use crate::definition::{Body, Choice, Form, Part};
use crate::show;

impl Form {
    /// The options of the question whose answer has this last name, as value and label; empty when no question has it or
    /// it offers no choice.
    pub fn choices(&self, name: &str) -> Vec<(&str, &str)> {
        let options = self.pages.iter().find_map(|page| options_in(&page.parts, name)).unwrap_or_default();
        options.iter().map(|option| (option.value.as_str(), option.label.as_str())).collect()
    }
}

fn options_in<'f>(parts: &'f [Part], name: &str) -> Option<&'f [Choice]> {
    parts.iter().find_map(|part| match &part.body {
        Body::Field(field) if field.path.rsplit('.').next() == Some(name) => Some(show::options(&field.kind)),
        Body::Group { parts, .. } => options_in(parts, name),
        Body::List(list) => options_in(&list.parts, name),
        Body::Field(_) | Body::Text { .. } | Body::Separator | Body::Spacer => None,
    })
}
