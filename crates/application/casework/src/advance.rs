//! From a step of the engine to a commit: every effect becomes rows, the step becomes one entry of the journal, and all
//! of it is stored together or not at all. Nothing is decided here.

mod between;
mod effects;
mod header;

pub(crate) use between::{KEPT, NOBODY};
pub(crate) use effects::{job_due, job_rows, task_rows};
pub(crate) use header::Header;

use crate::Casework;
use crate::load::{Loaded, procedure_of};
use crate::refusal::{Fault, Refusal, Undecided};
use crate::rejections;
use crate::searchable::{changed_entry, entry_of_case};
use crate::stored_state::{StoredState, Written};
use cases::{Actor, CaseStatus, journal};
use effects::EffectRows;
use engine::{At, Command, Instance, Rejection, Step};
use jiff::civil::Date;
use services::{Release, ReleasedProcedure};
use std::sync::Arc;
use store::{CaseRow, Change, CitizenCaseRow, Commit, JournalPayloadRow, JournalRow, Scope, TaskRow};
use values::calendar::Calendar;
use values::folding::sort_key;
use values::{Hash, Language, Moment};

/// Everything a case writes about itself in one step.
pub(crate) struct Advanced {
    pub(crate) case: CaseRow,
    pub(crate) commit: Commit,
}

/// A command, and how many signals and messages in a row have led to it.
pub(crate) type InChain = (Command, u32);

/// A step that the engine has decided, with what the journal says about its origin.
struct Decided<'a> {
    step: Step,
    actor: &'a Actor,
    command: &'static str,
    at: Moment,
    /// The release that the case leaves with this step.
    left: Option<Hash>,
    /// The open tasks as they are, when a step may change them.
    tasks: Vec<TaskRow>,
}

/// How a case comes into another release.
pub(crate) struct Rereleased {
    pub(crate) step: Step,
    pub(crate) command: &'static str,
    pub(crate) at: Moment,
    /// The open tasks, each with whoever keeps it.
    pub(crate) tasks: Vec<TaskRow>,
}

impl Casework {
    /// The first step of a new case. `case` carries everything but what the step decides.
    pub(crate) fn open_case(
        &self,
        actor: &Actor,
        (release, procedure, calendar): (&Release, &ReleasedProcedure, &Calendar),
        case: CaseRow,
        start: InChain,
    ) -> Result<Advanced, Undecided> {
        // It may have been received before somebody entered it.
        let (at, received) = (At { moment: case.changed_at, calendar }, case.opened_at.date());
        let before = Instance::new(case.id);
        let decided = decide(procedure, &before, start, (actor, at, received))?;
        let written = StoredState::default().followed_by(&case, &decided.step.instance);
        let variables = decided.step.instance.variables();
        let mut advanced = self.advanced(procedure, case, (None, written), decided)?;
        let entry = entry_of_case(release, &advanced.case, &variables)?;
        advanced.commit.changes.push(Change::put(&entry));
        Ok(advanced)
    }

    /// The next step of a loaded case, to which a person or the clock has led.
    pub(crate) fn advance(
        &self,
        actor: &Actor,
        loaded: Loaded,
        command: Command,
    ) -> Result<Advanced, Undecided> {
        self.advance_in_chain(actor, loaded, (command, 0))
    }

    /// The next step of a loaded case, for something that was received on this day: legal clocks count from then.
    pub(crate) fn advance_as_received(
        &self,
        actor: &Actor,
        loaded: Loaded,
        command: Command,
        received: Date,
    ) -> Result<Advanced, Undecided> {
        self.next(actor, loaded, (command, 0), received)
    }

    /// The next step of a loaded case, to which signals and messages have led.
    pub(crate) fn advance_in_chain(
        &self,
        actor: &Actor,
        loaded: Loaded,
        command: InChain,
    ) -> Result<Advanced, Undecided> {
        self.next(actor, loaded, command, self.world().now().date())
    }

