//! Signing in with the account, and out again.

use super::form::{AccountPage, Input, ShortForm};
use super::{said, way};
use crate::places;
use axum::extract::{Query, State};
use axum::response::{IntoResponse, Redirect, Response};
use cases::TrustLevel;
use casework::{Credentials, Refusal};
use kit::{Failure, Lifetime, Submitted, TYPED, Visitor, Web, Words};
use serde::Deserialize;
use std::collections::BTreeMap;

/// Where the person wanted to go, and why they are asked.
#[derive(Debug, Default, Deserialize)]
pub(crate) struct Wanted {
    #[serde(default)]
    zu: String,
    #[serde(default)]
    abgelaufen: String,
    #[serde(default)]
    gewaehlt: String,
}

/// What the page already knows.
#[derive(Default)]
pub(crate) struct Known {
    pub(crate) wanted: String,
    pub(crate) mail: String,
    pub(crate) problem: Option<String>,
    pub(crate) notice: Option<String>,
    pub(crate) typed: BTreeMap<String, Vec<String>>,
}

/// `GET /anmelden`. Whoever is signed in can still show their card.
pub(crate) async fn show(
    State(web): State<Web>,
    Query(wanted): Query<Wanted>,
    visitor: Visitor,
) -> Result<Response, Failure> {
    let words = web.frame.words(visitor.language);
    if let Ok(account) = web.casework.account(web.cookie(&visitor, kit::CITIZEN)).await {
        if account.trust >= TrustLevel::Eid || !web.casework.takes_cards() {
            return Ok(Redirect::to(way::way(&wanted.zu)).into_response());
        }
        return card_only(&words, &wanted.zu).shown(&web, visitor);
    }
    let notice = match (wanted.abgelaufen.is_empty(), wanted.gewaehlt.is_empty()) {
        (false, _) => Some(words.of("portal-session-over")),
        (_, false) => Some(words.of("portal-password-chosen")),
        _ => None,
    };
    let known = Known { wanted: wanted.zu, notice, ..Known::default() };
    page(&web, &words, known).shown(&web, visitor)
}

/// `POST /anmelden`.
pub(crate) async fn sign_in(
    State(web): State<Web>,
    visitor: Visitor,
    form: Submitted,
) -> Result<Response, Failure> {
    let with = Credentials { mail: form.get("mail").into(), password: form.get("password").into() };
    let (wanted, typed) = (form.get("_zu"), way::typed(&form));
    match web.casework.sign_in_citizen(&with, &visitor.address).await {
        Ok(session) => way::arrive(&web, &visitor, (&session, wanted), typed).await,
        Err(refusal) => {
            let words = web.frame.words(visitor.language);
            let problem = Some(said(&words, refusal)?);
            let known = Known { wanted: wanted.into(), mail: with.mail, problem, typed, ..Known::default() };
            page(&web, &words, known).shown(&web, visitor)
        }
    }
}

/// `POST /abmelden`.
pub(crate) async fn sign_out(
    State(web): State<Web>,
    visitor: Visitor,
    form: Submitted,
) -> Result<Response, Failure> {
    web.check_form(&form, &visitor, kit::CITIZEN)?;
    web.casework.sign_out(web.cookie(&visitor, kit::CITIZEN)).await?;
    Ok((web.frame.set_cookie(kit::CITIZEN, "", Lifetime::Ended), Redirect::to("/")).into_response())
}

/// The page; what was typed before comes along unseen.
pub(crate) fn page(web: &Web, words: &Words, known: Known) -> AccountPage {
    let wanted = way::way(&known.wanted).to_owned();
    let has_nothing_typed = known.typed.is_empty();
    let typed = carried(known.typed);
    let form = ShortForm {
        action: "/anmelden".into(),
        hidden: std::iter::once(("_zu".to_owned(), wanted.clone())).chain(typed.clone()).collect(),
        fields: vec![Input::mail(words, "mail", &known.mail), Input::password(words, "password")],
        button: words.of("portal-sign-in-go"),
        is_main: true,
        ..ShortForm::default()
    };
    let mut forms = vec![form];
    if web.casework.takes_cards() {
        let mut card = card_form(words, &wanted);
        card.hidden.extend(typed);
        forms.push(card);
    }
    let link = |to: &str, key: &str| (to.to_owned(), words.of(key));
    // Who leaves by a link leaves behind what was typed.
    let case = places::case_of(&wanted).filter(|_| has_nothing_typed);
    let by_code = case.map(|(slug, number)| link(&places::status_form(slug, number), "portal-sign-in-code"));
    let account =
        [link("/konto/neu", "portal-register-title"), link("/konto/vergessen", "portal-forgot-title")];
    AccountPage {
        title: words.of("portal-sign-in-title"),
        lead: vec![words.of("portal-sign-in-lead")],
        problem: known.problem,
        notice: known.notice,
        forms,
        links: by_code.into_iter().chain(account).collect(),
    }
}

/// What was typed, as hidden fields.
pub(crate) fn carried(typed: BTreeMap<String, Vec<String>>) -> Vec<(String, String)> {
    let fields = |(name, values): (String, Vec<String>)| {
        values.into_iter().map(move |value| (format!("{TYPED}{name}"), value))
    };
    typed.into_iter().flat_map(fields).collect()
}

fn card_only(words: &Words, wanted: &str) -> AccountPage {
    let wanted = way::way(wanted);
    AccountPage {
        title: words.of("portal-card-title"),
        forms: vec![ShortForm { heading: String::new(), is_main: true, ..card_form(words, wanted) }],
        links: vec![(wanted.to_owned(), words.of("portal-card-later"))],
        ..AccountPage::default()
    }
}

fn card_form(words: &Words, wanted: &str) -> ShortForm {
    ShortForm {
        heading: words.of("portal-card-title"),
        lead: words.of("portal-card-lead"),
        action: "/anmelden/ausweis".into(),
        hidden: vec![("_zu".to_owned(), wanted.to_owned())],
        button: words.of("portal-card-go"),
        ..ShortForm::default()
    }
}

/// Why somebody is asked to sign in again who was sending a form, with as many files.
pub(crate) fn session_over(words: &Words, files: usize) -> String {
    let over = words.of("portal-session-over");
    if files == 0 { over } else { format!("{over} {}", words.of("portal-session-over-file")) }
}

/// Where somebody goes whose session is over, when a page can be asked for again.
pub(crate) fn when_over(refusal: Refusal, path: &str) -> Result<Response, Failure> {
    match refusal {
        Refusal::NotSignedIn => {
            let to = format!("{}&abgelaufen=ja", way::to_sign_in(path));
            Ok(Redirect::to(&to).into_response())
        }
        other => Err(other.into()),
    }
}
