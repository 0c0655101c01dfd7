//! What a page of a form shows: fields with names, values and problems, without a word of HTML. How it is drawn is the
//! page kit's business.

use crate::definition::{
    Access, Body, Choice, ChoiceStyle, Field, Form, Growth, Kind, Lines, List, Need, Part, Shape, TextRole,
};
use crate::file::{self, Amount, FileAnswer};
use crate::filled::Filled;
use crate::markdown::Block;
use crate::raw::RawAnswers;
use feel::Environment;
use values::{Place, Problem};

/// A page as it is to be shown.
#[derive(Debug, Clone)]
pub struct PageView {
    /// Position among all pages, from 0.
    pub index: usize,
    /// Number of pages, hidden ones included.
    pub count: usize,
    /// Heading; empty when the page has none.
    pub title: String,
    /// What stands on it, from top to bottom.
    pub parts: Vec<PartView>,
}

/// Something on a page.
#[derive(Debug, Clone)]
pub enum PartView {
    /// A question.
    Field(Box<FieldView>),
    /// Questions under a common heading (which may be empty).
    Group {
        /// Id of the component.
        id: String,
        /// Heading.
        title: String,
        /// What stands in it.
        parts: Vec<PartView>,
    },
    /// Groups that repeat.
    List(ListView),
    /// A text to read.
    Text(Vec<Block>),
    /// A text that says why there is no going on here.
    Stop {
        /// An id fit for HTML.
        id: String,
        /// The text.
        blocks: Vec<Block>,
        /// What to say on top of the page, when somebody tried to go on.
        problems: Vec<Problem>,
    },
    /// A line between parts.
    Separator,
    /// Empty space.
    Spacer,
}

/// A list of groups.
#[derive(Debug, Clone)]
pub struct ListView {
    /// Path of the list, for [`Form::with_group`] and [`Form::without_group`].
    pub path: String,
    /// Heading of each group, to be numbered.
    pub title: String,
    /// The groups.
    pub items: Vec<ItemView>,
    /// Whether one more group may be added.
    pub can_grow: bool,
    /// Whether a group may be taken out.
    pub can_shrink: bool,
    /// What is wrong with the list itself.
    pub problems: Vec<Problem>,
}

/// One group of a list.
#[derive(Debug, Clone)]
pub struct ItemView {
    /// Name of a hidden input that is sent with the group, so that it exists even without an answer.
    pub marker: String,
    /// Number to show, from 1.
    pub number: usize,
    /// The number it has in paths.
    pub path_number: u32,
    /// What stands in it.
    pub parts: Vec<PartView>,
}

/// A question.
#[derive(Debug, Clone)]
pub struct FieldView {
    /// Path of the answer: the `name` of the input.
    pub name: String,
    /// An id fit for HTML, made from the name.
    pub id: String,
    /// What to draw.
    pub control: Control,
    /// Label.
    pub label: String,
    /// Help beneath the label.
    pub hint: Option<String>,
    /// Why the question is asked.
    pub why: Option<String>,
    /// What was typed, or the default. A checkbox that is ticked holds `true`.
    pub value: Vec<String>,
    /// The options, with those chosen marked.
    pub options: Vec<OptionView>,
    /// Whether it must be answered.
    pub required: bool,
    /// Whether it is only shown.
    pub readonly: bool,
    /// Whether it is only shown because an identity card says it.
    pub verified: bool,
    /// What a question about files holds and allows.
    pub upload: Option<UploadView>,
    /// Value of the HTML attribute of this name.
    pub autocomplete: Option<String>,
    /// Value of the HTML attribute of this name.
    pub inputmode: Option<String>,
    /// Characters at most.
    pub max_length: Option<usize>,
    /// Shown before the input.
    pub prefix: Option<String>,
    /// Shown after the input, such as `€`.
    pub suffix: Option<String>,
    /// Whether other parts may appear or vanish when the answer changes.
    pub decides: bool,
    /// What is wrong with the answer.
    pub problems: Vec<Problem>,
}

impl FieldView {
    /// The single value, empty when there is none.
    pub fn first_value(&self) -> &str {
        self.value.first().map_or("", String::as_str)
    }
}

/// What a question about files holds and allows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UploadView {
    /// The files that were added.
    pub files: Vec<FileAnswer>,
    /// Media types that may be added.
    pub accept: Vec<&'static str>,
    /// Bytes of one file at most; nothing when the installation decides.
    pub max_bytes: Option<u64>,
    /// Whether several files may be added.
    pub multiple: bool,
}

