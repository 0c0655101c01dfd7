//! The office enters an application for somebody who came with paper: which services it may enter, what it has begun, and
//! opening a draft that is this officer's alone. From there it goes on as any draft does.

use crate::Casework;
use crate::competence::Home;
use crate::load::require;
use crate::refusal::Refusal;
use crate::views::{Entered, EntryDraft, EntryPage, EntryProcedure, EntryService, Town};
use cases::{Action, Actor, CaseFacts, Staff, may};
use services::Release;
use std::collections::BTreeSet;
use store::{DraftRow, Scope};
use values::{CaseId, CitizenId, DraftId, Language, TenantId};

impl Casework {
    /// What somebody of the office may enter for others, and what they have begun.
    pub async fn entry_page(
        &self,
        actor: &Actor,
        town: &Town,
        language: Language,
    ) -> Result<EntryPage, Refusal> {
        let Actor::Staff(staff) = actor else { return Err(Refusal::NotFound) };
        let homes = self.homes(std::slice::from_ref(town)).await?;
        let mut services: Vec<EntryService> = homes
            .iter()
            .filter(|home| may(actor, Action::EnterOnBehalf, &facts_of_service(town.tenant, &home.release)))
            .filter(|home| self.is_competent_at_home(home))
            .map(|home| entry_service(home, language))
            .collect();
        services.sort_by(|one, other| (&one.title, &one.key).cmp(&(&other.title, &other.key)));
        Ok(EntryPage { services, begun: self.begun(staff, town, language).await? })
    }

    /// What was entered, when it was sent: for the officer who did.
    pub async fn entered(
        &self,
        actor: &Actor,
        town: &Town,
        draft: DraftId,
        language: Language,
    ) -> Result<Entered, Refusal> {
        let open = self.own_draft(actor, town, draft, language).await?;
        let case = open.row.submitted_case.ok_or(Refusal::NotFound)?;
        Ok(Entered { case, receipt: self.receipt(actor, town, draft, language).await? })
    }

    async fn begun(
        &self,
        staff: &Staff,
        town: &Town,
        language: Language,
    ) -> Result<Vec<EntryDraft>, Refusal> {
        let rows = self.store().read(Scope::Tenant(town.tenant)).await?.drafts_entered_by(staff.id).await?;
        let mut begun = Vec::new();
        for row in rows {
            let release = self.release(town.tenant, row.release).await?;
            let procedure = release.procedure(&row.procedure);
            begun.push(EntryDraft {
                draft: row.id,
                title: procedure.map_or(String::new(), |one| one.about().title(language).to_owned()),
                changed_at: row.changed_at,
            });
        }
        Ok(begun)
    }

    /// Refuses whoever of the office does not work on the service.
    pub(crate) fn require_entry(&self, actor: &Actor, home: &Home) -> Result<(), Refusal> {
        require(actor, Action::EnterOnBehalf, &facts_of_service(home.town.tenant, &home.release))
    }
}

/// Whether a draft is this actor's: what the office enters belongs to the officer, everything else to the citizen.
pub(crate) fn owns(actor: &Actor, row: &DraftRow) -> bool {
    match (actor, row.entered_by) {
        (Actor::Staff(staff), Some(officer)) => staff.id == officer && staff.tenant == row.tenant,
        (Actor::Staff(_), None) | (_, Some(_)) => false,
        (_, None) => actor.citizen() == Some(row.citizen),
    }
}

/// What the permissions need to know about a service of which there is no case yet.
fn facts_of_service(tenant: TenantId, release: &Release) -> CaseFacts {
    CaseFacts {
        tenant,
        case: CaseId::from_bytes([0; 16]),
        citizen: CitizenId::from_bytes([0; 16]),
        groups: release.manifest().groups(),
        task_groups: BTreeSet::new(),
        assignee: None,
        not_by: BTreeSet::new(),
    }
}

fn entry_service(home: &Home, language: Language) -> EntryService {
    let manifest = home.release.manifest();
    let procedures = manifest.procedures().iter();
    EntryService {
        key: manifest.key().to_owned(),
        title: manifest.title(language).to_owned(),
        procedures: procedures
            .map(|one| EntryProcedure { key: one.key().to_owned(), title: one.title(language).to_owned() })
            .collect(),
    }
}
