//! A page is sent after its session has ended: what was typed is put into the draft all the same, by the key that the page
//! carried. The key opens nothing: whoever holds it can read neither the draft nor its files.

use crate::Casework;
use crate::draft_pages::{DraftContent, PageAsked, procedure_of_draft};
use crate::refusal::{Refusal, Undecided};
use crate::views::Town;
use forms::SentPage;
use store::{Change, Commit, Scope};
use values::{DraftId, Hash};

/// The key of a draft that its own pages carry.
pub(crate) fn parking_key(draft: DraftId, content: &DraftContent) -> String {
    Hash::of_parts(&[b"parking", draft.as_bytes(), content.secret().as_bytes()]).to_string()
}

/// Where a draft can be carried on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DraftOwner {
    /// In the account it belongs to, after signing in.
    Account,
    /// Only in the browser it was begun in.
    Browser,
}

impl Casework {
    /// Stores the typed answers of a page for whoever signs in again. Files are not taken in without a session.
    pub async fn park_page(
        &self,
        town: &Town,
        (draft, key): (DraftId, &str),
        asked: PageAsked,
        sent: &SentPage,
    ) -> Result<DraftOwner, Refusal> {
        self.decide(|| self.try_park(town, (draft, key), asked, sent)).await
    }

    async fn try_park(
        &self,
        town: &Town,
        (draft, key): (DraftId, &str),
        asked: PageAsked,
        sent: &SentPage,
    ) -> Result<DraftOwner, Undecided> {
        let snapshot = self.store().read(Scope::Tenant(town.tenant)).await?;
        let row = snapshot.draft(draft).await?;
        drop(snapshot);
        let mut row = row.filter(|row| row.submitted_case.is_none()).ok_or(Refusal::NotFound)?;
        let mut content = DraftContent::read(&row)?;
        // Both sides are digests, so comparing them tells nothing about the secret they were made from.
        if Hash::of(key.as_bytes()) != Hash::of(parking_key(draft, &content).as_bytes()) {
            return Err(Refusal::NotFound.into());
        }
        let release = self.release(town.tenant, row.release).await?;
        let procedure = procedure_of_draft(&release, &row)?;
        let form = procedure.start_form(asked.language);
        let typed = SentPage { files: Vec::new(), ..sent.clone() };
        content.answers = form.with_page(asked.index, &content.answers, &typed, &self.environment());
        row.answers = content.to_json();
        row.changed_at = self.world().now();
        let mut commit = Commit::new(Scope::Tenant(town.tenant), row.changed_at);
        commit.changes.push(Change::update(&row));
        self.store().apply(commit).await?;
        let has_account = self.has_account(row.citizen).await?;
        Ok(if has_account { DraftOwner::Account } else { DraftOwner::Browser })
    }
}
