//! Signing in, the first step: login and password.

use crate::{places, second_factor};
use askama::Template;
use axum::extract::{Path, Query, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use casework::Refusal;
use kit::{Audience, Failure, Lifetime, Page, Shell, Submitted, Visitor, Web, Words};
use serde::Deserialize;

/// Where the person wanted to go.
#[derive(Debug, Default, Deserialize)]
pub(crate) struct Wanted {
    #[serde(default)]
    pub(crate) zu: String,
    /// A password has just been chosen.
    #[serde(default)]
    gewaehlt: String,
}

/// `GET /amt/{slug}/anmelden`.
pub(crate) async fn show(
    State(web): State<Web>,
    Path(slug): Path<String>,
    Query(wanted): Query<Wanted>,
    visitor: Visitor,
) -> Result<Response, Failure> {
    let town = web.town(&slug).await?;
    let words = web.frame.words(visitor.language);
    let has_chosen = !wanted.gewaehlt.is_empty();
    let page = SignInPage { words, login: String::new(), wanted: wanted.zu, problem: None, slug, has_chosen };
    Ok(web.page(Shell::plain(Audience::Desk, visitor).in_town((&town).into()), &page))
}

/// `POST /amt/{slug}/anmelden`.
pub(crate) async fn sign_in(
    State(web): State<Web>,
    Path(slug): Path<String>,
    visitor: Visitor,
    form: Submitted,
) -> Result<Response, Failure> {
    let town = web.town(&slug).await?;
    let (login, wanted) = (form.get("login").to_owned(), form.get("zu").to_owned());
    match web.casework.sign_in(&town, &login, form.get("password"), &visitor.address).await {
        Ok(half) => {
            let cookie = web.frame.set_cookie(second_factor::HALF, &half, Lifetime::Browser);
            let next = places::with_way(&places::second_factor(&slug), &way(&slug, &wanted));
            Ok((cookie, Redirect::to(&next)).into_response())
        }
        Err(refusal) => {
            let words = web.frame.words(visitor.language);
            let problem = Some(said(&words, refusal)?);
            let page = SignInPage { words, login, wanted, problem, slug, has_chosen: false };
            let shown = web.page(Shell::plain(Audience::Desk, visitor).in_town((&town).into()), &page);
            Ok((StatusCode::FORBIDDEN, shown).into_response())
        }
    }
}

/// What the person can do about it.
pub(crate) fn said(words: &Words, refusal: Refusal) -> Result<String, Failure> {
    match refusal {
        Refusal::NotSignedIn => Ok(words.of("desk-sign-in-wrong")),
        Refusal::Busy => Ok(words.of("desk-sign-in-busy")),
        Refusal::Throttled { until } => {
            Ok(words.fill("desk-sign-in-wait", &[("time", kit::time_of_day(until))]))
        }
        other => Err(other.into()),
    }
}

/// To the page that was asked for, if it is one of this town's desk; never to another site.
pub(crate) fn way(slug: &str, wanted: &str) -> String {
    let is_ours = wanted.starts_with(&format!("/amt/{slug}/"))
        && wanted.chars().all(|sign| sign.is_ascii_alphanumeric() || matches!(sign, '/' | '-' | '_'));
    if is_ours { wanted.to_owned() } else { places::work_list(slug) }
}

#[derive(Template)]
#[template(path = "sign_in.html")]
pub(crate) struct SignInPage {
    words: Words,
    slug: String,
    login: String,
    wanted: String,
    problem: Option<String>,
    has_chosen: bool,
}

impl SignInPage {
    fn action(&self) -> String {
        places::sign_in(&self.slug)
    }
}

impl Page for SignInPage {
    fn title(&self) -> String {
        self.words.of("desk-sign-in-title")
    }

    fn samples(words: &Words) -> Vec<Self> {
        let page = |problem: Option<String>| SignInPage {
            words: words.clone(),
            slug: "musterstadt".into(),
            login: "weber".into(),
            wanted: String::new(),
            has_chosen: problem.is_none(),
            problem,
        };
        vec![page(None), page(Some(words.of("desk-sign-in-wrong")))]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A forged link cannot lead a caseworker to another site after signing in.
    #[test]
    fn the_way_stays_in_the_desk() {
        assert_eq!(way("stadt", "/amt/stadt/vorgang/ab12"), "/amt/stadt/vorgang/ab12");
        for foreign in
            ["//evil.example", "/amt/andere/aufgaben", "/amt/stadt/\\evil", "https://evil.example", ""]
        {
            assert_eq!(way("stadt", foreign), "/amt/stadt/aufgaben");
        }
    }
}
