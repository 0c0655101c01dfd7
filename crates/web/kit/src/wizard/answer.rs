//! The answer to a page of the wizard: everything is stored, then the button is followed. What differs between audiences
//! is handed in.

use super::{Sender, SentForm, WizardPage, WizardPlaces, fields};
use crate::{Shell, Visitor};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use casework::{DraftPage, Refusal};

/// A page that has come in and is to be answered.
pub struct Answer<'a> {
    /// Whose page it is.
    pub sender: Sender<'a>,
    /// What was sent.
    pub sent: &'a SentForm,
    /// Who asks, in which language.
    pub visitor: &'a Visitor,
    /// The addresses around the draft of a service.
    pub places: &'a (dyn Fn(&str) -> WizardPlaces + Sync),
    /// What stands around a page that is shown again.
    pub shell: Shell,
    /// The token that its form carries.
    pub token: String,
}

impl Answer<'_> {
    /// Stores everything, then leads on. Files that were not kept are named on the page that sent them. A draft that was
    /// sent stays as it is.
    ///
    /// # Errors
    /// As casework refuses to store the page.
    pub async fn page(self) -> Result<Response, Refusal> {
        let Sender { web, actor, town, draft, .. } = self.sender;
        let asked = self.sent.asked(self.visitor.language);
        let next = match web.casework.save_page(actor, town, draft, asked, self.sent.page()).await {
            Err(Refusal::Conflict) => (self.places)("").done(),
            Ok(_) if !self.sent.problems().is_empty() => return self.refused_files().await,
            saved => {
                let saved = saved?;
                self.sent.way_on(&(self.places)(&saved.draft.service), &saved)
            }
        };
        Ok(Redirect::to(&next).into_response())
    }

    async fn refused_files(self) -> Result<Response, Refusal> {
        let page = self.stored_page().await?;
        let (web, places) = (self.sender.web, (self.places)(&page.draft.service));
        let words = web.frame.words(self.visitor.language);
        let page = WizardPage::new(words, &page, places, self.token).back_to(&self.sent.wishes());
        let mut response = web.page(self.shell, &page);
        *response.status_mut() = StatusCode::UNPROCESSABLE_ENTITY;
        Ok(response)
    }

    async fn stored_page(&self) -> Result<DraftPage, Refusal> {
        let Sender { web, actor, town, draft, .. } = self.sender;
        let asked = (self.sent.asked(self.visitor.language), self.sent.problems());
        web.casework.draft_page_with(actor, town, draft, asked).await
    }

    /// The fields as they are with these answers, for the script that exchanges them. Only files are stored at once.
    ///
    /// # Errors
    /// As casework refuses the page.
    pub async fn fields(&self) -> Result<Response, Refusal> {
        let Sender { web, actor, town, draft, .. } = self.sender;
        let asked = self.sent.asked(self.visitor.language);
        let page = if self.sent.changes_files() {
            web.casework.save_page(actor, town, draft, asked, self.sent.page()).await?;
            self.stored_page().await?
        } else {
            web.casework.preview_page(actor, town, draft, asked, self.sent.page().page).await?
        };
        let words = web.frame.words(self.visitor.language);
        Ok(crate::fields_alone([fields(&page, &words, &(self.places)(&page.draft.service))]))
    }
}
