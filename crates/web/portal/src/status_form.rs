//! Number and code open the status of a case.

use crate::account::{sign_in, way};
use crate::question::{self, Answers};
use crate::{guest, places};
use askama::Template;
use axum::extract::{Path, Query, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use casework::{Refusal, Town};
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
    let page = StatusFormPage::new(words, slug, known.nummer);
    Ok(web.page(guest::shell(visitor, &town), &page))
}

/// `POST /{slug}/vorgang`. The code never stands in an address. An answer that came along is back at its question.
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
            let (to, cookie) =
                (places::status(&slug, &opened.number), guest::remember_case(&web, &opened.session));
            let reader = guest::reading(&web, visitor, &opened.session);
            match question::typed_before(&web, &to, reader, &way::typed(&form)).await? {
                Some(shown) => Ok((cookie, shown).into_response()),
                None => Ok((cookie, Redirect::to(&to)).into_response()),
            }
        }
        Err(refusal) => {
            let words = web.frame.words(visitor.language);
            let problem = Some(said(&words, refusal)?);
            let page = StatusFormPage { words, slug, number, problem, hidden: form.carried(), notice: None };
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
    notice: Option<String>,
    /// What comes along unseen.
    hidden: Vec<(String, String)>,
}

impl StatusFormPage {
    fn new(words: Words, slug: String, number: String) -> Self {
        Self { words, slug, number, problem: None, notice: None, hidden: Vec::new() }
    }

    /// The form for somebody who has sent something when the case was not open to them any more, which comes along; and as
    /// many files, which do not.
    pub(crate) fn bringing(
        web: &Web,
        (town, number): (Town, String),
        visitor: Visitor,
        (typed, files): (Answers, usize),
    ) -> Response {
        let words = web.frame.words(visitor.language);
        let again = (files > 0).then(|| words.of("portal-session-over-file"));
        let notice =
            std::iter::once(words.of("portal-status-over")).chain(again).collect::<Vec<_>>().join(" ");
        let (notice, hidden) = (Some(notice), sign_in::carried(typed));
        let page = Self { notice, hidden, ..Self::new(words, town.slug.clone(), number) };
        web.page(guest::shell(visitor, &town), &page)
    }
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
        let blank = || Self::new(words.clone(), "musterstadt".into(), "2026-00042".into());
        let refused = Self { problem: Some(words.of("portal-status-unknown")), ..blank() };
        vec![blank(), refused, Self { notice: Some(words.of("portal-status-over")), ..blank() }]
    }
}
