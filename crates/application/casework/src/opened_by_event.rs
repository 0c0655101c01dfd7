//! A message or signal opens a case of a service, on the release that is live. Nobody has applied: there is no draft, no code
//! and no account behind it; the number comes from the same blocks as every other.

use crate::Casework;
use crate::advance::Advanced;
use crate::competence::Home;
use crate::refusal::{Fault, Undecided};
use crate::submit_application::BY_POST;
use crate::towns::town_of;
use cases::{Actor, CaseStatus};
use engine::{Command, StartedBy};
use feel::Context;
use store::{CaseRow, Scope, ServiceStartRow};
use values::{CaseId, CitizenId, EffectId, Hash};

impl Casework {
    /// The first step of the case that an event opens; its id follows from event and procedure, so that it is opened once.
    /// None when the service is not live any more, or does not begin by this event.
    pub(crate) async fn opened_by(
        &self,
        event: EffectId,
        start: &ServiceStartRow,
        (by, variables, chain): (StartedBy, Context, u32),
    ) -> Result<Option<Advanced>, Undecided> {
        let snapshot = self.store().read(Scope::Installation).await?;
        let tenant = snapshot.tenant(start.tenant).await?;
        drop(snapshot);
        let missing = || Fault::while_doing("opening a case", "its tenant is missing");
        let town = town_of(tenant.ok_or_else(missing)?)?;
        let Some(home) = self.home_in(&town, &start.service).await? else { return Ok(None) };
        let Some(procedure) = home.release.procedure(&start.procedure) else { return Ok(None) };
        if !procedure.program().started_by().any(|known| *known == by) {
            return Ok(None);
        }
        let case = self.case_of_nobody(event, &home, start).await?;
        let command = Command::StartBy { by, variables };
        let opened = (&*home.release, &**procedure, &self.calendar(&town.settings));
        self.open_case(&Actor::System(event), opened, case, (command, chain)).map(Some)
    }

    async fn case_of_nobody(
        &self,
        event: EffectId,
        home: &Home,
        start: &ServiceStartRow,
    ) -> Result<CaseRow, Undecided> {
        let now = self.world().now();
        let number = self.next_number(start.tenant, now).await?;
        let (service, procedure) = (start.service.clone(), start.procedure.clone());
        Ok(CaseRow {
            tenant: start.tenant,
            id: opened_id(event, start),
            number: number.to_string(),
            service,
            procedure,
            release: home.offered.release,
            authority: home.authority.clone(),
            // Nobody's: no browser and no account has this id, and nobody knows a code.
            citizen: CitizenId::from_bytes(self.world().random()),
            code_hash: Hash::from_bytes(self.world().random()),
            applicant: String::new(),
            applicant_key: String::new(),
            subject: String::new(),
            status: CaseStatus::Received.key().to_owned(),
            opened_at: now,
            changed_at: now,
            // Nobody could open a notice on the status page, and the office would wait for that.
            delivery_wish: BY_POST.to_owned(),
            steps: 0,
            is_running: true,
            version: 1,
        })
    }
}

/// The id of the case that an event opens.
pub(crate) fn opened_id(event: EffectId, start: &ServiceStartRow) -> CaseId {
    CaseId::derived(&[b"opened by", event.as_bytes(), start.service.as_bytes(), start.procedure.as_bytes()])
}
