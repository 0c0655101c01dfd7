//! Showing an identity card: away to the provider, and back with its code.

use super::form::AccountPage;
use super::sign_in::{self, Known};
use super::way;
use crate::question;
use axum::extract::{Query, State};
use axum::response::{IntoResponse, Redirect, Response};
use casework::{CardRefused, Refusal};
use kit::{Failure, Lifetime, Submitted, Visitor, Web};
use serde::Deserialize;

/// Holds the state of a visit to the provider.
const VISIT: &str = "fw_ausweis";
const VISIT_SECONDS: u32 = 900;

/// `POST /anmelden/ausweis`. An answer to a question comes along; a page of a draft waits in the draft.
pub(crate) async fn begin(
    State(web): State<Web>,
    _visitor: Visitor,
    form: Submitted,
) -> Result<Response, Failure> {
    let answer = question::answer_of(way::typed(&form));
    let visit = web.casework.begin_card_visit(way::way(form.get("_zu")), answer).await?;
    let cookie = web.frame.set_cookie(VISIT, &visit.state, Lifetime::Seconds(VISIT_SECONDS));
    Ok((cookie, Redirect::to(&visit.way)).into_response())
}

/// What the provider sends back.
#[derive(Debug, Default, Deserialize)]
pub(crate) struct Answer {
    #[serde(default)]
    code: String,
    #[serde(default)]
    state: String,
}

/// `GET /anmelden/ausweis/zurueck`. Whatever does not fit leads to a page that says so; nothing else changes.
pub(crate) async fn back(
    State(web): State<Web>,
    Query(answer): Query<Answer>,
    visitor: Visitor,
) -> Result<Response, Failure> {
    let state = (web.cookie(&visitor, VISIT), answer.state.as_str());
    let token = web.cookie(&visitor, kit::CITIZEN);
    match web.casework.finish_card_visit(state, &answer.code, token).await {
        Ok(back) => way::arrive(&web, &visitor, (&back.session, &back.wanted), back.typed).await,
        Err(CardRefused { refusal, wanted, typed }) => {
            let key = match refusal {
                Refusal::Taken { .. } => "portal-card-taken",
                Refusal::NotSignedIn => "portal-card-refused",
                other => {
                    let failure: Failure = other.into();
                    if typed.is_empty() {
                        return Err(failure);
                    }
                    "portal-card-refused"
                }
            };
            refused(&web, visitor, key, (wanted, typed))
        }
    }
}

/// The page that says so; what was typed before stays with the ways to sign in.
fn refused(
    web: &Web,
    visitor: Visitor,
    key: &str,
    (wanted, typed): (String, question::Answers),
) -> Result<Response, Failure> {
    let words = web.frame.words(visitor.language);
    if !typed.is_empty() {
        let known = Known { wanted, typed, problem: Some(words.of(key)), ..Known::default() };
        return sign_in::page(web, &words, known).shown(web, visitor);
    }
    let links = vec![("/anmelden".to_owned(), words.of("portal-sign-in-title"))];
    let (title, problem) = (words.of("portal-card-title"), Some(words.of(key)));
    AccountPage { title, problem, links, ..AccountPage::default() }.shown(web, visitor)
}
