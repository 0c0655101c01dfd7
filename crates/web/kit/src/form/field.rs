//! One question.

use super::Blocks;
use crate::Words;
use askama::Template;
use casework::TextBlock;
use forms::{Control, FieldView, OptionView};

#[derive(Template)]
#[template(path = "form/field.html")]
pub(super) struct FieldPart<'a> {
    pub(super) field: &'a FieldView,
    pub(super) words: &'a Words,
    pub(super) blocks: Blocks<'a>,
}

impl FieldPart<'_> {
    fn has_problems(&self) -> bool {
        !self.field.problems.is_empty()
    }

    /// The ids of what explains the field, for `aria-describedby`.
    fn described_by(&self) -> String {
        let id = &self.field.id;
        let hint = self.field.hint.as_ref().map(|_| format!("{id}-hilfe"));
        let problem = self.has_problems().then(|| format!("{id}-fehler"));
        hint.into_iter().chain(problem).collect::<Vec<_>>().join(" ")
    }

    fn is_choice(&self) -> bool {
        matches!(self.field.control, Control::Radio | Control::Checklist)
    }

    fn is_select(&self) -> bool {
        self.field.control == Control::Select
    }

    fn is_checkbox(&self) -> bool {
        self.field.control == Control::Checkbox
    }

    fn is_text_area(&self) -> bool {
        self.field.control == Control::TextArea
    }

    /// What can be inserted here.
    fn offered(&self) -> Vec<&TextBlock> {
        self.blocks.offered.iter().filter(|block| block.field == self.field.name).collect()
    }

    fn insert(&self, block: &TextBlock) -> String {
        self.words.fill("kit-insert-block", &[("title", block.title.as_str())])
    }

    fn has_focus(&self) -> bool {
        self.blocks.inserted_into == Some(self.field.name.as_str())
    }

    fn is_ticked(&self) -> bool {
        self.field.first_value() == "true"
    }

    fn choice_type(&self) -> &'static str {
        if self.field.control == Control::Radio { "radio" } else { "checkbox" }
    }

    /// The first option carries the field's own id, so that the list of problems can lead to it.
    fn option_id(&self, position: &usize) -> String {
        match position {
            0 => self.field.id.clone(),
            later => format!("{}-{later}", self.field.id),
        }
    }

    /// What a field that is only shown says, as text.
    fn shown(&self) -> String {
        let words = match self.field.control {
            Control::Checkbox => self.words.of(if self.is_ticked() { "kit-yes" } else { "kit-no" }),
            Control::Radio | Control::Select | Control::Checklist => {
                self.chosen().map(|option| option.label.as_str()).collect::<Vec<_>>().join(", ")
            }
            _ => self.field.first_value().to_owned(),
        };
        let affixes = [self.field.prefix.as_deref(), Some(&words), self.field.suffix.as_deref()];
        affixes.into_iter().flatten().filter(|part| !part.is_empty()).collect::<Vec<_>>().join("\u{a0}")
    }

    fn chosen(&self) -> impl Iterator<Item = &OptionView> {
        self.field.options.iter().filter(|option| option.chosen)
    }

    fn input_type(&self) -> &'static str {
        match self.field.control {
            Control::Email => "email",
            Control::Phone => "tel",
            _ => "text",
        }
    }

    /// Inputs are about as wide as what belongs in them.
    fn width(&self) -> &'static str {
        match (self.field.control, self.field.autocomplete.as_deref()) {
            (Control::Date, _) => " input--date",
            (Control::Number, _) => " input--number",
            (_, Some("postal-code")) => " input--postcode",
            _ => "",
        }
    }
}
