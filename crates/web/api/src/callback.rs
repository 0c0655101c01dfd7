//! A payment provider says that there is news. It is asked then how the payment stands; what the callback says counts for
//! nothing, so a forged or a repeated one changes nothing.

use crate::problem::Problem;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use kit::Web;

/// `POST /api/zahlung/{provider}/{slug}/{attempt}`. The answer is the same whether there was news or not.
pub(crate) async fn hear(
    State(web): State<Web>,
    Path((provider, slug, attempt)): Path<(String, String, String)>,
) -> Result<StatusCode, Problem> {
    let attempt = attempt.parse().map_err(|_| Problem::NOT_FOUND)?;
    web.casework.payment_hint(&provider, &slug, attempt).await?;
    Ok(StatusCode::NO_CONTENT)
}
