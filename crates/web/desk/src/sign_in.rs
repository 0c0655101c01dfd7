//! Signing in, the first step: login and password.

use crate::{clerk, places, second_factor};
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
    /// The session is over; `datei` when a file was let go with it.
    #[serde(default)]
    abgelaufen: String,
}

/// Says in a form that comes back that files had been chosen in it.
pub(crate) const HAD_FILES: &str = "dateien";

/// A form that was typed when the session was over: where it belongs, and its fields.
#[derive(Debug, Clone, Default)]
pub(crate) struct Carried {
    pub(crate) form: String,
    pub(crate) fields: Vec<(String, String)>,
}

impl Carried {
    /// What a form of the sign-in brings along.
    pub(crate) fn by(form: &Submitted) -> Self {
        Self { form: form.get("_formular").to_owned(), fields: form.carried() }
    }

    /// Whether there is nothing to bring along.
    pub(crate) fn is_empty(&self) -> bool {
        self.fields.is_empty()
    }
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
    let told = match (wanted.gewaehlt.is_empty(), wanted.abgelaufen.as_str()) {
        (false, _) => Some(Told::Chosen),
        (true, "datei") => Some(Told::OverWithFile),
        (true, "ja") => Some(Told::Over),
        (true, _) => None,
    };
    let page = SignInPage { wanted: wanted.zu, told, ..SignInPage::new(words, slug) };
    Ok(web.page(Shell::plain(Audience::Desk, visitor).in_town((&town).into()), &page))
}

/// The page for somebody whose session is over, with what they had typed.
pub(crate) async fn over(
    web: &Web,
    slug: &str,
    visitor: &Visitor,
    form: &Submitted,
) -> Result<Response, Failure> {
    let carried = Carried { form: visitor.path.clone(), fields: form.to_be_carried() };
    let wanted = clerk::page_of(&visitor.path);
    told(web, slug, visitor, (Told::Over, wanted, carried)).await
}

/// The same for somebody who had chosen files, which nobody can bring along; the form is told so when it comes back.
pub(crate) async fn over_with_files(
    web: &Web,
    slug: &str,
    visitor: &Visitor,
    form: Submitted,
) -> Result<Response, Failure> {
    let fields = form.with(HAD_FILES, "ja").to_be_carried();
    let carried = Carried { form: visitor.path.clone(), fields };
    let wanted = clerk::page_of(&visitor.path);
    told(web, slug, visitor, (Told::OverWithFile, wanted, carried)).await
}

/// The same for somebody who waited too long on the way.
pub(crate) async fn anew(
    web: &Web,
    slug: &str,
    visitor: &Visitor,
    (wanted, carried): (String, Carried),
) -> Result<Response, Failure> {
    told(web, slug, visitor, (Told::Over, wanted, carried)).await
}

async fn told(
    web: &Web,
    slug: &str,
    visitor: &Visitor,
    (told, wanted, carried): (Told, String, Carried),
) -> Result<Response, Failure> {
    let town = web.town(slug).await?;
    let words = web.frame.words(visitor.language);
    let page = SignInPage { wanted, told: Some(told), carried, ..SignInPage::new(words, slug.to_owned()) };
    let shown = web.page(Shell::plain(Audience::Desk, visitor.clone()).in_town((&town).into()), &page);
    Ok((StatusCode::FORBIDDEN, shown).into_response())
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
            let carried = Carried::by(&form);
            if !carried.is_empty() {
                let visitor = visitor.holding(web.frame.cookies(), second_factor::HALF, &half);
                let asked = second_factor::asked_with(&web, (slug, wanted, carried), visitor).await?;
                return Ok((cookie, asked).into_response());
            }
            let next = places::with_way(&places::second_factor(&slug), &way(&slug, &wanted));
            Ok((cookie, Redirect::to(&next)).into_response())
        }
        Err(refusal) => {
            let words = web.frame.words(visitor.language);
            let problem = Some(said(&words, refusal)?);
            let carried = Carried::by(&form);
            let page = SignInPage { login, wanted, problem, carried, ..SignInPage::new(words, slug) };
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
    told: Option<Told>,
    carried: Carried,
}

/// What has just happened.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Told {
    /// A password was chosen.
    Chosen,
    /// The session is over.
    Over,
    /// The same, and a file was let go.
    OverWithFile,
}

impl Told {
    /// The kind of the notice.
    fn kind(self) -> &'static str {
        if self == Told::Chosen { "success" } else { "info" }
    }

    /// The sentence.
    fn key(self) -> &'static str {
        match self {
            Told::Chosen => "desk-password-chosen",
            Told::Over => "desk-session-over",
            Told::OverWithFile => "desk-session-over-file",
        }
    }
}

impl SignInPage {
    fn new(words: Words, slug: String) -> Self {
        let (login, wanted) = (String::new(), String::new());
        Self { words, slug, login, wanted, problem: None, told: None, carried: Carried::default() }
    }

    fn action(&self) -> String {
        places::sign_in(&self.slug)
    }
}

impl Page for SignInPage {
    fn title(&self) -> String {
        self.words.of("desk-sign-in-title")
    }

    fn samples(words: &Words) -> Vec<Self> {
        let page = |told, problem: Option<String>| SignInPage {
            login: "weber".into(),
            told,
            problem,
            carried: Carried { form: "/a".into(), fields: vec![("getippt:note".into(), "Text".into())] },
            ..SignInPage::new(words.clone(), "musterstadt".into())
        };
        let told = [Told::Chosen, Told::Over, Told::OverWithFile].map(|told| page(Some(told), None));
        told.into_iter().chain([page(None, Some(words.of("desk-sign-in-wrong")))]).collect()
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
