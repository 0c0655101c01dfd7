//! Takes in what a browser sends with a page: typed answers, and files as they come.

use super::SentForm;
use super::sent::Session;
use crate::parts::{InParts, Inbox};
use crate::{Failure, Web};
use axum::extract::Request;
use cases::Actor;
use casework::{FilePlace, Town};
use values::DraftId;

/// Whose page it is, and for which draft.
#[derive(Debug, Clone, Copy)]
pub struct Sender<'a> {
    /// The use cases.
    pub web: &'a Web,
    /// Who sends.
    pub actor: &'a Actor,
    /// Where.
    pub town: &'a Town,
    /// For which draft.
    pub draft: DraftId,
    /// The session that the form has to be made for; empty when it is over, so that no file is taken in.
    pub session: &'a str,
}

impl SentForm {
    /// Takes in the page with this number; people count from 1. Of a form that was not made for the session only what was
    /// typed is taken in, and it says so ([`SentForm::to_be_parked`], [`SentForm::files_let_by`]).
    pub async fn receive(sender: Sender<'_>, number: usize, request: Request) -> Result<Self, Failure> {
        let Sender { web, actor, town, draft, session } = sender;
        let inbox = Inbox { web, actor, town, place: FilePlace::Draft(draft), sessions: &[session] };
        let InParts { form, files, problems, is_ours, let_by } = InParts::receive(inbox, request).await?;
        let session = if is_ours { Session::GoesOn } else { Session::HasEnded };
        Ok(Self { files, problems, session, let_by, ..Self::new(number, form)? })
    }
}
