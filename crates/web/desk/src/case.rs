//! The page of a case: facts, application, documents, history, and the task with its form.

mod choice;
mod deadline;
mod documents;
mod messages;
mod outlook;
mod page;
mod part;
mod payment;
mod reply;
mod resubmission;
mod task;
mod thrown;
mod withdrawal;

use crate::clerk::{Clerk, Turned};
use axum::extract::{Path, Query, State};
use axum::http::StatusCode;
use axum::response::Response;
use casework::{CaseQuestion, DecisionPage, Foreseen, Refusal, TaskAnswers, TaskView};
pub(crate) use deadline::TypedExtension;
use kit::{Visitor, Web};
pub(crate) use outlook::Outlook;
pub(crate) use page::CaseFile;
pub(crate) use part::Part;
pub(crate) use reply::TypedReply;
pub(crate) use resubmission::TypedResubmission;
use serde::Deserialize;
pub(crate) use thrown::TypedThrow;
use values::{CaseId, Problem};
pub(crate) use withdrawal::TypedWithdrawal;

/// What has just happened, told on top of the page.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
pub(crate) enum Note {
    /// The task was completed.
    #[serde(rename = "erledigt")]
    Done,
    /// Somebody else was faster.
    #[serde(rename = "ueberholt")]
    Overtaken,
    /// What was stuck is being tried again.
    #[serde(rename = "wiederholt")]
    Retried,
    /// Somebody did what the task looks at again, and must not do it too.
    #[serde(rename = "andere-person")]
    OtherPerson,
    /// The note was kept.
    #[serde(rename = "notiert")]
    Noted,
    /// An answer was entered.
    #[serde(rename = "eingetragen")]
    Answered,
    /// A withdrawal was entered.
    #[serde(rename = "zurueckgezogen")]
    Withdrawn,
    /// The case was put away until a day.
    #[serde(rename = "zurueckgelegt")]
    PutAway,
    /// The case was taken up again.
    #[serde(rename = "aufgenommen")]
    TakenUp,
    /// A legal clock was extended.
    #[serde(rename = "verlaengert")]
    Extended,
    /// The case was taken another way.
    #[serde(rename = "weitergefuehrt")]
    SetRight,
    /// A step was begun.
    #[serde(rename = "begonnen")]
    Begun,
    /// Nothing more is to be done where people chose.
    #[serde(rename = "abgeschlossen")]
    Finished,
    /// Somebody else has begun something or said that nothing more is to be done.
    #[serde(rename = "inzwischen")]
    Meanwhile,
    /// What was typed in a session that ended is here again; nothing was sent.
    #[serde(rename = "noch-da")]
    Kept,
}

/// What to say of a form that is shown again with this to be mended.
fn kept(problems: &[Problem]) -> Option<Note> {
    problems.is_empty().then_some(Note::Kept)
}

impl Note {
    /// The word in the address.
    pub(crate) fn word(self) -> &'static str {
        match self {
            Note::Done => "erledigt",
            Note::Overtaken => "ueberholt",
            Note::Retried => "wiederholt",
            Note::OtherPerson => "andere-person",
            Note::Noted => "notiert",
            Note::Answered => "eingetragen",
            Note::Withdrawn => "zurueckgezogen",
            Note::PutAway => "zurueckgelegt",
            Note::TakenUp => "aufgenommen",
            Note::Extended => "verlaengert",
            Note::SetRight => "weitergefuehrt",
            Note::Begun => "begonnen",
            Note::Finished => "abgeschlossen",
            Note::Meanwhile => "inzwischen",
            Note::Kept => "noch-da",
        }
    }
}

/// What the address says beside the case.
#[derive(Debug, Default, Deserialize)]
pub(crate) struct Told {
    hinweis: Option<Note>,
    #[serde(default)]
    teil: String,
}

/// A text that somebody typed and that could not be kept, or could no longer be used.
pub(crate) struct Typed {
    pub(crate) text: String,
    pub(crate) refusal: Refusal,
}

