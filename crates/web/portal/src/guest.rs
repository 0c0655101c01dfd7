//! A person without account: the cookies that remember their drafts and the case they opened with number and code.

use axum::http::{HeaderName, HeaderValue};
use cases::Actor;
use casework::Refusal;
use kit::{Audience, Failure, Lifetime, Shell, Submitted, Visitor, Web};

/// Remembers the drafts of this browser.
pub(crate) const DRAFTS: &str = "fw_guest";
/// Remembers the case that number and code have opened.
const STATUS: &str = "fw_status";
const MONTH_SECONDS: u32 = 30 * 24 * 3600;

/// Who the cookies say this is.
pub(crate) async fn actor(web: &Web, visitor: &Visitor) -> Result<Actor, Failure> {
    let opened = web.cookie(visitor, STATUS);
    if let Some(citizen) = web.casework.citizen(web.cookie(visitor, kit::CITIZEN), opened).await? {
        return Ok(citizen);
    }
    Ok(web.casework.visitor(web.cookie(visitor, DRAFTS), opened).await?)
}

/// A draft that is not this browser's does not exist here; the page says where it may be.
pub(crate) fn draft_refused(refusal: Refusal) -> Failure {
    match refusal {
        Refusal::NotFound => Failure::NoSuchDraft,
        other => other.into(),
    }
}

/// The same, for whoever can say what is wrong with the rest.
pub(crate) fn unless_unknown(refusal: Refusal) -> Result<Refusal, Failure> {
    match refusal {
        Refusal::NotFound => Err(Failure::NoSuchDraft),
        other => Ok(other),
    }
}

/// The token of the forms of a draft.
pub(crate) fn form_token(web: &Web, visitor: &Visitor) -> String {
    kit::token_for(session(web, visitor))
}

/// The cookie that forms of a draft are tied to. It is the one of the browser where there is one, so that forms stay good
/// when somebody signs in or shows a card meanwhile.
pub(crate) fn session<'a>(web: &Web, visitor: &'a Visitor) -> &'a str {
    let account = web.cookie(visitor, kit::CITIZEN);
    web.cookie(visitor, DRAFTS).or(account).unwrap_or_default()
}

/// Whether somebody was signed in with this browser and is no more.
pub(crate) fn is_over(web: &Web, visitor: &Visitor, actor: &Actor) -> bool {
    web.cookie(visitor, kit::CITIZEN).is_some() && matches!(actor, Actor::Guest(_))
}

/// The token of the forms of a case, made for whichever cookie lets this browser in: the account's before all others.
pub(crate) fn case_token(web: &Web, visitor: &Visitor) -> String {
    kit::token_for(case_sessions(web, visitor).first().copied().unwrap_or_default())
}

/// Refuses a form of a case that was not made for this browser. Whoever signs in meanwhile keeps the forms they have open.
pub(crate) fn check_case_form(web: &Web, form: &Submitted, visitor: &Visitor) -> Result<(), Failure> {
    let is_ours = case_sessions(web, visitor).iter().any(|session| form.made_for(session).is_ok());
    if is_ours { Ok(()) } else { Err(Failure::FormExpired) }
}

/// The cookies of this browser that may let it into a case.
pub(crate) fn case_sessions<'a>(web: &Web, visitor: &'a Visitor) -> Vec<&'a str> {
    [kit::CITIZEN, DRAFTS, STATUS].into_iter().filter_map(|name| web.cookie(visitor, name)).collect()
}

/// The cookie that remembers drafts.
pub(crate) fn remember_drafts(web: &Web, token: &str) -> [(HeaderName, HeaderValue); 1] {
    web.frame.set_cookie(DRAFTS, token, Lifetime::Seconds(MONTH_SECONDS))
}

/// The cookie that keeps a case open.
pub(crate) fn remember_case(web: &Web, token: &str) -> [(HeaderName, HeaderValue); 1] {
    web.frame.set_cookie(STATUS, token, Lifetime::Browser)
}

/// A visitor whom number and code have just let in.
pub(crate) fn reading(web: &Web, visitor: Visitor, token: &str) -> Visitor {
    visitor.holding(web.frame.cookies(), STATUS, token)
}

/// What stands around a page of this town.
pub(crate) fn shell(visitor: Visitor, town: &casework::Town) -> Shell {
    Shell::plain(Audience::Portal, visitor).in_town(town.into())
}
