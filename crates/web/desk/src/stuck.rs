//! "Vorgang wieder in Gang bringen": where a case stands, and what can be done there. What was typed comes back when it
//! cannot be done, in the field for notes where the case has gone on.

mod page;

use crate::actions;
use crate::case::{self, Note, Typed};
use crate::clerk::{Clerk, Turned, Written};
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::Response;
use casework::{Corrections, Emptied, Refusal, SetRight, StuckCase, WayOn};
use kit::{Submitted, Visitor, Web};
pub(crate) use page::{StuckFile, TypedWay};
use std::collections::BTreeMap;
use values::CaseId;

/// How the names of fields begin that hold corrected values.
const VALUE: &str = "wert.";
/// The same for saying that a value is to hold nothing.
const EMPTIED: &str = "nichts.";
/// The choice of a text without signs.
const BLANK: &str = "leer";
/// The choice of no value at all.
const NO_VALUE: &str = "kein-wert";

/// `GET /amt/{slug}/vorgang/{case}/stoerung`.
pub(crate) async fn show(
    State(web): State<Web>,
    Path((slug, case)): Path<(String, CaseId)>,
    visitor: Visitor,
) -> Result<Response, Turned> {
    let clerk = Clerk::enter(&web, &slug, &visitor).await?;
    shown(&web, &clerk, visitor, (case, None)).await
}

/// `POST /amt/{slug}/vorgang/{case}/stoerung`.
pub(crate) async fn go_on(
    State(web): State<Web>,
    Path((slug, case)): Path<(String, CaseId)>,
    visitor: Visitor,
    form: Submitted,
) -> Result<Response, Turned> {
    let (clerk, written) = Clerk::enter_writing(&web, &slug, &visitor, form).await?;
    let (Written::Now(form) | Written::Before(form)) = &written;
    let Some(way) = way_of(form) else { return Err(Refusal::NotFound.into()) };
    let get = |field: &str| form.get(field).to_owned();
    let note = if way == WayOn::Again { Note::Retried } else { Note::SetRight };
    let asked = SetRight { place: get("ort"), way, reason: get("grund"), steps: get("stand") };
    if matches!(written, Written::Before(_)) {
        let typed = TypedWay { action: form.action().to_owned(), asked, problems: Vec::new() };
        return shown(&web, &clerk, visitor, (case, Some(typed))).await;
    }
    match web.casework.set_right(&clerk.actor, &clerk.town, case, &asked).await {
        Err(Refusal::Problems(problems)) => {
            let typed = TypedWay { action: form.action().to_owned(), asked, problems };
            let mut response = shown(&web, &clerk, visitor, (case, Some(typed))).await?;
            *response.status_mut() = StatusCode::UNPROCESSABLE_ENTITY;
            Ok(response)
        }
        Err(refusal @ (Refusal::NotAllowed | Refusal::Conflict)) if !as_note(&asked).is_empty() => {
            case::overtaken(&web, &clerk, visitor, (case, Typed { text: as_note(&asked), refusal })).await
        }
        done => actions::back_to_case(&slug, case, done, Some(note)),
    }
}

/// All that was typed, as a note can keep it.
fn as_note(asked: &SetRight) -> String {
    let mut lines = vec![asked.reason.trim().to_owned()];
    if let WayOn::Corrected(asked) = &asked.way {
        let typed = asked.typed.iter().filter(|(_, value)| !value.is_empty());
        lines.extend(typed.map(|(path, value)| format!("{path}: {value}")));
        let (name, value) = &asked.other;
        lines.extend((!name.is_empty() || !value.is_empty()).then(|| format!("{name}: {value}")));
    }
    lines.retain(|line| !line.is_empty());
    lines.join("\n")
}

/// Whether the page has a form for what was typed.
fn is_there(found: &StuckCase, typed: &TypedWay) -> bool {
    match typed.asked.way {
        WayOn::Cancelled => found.may_cancel,
        _ => found.places.iter().any(|place| place.place == typed.asked.place),
    }
}

/// What the pressed button asks for.
fn way_of(form: &Submitted) -> Option<WayOn> {
    Some(match form.action() {
        "wiederholen" => WayOn::Again,
        "berichtigen" => {
            let other = (form.get("name").to_owned(), form.get("feel").to_owned());
            WayOn::Corrected(Corrections { typed: form.beginning_with(VALUE), emptied: emptied(form), other })
        }
        "weiterfuehren" => WayOn::At(form.get("schritt").to_owned()),
        "beenden" => WayOn::Ended,
        "abbrechen" => WayOn::Cancelled,
        _ => return None,
    })
}

fn emptied(form: &Submitted) -> BTreeMap<String, Emptied> {
    let chosen = form.beginning_with(EMPTIED).into_iter();
    let how = |chosen: &str| match chosen {
        BLANK => Some(Emptied::Blank),
        NO_VALUE => Some(Emptied::NoValue),
        _ => None,
    };
    chosen.filter_map(|(path, chosen)| Some((path, how(&chosen)?))).collect()
}

async fn shown(
    web: &Web,
    clerk: &Clerk,
    visitor: Visitor,
    (case, typed): (CaseId, Option<TypedWay>),
) -> Result<Response, Turned> {
    let found = web.casework.stuck_case(&clerk.actor, &clerk.town, case, visitor.language).await?;
    if let Some(gone) = typed.as_ref().filter(|typed| !is_there(&found, typed)) {
        let typed = Typed { text: as_note(&gone.asked), refusal: Refusal::Conflict };
        return case::overtaken(web, clerk, visitor, (case, typed)).await;
    }
    let words = web.frame.words(visitor.language);
    let page = StuckFile::new(words, &clerk.town.slug, (found, typed), clerk.token());
    Ok(web.page(clerk.shell(visitor), &page))
}
