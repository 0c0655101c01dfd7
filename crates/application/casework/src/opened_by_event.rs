//! A message, a signal or a timer opens a case of a service, on the release that is live. Nobody has applied: there is no draft,
//! no code and no account behind it; the number comes from the same blocks as every other.

use crate::Casework;
use crate::advance::Advanced;
use crate::competence::Home;
use crate::refusal::{Fault, Undecided};
use crate::submit_application::BY_POST;
use crate::towns::town_of;
use cases::{Actor, CaseStatus};
use engine::{Command, StartedBy};
use feel::Context;
use services::ReleasedProcedure;
use std::sync::Arc;
use store::{CaseRow, Scope, ServiceStartRow};
use values::{CaseId, CitizenId, EffectId, Hash, TenantId};

/// A procedure that begins by an event, where it is worked on.
pub(crate) struct Begins {
    home: Home,
    pub(crate) procedure: Arc<ReleasedProcedure>,
}

impl Casework {
    /// The first step of the case that an event opens; its id follows from event and procedure, so that it is opened once.
    /// None when the service is not live any more, or does not begin by this event.
    pub(crate) async fn opened_by(
        &self,
        event: EffectId,
        start: &ServiceStartRow,
        (by, variables, chain): (StartedBy, Context, u32),
    ) -> Result<Option<Advanced>, Undecided> {
        match self.begins(start.tenant, (&start.service, &start.procedure), &by).await? {
            Some(begins) => self.opened_in(event, &begins, (by, variables, chain)).await.map(Some),
            None => Ok(None),
        }
    }

    /// The procedure of this service, if the service is live and the procedure begins by this event.
    pub(crate) async fn begins(
        &self,
        tenant: TenantId,
        (service, procedure): (&str, &str),
        by: &StartedBy,
    ) -> Result<Option<Begins>, Undecided> {
        let snapshot = self.store().read(Scope::Installation).await?;
        let tenant = snapshot.tenant(tenant).await?;
        drop(snapshot);
        let missing = || Fault::while_doing("opening a case", "its tenant is missing");
        let town = town_of(tenant.ok_or_else(missing)?)?;
        let Some(home) = self.home_in(&town, service).await? else { return Ok(None) };
        let Some(procedure) = home.release.procedure(procedure).map(Arc::clone) else { return Ok(None) };
        let begins = procedure.program().started_by().any(|known| known == by);
        Ok(begins.then_some(Begins { home, procedure }))
    }

    /// The first step of the case that an event opens in a procedure that begins by it.
    pub(crate) async fn opened_in(
        &self,
        event: EffectId,
        begins: &Begins,
        (by, variables, chain): (StartedBy, Context, u32),
    ) -> Result<Advanced, Undecided> {
        let case = self.case_of_nobody(event, begins).await?;
        let command = Command::StartBy { by, variables };
        let Begins { home, procedure } = begins;
        let calendar = self.calendar(&home.town.settings);
        let opened = (&*home.release, &**procedure, &calendar);
        self.open_case(&Actor::System(event), opened, case, (command, chain))
    }

    async fn case_of_nobody(
        &self,
        event: EffectId,
        Begins { home, procedure }: &Begins,
    ) -> Result<CaseRow, Undecided> {
        let now = self.world().now();
        let tenant = home.town.tenant;
        let number = self.next_number(tenant, now).await?;
        let (service, procedure) = (home.offered.key.clone(), procedure.about().key().to_owned());
        Ok(CaseRow {
            tenant,
            id: id_of(event, &service, &procedure),
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
    id_of(event, &start.service, &start.procedure)
}

fn id_of(event: EffectId, service: &str, procedure: &str) -> CaseId {
    CaseId::derived(&[b"opened by", event.as_bytes(), service.as_bytes(), procedure.as_bytes()])
}
