//! A person sends an application, exactly once: the draft's id is the key of the command, so a second click, a reload
//! and a lost connection all lead to the same case.

use crate::Casework;
use crate::draft_pages::{OpenDraft, first_incomplete};
use crate::refusal::{Fault, Refusal, Undecided};
use crate::views::{Receipt, Town};
use cases::{Actor, CaseNumber, CaseStatus, TrustLevel};
use engine::Command;
use feel::Context;
use jiff::{Span, civil::Date};
use store::{Applied, CaseRow, Change, CommandKey, NumberRange, Scope};
use values::calendar::Calendar;
use values::{CaseId, DraftId, Hash, Language, Moment, Problem};

/// The field that says on which day a paper was received.
pub const RECEIVED: &str = "eingang";

/// What a case says when its applicant wants letters by post although there is a postbox.
pub(crate) const BY_POST: &str = "post";

impl Casework {
    /// Sends the draft; sending it again changes nothing and is no mistake. Problems are those of all pages.
    pub async fn submit_application(
        &self,
        actor: &Actor,
        town: &Town,
        draft: DraftId,
        language: Language,
    ) -> Result<(), Refusal> {
        self.decide(|| self.try_submit(actor, town, draft, (language, None))).await
    }

    /// The same for an application on paper that was received on this day, `2026-11-20`, as typed; nothing for today. Only
    /// somebody of the office can say so, and only of the last year.
    pub async fn submit_received(
        &self,
        actor: &Actor,
        town: &Town,
        draft: DraftId,
        (language, received): (Language, &str),
    ) -> Result<(), Refusal> {
        let received = self.received_day(actor, received.trim())?;
        self.decide(|| self.try_submit(actor, town, draft, (language, received))).await
    }

    /// The day on which something came to the office, as typed; `None` for today.
    pub(crate) fn received_day(&self, actor: &Actor, typed: &str) -> Result<Option<Date>, Refusal> {
        if typed.is_empty() {
            return Ok(None);
        }
        if !matches!(actor, Actor::Staff(_)) {
            return Err(Refusal::NotAllowed);
        }
        let today = self.world().now().date();
        let day = typed.parse::<Date>().ok();
        let day = day.filter(|day| (today.saturating_sub(Span::new().years(1))..=today).contains(day));
        match day {
            Some(day) => Ok(Some(day).filter(|day| *day < today)),
            None => Err(Refusal::Problems(vec![Problem::in_answer(RECEIVED, "casework-received-day")])),
        }
    }

    async fn try_submit(
        &self,
        actor: &Actor,
        town: &Town,
        draft: DraftId,
        (language, received): (Language, Option<Date>),
    ) -> Result<(), Undecided> {
        let mut open = self.own_draft(actor, town, draft, language).await?;
        if open.row.submitted_case.is_some() {
            return Ok(());
        }
        require_trust(actor, open.release.manifest().trust_level())?;
        let answers = self.checked(&open)?;
        let mut case = self.new_case(&open).await?;
        if let Some(day) = received {
            case.opened_at = Moment::start_of(day);
        }
        let start = Command::Start { variables: answers };
        let calendar = self.calendar(&town.settings);
        let advanced =
            self.open_case(actor, (&open.release, open.procedure()?, &calendar), case, (start, 0))?;
        open.row.submitted_case = Some(advanced.case.id);
        open.row.changed_at = advanced.case.changed_at;
        let key = CommandKey(Hash::of_parts(&[b"submit", draft.as_bytes()]));
        let mut commit = advanced.commit.once(key, advanced.case.id.to_string());
        commit.changes.push(Change::update(&open.row));
        commit.changes.extend(self.uploads_to_case(&open, &advanced.case).await?);
        match self.store().apply(commit).await? {
            Applied::Done => metrics::counter!("fachwerk_applications_total").increment(1),
            Applied::Repeated(_) => {}
        }
        Ok(())
    }