impl Typed {
    /// A text from a session that ended: nothing is wrong with it.
    pub(crate) fn again(text: &str) -> Self {
        Self { text: text.to_owned(), refusal: Refusal::Problems(Vec::new()) }
    }
}

/// `GET /amt/{slug}/vorgang/{case}`.
pub(crate) async fn show(
    State(web): State<Web>,
    Path((slug, case)): Path<(String, CaseId)>,
    Query(told): Query<Told>,
    visitor: Visitor,
) -> Result<Response, Turned> {
    let clerk = Clerk::enter(&web, &slug, &visitor).await?;
    let found = web.casework.case_page(&clerk.actor, &clerk.town, case, visitor.language).await?;
    let words = web.frame.words(visitor.language);
    let page = CaseFile::new(words, &slug, found, clerk.token())
        .noting(told.hinweis)
        .taking(web.casework.upload_limits())
        .showing(Part::of_word(&told.teil));
    Ok(web.page(clerk.shell(visitor), &page))
}

/// The form of a task as it was typed, and what it would lead to.
pub(crate) struct Retyped {
    pub(crate) form: DecisionPage,
    pub(crate) foreseen: Option<Foreseen>,
    /// The field into which a text block was inserted.
    pub(crate) inserted_into: Option<String>,
    /// Why it is shown again, where nobody asked for it.
    pub(crate) note: Option<Note>,
}

/// The page again, with a task's form as it was typed.
pub(crate) async fn with_form(
    web: &Web,
    clerk: &Clerk,
    visitor: Visitor,
    (asked, retyped): (&TaskAnswers, Retyped),
) -> Result<Response, Turned> {
    let mut found = web.casework.case_page(&clerk.actor, &clerk.town, asked.case, visitor.language).await?;
    if let Some(shown) = found.tasks.iter_mut().find(|shown| shown.id == asked.task) {
        shown.form = Some(retyped.form);
        shown.foreseen = retyped.foreseen;
    }
    let words = web.frame.words(visitor.language);
    let page = CaseFile::with_inserted(
        words,
        &clerk.town.slug,
        (found, retyped.inserted_into.as_deref()),
        clerk.token(),
    );
    Ok(web.page(clerk.shell(visitor), &page.noting(retyped.note)))
}

/// The page with what was typed in the field for notes, so that nothing is lost.
pub(crate) async fn with_note(
    web: &Web,
    clerk: &Clerk,
    visitor: Visitor,
    (case, typed): (CaseId, Typed),
) -> Result<Response, Turned> {
    let note = if let Refusal::Problems(problems) = &typed.refusal { kept(problems) } else { None };
    let found = web.casework.case_page(&clerk.actor, &clerk.town, case, visitor.language).await?;
    let words = web.frame.words(visitor.language);
    let page = CaseFile::new(words, &clerk.town.slug, found, clerk.token());
    Ok(web.page(clerk.shell(visitor), &page.noting(note).showing(Part::Notes).typed(typed)))
}

/// The same for whoever came too late: what they wrote stands in the field for notes. Whoever may not see the case gets no
/// page.
pub(crate) async fn overtaken(
    web: &Web,
    clerk: &Clerk,
    visitor: Visitor,
    (case, typed): (CaseId, Typed),
) -> Result<Response, Turned> {
    let mut response = with_note(web, clerk, visitor, (case, typed)).await?;
    *response.status_mut() = StatusCode::CONFLICT;
    Ok(response)
}

/// The page with the day and the reason as they were typed.
pub(crate) async fn with_resubmission(
    web: &Web,
    clerk: &Clerk,
    visitor: Visitor,
    (case, typed): (CaseId, TypedResubmission),
) -> Result<Response, Turned> {
    let found = web.casework.case_page(&clerk.actor, &clerk.town, case, visitor.language).await?;
    let words = web.frame.words(visitor.language);
    let page = CaseFile::new(words, &clerk.town.slug, found, clerk.token());
    Ok(web.page(clerk.shell(visitor), &page.noting(kept(&typed.problems)).resubmitting(typed)))
}

