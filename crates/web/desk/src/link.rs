//! A one-time link with which somebody of the office chooses a password.

use crate::{places, sign_in};
use askama::Template;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use casework::Refusal;
use kit::{Audience, Failure, Page, Shell, Submitted, Visitor, Web, Words};

/// `GET /amt/{slug}/zugang/{token}`.
pub(crate) async fn show(
    State(web): State<Web>,
    Path((slug, token)): Path<(String, String)>,
    visitor: Visitor,
) -> Result<Response, Failure> {
    asked(&web, (slug, token), visitor, None).await
}

/// `POST /amt/{slug}/zugang/{token}`. The token in the address is the permission; another site does not know it.
pub(crate) async fn choose(
    State(web): State<Web>,
    Path((slug, token)): Path<(String, String)>,
    visitor: Visitor,
    form: Submitted,
) -> Result<Response, Failure> {
    let town = web.town(&slug).await?;
    match web.casework.choose_password(&town, &token, form.get("password")).await {
        Ok(()) => Ok(Redirect::to(&format!("{}?gewaehlt=ja", places::sign_in(&slug))).into_response()),
        Err(Refusal::Problems(problems)) => {
            let words = web.frame.words(visitor.language);
            let problem = problems.iter().map(|problem| words.problem(problem)).collect();
            let mut shown = asked(&web, (slug, token), visitor, Some(problem)).await?;
            *shown.status_mut() = StatusCode::UNPROCESSABLE_ENTITY;
            Ok(shown)
        }
        Err(refusal) => {
            let problem = sign_in::said(&web.frame.words(visitor.language), refusal)?;
            asked(&web, (slug, token), visitor, Some(problem)).await
        }
    }
}

async fn asked(
    web: &Web,
    (slug, token): (String, String),
    visitor: Visitor,
    problem: Option<String>,
) -> Result<Response, Failure> {
    let town = web.town(&slug).await?;
    let login = web.casework.link_holder(&town, &token).await?;
    let words = web.frame.words(visitor.language);
    let page = PasswordPage { words, action: places::link(&slug, &token), login, problem };
    Ok(web.page(Shell::plain(Audience::Desk, visitor).in_town((&town).into()), &page))
}

#[derive(Template)]
#[template(path = "password.html")]
pub(crate) struct PasswordPage {
    words: Words,
    action: String,
    login: String,
    problem: Option<String>,
}

impl Page for PasswordPage {
    fn title(&self) -> String {
        self.words.of("desk-password-title")
    }

    fn samples(words: &Words) -> Vec<Self> {
        let page = |problem| PasswordPage {
            words: words.clone(),
            action: "/amt/musterstadt/zugang/0".into(),
            login: "weber".into(),
            problem,
        };
        vec![page(None), page(Some(words.of("desk-sign-in-busy")))]
    }
}
