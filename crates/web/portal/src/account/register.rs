//! Making an account, and the link that confirms an address.

use super::form::{AccountPage, Input, ShortForm};
use super::mails::mail;
use super::{said, way};
use crate::demo_post;
use axum::extract::{Path, State};
use axum::response::Response;
use casework::Credentials;
use kit::{Failure, Submitted, Visitor, Web, Words};
use std::collections::BTreeMap;

/// `GET /konto/neu`.
pub(crate) async fn show(State(web): State<Web>, visitor: Visitor) -> Result<Response, Failure> {
    page(&web.frame.words(visitor.language), "", None).shown(&web, visitor)
}

/// `POST /konto/neu`. The answer is the same whether there is an account or not.
pub(crate) async fn register(
    State(web): State<Web>,
    visitor: Visitor,
    form: Submitted,
) -> Result<Response, Failure> {
    let words = web.frame.words(visitor.language);
    let asked = Credentials { mail: form.get("mail").into(), password: form.get("password").into() };
    let mails = (&mail(&words, "confirm"), &mail(&words, "known"));
    match web.casework.register_account(&asked, mails, &visitor.address).await {
        Ok(()) => on_its_way(&web, &words).shown(&web, visitor),
        Err(refusal) => {
            let problem = said(&words, refusal)?;
            page(&words, &asked.mail, Some(problem)).shown(&web, visitor)
        }
    }
}

/// What is said after a mail was asked for.
pub(crate) fn on_its_way(web: &Web, words: &Words) -> AccountPage {
    AccountPage {
        links: demo_post::link(web, words).into_iter().collect(),
        title: words.of("portal-mail-on-its-way-title"),
        lead: vec![words.of("portal-mail-on-its-way"), words.of("portal-mail-not-there")],
        ..AccountPage::default()
    }
}

fn page(words: &Words, typed: &str, problem: Option<String>) -> AccountPage {
    let form = ShortForm {
        action: "/konto/neu".into(),
        fields: vec![Input::mail(words, "mail", typed), Input::new_password(words, "password", "password")],
        button: words.of("portal-register-go"),
        is_main: true,
        ..ShortForm::default()
    };
    AccountPage {
        title: words.of("portal-register-title"),
        lead: vec![words.of("portal-register-lead")],
        problem,
        forms: vec![form],
        links: vec![("/anmelden".into(), words.of("portal-sign-in-title"))],
        ..AccountPage::default()
    }
}

/// `GET /konto/bestaetigen/{token}`. Only a person with the password uses the link up, never a mail scanner.
pub(crate) async fn confirm_page(
    State(web): State<Web>,
    Path(token): Path<String>,
    visitor: Visitor,
) -> Result<Response, Failure> {
    asked(&web, &token, visitor, None).await
}

/// `POST /konto/bestaetigen/{token}`.
pub(crate) async fn confirm(
    State(web): State<Web>,
    Path(token): Path<String>,
    visitor: Visitor,
    form: Submitted,
) -> Result<Response, Failure> {
    match web.casework.confirm_address(&token, form.get("password"), &visitor.address).await {
        Ok(session) => way::arrive(&web, &visitor, (&session, "/meine"), BTreeMap::new()).await,
        Err(casework::Refusal::NotFound) => gone(&web, visitor),
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
    let Ok(address) = web.casework.address_to_confirm(token).await else { return gone(web, visitor) };
    let form = ShortForm {
        action: format!("/konto/bestaetigen/{token}"),
        fields: vec![Input::password(&words, "password")],
        button: words.of("portal-confirm-go"),
        is_main: true,
        ..ShortForm::default()
    };
    let lead = vec![words.fill("portal-confirm-lead", &[("mail", address)])];
    let title = words.of("portal-confirm-title");
    AccountPage { title, lead, problem, forms: vec![form], ..AccountPage::default() }.shown(web, visitor)
}

/// A link that was used or is too old.
pub(crate) fn gone(web: &Web, visitor: Visitor) -> Result<Response, Failure> {
    let words = web.frame.words(visitor.language);
    let links = vec![
        ("/anmelden".to_owned(), words.of("portal-sign-in-title")),
        ("/konto/vergessen".to_owned(), words.of("portal-forgot-title")),
    ];
    let (title, lead) = (words.of("portal-link-gone-title"), vec![words.of("portal-link-gone")]);
    let mut response = AccountPage { title, lead, links, ..AccountPage::default() }.shown(web, visitor)?;
    *response.status_mut() = axum::http::StatusCode::NOT_FOUND;
    Ok(response)
}
