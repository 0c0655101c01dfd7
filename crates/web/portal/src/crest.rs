//! The crest of a town, as a picture that never changes under its hash.

use axum::extract::{Path, State};
use axum::http::header;
use axum::response::{IntoResponse, Response};
use kit::{Failure, Web};

/// `GET /{slug}/wappen/{hash}`.
pub(crate) async fn show(
    State(web): State<Web>,
    Path((slug, hash)): Path<(String, String)>,
) -> Result<Response, Failure> {
    let town = web.town(&slug).await?;
    let png = web.casework.crest(&town, &hash).await?;
    let headers = [
        (header::CONTENT_TYPE, "image/png"),
        (header::CACHE_CONTROL, "public, max-age=31536000, immutable"),
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
    ];
    Ok((headers, png).into_response())
}
