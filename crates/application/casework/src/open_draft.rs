//! A person opens a draft: it is pinned to the release of today and belongs to the browser that opened it, or to the officer
//! who enters it for somebody.

use crate::competence::Home;
use crate::refusal::Refusal;
use crate::views::Town;
use crate::{Casework, draft_pages::DraftContent};
use cases::{Actor, StatusCode};
use store::{Change, Commit, DraftRow, Scope};
use values::{CitizenId, DraftId, Language};

/// A draft that was opened.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OpenedDraft {
    /// The draft.
    pub draft: DraftId,
    /// Token of a new session for a browser that was not known yet; it belongs into the cookie that remembers drafts.
    pub session: Option<String>,
}

impl Casework {
    /// Opens a draft of a procedure of a service of a town.
    pub async fn open_draft(
        &self,
        actor: &Actor,
        town: &Town,
        (service, procedure): (&str, &str),
    ) -> Result<OpenedDraft, Refusal> {
        let offered = self.offered(town, service).await?;
        let (citizen, session) = match actor {
            Actor::Staff(_) => {
                self.require_entry(actor, &offered)?;
                // Nobody's account: whoever came with paper is known by name alone.
                (CitizenId::from_bytes(self.world().random()), None)
            }
            Actor::Guest(_) | Actor::Citizen(_) => self.citizen_of(actor).await?,
            Actor::System(_) | Actor::Machine(_) => return Err(Refusal::NotAllowed),
        };
        let row = self.new_draft(offered, procedure, (citizen, actor)).await?;
        let mut commit = Commit::new(Scope::Tenant(town.tenant), row.created_at);
        commit.changes.push(Change::insert(&row));
        self.store().apply(commit).await?;
        Ok(OpenedDraft { draft: row.id, session })
    }

    /// Whose draft it will be, with the session of a browser that was not known yet.
    async fn citizen_of(&self, actor: &Actor) -> Result<(CitizenId, Option<String>), Refusal> {
        match actor.citizen() {
            Some(citizen) => Ok((citizen, None)),
            None => self.remember_new_guest().await.map(|(citizen, token)| (citizen, Some(token))),
        }
    }

    /// A commit of its own: whoever is remembered without a draft has lost nothing.
    async fn remember_new_guest(&self) -> Result<(CitizenId, String), Refusal> {
        let citizen = CitizenId::from_bytes(self.world().random());
        let session = self.guest_session(citizen);
        let mut commit = Commit::new(Scope::Installation, self.world().now());
        commit.changes.push(Change::insert(&session.row));
        self.store().apply(commit).await?;
        Ok((citizen, session.token))
    }

    /// The draft names the authority that is competent today.
    async fn new_draft(
        &self,
        home: Home,
        procedure: &str,
        (citizen, actor): (CitizenId, &Actor),
    ) -> Result<DraftRow, Refusal> {
        let runnable = home.release.procedure(procedure).ok_or(Refusal::NotFound)?;
        let procedure = runnable.about();
        let offered = home.offered;
        let now = self.world().now();
        let mut content = DraftContent::empty(StatusCode::from_random(self.world().random()));
        let known = self.known_of(actor).await?;
        let entered_by = match actor {
            Actor::Staff(staff) => Some(staff.id),
            _ => None,
        };
        // Who came with paper is answered on paper.
        content.by_post = entered_by.is_some();
        content.answers = runnable.start_form(Language::De).prefilled(&content.answers, &known);
        Ok(DraftRow {
            tenant: offered.tenant,
            id: DraftId::from_bytes(self.world().random()),
            citizen,
            service: offered.key,
            procedure: procedure.key().to_owned(),
            release: offered.release,
            authority: home.authority,
            answers: content.to_json(),
            version: 1,
            created_at: now,
            changed_at: now,
            submitted_case: None,
            entered_by,
        })
    }
}