    fn next(
        &self,
        actor: &Actor,
        loaded: Loaded,
        command: InChain,
        received: Date,
    ) -> Result<Advanced, Undecided> {
        let at = (actor, loaded.at(self.world().now()), received);
        let decided = decide(&loaded.procedure, &loaded.instance, command, at)?;
        let written = loaded.stored.followed_by(&loaded.case, &decided.step.instance);
        let previous = Some((loaded.last_entry.step, loaded.last_entry.hash));
        let variables = decided.step.instance.variables();
        let (before, known) = (loaded.case.clone(), loaded.instance.variables());
        let mut advanced = self.advanced(&loaded.procedure, loaded.case, (previous, written), decided)?;
        let after = (&advanced.case, &variables);
        advanced.commit.changes.extend(changed_entry(&loaded.release, (&before, &known), after)?);
        Ok(advanced)
    }

    /// A step that lets a loaded case go on in another release of its service; the journal keeps which one it left.
    pub(crate) fn rereleased(
        &self,
        actor: &Actor,
        mut loaded: Loaded,
        release: &Release,
        how: Rereleased,
    ) -> Result<Advanced, Undecided> {
        let Rereleased { step, command, at, tasks } = how;
        let procedure = Arc::clone(procedure_of(release, &loaded.case)?);
        let left = Some(loaded.case.release);
        loaded.case.release = release.hash();
        let written = loaded.stored.followed_by(&loaded.case, &step.instance);
        let previous = Some((loaded.last_entry.step, loaded.last_entry.hash));
        let variables = step.instance.variables();
        let decided = Decided { step, actor, command, at, left, tasks };
        let mut advanced = self.advanced(&procedure, loaded.case, (previous, written), decided)?;
        let entry = entry_of_case(release, &advanced.case, &variables)?;
        advanced.commit.changes.push(Change::put(&entry));
        Ok(advanced)
    }

    /// An entry in the journal of a loaded case that takes no step: something was done about it that the process does
    /// not ask for. `command` names it in the journal.
    pub(crate) fn recorded(
        &self,
        actor: &Actor,
        loaded: Loaded,
        command: &'static str,
    ) -> Result<Advanced, Undecided> {
        let step = Step { instance: loaded.instance.clone(), events: Vec::new(), effects: Vec::new() };
        let decided = Decided { step, actor, command, at: self.world().now(), left: None, tasks: Vec::new() };
        let previous = Some((loaded.last_entry.step, loaded.last_entry.hash));
        let written = loaded.stored.unchanged();
        self.advanced(&loaded.procedure, loaded.case, (previous, written), decided)
    }

    /// A commit for an act beside the process, such as a note: the journal names it, the state stays as it is.
    pub(crate) fn beside(&self, actor: &Actor, loaded: Loaded, act: &str) -> Commit {
        let at = self.world().now();
        let mut case = loaded.case;
        case.steps += 1;
        case.changed_at = at;
        let salt = self.world().random::<16>();
        let payload = "[]".to_owned();
        let entry = journal::Entry::following(
            *case.id.as_bytes(),
            Some((loaded.last_entry.step, loaded.last_entry.hash)),
            journal::Next {
                at,
                header: &Header::of_act(actor, act).to_json(),
                payload_hash: journal::payload_hash(&salt, &payload),
                snapshot_hash: loaded.last_entry.snapshot_hash,
            },
        );
        let chain = (entry.chain, entry.step);
        let mut commit = Commit::new(Scope::Tenant(case.tenant), at);
        commit.changes.push(Change::update(&case));
        commit.changes.push(Change::insert(&journal_row(case.tenant, entry)));
        commit.changes.push(Change::insert(&JournalPayloadRow {
            tenant: case.tenant,
            chain: chain.0,
            step: chain.1,
            salt: salt.to_vec(),
            payload,
        }));
        commit
    }

    fn advanced(
        &self,
        procedure: &ReleasedProcedure,
        before: CaseRow,
        (previous, written): (Option<(i64, Hash)>, Written),
        decided: Decided<'_>,
    ) -> Result<Advanced, Undecided> {
        let opens = previous.is_none();
        let effects = EffectRows::of((&before, &decided.tasks), &decided.step.effects, decided.at);
        let case = moved(before, procedure, &decided, effects.status);
        let mut commit = Commit::new(Scope::Tenant(case.tenant), decided.at);
        commit.changes.push(if opens { Change::insert(&case) } else { Change::update(&case) });
        commit.changes.extend(written.changes);
        commit.changes.push(Change::put(&citizen_case(&case, procedure)));
        commit.changes.extend(self.entry(&case, &written.state, previous, &decided)?);
        commit.changes.extend(effects.changes);
        Ok(Advanced { case, commit })
    }