/// What kind of input to draw.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Control {
    /// One line of text.
    Text,
    /// A mail address.
    Email,
    /// A telephone number.
    Phone,
    /// Several lines of text.
    TextArea,
    /// A number, typed the German way; no spinner.
    Number,
    /// A date, typed as 24.03.2026.
    Date,
    /// One box to tick.
    Checkbox,
    /// One of several, all visible.
    Radio,
    /// One of several, in a list that opens.
    Select,
    /// Any of several.
    Checklist,
    /// Files.
    Upload,
}

/// An option.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OptionView {
    /// What is sent.
    pub value: String,
    /// What is read.
    pub label: String,
    /// Whether it is chosen.
    pub chosen: bool,
}

impl Form {
    /// What a page shows for these answers. A page that does not exist has nothing on it.
    pub fn show_page(
        &self,
        index: usize,
        raw: &RawAnswers,
        problems: &[Problem],
        environment: &Environment,
    ) -> PageView {
        let filled = Filled::new(self, raw, environment);
        let page = self.pages.get(index);
        let shower = Shower { filled: &filled, problems };
        PageView {
            index,
            count: self.pages.len(),
            title: page.map(|page| page.label.clone()).unwrap_or_default(),
            parts: page.map(|page| shower.parts("", &page.parts)).unwrap_or_default(),
        }
    }

    /// Positions of the pages that are not hidden.
    pub fn visible_pages(&self, raw: &RawAnswers, environment: &Environment) -> Vec<usize> {
        let filled = Filled::new(self, raw, environment);
        let pages = self.pages.iter().enumerate();
        pages.filter(|(_, page)| filled.is_page_visible(page)).map(|(index, _)| index).collect()
    }

    /// The page on which the problem stands, by its answer path.
    pub fn page_of(&self, problem: &Problem) -> Option<usize> {
        let Place::Answer(path) = &problem.place else { return None };
        (0..self.pages.len()).find(|index| self.owns(*index, path))
    }
}

struct Shower<'a> {
    filled: &'a Filled<'a>,
    problems: &'a [Problem],
}

impl Shower<'_> {
    fn parts(&self, scope: &str, parts: &[Part]) -> Vec<PartView> {
        let visible = parts.iter().filter(|part| self.filled.is_visible(scope, part));
        visible.map(|part| self.part(scope, part)).collect()
    }

    fn part(&self, scope: &str, part: &Part) -> PartView {
        match &part.body {
            Body::Field(field) => PartView::Field(Box::new(self.field(scope, field))),
            Body::Group { label, parts } => {
                PartView::Group { id: part.id.clone(), title: label.clone(), parts: self.parts(scope, parts) }
            }
            Body::List(list) => PartView::List(self.list(scope, list)),
            Body::Text { blocks, role: TextRole::Stop, .. } => {
                let id = stop_id(scope, &part.id);
                PartView::Stop { problems: self.problems_at(&id), id, blocks: blocks.clone() }
            }
            Body::Text { blocks, .. } => PartView::Text(blocks.clone()),
            Body::Separator => PartView::Separator,
            Body::Spacer => PartView::Spacer,
        }
    }

    fn list(&self, scope: &str, list: &List) -> ListView {
        let path = format!("{scope}{}", list.path);
        let numbers = self.filled.items(&path, list);
        let items = numbers.iter().enumerate().map(|(position, number)| ItemView {
            marker: format!("{path}[{number}]"),
            number: position + 1,
            path_number: *number,
            parts: self.parts(&format!("{path}[{number}]."), &list.parts),
        });
        ListView {
            title: list.label.clone(),
            items: items.collect(),
            can_grow: list.growth == Growth::Free && numbers.len() < list.max_items,
            can_shrink: list.growth == Growth::Free && numbers.len() > list.initial,
            problems: self.problems_at(&path),
            path,
        }
    }

    fn field(&self, scope: &str, field: &Field) -> FieldView {
        let name = format!("{scope}{}", field.path);
        let value = self.value(&name, field);
        FieldView {
            id: html_id(&name),
            control: control(&field.kind),
            label: field.label.clone(),
            hint: field.hint.clone(),
            why: field.why.clone(),
            options: options(&field.kind).iter().map(|option| option_view(option, &value)).collect(),
            required: field.need == Need::Required,
            readonly: field.access == Access::ReadOnly || self.filled.raw.is_verified(&name),
            verified: self.filled.raw.is_verified(&name),
            upload: self.upload(&name, field),
            autocomplete: field.autocomplete.clone(),
            inputmode: field.inputmode.clone().or_else(|| usual_inputmode(&field.kind).map(str::to_owned)),
            max_length: max_length(&field.kind),
            prefix: field.prefix.clone(),
            suffix: field.suffix.clone(),
            decides: self.decides(scope, field),
            problems: self.problems_at(&name),
            value,
            name,
        }
    }

    /// What was typed; the default only as long as the browser has sent nothing for the question.
    fn value(&self, name: &str, field: &Field) -> Vec<String> {
        match self.filled.raw.0.get(name) {
            Some(typed) => typed.clone(),
            None if matches!(field.kind, Kind::Checkbox | Kind::Checklist { .. })
                && !self.filled.raw.0.is_empty() =>
            {
                Vec::new()
            }
            None => field.initial.clone(),
        }
    }

    fn upload(&self, name: &str, field: &Field) -> Option<UploadView> {
        let Kind::Files { accept, amount, max_bytes } = &field.kind else { return None };
        Some(UploadView {
            files: file::files_at(self.filled, name),
            accept: accept.clone(),
            max_bytes: *max_bytes,
            multiple: *amount == Amount::Many,
        })
    }

    fn decides(&self, scope: &str, field: &Field) -> bool {
        let own = crate::definition::first_name(&field.path);
        let outer = scope.split(['.', '[']).next().unwrap_or_default();
        let deciding = &self.filled.form.deciding;
        deciding.contains(own)
            || (!outer.is_empty() && (deciding.contains(outer) || deciding.contains("this")))
    }

    fn problems_at(&self, path: &str) -> Vec<Problem> {
        let here = |problem: &&Problem| matches!(&problem.place, Place::Answer(at) if at == path);
        self.problems.iter().filter(here).cloned().collect()
    }
}

