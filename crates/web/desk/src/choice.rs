//! Choosing what is done with a case: beginning a step, and saying that nothing more is to be done.

use crate::actions::{TaskPath, back_to_case};
use crate::case::Note;
use crate::clerk::{Clerk, Turned};
use axum::extract::{Path, State};
use axum::response::Response;
use casework::{Beginning, Refusal};
use kit::{Submitted, Visitor, Web};
use values::CaseId;

/// `POST …/aufgabe/{task}/beginnen`.
pub(crate) async fn begin(
    State(web): State<Web>,
    Path((slug, case, task)): TaskPath,
    visitor: Visitor,
    form: Submitted,
) -> Result<Response, Turned> {
    let clerk = Clerk::enter_with(&web, &slug, &visitor, &form).await?;
    let asked = Beginning { task, element: form.get("schritt"), steps: steps(&form) };
    let begun = web.casework.begin_step(&clerk.actor, &clerk.town, case, asked).await;
    told((&slug, case), begun, Note::Begun)
}

/// `POST …/aufgabe/{task}/abschliessen`.
pub(crate) async fn finish(
    State(web): State<Web>,
    Path((slug, case, task)): TaskPath,
    visitor: Visitor,
    form: Submitted,
) -> Result<Response, Turned> {
    let clerk = Clerk::enter_with(&web, &slug, &visitor, &form).await?;
    let finished = web.casework.finish_steps(&clerk.actor, &clerk.town, (case, task), steps(&form)).await;
    told((&slug, case), finished, Note::Finished)
}

/// How much of the case's history whoever chose has seen.
fn steps(form: &Submitted) -> i64 {
    form.get("stand").parse().unwrap_or_default()
}

fn told((slug, case): (&str, CaseId), outcome: Result<(), Refusal>, note: Note) -> Result<Response, Turned> {
    match outcome {
        Err(Refusal::Conflict) => back_to_case(slug, case, Ok(()), Some(Note::Meanwhile)),
        outcome => back_to_case(slug, case, outcome, Some(note)),
    }
}