    /// The journal entry of the step, and its payload beside it.
    fn entry(
        &self,
        case: &CaseRow,
        state: &StoredState,
        previous: Option<(i64, Hash)>,
        decided: &Decided<'_>,
    ) -> Result<[Change; 2], Fault> {
        let salt = self.world().random::<16>();
        let payload = serde_json::to_string(&decided.step.events)
            .map_err(|error| Fault::while_doing("writing the journal", error))?;
        let mut header = Header::of(decided.actor, decided.command, &decided.step);
        header.left = decided.left;
        let header = header.to_json();
        let entry = journal::Entry::following(
            *case.id.as_bytes(),
            previous,
            journal::Next {
                at: decided.at,
                header: &header,
                payload_hash: journal::payload_hash(&salt, &payload),
                snapshot_hash: state.hash(),
            },
        );
        let payload = JournalPayloadRow {
            tenant: case.tenant,
            chain: entry.chain,
            step: entry.step,
            salt: salt.to_vec(),
            payload,
        };
        Ok([Change::insert(&journal_row(case.tenant, entry)), Change::insert(&payload)])
    }
}

fn decide<'a>(
    procedure: &ReleasedProcedure,
    before: &Instance,
    command: InChain,
    (actor, at, received): (&'a Actor, At<'_>, Date),
) -> Result<Decided<'a>, Undecided> {
    let name = command.0.name();
    let step =
        engine::step_in_chain(procedure.program(), before, command, (at, received)).map_err(rejected)?;
    Ok(Decided { step, actor, command: name, at: at.moment, left: None, tasks: Vec::new() })
}

/// A command that does not fit the state: somebody else was faster, or the page was old.
pub(crate) fn rejected(rejection: Rejection) -> Undecided {
    if matches!(rejection, Rejection::FourEyes { .. }) {
        return Undecided::Refused(Refusal::FourEyes);
    }
    if let Some(problem) = rejections::told(&rejection) {
        return Undecided::Refused(Refusal::Problems(vec![problem]));
    }
    tracing::info!(%rejection, "a command did not fit the state");
    Undecided::Refused(Refusal::Conflict)
}

/// The row of a journal entry.
pub(crate) fn journal_row(tenant: values::TenantId, entry: journal::Entry) -> JournalRow {
    JournalRow {
        tenant,
        chain: entry.chain,
        step: entry.step,
        at: entry.at,
        header: entry.header,
        previous: entry.previous,
        payload_hash: entry.payload_hash,
        snapshot_hash: entry.snapshot_hash,
        hash: entry.hash,
    }
}

fn moved(
    mut case: CaseRow,
    procedure: &ReleasedProcedure,
    decided: &Decided<'_>,
    status: Option<CaseStatus>,
) -> CaseRow {
    let shown = procedure.case_texts(&decided.step.instance.variables(), decided.at);
    case.applicant_key = sort_key(&shown.applicant);
    case.applicant = shown.applicant;
    case.subject = shown.subject;
    case.changed_at = decided.at;
    case.steps += 1;
    case.is_running = !decided.step.instance.is_ended();
    let is_ended_by_hand = header::is_ended_by_hand(decided.command, &decided.step);
    if let Some(status) = status.or(is_ended_by_hand.then_some(CaseStatus::Ended)) {
        case.status = status.key().to_owned();
    }
    case
}

/// What the applicant's own list shows; titles there are German, like the notice.
fn citizen_case(case: &CaseRow, procedure: &ReleasedProcedure) -> CitizenCaseRow {
    CitizenCaseRow {
        citizen: case.citizen,
        tenant: case.tenant,
        case: case.id,
        number: case.number.clone(),
        title: procedure.about().title(Language::De).to_owned(),
        status: case.status.clone(),
        changed_at: case.changed_at,
    }
}