/// The page with an answer as it was typed; where nobody can enter it any more, it becomes a note.
pub(crate) async fn with_reply(
    web: &Web,
    clerk: &Clerk,
    visitor: Visitor,
    (case, typed): (CaseId, TypedReply),
) -> Result<Response, Turned> {
    let found = web.casework.case_page(&clerk.actor, &clerk.town, case, visitor.language).await?;
    let is_open = |question: &CaseQuestion| question.id == typed.question && question.answered_at.is_none();
    let has_form = found.may_answer && found.questions.iter().any(is_open);
    let words = web.frame.words(visitor.language);
    let page =
        CaseFile::new(words, &clerk.town.slug, found, clerk.token()).taking(web.casework.upload_limits());
    let page = if has_form {
        page.noting(kept(&typed.problems)).showing(Part::Messages).replying(typed)
    } else {
        page.unsent(&typed.text, typed.had_files.then_some("desk-reply-files-gone"))
    };
    Ok(web.page(clerk.shell(visitor), &page))
}

/// The page with a withdrawal as it was typed; where it is too late, it becomes a note.
pub(crate) async fn with_withdrawal(
    web: &Web,
    clerk: &Clerk,
    visitor: Visitor,
    (case, typed): (CaseId, TypedWithdrawal),
) -> Result<Response, Turned> {
    let found = web.casework.case_page(&clerk.actor, &clerk.town, case, visitor.language).await?;
    let has_form = found.may_withdraw;
    let words = web.frame.words(visitor.language);
    let page = CaseFile::new(words, &clerk.town.slug, found, clerk.token());
    let page = if has_form {
        page.noting(kept(&typed.problems)).withdrawing(typed)
    } else {
        page.unsent(&typed.how, None)
    };
    Ok(web.page(clerk.shell(visitor), &page))
}

/// The page with an extension as it was typed; where there is no form for it any more, the reason becomes a note.
pub(crate) async fn with_extension(
    web: &Web,
    clerk: &Clerk,
    visitor: Visitor,
    (case, typed): (CaseId, TypedExtension),
) -> Result<Response, Turned> {
    let found = web.casework.case_page(&clerk.actor, &clerk.town, case, visitor.language).await?;
    let has_form = found.deadlines.iter().any(|one| one.clock == typed.clock && one.offer.is_some());
    let words = web.frame.words(visitor.language);
    let page = CaseFile::new(words, &clerk.town.slug, found, clerk.token());
    let reason = Typed::again(&typed.reason);
    let page = page.noting(kept(&typed.problems)).extending(typed);
    let page =
        if has_form || reason.text.is_empty() { page } else { page.showing(Part::Notes).typed(reason) };
    Ok(web.page(clerk.shell(visitor), &page))
}

/// The page with another way than doing a task, as it was typed; where it is no longer offered, the reason becomes a note.
pub(crate) async fn with_throw(
    web: &Web,
    clerk: &Clerk,
    visitor: Visitor,
    typed: TypedThrow,
) -> Result<Response, Turned> {
    let case = typed.asked.case;
    let found = web.casework.case_page(&clerk.actor, &clerk.town, case, visitor.language).await?;
    let is_asked = |task: &&TaskView| task.id == typed.asked.task;
    let offered = found.tasks.iter().find(is_asked).map(|task| task.throws.as_slice()).unwrap_or_default();
    let is_offered = offered.iter().any(|thrown| thrown.element == typed.asked.element);
    let words = web.frame.words(visitor.language);
    let page = CaseFile::new(words, &clerk.town.slug, found, clerk.token());
    let page = if is_offered {
        page.noting(kept(&typed.problems)).throwing(typed)
    } else {
        let typed = Typed { text: typed.asked.reason, refusal: Refusal::Conflict };
        page.showing(Part::Notes).typed(typed)
    };
    Ok(web.page(clerk.shell(visitor), &page))
}
