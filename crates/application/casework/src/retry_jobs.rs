//! A person who works on a case tries again what is stuck.

use crate::Casework;
use crate::load::require;
use crate::refusal::{Refusal, Undecided};
use crate::views::Town;
use cases::{Action, Actor};
use engine::Command;
use store::Scope;
use values::{CaseId, IncidentId};

impl Casework {
    /// Tries everything of the case that is stuck once more, one step each. What no new try helps, or what has gone on by
    /// itself meanwhile, keeps nothing else from being tried; it is told when there was nothing else.
    pub async fn retry_jobs(&self, actor: &Actor, town: &Town, case: CaseId) -> Result<(), Refusal> {
        let snapshot = self.store().read(Scope::Tenant(town.tenant)).await?;
        let loaded = self.load_from(&snapshot, case).await?;
        require(actor, Action::RetryJob, &loaded.facts(None))?;
        let stuck = snapshot.incidents_of_case(case).await?;
        drop(snapshot);
        let (mut is_tried, mut refused) = (false, None);
        for incident in stuck {
            match self.decide(|| self.try_retry(actor, town, case, incident.id)).await {
                Ok(()) => is_tried = true,
                Err(refusal @ (Refusal::Conflict | Refusal::Problems(_))) => refused = Some(refusal),
                Err(refusal) => return Err(refusal),
            }
        }
        refused.filter(|_| !is_tried).map_or(Ok(()), Err)
    }

    async fn try_retry(
        &self,
        actor: &Actor,
        town: &Town,
        case: CaseId,
        incident: IncidentId,
    ) -> Result<(), Undecided> {
        let snapshot = self.store().read(Scope::Tenant(town.tenant)).await?;
        let loaded = self.load_from(&snapshot, case).await?;
        loaded.require(actor, Action::RetryJob, None)?;
        let revived = self.revived((actor, &snapshot), loaded, incident).await?;
        drop(snapshot);
        let commit = match revived {
            Ok(commit) => commit,
            Err(loaded) => {
                let command = Command::ResolveIncident { incident, variables: feel::Context::new() };
                self.advance(actor, loaded, command)?.commit
            }
        };
        self.store().apply(commit).await?;
        Ok(())
    }
}
