//! The applicant withdraws the application, or somebody of the office enters that they did on paper or by word. It is possible
//! exactly as long as the process waits for it.

use crate::Casework;
use crate::publish_message::Message;
use crate::refusal::Refusal;
use crate::views::Town;
use cases::{Action, Actor};
use feel::Context;
use store::{Applied, Change, CommandKey, NoteRow, Scope, Snapshot, StoreError};
use values::{CaseId, Hash, NoteId, Problem, TenantId};

/// The message that a withdrawal is, as models wait for it.
const WITHDRAWN: &str = "withdrawn";
/// The longest word on how it came, in letters.
const LONGEST: usize = 1_000;

/// Whether a case can still be withdrawn: its process waits for it.
pub(crate) async fn is_possible(snapshot: &Snapshot, case: CaseId) -> Result<bool, StoreError> {
    Ok(snapshot.subscriptions_of_case(case).await?.iter().any(|row| row.message == WITHDRAWN))
}

impl Casework {
    /// Withdraws the application with this number; doing it twice does it once. A conflict, when it is too late.
    pub async fn withdraw(&self, actor: &Actor, town: &Town, number: &str) -> Result<(), Refusal> {
        let (_, case, _) = self.visible_case(actor, town, number, Action::SendMessage).await?;
        self.withdrawn(actor, town.tenant, case.id, Vec::new()).await?;
        Ok(())
    }

    /// Withdraws it for an applicant who did on paper or by word. How that came must be said; the note about it is kept with it.
    pub async fn enter_withdrawal(
        &self,
        actor: &Actor,
        town: &Town,
        case: CaseId,
        (how, note): (&str, &str),
    ) -> Result<(), Refusal> {
        let Actor::Staff(staff) = actor else { return Err(Refusal::NotFound) };
        let how = how.replace("\r\n", "\n");
        if how.trim().is_empty() {
            return Err(Refusal::Problems(vec![Problem::in_answer("wie", "withdrawal-how-missing")]));
        }
        if how.chars().count() > LONGEST {
            let problem = Problem::in_answer("wie", "withdrawal-how-long").with("most", LONGEST);
            return Err(Refusal::Problems(vec![problem]));
        }
        let note = NoteRow {
            tenant: town.tenant,
            id: NoteId::derived(&[b"withdrawal", case.as_bytes(), note.as_bytes()]),
            case,
            author: staff.id,
            at: self.world().now(),
            text: note.to_owned(),
        };
        match self.withdrawn(actor, town.tenant, case, vec![Change::insert(&note)]).await? {
            Applied::Done => Ok(()),
            // Somebody has withdrawn it already: whoever wrote another word about it is told that this is not kept.
            Applied::Repeated(_) => {
                let snapshot = self.store().read(Scope::Tenant(town.tenant)).await?;
                let kept = snapshot.notes_of_case(case).await?;
                let is_kept = kept.iter().any(|row| row.id == note.id);
                if is_kept { Ok(()) } else { Err(Refusal::Conflict) }
            }
        }
    }

    /// Withdraws it once; again only when somebody has sent the case back to where it can be withdrawn.
    async fn withdrawn(
        &self,
        actor: &Actor,
        tenant: TenantId,
        case: CaseId,
        changes: Vec<Change>,
    ) -> Result<Applied, Refusal> {
        let snapshot = self.store().read(Scope::Tenant(tenant)).await?;
        let waiting = snapshot.subscriptions_of_case(case).await?;
        drop(snapshot);
        let waiting = waiting.iter().find(|row| row.message == WITHDRAWN).map(|row| row.id);
        let first = CommandKey(Hash::of_parts(&[b"withdraw", case.as_bytes()]));
        let applied = self.withdrawn_once(actor, (tenant, case), first, &changes).await?;
        match (&applied, waiting) {
            (Applied::Repeated(_), Some(again)) => {
                let key = CommandKey(Hash::of_parts(&[b"withdraw", case.as_bytes(), again.as_bytes()]));
                self.withdrawn_once(actor, (tenant, case), key, &changes).await
            }
            _ => Ok(applied),
        }
    }

    async fn withdrawn_once(
        &self,
        actor: &Actor,
        (tenant, case): (TenantId, CaseId),
        key: CommandKey,
        changes: &[Change],
    ) -> Result<Applied, Refusal> {
        let message = Message {
            name: WITHDRAWN,
            received: self.world().now().date(),
            variables: Context::new(),
            key,
            expects: Vec::new(),
            changes: changes.to_vec(),
        };
        self.publish_message(actor, tenant, case, &message).await
    }
}
