//! Where a person goes after signing in: to the page they came from, with the draft they were at and everything they had
//! typed on it.

use crate::{guest, question};
use axum::response::{IntoResponse, Redirect, Response};
use cases::Actor;
use casework::{PageAsked, PageSent, Refusal, ShowProblems};
use forms::{RawAnswers, SentPage};
use kit::{Failure, Lifetime, Submitted, Visitor, Web};
use std::collections::BTreeMap;
use values::DraftId;

/// The page that was asked for, if it is one of ours; never another site.
pub(crate) fn way(wanted: &str) -> &str {
    let plain = |sign: char| sign.is_ascii_alphanumeric() || matches!(sign, '/' | '-' | '_');
    let is_ours = wanted.starts_with('/') && !wanted.starts_with("//") && wanted.chars().all(plain);
    if is_ours { wanted } else { "/meine" }
}

/// The town, the draft and the page that an address names.
fn draft_of(wanted: &str) -> Option<(&str, DraftId, Option<usize>)> {
    let parts: Vec<&str> = wanted.trim_start_matches('/').split('/').collect();
    let [slug, "antrag", draft, page] = parts.as_slice() else { return None };
    let index = page.parse::<usize>().ok().and_then(|number| number.checked_sub(1));
    Some((slug, draft.parse().ok()?, index))
}

/// The address of the sign-in page that leads back.
pub(crate) fn to_sign_in(wanted: &str) -> String {
    format!("/anmelden?zu={}", way(wanted))
}

/// The answers that were typed when the session was over.
pub(crate) fn typed(form: &Submitted) -> BTreeMap<String, Vec<String>> {
    form.brought().map(|typed| typed.answers()).unwrap_or_default()
}

/// Leads on with a new session: the draft comes along, and what was typed is stored.
pub(crate) async fn arrive(
    web: &Web,
    visitor: &Visitor,
    (session, wanted): (&str, &str),
    typed: BTreeMap<String, Vec<String>>,
) -> Result<Response, Failure> {
    let wanted = way(wanted);
    let citizen = web.casework.citizen(Some(session), None).await?.ok_or(Failure::NotFound)?;
    if let Some((slug, draft, index)) = draft_of(wanted) {
        bring(web, visitor, &citizen, (slug, draft)).await?;
        if let (Some(index), false) = (index, typed.is_empty()) {
            let town = web.town(slug).await?;
            let asked = PageAsked { index, language: visitor.language, problems: ShowProblems::No };
            let page = SentPage { answers: RawAnswers(typed.clone()), files: Vec::new(), edit: None };
            let sent = PageSent { page, files: Vec::new() };
            web.casework
                .save_page(&citizen, &town, draft, asked, sent)
                .await
                .map_err(guest::draft_refused)?;
        }
    }
    let cookie = web.frame.set_cookie(kit::CITIZEN, session, Lifetime::Browser);
    let signed_in = visitor.clone().holding(web.frame.cookies(), kit::CITIZEN, session);
    if let Some(shown) = question::typed_before(web, wanted, signed_in, &typed).await? {
        return Ok((cookie, shown).into_response());
    }
    Ok((cookie, Redirect::to(wanted)).into_response())
}

/// A draft that is neither this browser's nor this account's stays where it is; its page says so.
async fn bring(
    web: &Web,
    visitor: &Visitor,
    citizen: &Actor,
    (slug, draft): (&str, DraftId),
) -> Result<(), Failure> {
    let town = web.town(slug).await?;
    let guest = web.casework.visitor(web.cookie(visitor, guest::DRAFTS), None).await?;
    match web.casework.bring_draft((&guest, citizen), &town, draft).await {
        Err(Refusal::NotFound) => Ok(()),
        brought => Ok(brought?),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A forged link cannot lead a citizen to another site after signing in.
    #[test]
    fn the_way_stays_here() {
        assert_eq!(way("/stadt/antrag/ab12/3"), "/stadt/antrag/ab12/3");
        for foreign in ["//evil.example", "https://evil.example", "/\\evil", "", "/a?b=c", "javascript:1"] {
            assert_eq!(way(foreign), "/meine");
        }
    }
}
