//! Signing out: the session ends in the store, not only in the browser.

use crate::clerk::{self, Clerk, Turned};
use crate::places;
use axum::extract::{Path, State};
use axum::response::{IntoResponse, Redirect, Response};
use kit::{Lifetime, Submitted, Visitor, Web};

/// `POST /amt/{slug}/abmelden`.
pub(crate) async fn sign_out(
    State(web): State<Web>,
    Path(slug): Path<String>,
    visitor: Visitor,
    form: Submitted,
) -> Result<Response, Turned> {
    Clerk::enter_with(&web, &slug, &visitor, &form).await?;
    web.casework.sign_out(web.cookie(&visitor, clerk::SESSION)).await?;
    let forget = web.frame.set_cookie(clerk::SESSION, "", Lifetime::Ended);
    Ok((forget, Redirect::to(&places::sign_in(&slug))).into_response())
}
