//! Number and code open the status of a case.

use crate::{guest, places};
use askama::Template;
use axum::extract::{Path, Query, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use casework::Refusal;
use kit::{Failure, Page, Submitted, Visitor, Web, Words};
use serde::Deserialize;

/// What the address may already say.
#[derive(Debug, Default, Deserialize)]
pub(crate) struct Known {
    #[serde(default)]
    nummer: String,
}

/// `GET /{slug}/vorgang`.
pub(crate) async fn show(
    State(web): State<Web>,
    Path(slug): Path<String>,
    Query(known): Query<Known>,
    visitor: Visitor,
) -> Result<Response, Failure> {
    let town = web.town(&slug).await?;
    let words = web.frame.words(visitor.language);
    let page = StatusFormPage { words, slug, number: known.nummer, problem: None };
    Ok(web.page(guest::shell(visitor, &town), &page))
}

/// `POST /{slug}/vorgang`. The code never stands in an address.
pub(crate) async fn open(
    State(web): State<Web>,
    Path(slug): Path<String>,
    visitor: Visitor,
    form: Submitted,
) -> Result<Response, Failure> {
    let town = web.town(&slug).await?;
    let number = form.get("number").trim().to_owned();
    match web.casework.open_status(&town, &number, form.get("code").trim(), &visitor.address).await {
        Ok(opened) => {
            let to = Redirect::to(&places::status(&slug, &opened.number));
            Ok((guest::remember_case(&web, &opened.session), to).into_response())
        }
        Err(refusal) => {
            let words = web.frame.words(visitor.language);
            let problem = Some(said(&words, refusal)?);
            let page = StatusFormPage { words, slug, number, problem };
            let shown = web.page(guest::shell(visitor, &town), &page);
            Ok((StatusCode::FORBIDDEN, shown).into_response())
        }
    }
}

/// What the person can do about it.
fn said(words: &Words, refusal: Refusal) -> Result<String, Failure> {
    match refusal {
        Refusal::NotFound => Ok(words.of("portal-status-unknown")),
        Refusal::Throttled { until } => {
            Ok(words.fill("portal-status-wait", &[("time", kit::time_of_day(until))]))
        }
        other => Err(other.into()),
    }
}

#[derive(Template)]
#[template(path = "status_form.html")]
pub(crate) struct StatusFormPage {
    words: Words,
    slug: String,
    number: String,
    problem: Option<String>,
}

impl Page for StatusFormPage {
    fn title(&self) -> String {
        let title = self.words.of("portal-status-form-title");
        match self.problem {
            Some(_) => self.words.fill("kit-error-prefix", &[("title", title)]),
            None => title,
        }
    }

    fn samples(words: &Words) -> Vec<Self> {
        let page = |problem| StatusFormPage {
            words: words.clone(),
            slug: "musterstadt".into(),
            number: "2026-00042".into(),
            problem,
        };
        vec![page(None), page(Some(words.of("portal-status-unknown")))]
    }
}
