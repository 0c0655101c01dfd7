//! What a form consists of once it has been read and found sound. How it is read, checked and shown lives next door.

use crate::file::Amount;
use crate::markdown::Block;
use crate::pattern::Pattern;
use crate::prefill::Source;
use feel::{Expression, Number};
use std::collections::{BTreeMap, BTreeSet};
use values::Language;

/// A form: pages of fields, in one language.
#[derive(Debug, Clone)]
pub struct Form {
    pub(crate) id: String,
    pub(crate) language: Language,
    pub(crate) pages: Vec<Page>,
    /// Names that some condition reads: when such an answer changes, other parts may appear.
    pub(crate) deciding: BTreeSet<String>,
}

/// A page of the wizard: a top-level group of the form.
#[derive(Debug, Clone)]
pub struct Page {
    pub(crate) id: String,
    pub(crate) label: String,
    pub(crate) hide: Option<Expression>,
    pub(crate) parts: Vec<Part>,
}

/// A component on a page.
#[derive(Debug, Clone)]
pub(crate) struct Part {
    pub(crate) id: String,
    /// True means: not shown, and its answers do not count.
    pub(crate) hide: Option<Expression>,
    pub(crate) body: Body,
}

#[derive(Debug, Clone)]
pub(crate) enum Body {
    Field(Box<Field>),
    Group { label: String, parts: Vec<Part> },
    List(List),
    Text { source: String, blocks: Vec<Block>, role: TextRole },
    Separator,
    Spacer,
}

/// What a text between the questions is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum TextRole {
    Information,
    /// It says that there is no going on here; as long as it is shown, there is none.
    Stop,
}

/// A group that can be filled in several times.
#[derive(Debug, Clone)]
pub(crate) struct List {
    /// Path of the list inside its scope.
    pub(crate) path: String,
    pub(crate) label: String,
    /// How many groups stand there before anybody adds one.
    pub(crate) initial: usize,
    pub(crate) max_items: usize,
    pub(crate) growth: Growth,
    pub(crate) parts: Vec<Part>,
}

/// Whether people may add and remove groups.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Growth {
    Fixed,
    Free,
}

/// A question.
#[derive(Debug, Clone)]
pub(crate) struct Field {
    /// Path of the answer inside its scope (the form, or one group of a list), such as `dog.name`.
    pub(crate) path: String,
    pub(crate) label: String,
    pub(crate) hint: Option<String>,
    /// Why the question is asked.
    pub(crate) why: Option<String>,
    pub(crate) need: Need,
    pub(crate) access: Access,
    /// What stands there before anybody types, as typed.
    pub(crate) initial: Vec<String>,
    pub(crate) autocomplete: Option<String>,
    pub(crate) inputmode: Option<String>,
    pub(crate) prefix: Option<String>,
    pub(crate) suffix: Option<String>,
    /// What an account can fill in here.
    pub(crate) prefill: Option<Source>,
    pub(crate) kind: Kind,
}

/// Whether a question must be answered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Need {
    Required,
    Voluntary,
}

/// Whether people may change the answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Access {
    Open,
    /// Shown only; what a browser sends for it is ignored.
    ReadOnly,
}

/// What kind of answer a question takes.
#[derive(Debug, Clone)]
pub(crate) enum Kind {
    Text { lines: Lines, min_length: usize, max_length: usize, shape: Option<Shape> },
    Number { decimal_digits: Option<usize>, min: Option<Number>, max: Option<Number> },
    Date { not_before: Option<Expression>, not_after: Option<Expression> },
    Checkbox,
    Choice { style: ChoiceStyle, options: Vec<Choice> },
    Checklist { options: Vec<Choice> },
    Files { accept: Vec<&'static str>, amount: Amount, max_bytes: Option<u64> },
}

/// Height of a text field.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Lines {
    One,
    Many,
}

/// How one of several options is chosen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum ChoiceStyle {
    Radio,
    Select,
}

/// A format that a text must have.
#[derive(Debug, Clone)]
pub(crate) enum Shape {
    Email,
    Phone,
    Iban,
    /// Fifteen digits of a transponder (ISO 11784).
    ChipNumber,
    /// A German postcode.
    Postcode,
    /// The designer's own expression, with the sentence that explains it.
    Pattern {
        pattern: Pattern,
        says: Option<String>,
    },
}

/// An option.
#[derive(Debug, Clone)]
pub(crate) struct Choice {
    pub(crate) value: String,
    pub(crate) label: String,
}

impl Form {
    /// The id written in the file.
    pub fn id(&self) -> &str {
        &self.id
    }

    /// The language its texts are in.
    pub fn language(&self) -> Language {
        self.language
    }

    /// The pages, in order.
    pub fn pages(&self) -> &[Page] {
        &self.pages
    }

    /// The top-level names that its answers can have.
    pub fn keys(&self) -> BTreeSet<String> {
        let mut keys = BTreeSet::new();
        self.pages.iter().for_each(|page| collect_keys(&page.parts, &mut keys));
        keys
    }
}

impl Form {
    /// The questions outside of lists that take several lines of text: id of the component → path of the answer.
    pub fn text_areas(&self) -> BTreeMap<String, String> {
        let mut found = BTreeMap::new();
        self.pages.iter().for_each(|page| collect_text_areas(&page.parts, &mut found));
        found
    }
}

impl Page {
    /// Id of the group.
    pub fn id(&self) -> &str {
        &self.id
    }

    /// Heading; empty when the form has none for this page.
    pub fn label(&self) -> &str {
        &self.label
    }
}

fn collect_keys(parts: &[Part], keys: &mut BTreeSet<String>) {
    for part in parts {
        match &part.body {
            Body::Field(field) if field.access == Access::Open => {
                keys.insert(first_name(&field.path).to_owned());
            }
            Body::List(list) => {
                keys.insert(first_name(&list.path).to_owned());
            }
            Body::Group { parts, .. } => collect_keys(parts, keys),
            Body::Field(_) | Body::Text { .. } | Body::Separator | Body::Spacer => {}
        }
    }
}

fn collect_text_areas(parts: &[Part], found: &mut BTreeMap<String, String>) {
    for part in parts {
        match &part.body {
            Body::Field(field) if field.access == Access::Open && is_text_area(&field.kind) => {
                found.insert(part.id.clone(), field.path.clone());
            }
            Body::Group { parts, .. } => collect_text_areas(parts, found),
            Body::Field(_) | Body::List(_) | Body::Text { .. } | Body::Separator | Body::Spacer => {}
        }
    }
}

fn is_text_area(kind: &Kind) -> bool {
    matches!(kind, Kind::Text { lines: Lines::Many, shape: None, .. })
}

/// The name before the first dot.
pub(crate) fn first_name(path: &str) -> &str {
    path.split('.').next().unwrap_or(path)
}