    fn checked(&self, open: &OpenDraft) -> Result<Context, Refusal> {
        let checked = open.form.check(&open.content.answers, &self.environment());
        if checked.problems.is_empty() {
            Ok(checked.answers)
        } else {
            Err(Refusal::Problems(checked.problems))
        }
    }

    /// The row of the new case; its id follows from the draft, its number from a block reserved beforehand.
    async fn new_case(&self, open: &OpenDraft) -> Result<CaseRow, Undecided> {
        let now = self.world().now();
        let number = self.next_number(open.row.tenant, now).await?;
        Ok(CaseRow {
            tenant: open.row.tenant,
            id: CaseId::derived(&[b"case", open.row.id.as_bytes()]),
            number: number.to_string(),
            service: open.row.service.clone(),
            procedure: open.row.procedure.clone(),
            release: open.row.release,
            authority: open.row.authority.clone(),
            citizen: open.row.citizen,
            applicant: String::new(),
            applicant_key: String::new(),
            subject: String::new(),
            status: CaseStatus::Received.key().to_owned(),
            opened_at: now,
            changed_at: now,
            code_hash: open.content.code()?.hash(),
            delivery_wish: if open.content.by_post { BY_POST.to_owned() } else { String::new() },
            steps: 0,
            is_running: true,
            version: 1,
        })
    }

    /// What the applicant holds in hand after sending; only for the browser that sent it.
    pub async fn receipt(
        &self,
        actor: &Actor,
        town: &Town,
        draft: DraftId,
        language: Language,
    ) -> Result<Receipt, Refusal> {
        let open = self.own_draft(actor, town, draft, language).await?;
        let case = open.row.submitted_case.ok_or(Refusal::NotFound)?;
        let snapshot = self.store().read(Scope::Tenant(town.tenant)).await?;
        let case = snapshot.case(case).await?;
        let case = case.ok_or_else(|| Fault::while_doing("reading a draft", "its case is missing"))?;
        let procedure = open.procedure()?.about();
        Ok(Receipt {
            number: case.number,
            code: open.content.code()?.to_string(),
            received_at: case.opened_at,
            service_title: procedure.title(language).to_owned(),
            next: procedure.next(language).to_owned(),
            aim: aim(
                case.opened_at,
                open.release.manifest().clock().aim_days,
                &self.calendar(&town.settings),
            ),
            arrived: open.release.text(language, "service.arrived").map(str::to_owned),
        })
    }

    pub(crate) async fn next_number(
        &self,
        tenant: values::TenantId,
        now: Moment,
    ) -> Result<CaseNumber, Refusal> {
        let year = now.date().year();
        let running = self.0.numbers.next(self.store(), NumberRange::Cases, tenant, year).await?;
        Ok(CaseNumber { year, running })
    }

    /// The first page of a draft that still has problems, for whoever wants to send it too early.
    pub async fn incomplete_page(
        &self,
        actor: &Actor,
        town: &Town,
        draft: DraftId,
        language: Language,
    ) -> Result<Option<usize>, Refusal> {
        let open = self.own_draft(actor, town, draft, language).await?;
        Ok(first_incomplete(&open.form, &open.content.answers, &self.environment()))
    }
}

/// A number of days after the receipt, or the next working day.
fn aim(received: Moment, days: u32, calendar: &Calendar) -> Date {
    let day = received.date().saturating_add(Span::new().days(days.min(3_650)));
    calendar.shifted(day)
}

/// Refuses citizens who are not known surely enough for this service; staff who apply for somebody have seen them.
pub(crate) fn require_trust(actor: &Actor, level: u8) -> Result<(), Refusal> {
    let needed = TrustLevel::from_number(level);
    let is_citizen = matches!(actor, Actor::Guest(_) | Actor::Citizen(_));
    if is_citizen && actor.trust() < needed { Err(Refusal::TrustNeeded(needed)) } else { Ok(()) }
}