/// `dogs[0].name` → `dogs-0-name`.
pub(crate) fn html_id(name: &str) -> String {
    name.replace("].", "-").replace(['.', '['], "-").replace(']', "")
}

/// The HTML id of a text that stops.
pub(crate) fn stop_id(scope: &str, part_id: &str) -> String {
    html_id(&format!("{scope}{part_id}"))
}

fn control(kind: &Kind) -> Control {
    match kind {
        Kind::Text { shape: Some(Shape::Email), .. } => Control::Email,
        Kind::Text { shape: Some(Shape::Phone), .. } => Control::Phone,
        Kind::Text { lines: Lines::One, .. } => Control::Text,
        Kind::Text { lines: Lines::Many, .. } => Control::TextArea,
        Kind::Number { .. } => Control::Number,
        Kind::Date { .. } => Control::Date,
        Kind::Checkbox => Control::Checkbox,
        Kind::Choice { style: ChoiceStyle::Radio, .. } => Control::Radio,
        Kind::Choice { style: ChoiceStyle::Select, .. } => Control::Select,
        Kind::Checklist { .. } => Control::Checklist,
        Kind::Files { .. } => Control::Upload,
    }
}

pub(crate) fn options(kind: &Kind) -> &[Choice] {
    match kind {
        Kind::Choice { options, .. } | Kind::Checklist { options } => options,
        _ => &[],
    }
}

fn option_view(option: &Choice, value: &[String]) -> OptionView {
    OptionView {
        value: option.value.clone(),
        label: option.label.clone(),
        chosen: value.contains(&option.value),
    }
}

fn usual_inputmode(kind: &Kind) -> Option<&'static str> {
    match kind {
        Kind::Number { decimal_digits: Some(0), .. } => Some("numeric"),
        Kind::Number { .. } => Some("decimal"),
        Kind::Text { shape: Some(Shape::ChipNumber | Shape::Postcode), .. } => Some("numeric"),
        Kind::Text { shape: Some(Shape::Email), .. } => Some("email"),
        Kind::Text { shape: Some(Shape::Phone), .. } => Some("tel"),
        _ => None,
    }
}

/// Browsers cut off what is longer; texts that may be typed with extra spaces are left alone.
fn max_length(kind: &Kind) -> Option<usize> {
    match kind {
        Kind::Text { max_length, shape: None | Some(Shape::Pattern { .. }), .. } => Some(*max_length),
        _ => None,
    }
}
