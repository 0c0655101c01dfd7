//! The button "Als bezahlt vermerken". Who pressed it stands in the journal of the case.

use crate::actions::back_to_case;
use crate::clerk::{Clerk, Turned};
use axum::extract::{Path, State};
use axum::response::Response;
use kit::{Submitted, Visitor, Web};
use values::{CaseId, PaymentId};

/// `POST /amt/{slug}/vorgang/{case}/zahlung/{payment}/bezahlt`.
pub(crate) async fn mark_paid(
    State(web): State<Web>,
    Path((slug, case, payment)): Path<(String, CaseId, PaymentId)>,
    visitor: Visitor,
    form: Submitted,
) -> Result<Response, Turned> {
    let clerk = Clerk::enter_with(&web, &slug, &visitor, &form).await?;
    let marked = web.casework.mark_payment_paid(&clerk.actor, &clerk.town, case, payment).await;
    back_to_case(&slug, case, marked, None)
}
