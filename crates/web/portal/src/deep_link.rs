//! A stable address for other catalogues: official key of the place (AGS or ARS), then key of the service (LeiKa). It leads
//! to the page of the service, wherever that stands today.

use crate::places;
use axum::extract::{Path, State};
use axum::response::{IntoResponse, Redirect, Response};
use kit::{Failure, Web};

/// `GET /{key of the place}/{key of the service}`.
pub(crate) async fn follow(
    State(web): State<Web>,
    Path((place, service)): Path<(String, String)>,
) -> Result<Response, Failure> {
    let is_key = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    if !is_key(&place) || !is_key(&service) {
        return Err(Failure::NotFound);
    }
    let slug = web.casework.place_of_key(&place).await?;
    let key = web.casework.service_of_leika(&service).await?;
    Ok(Redirect::to(&places::service(&slug, &key)).into_response())
}
