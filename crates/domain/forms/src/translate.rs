//! The texts of a form in another language: which there are, and the form with them exchanged.

use crate::definition::{Body, Choice, Field, Form, Kind, Part, Shape};
use crate::markdown;
use values::Language;

/// A text of a form that people read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FormText {
    /// Id of the component it belongs to.
    pub component: String,
    /// `label`, `description`, `why`, `text`, `prefix`, `suffix`, `patternText`, or `option.` with the value of an option.
    pub attribute: String,
    /// The text in the form's language.
    pub text: String,
}

impl Form {
    /// The form in another language. `lookup` gets the id of a component and an attribute (see [`FormText`]); where it
    /// knows nothing, the text stays as it is.
    #[must_use]
    pub fn translated(&self, language: Language, lookup: impl Fn(&str, &str) -> Option<String>) -> Form {
        let mut form = self.clone();
        form.language = language;
        form.visit_texts(&mut |component, attribute, text| {
            if let Some(translated) = lookup(component, attribute) {
                *text = translated;
            }
        });
        form
    }

    /// Every text that can be translated, in the order of the form.
    pub fn texts(&self) -> Vec<FormText> {
        let mut texts = Vec::new();
        self.clone().visit_texts(&mut |component, attribute, text| {
            let (component, attribute, text) = (component.to_owned(), attribute.to_owned(), text.clone());
            texts.push(FormText { component, attribute, text });
        });
        texts
    }

    fn visit_texts(&mut self, visit: &mut dyn FnMut(&str, &str, &mut String)) {
        for page in &mut self.pages {
            if !page.label.is_empty() {
                visit(&page.id, "label", &mut page.label);
            }
            visit_parts(&mut page.parts, visit);
        }
    }
}

fn visit_parts(parts: &mut [Part], visit: &mut dyn FnMut(&str, &str, &mut String)) {
    for part in parts {
        let id = &part.id;
        match &mut part.body {
            Body::Field(field) => visit_field(id, field, visit),
            Body::Group { label, parts } => {
                visit_label(id, label, visit);
                visit_parts(parts, visit);
            }
            Body::List(list) => {
                visit_label(id, &mut list.label, visit);
                visit_parts(&mut list.parts, visit);
            }
            Body::Text { source, blocks, .. } => {
                visit(id, "text", source);
                *blocks = markdown::parse(source);
            }
            Body::Separator | Body::Spacer => {}
        }
    }
}

fn visit_label(id: &str, label: &mut String, visit: &mut dyn FnMut(&str, &str, &mut String)) {
    if !label.is_empty() {
        visit(id, "label", label);
    }
}

fn visit_field(id: &str, field: &mut Field, visit: &mut dyn FnMut(&str, &str, &mut String)) {
    visit(id, "label", &mut field.label);
    let optional = [
        ("description", &mut field.hint),
        ("why", &mut field.why),
        ("prefix", &mut field.prefix),
        ("suffix", &mut field.suffix),
    ];
    for (attribute, text) in optional {
        if let Some(text) = text {
            visit(id, attribute, text);
        }
    }
    match &mut field.kind {
        Kind::Text { shape: Some(Shape::Pattern { says: Some(sentence), .. }), .. } => {
            visit(id, "patternText", sentence);
        }
        Kind::Choice { options, .. } | Kind::Checklist { options } => visit_options(id, options, visit),
        _ => {}
    }
}

fn visit_options(id: &str, options: &mut [Choice], visit: &mut dyn FnMut(&str, &str, &mut String)) {
    for option in options {
        visit(id, &format!("option.{}", option.value), &mut option.label);
    }
}
