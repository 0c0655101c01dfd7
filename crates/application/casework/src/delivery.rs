//! Which way a letter takes to its recipient, and what its row says once it is known. The days are counted by `cases`;
//! the job `deliver` and the print tray write the rows.

use crate::Casework;
use crate::answer_job::JobAnswer;
use crate::letter_content::remedy_of;
use crate::load::Loaded;
use crate::refusal::{Fault, Refusal, Undecided};
use crate::submit_application::BY_POST;
use crate::views::DeliveryView;
use crate::worker::deliver;
use cases::{Actor, Regime, Remedy, Way};
use engine::{Job, Outcome};
use feel::{Context, Value};
use jiff::civil::Date;
use services::Release;
use store::{CaseRow, Change, CommandKey, Commit, DeliveryRow, DeliveryState, Expect, OutboxRow, Scope};
use values::{DocumentId, EffectId, Hash, Moment, TenantId};

/// What is known about how the applicant can be reached.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Recipient {
    /// Whether they applied with a citizen account.
    pub(crate) has_postbox: bool,
    /// Whether they asked for paper, or came with it.
    pub(crate) wants_paper: bool,
}

impl Casework {
    /// How the applicant can be reached.
    pub(crate) async fn recipient(&self, loaded: &Loaded) -> Result<Recipient, Fault> {
        let has_account = self.has_account(loaded.case.citizen).await;
        let has_account = has_account.map_err(|error| Fault::while_doing("reading an account", error))?;
        Ok(Recipient { has_postbox: has_account, wants_paper: loaded.case.delivery_wish == BY_POST })
    }
}

impl Casework {
    /// Stores that a delivery is known, and tells the process if it waits for that. A case that has moved on meanwhile is
    /// not told, but the delivery is on record. Twice is once; stale, when somebody else has just told something of it.
    pub(crate) async fn known_now(
        &self,
        actor: &Actor,
        (effect, known): (Option<EffectId>, &DeliveryRow),
        changes: Vec<Change>,
    ) -> Result<(), Undecided> {
        let key = CommandKey(Hash::of_parts(&[b"known", known.id.as_bytes()]));
        let mut commit = Commit::new(Scope::Tenant(known.tenant), self.world().now()).once(key, "known");
        if let Some(effect) = effect {
            if let Some(job) = self.waiting_job(known.tenant, effect).await? {
                let outcome = Outcome::Done(deliver::result(&job, known));
                let answer = JobAnswer { effect, outcome, key, expects: Vec::new(), changes };
                self.try_answer(actor, known.tenant, &answer).await?;
                return Ok(());
            }
            commit.expects.push(Expect::absent(OutboxRow::key(known.tenant, effect)));
        }
        commit.changes = changes;
        self.store().apply(commit).await?;
        Ok(())
    }

    async fn waiting_job(&self, tenant: TenantId, effect: EffectId) -> Result<Option<Job>, Refusal> {
        let row = self.store().read(Scope::Tenant(tenant)).await?.outbox(effect).await?;
        let Some(row) = row else { return Ok(None) };
        let job =
            serde_json::from_str(&row.body).map_err(|error| Fault::while_doing("reading a job", error))?;
        Ok(Some(job))
    }

    /// Notes that the applicant has opened a document. A notice that was only offered counts as known from the next day.
    pub(crate) async fn note_opening(
        &self,
        actor: &Actor,
        case: &CaseRow,
        document: DocumentId,
    ) -> Result<(), Refusal> {
        self.decide(|| self.try_note_opening(actor, case, document)).await
    }

    async fn try_note_opening(
        &self,
        actor: &Actor,
        case: &CaseRow,
        document: DocumentId,
    ) -> Result<(), Undecided> {
        let now = self.world().now();
        let snapshot = self.store().read(Scope::Tenant(case.tenant)).await?;
        let rows = snapshot.deliveries_of_document(document).await?;
        let Some(row) = rows.into_iter().find(|row| row.opened_at.is_none()) else { return Ok(()) };
        if row.state == DeliveryState::Offered {
            let loaded = self.load_from(&snapshot, case.id).await?;
            drop(snapshot);
            let known = DeliveryRow { effect: None, ..known(&loaded, row.clone(), Event::Retrieved(now)) };
            return self.known_now(actor, (row.effect, &known), vec![Change::update(&known)]).await;
        }
        drop(snapshot);
        let mut commit = Commit::new(Scope::Tenant(case.tenant), now);
        commit.changes.push(Change::update(&DeliveryRow { opened_at: Some(now), ..row }));
        self.store().apply(commit).await?;
        Ok(())
    }
}

