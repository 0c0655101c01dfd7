//! The way into a case for whoever may not read it, or may not any more: who was signed in signs in again, everybody else
//! gives number and code. It is the same where there is no such case, so that it tells nothing.

use crate::account::sign_in;
use crate::{guest, places};
use axum::response::{IntoResponse, Redirect, Response};
use cases::Actor;
use casework::{Refusal, Town};
use kit::{Failure, Visitor, Web};

/// What somebody has to do first.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum WayIn {
    /// Sign in again.
    SignIn,
    /// Give number and code.
    Code,
}

/// Who asks for which case.
pub(crate) type Asked<'a> = (&'a Actor, &'a Town, &'a str);

/// What has to be done before the case can be read; nothing by whoever reads it.
pub(crate) async fn needed(
    web: &Web,
    visitor: &Visitor,
    (actor, town, number): Asked<'_>,
) -> Result<Option<WayIn>, Failure> {
    if web.casework.reads_case(actor, town, number).await? {
        return Ok(None);
    }
    let was_signed_in = guest::is_over(web, visitor, actor);
    Ok(Some(if was_signed_in { WayIn::SignIn } else { WayIn::Code }))
}

/// Leads to the way in when something of a case was refused to somebody who may not read it.
pub(crate) async fn instead(
    web: &Web,
    visitor: &Visitor,
    asked: Asked<'_>,
    refusal: Refusal,
) -> Result<Response, Failure> {
    let is_closed = matches!(refusal, Refusal::NotFound | Refusal::NotAllowed);
    let way = if is_closed { needed(web, visitor, asked).await? } else { None };
    match way {
        Some(WayIn::SignIn) => sign_in::when_over(Refusal::NotSignedIn, &visitor.path),
        Some(WayIn::Code) => Ok(Redirect::to(&places::status_form(&asked.1.slug, asked.2)).into_response()),
        None => Err(refusal.into()),
    }
}
