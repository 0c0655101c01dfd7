//! A forgotten password: asking for a link, and choosing a new one with it.

use super::form::{AccountPage, Input, ShortForm};
use super::mails::mail;
use super::register::{gone, on_its_way};
use super::said;
use axum::extract::{Path, State};
use axum::response::{IntoResponse, Redirect, Response};
use casework::Refusal;
use kit::{Failure, Submitted, Visitor, Web, Words};

/// `GET /konto/vergessen`.
pub(crate) async fn show(State(web): State<Web>, visitor: Visitor) -> Result<Response, Failure> {
    page(&web.frame.words(visitor.language), "", None).shown(&web, visitor)
}

/// `POST /konto/vergessen`. The answer is the same whether there is an account or not.
pub(crate) async fn ask(
    State(web): State<Web>,
    visitor: Visitor,
    form: Submitted,
) -> Result<Response, Failure> {
    let words = web.frame.words(visitor.language);
    let mails = (&mail(&words, "reset"), &mail(&words, "unknown"));
    match web.casework.forgot_password(form.get("mail"), mails, &visitor.address).await {
        Ok(()) => on_its_way(&web, &words).shown(&web, visitor),
        Err(refusal) => page(&words, form.get("mail"), Some(said(&words, refusal)?)).shown(&web, visitor),
    }
}

fn page(words: &Words, typed: &str, problem: Option<String>) -> AccountPage {
    let form = ShortForm {
        action: "/konto/vergessen".into(),
        fields: vec![Input::mail(words, "mail", typed)],
        button: words.of("portal-forgot-go"),
        is_main: true,
        ..ShortForm::default()
    };
    let (title, lead) = (words.of("portal-forgot-title"), vec![words.of("portal-forgot-lead")]);
    AccountPage { title, lead, problem, forms: vec![form], ..AccountPage::default() }
}

/// `GET /konto/passwort/{token}`.
pub(crate) async fn choose_page(
    State(web): State<Web>,
    Path(token): Path<String>,
    visitor: Visitor,
) -> Result<Response, Failure> {
    asked(&web, &token, visitor, None).await
}

/// `POST /konto/passwort/{token}`.
pub(crate) async fn choose(
    State(web): State<Web>,
    Path(token): Path<String>,
    visitor: Visitor,
    form: Submitted,
) -> Result<Response, Failure> {
    match web.casework.choose_citizen_password(&token, form.get("password")).await {
        Ok(()) => Ok(Redirect::to("/anmelden?gewaehlt=ja").into_response()),
        Err(Refusal::NotFound) => gone(&web, visitor),
        Err(refusal) => {
            let problem = said(&web.frame.words(visitor.language), refusal)?;
            asked(&web, &token, visitor, Some(problem)).await
        }
    }
}

async fn asked(
    web: &Web,
    token: &str,
    visitor: Visitor,
    problem: Option<String>,
) -> Result<Response, Failure> {
    let words = web.frame.words(visitor.language);
    let Ok(address) = web.casework.address_of_password_link(token).await else { return gone(web, visitor) };
    let form = ShortForm {
        action: format!("/konto/passwort/{token}"),
        fields: vec![Input::new_password(&words, "password", "password")],
        button: words.of("portal-choose-go"),
        is_main: true,
        ..ShortForm::default()
    };
    let lead = vec![words.fill("portal-choose-lead", &[("mail", address)])];
    let title = words.of("portal-choose-title");
    AccountPage { title, lead, problem, forms: vec![form], ..AccountPage::default() }.shown(web, visitor)
}
