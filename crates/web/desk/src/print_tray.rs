//! The print tray: letters to print and post, one line each; the day of posting is entered here.

use crate::clerk::{Clerk, Turned};
use crate::nav::{Area, Nav};
use crate::places;
use askama::Template;
use axum::extract::{Path, Query, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use casework::{PostedLetters, PrintTray, Refusal, TrayLetter};
use kit::{Page, Submitted, Visitor, Web, Words};
use serde::Deserialize;

/// What the address says beside the path.
#[derive(Debug, Default, Deserialize)]
pub(crate) struct Asked {
    /// Something has just been entered.
    #[serde(default)]
    hinweis: String,
}

/// `GET /amt/{slug}/druck`.
pub(crate) async fn show(
    State(web): State<Web>,
    Path(slug): Path<String>,
    Query(asked): Query<Asked>,
    visitor: Visitor,
) -> Result<Response, Turned> {
    let clerk = Clerk::enter(&web, &slug, &visitor).await?;
    let note = (asked.hinweis == "versandt").then_some(Note::Posted);
    page(&web, &clerk, visitor, note).await
}

/// `GET /amt/{slug}/druck/{delivery}`: the letter as PDF.
pub(crate) async fn file(
    State(web): State<Web>,
    Path((slug, delivery)): Path<(String, String)>,
    visitor: Visitor,
) -> Result<Response, Turned> {
    let clerk = Clerk::enter(&web, &slug, &visitor).await?;
    let file = web.casework.tray_file(&clerk.actor, &clerk.town, &delivery).await?;
    Ok(kit::attachment(file))
}

/// `POST /amt/{slug}/druck/{delivery}`: it was posted on the day in the field `tag`.
pub(crate) async fn posted(
    State(web): State<Web>,
    Path((slug, delivery)): Path<(String, String)>,
    visitor: Visitor,
    form: Submitted,
) -> Result<Response, Turned> {
    let clerk = Clerk::enter_with(&web, &slug, &visitor, &form).await?;
    let Ok(day) = form.get("tag").parse() else { return wrong_day(&web, &clerk, visitor).await };
    match web.casework.mark_posted(&clerk.actor, &clerk.town, &delivery, day).await {
        Err(Refusal::Problems(_)) => wrong_day(&web, &clerk, visitor).await,
        Ok(()) | Err(Refusal::Conflict) => {
            Ok(Redirect::to(&format!("{}?hinweis=versandt", places::print_tray(&slug))).into_response())
        }
        Err(other) => Err(other.into()),
    }
}

/// `POST /amt/{slug}/druck`: the letters that are ticked were posted on the day in the field `tag`.
pub(crate) async fn several(
    State(web): State<Web>,
    Path(slug): Path<String>,
    visitor: Visitor,
    form: Submitted,
) -> Result<Response, Turned> {
    let clerk = Clerk::enter_with(&web, &slug, &visitor, &form).await?;
    let Ok(day) = form.get("tag").parse() else { return wrong_day(&web, &clerk, visitor).await };
    let ticked = form.answers().remove("brief").unwrap_or_default();
    let letters = web.casework.mark_several_posted(&clerk.actor, &clerk.town, &ticked, day).await?;
    if ticked.is_empty() {
        return Ok(Redirect::to(&places::print_tray(&slug)).into_response());
    }
    page(&web, &clerk, visitor, Some(Note::Several(letters))).await
}

async fn wrong_day(web: &Web, clerk: &Clerk, visitor: Visitor) -> Result<Response, Turned> {
    let mut response = page(web, clerk, visitor, Some(Note::WrongDay)).await?;
    *response.status_mut() = StatusCode::UNPROCESSABLE_ENTITY;
    Ok(response)
}

async fn page(web: &Web, clerk: &Clerk, visitor: Visitor, note: Option<Note>) -> Result<Response, Turned> {
    let tray = web.casework.print_tray(&clerk.actor, &clerk.town).await?;
    let words = web.frame.words(visitor.language);
    let slug = clerk.town.slug.clone();
    Ok(web.page(clerk.shell(visitor), &PrintTrayPage { words, slug, tray, token: clerk.token(), note }))
}

/// What has just happened.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Note {
    Posted,
    WrongDay,
    Several(PostedLetters),
}

#[derive(Template)]
#[template(path = "print_tray.html")]
pub(crate) struct PrintTrayPage {
    words: Words,
    slug: String,
    tray: PrintTray,
    token: String,
    note: Option<Note>,
}

impl PrintTrayPage {
    fn nav(&self) -> askama::Result<String> {
        Nav::html(&self.words, &self.slug, (Area::Print, ""))
    }

    fn letter(&self, letter: &TrayLetter) -> String {
        places::tray_letter(&self.slug, &letter.delivery)
    }

    fn open(&self, letter: &TrayLetter) -> String {
        self.words.fill("desk-print-open", &[("title", &letter.title)])
    }

    fn since(&self, letter: &TrayLetter) -> String {
        kit::date(letter.since)
    }

    fn tray_place(&self) -> String {
        places::print_tray(&self.slug)
    }

    fn tick_label(&self, letter: &TrayLetter) -> String {
        self.words.fill("desk-print-tick", &[("number", &letter.number)])
    }

    fn counted(&self, key: &str, count: &usize) -> String {
        self.words.fill(key, &[("count", &count.to_string())])
    }

    fn day_label(&self, letter: &TrayLetter) -> String {
        self.words.fill("desk-print-day", &[("number", &letter.number)])
    }
}

impl Page for PrintTrayPage {
    fn title(&self) -> String {
        self.words.of("desk-print-title")
    }

    fn samples(words: &Words) -> Vec<Self> {
        let page = |tray, note| PrintTrayPage {
            words: words.clone(),
            slug: "musterstadt".into(),
            tray,
            token: "0".into(),
            note,
        };
        vec![
            page(crate::sample::print_tray(), None),
            page(crate::sample::print_tray(), Some(Note::WrongDay)),
            page(crate::sample::print_tray(), Some(Note::Several(PostedLetters { posted: 1, refused: 2 }))),
            page(PrintTray { letters: Vec::new(), ..crate::sample::print_tray() }, Some(Note::Posted)),
        ]
    }
}
