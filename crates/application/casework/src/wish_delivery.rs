//! How an applicant with an account wants to get letters: into the postbox (§ 9 OZG), or by post all the same.

use crate::Casework;
use crate::refusal::{Refusal, Undecided};
use crate::views::Town;
use cases::Actor;
use store::{Change, Commit, Scope};
use values::{DraftId, Language};

/// How letters are to come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Wish {
    /// As the service does it.
    AsUsual,
    /// By post, although there is a postbox.
    ByPost,
}

impl Casework {
    /// Notes the wish with the draft; the case takes it over.
    pub async fn wish_delivery(
        &self,
        actor: &Actor,
        town: &Town,
        draft: DraftId,
        wish: Wish,
    ) -> Result<(), Refusal> {
        self.decide(|| self.try_wish(actor, town, draft, wish)).await
    }

    async fn try_wish(
        &self,
        actor: &Actor,
        town: &Town,
        draft: DraftId,
        wish: Wish,
    ) -> Result<(), Undecided> {
        let mut open = self.own_draft(actor, town, draft, Language::De).await?;
        let by_post = wish == Wish::ByPost;
        if open.row.submitted_case.is_some() || open.content.by_post == by_post {
            return Ok(());
        }
        open.content.by_post = by_post;
        open.row.answers = open.content.to_json();
        let mut commit = Commit::new(Scope::Tenant(town.tenant), self.world().now());
        commit.changes.push(Change::update(&open.row));
        self.store().apply(commit).await?;
        Ok(())
    }
}
