//! The account itself: password, mail address, card, deleting it.

use super::form::{AccountPage, Input, ShortForm};
use super::mails::mail;
use super::register::on_its_way;
use super::{said, sign_in};
use axum::extract::State;
use axum::response::{IntoResponse, Redirect, Response};
use casework::{AccountView, Refusal};
use kit::{Failure, Lifetime, Submitted, Visitor, Web, Words};

/// `GET /konto`.
pub(crate) async fn show(State(web): State<Web>, visitor: Visitor) -> Result<Response, Failure> {
    asked(&web, visitor, Refused::default()).await
}

/// Why something was refused, and the mail address that was typed.
#[derive(Default)]
struct Refused {
    problem: Option<String>,
    mail: String,
}

/// `POST /konto/kennwort`.
pub(crate) async fn password(
    State(web): State<Web>,
    visitor: Visitor,
    form: Submitted,
) -> Result<Response, Failure> {
    web.check_form(&form, &visitor, kit::CITIZEN)?;
    let token = web.cookie(&visitor, kit::CITIZEN);
    let passwords = (form.get("password"), form.get("new"));
    match web.casework.change_password(token, passwords, &visitor.address).await {
        Ok(session) => {
            let cookie = web.frame.set_cookie(kit::CITIZEN, &session, Lifetime::Browser);
            Ok((cookie, Redirect::to("/konto")).into_response())
        }
        Err(refusal) => refused(&web, visitor, (refusal, "")).await,
    }
}

/// `POST /konto/mail`.
pub(crate) async fn address(
    State(web): State<Web>,
    visitor: Visitor,
    form: Submitted,
) -> Result<Response, Failure> {
    web.check_form(&form, &visitor, kit::CITIZEN)?;
    let words = web.frame.words(visitor.language);
    let token = web.cookie(&visitor, kit::CITIZEN);
    let mails = (&mail(&words, "change"), &mail(&words, "taken"));
    let wanted = (form.get("mail"), form.get("password"));
    match web.casework.change_mail(token, wanted, mails, &visitor.address).await {
        Ok(()) => on_its_way(&web, &words).shown(&web, visitor),
        Err(refusal) => refused(&web, visitor, (refusal, wanted.0)).await,
    }
}

/// `POST /konto/loeschen`.
pub(crate) async fn delete(
    State(web): State<Web>,
    visitor: Visitor,
    form: Submitted,
) -> Result<Response, Failure> {
    web.check_form(&form, &visitor, kit::CITIZEN)?;
    let token = web.cookie(&visitor, kit::CITIZEN);
    match web.casework.delete_account(token, form.get("password"), &visitor.address).await {
        Ok(()) => {
            let cookie = web.frame.set_cookie(kit::CITIZEN, "", Lifetime::Ended);
            Ok((cookie, Redirect::to("/")).into_response())
        }
        Err(refusal) => refused(&web, visitor, (refusal, "")).await,
    }
}

async fn refused(web: &Web, visitor: Visitor, (refusal, mail): (Refusal, &str)) -> Result<Response, Failure> {
    if refusal == Refusal::NotSignedIn {
        return sign_in::when_over(refusal, "/konto");
    }
    let problem = said(&web.frame.words(visitor.language), refusal)?;
    asked(web, visitor, Refused { problem: Some(problem), mail: mail.to_owned() }).await
}

async fn asked(web: &Web, visitor: Visitor, refused: Refused) -> Result<Response, Failure> {
    let token = web.cookie(&visitor, kit::CITIZEN);
    let account = match web.casework.account(token).await {
        Err(refusal) => return sign_in::when_over(refusal, "/konto"),
        Ok(account) => account,
    };
    let words = web.frame.words(visitor.language);
    let form_token = kit::token_for(token.unwrap_or_default());
    let page = page(&words, &account, (&form_token, &refused.mail));
    AccountPage { problem: refused.problem, ..page }.shown(web, visitor)
}

fn page(words: &Words, account: &AccountView, (token, typed): (&str, &str)) -> AccountPage {
    let mut lead = Vec::new();
    if !account.mail.is_empty() {
        lead.push(words.fill("portal-account-lead", &[("mail", &account.mail)]));
    }
    if let Some(name) = &account.card_name {
        lead.push(words.fill("portal-account-card", &[("name", name)]));
    }
    let form = |name: &str, fields: Vec<Input>| ShortForm {
        heading: words.of(&format!("portal-account-{name}-title")),
        lead: words.of(&format!("portal-account-{name}-lead")),
        action: format!("/konto/{name}"),
        hidden: vec![("_token".to_owned(), token.to_owned())],
        fields,
        button: words.of(&format!("portal-account-{name}-go")),
        is_main: false,
    };
    let own = |id| if account.has_password { vec![Input::password(words, id)] } else { Vec::new() };
    let with = |mut fields: Vec<Input>, field| {
        fields.push(field);
        fields
    };
    let mut forms = Vec::new();
    if account.has_password {
        forms.push(form("kennwort", with(own("old"), Input::new_password(words, "new", "new"))));
        forms.push(form("mail", with(own("mail-password"), Input::mail(words, "mail", typed))));
    }
    forms.push(form("loeschen", own("delete-password")));
    let links = vec![("/meine".to_owned(), words.of("portal-mine-title"))];
    AccountPage { title: words.of("portal-account-title"), lead, forms, links, ..AccountPage::default() }
}