/// What people are told about the deliveries of a document: the one that counts, else the last.
pub(crate) fn shown(rows: &[DeliveryRow], document: DocumentId, release: &Release) -> DeliveryView {
    let own = || rows.iter().filter(|row| row.document == document && row.state != DeliveryState::Replaced);
    let Some(row) = own().find(|row| row.deemed_on.is_some()).or_else(|| own().next_back()) else {
        return DeliveryView::default();
    };
    let date = |day: &Option<String>| day.as_deref().and_then(|day| day.parse().ok());
    DeliveryView {
        way: Way::from_key(&row.way),
        posted_on: row.handed_over_at.map(Moment::date),
        opened_at: row.opened_at,
        deemed_on: date(&row.deemed_on),
        rule: row.rule.clone(),
        remedy: remedy_of(release),
        objection_ends: date(&row.objection_ends),
    }
}

/// The way to this recipient: paper for whoever wants it, else the postbox of an account (§ 9 OZG), else what the service allows, else paper.
pub(crate) fn way_to(loaded: &Loaded, recipient: &Recipient) -> Way {
    use services::DeliveryWay as Allowed;
    let allows = |way| loaded.release.manifest().delivery().ways.contains(&way);
    match () {
        () if recipient.wants_paper => Way::Post,
        () if recipient.has_postbox && allows(Allowed::Postbox) => Way::Postbox,
        () if allows(Allowed::Post) => Way::Post,
        () if allows(Allowed::StatusPage) => Way::StatusPage,
        () => Way::Post,
    }
}

/// Whether the applicant may read a copy on the status page, whatever the way is.
pub(crate) fn shown_on_status_page(loaded: &Loaded) -> bool {
    loaded.release.manifest().delivery().ways.contains(&services::DeliveryWay::StatusPage)
}

/// The law of procedure of the case.
fn regime_of(loaded: &Loaded) -> Regime {
    match loaded.release.manifest().law().regime {
        services::Regime::KagAo => Regime::KagAo,
        services::Regime::Hvwvfg => Regime::Hvwvfg,
        services::Regime::SgbX => Regime::SgbX,
        services::Regime::Pstg => Regime::Pstg,
        services::Regime::None => Regime::None,
    }
}

/// What happened to a delivery, and when.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Event {
    /// Put into the postbox.
    MadeAvailable(Moment),
    /// Opened on the status page.
    Retrieved(Moment),
    /// Handed to the post on this day.
    Posted(Date),
}

impl Event {
    const fn way(self) -> Way {
        match self {
            Event::MadeAvailable(_) => Way::Postbox,
            Event::Retrieved(_) => Way::StatusPage,
            Event::Posted(_) => Way::Post,
        }
    }

    fn day(self) -> Date {
        match self {
            Event::MadeAvailable(at) | Event::Retrieved(at) => at.date(),
            Event::Posted(day) => day,
        }
    }
}

/// The delivery as it is once it is known: the day it counts from, by which rule, and the last day to object.
pub(crate) fn known(loaded: &Loaded, mut row: DeliveryRow, event: Event) -> DeliveryRow {
    row.state = DeliveryState::Known;
    row.way = event.way().key().to_owned();
    match event {
        Event::MadeAvailable(at) => row.made_available_at = Some(at),
        Event::Retrieved(at) => row.opened_at = row.opened_at.or(Some(at)),
        Event::Posted(day) => row.handed_over_at = Some(Moment::start_of(day)),
    }
    if let Some(deemed) = regime_of(loaded).deemed(event.way(), event.day(), &loaded.calendar) {
        row.deemed_on = Some(deemed.on.to_string());
        deemed.rule.clone_into(&mut row.rule);
        let remedy = remedy_of(&loaded.release).unwrap_or(Remedy::None);
        row.objection_ends = remedy.ends(deemed.on, &loaded.calendar).map(|day| day.to_string());
    }
    row
}

/// What the process learns: `way`, and for a decision `deemed_on` and `objection_ends`, else null.
pub(crate) fn told(row: &DeliveryRow) -> Context {
    let date = |day: &Option<String>| {
        let date = day.as_deref().and_then(feel::Date::parse);
        date.map_or(Value::Null, Value::from)
    };
    Context::new()
        .with("way", Value::from(row.way.as_str()))
        .with("deemed_on", date(&row.deemed_on))
        .with("objection_ends", date(&row.objection_ends))
}
