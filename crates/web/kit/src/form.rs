//! Draws a page of a form as KERN's HTML: label, hint, field, problem beneath; groups, lists, texts. Which fields there are
//! and what is wrong with them was decided by `forms`.

mod block;
mod field;
mod problems;
mod upload;

use crate::Words;
use askama::Template;
use axum::http::HeaderMap;
use axum::response::{Html, IntoResponse, Response};
use block::TextPart;
use casework::TextBlock;
use field::FieldPart;
use forms::{ItemView, ListView, PageView, PartView};
pub use problems::Problems;
use upload::UploadPart;
pub(crate) use upload::facts;
pub use upload::{kind_name, limit};

/// A page of a form, ready to stand inside `<form>`.
#[derive(Debug, Clone)]
pub struct FormPart {
    fields: String,
    problems: Problems,
    follows_answers: bool,
    takes_files: bool,
}

impl FormPart {
    /// Draws a page without files.
    pub fn new(page: &PageView, words: &Words) -> Self {
        Self::drawn(page, &Drawing { words, files: None, blocks: Blocks::default() })
    }

    /// Draws a page whose longer texts can be put together from blocks.
    pub fn with_blocks(page: &PageView, words: &Words, blocks: Blocks<'_>) -> Self {
        Self::drawn(page, &Drawing { words, files: None, blocks })
    }

    /// Draws a page whose files can be looked at.
    pub fn with_files(page: &PageView, words: &Words, files: Files<'_>) -> Self {
        Self::drawn(page, &Drawing { words, files: Some(files), blocks: Blocks::default() })
    }

    fn drawn(page: &PageView, drawing: &Drawing<'_>) -> Self {
        let words = drawing.words;
        Self {
            takes_files: page.parts.iter().any(takes_files),
            fields: draw(&page.parts, drawing),
            problems: Problems::on(&page.parts, words),
            follows_answers: page.parts.iter().any(decides),
        }
    }

    /// The fields as HTML.
    pub fn fields(&self) -> &str {
        &self.fields
    }

    /// What has to be mended, for the top of the page.
    pub fn problems(&self) -> &Problems {
        &self.problems
    }

    /// Whether files can be added.
    pub fn takes_files(&self) -> bool {
        self.takes_files
    }

    /// Whether parts may appear or vanish while the person answers.
    pub fn follows_answers(&self) -> bool {
        self.follows_answers
    }
}

/// Where the files of a form are, and how large they may be.
#[derive(Debug, Clone, Copy)]
pub struct Files<'a> {
    /// Address of the draft; its files lie below it.
    pub base: &'a str,
    /// Bytes of one file at most, whatever the form says.
    pub max_bytes: u64,
}

/// The text blocks of a form, each for one of its fields.
#[derive(Debug, Clone, Copy, Default)]
pub struct Blocks<'a> {
    /// What can be inserted.
    pub offered: &'a [TextBlock],
    /// Name of the field into which one was just inserted; there the person goes on writing.
    pub inserted_into: Option<&'a str>,
}

/// What drawing needs beside the parts.
struct Drawing<'a> {
    words: &'a Words,
    files: Option<Files<'a>>,
    blocks: Blocks<'a>,
}

/// Whether a script asks for nothing but the fields as they are with the answers it sends.
pub fn asks_for_fields(headers: &HeaderMap) -> bool {
    headers.get("x-part").is_some_and(|part| part == "fields")
}

/// Whether a script asks for nothing but what the answers it sends would lead to.
pub fn asks_for_preview(headers: &HeaderMap) -> bool {
    headers.get("x-part").is_some_and(|part| part == "preview")
}

/// The answer to a script that asks for the fields: the blocks, without a page around them.
pub fn fields_alone(parts: impl IntoIterator<Item = FormPart>) -> Response {
    let blocks: String = parts.into_iter().map(|part| part.fields).collect();
    Html(format!("<div data-blocks>{blocks}</div>")).into_response()
}

fn decides(part: &PartView) -> bool {
    match part {
        PartView::Field(field) => field.decides,
        PartView::Group { parts, .. } => parts.iter().any(decides),
        PartView::List(list) => list.items.iter().flat_map(|item| &item.parts).any(decides),
        PartView::Text(_) | PartView::Stop { .. } | PartView::Separator | PartView::Spacer => false,
    }
}

fn takes_files(part: &PartView) -> bool {
    match part {
        PartView::Field(field) => field.upload.is_some(),
        PartView::Group { parts, .. } => parts.iter().any(takes_files),
        PartView::List(list) => list.items.iter().flat_map(|item| &item.parts).any(takes_files),
        PartView::Text(_) | PartView::Stop { .. } | PartView::Separator | PartView::Spacer => false,
    }
}

/// The parts, one block each; a script that exchanges blocks finds them by their `data-block`.
fn draw(parts: &[PartView], drawing: &Drawing<'_>) -> String {
    parts.iter().map(|part| draw_part(part, drawing)).collect()
}

fn draw_part(part: &PartView, drawing: &Drawing<'_>) -> String {
    let words = drawing.words;
    match part {
        PartView::Field(field) => match &field.upload {
            Some(upload) => html(&UploadPart { field, upload, drawing }),
            None => html(&FieldPart { field, words, blocks: drawing.blocks }),
        },
        PartView::Group { id, title, parts } => html(&Group { id, title, inner: draw(parts, drawing) }),
        PartView::List(list) => html(&Repeated { list, words, drawing }),
        PartView::Text(blocks) => html(&TextPart { blocks }),
        PartView::Stop { id, blocks, .. } => {
            let text = html(&TextPart { blocks });
            html(&Stop { id, text, words })
        }
        PartView::Separator => "<hr class=\"rule\" data-block=\"rule\">".to_owned(),
        PartView::Spacer => String::new(),
    }
}

/// Writing into a string cannot fail, and our templates call nothing that could.
fn html(template: &impl Template) -> String {
    template.render().expect("a template writes into a string")
}

#[derive(Template)]
#[template(path = "form/group.html")]
struct Group<'a> {
    id: &'a str,
    title: &'a str,
    inner: String,
}

#[derive(Template)]
#[template(path = "form/stop.html")]
struct Stop<'a> {
    id: &'a str,
    text: String,
    words: &'a Words,
}

#[derive(Template)]
#[template(path = "form/list.html")]
struct Repeated<'a> {
    list: &'a ListView,
    words: &'a Words,
    drawing: &'a Drawing<'a>,
}

impl Repeated<'_> {
    fn heading(&self, item: &ItemView) -> String {
        self.words.fill(
            "kit-numbered",
            &[("label", self.list.title.as_str()), ("number", &item.number.to_string())],
        )
    }

    fn add(&self) -> String {
        self.words.fill("kit-add", &[("label", &self.list.title)])
    }

    fn remove(&self, item: &ItemView) -> String {
        self.words.fill("kit-remove", &[("label", self.heading(item))])
    }

    fn inner(&self, item: &ItemView) -> String {
        draw(&item.parts, self.drawing)
    }
}
