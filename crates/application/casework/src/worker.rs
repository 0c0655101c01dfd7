//! The worker: claims what is due across all tenants, does it, and brings each result back through the same door as
//! everybody else. What a claim leased can be claimed again when the lease is over; the late result is refused then.

pub(crate) mod announce_extension;
pub(crate) mod ask;
mod ask_for_choice;
mod await_answer;
mod begin_by_timer;
pub(crate) mod deliver;
mod end_record;
mod find_record;
mod give_up;
mod hand_over;
pub(crate) mod letter;
mod look_for_messages;
mod mail;
mod offer_messages;
pub(crate) mod open_record;
mod poll_payment;
mod rehearse;
mod request_payment;
mod round;
mod spread_signal;
mod try_again;

pub(crate) use poll_payment::FIRST_LOOK;
pub use round::Worked;
pub(crate) use spread_signal::brought;

use crate::Casework;
use crate::advance::InChain;
use crate::load::Loaded;
use crate::refusal::{Fault, Refusal, Undecided};
use cases::{Action, Actor};
use engine::{Command, Job, Outcome};
use feel::Context;
use give_up::Why;
use jiff::SignedDuration;
use payments::Report;
use std::collections::BTreeSet;
use store::{
    AttemptRow, AttemptState, CaseRow, Change, Claim, CommandKey, Commit, DueKind, DueRow, Expect, OutboxRow,
    PostboxRow, PublicationRow, Scope, SignalRow, Snapshot, SubscriptionRow, TimerRow,
};
use values::{AttemptId, CaseId, EffectId, Hash, SubscriptionId, TimerId};

/// How much one claim takes.
const BATCH: i64 = 100;
/// How often a job is tried at least while something outside is away, over some ten minutes; a model may ask for more. Then a
/// person must look.
pub(crate) const PATIENCE: i64 = 8;
/// What can fail at a damaged case or service again and again; everything else comes to an end by itself.
pub(crate) const FAILS_AT_CASE: [DueKind; 4] =
    [DueKind::Job, DueKind::Timer, DueKind::Payment, DueKind::Start];

/// What a job came to, and what it writes beside it.
#[derive(Debug)]
pub(crate) struct Performed {
    pub(crate) came_to: CameTo,
    pub(crate) changes: Vec<Change>,
    /// What is laid into the postbox of whoever has the case by the time it is brought: it may change hands meanwhile.
    pub(crate) postbox: Vec<PostboxRow>,
    /// What may exist only once and is taken with it.
    pub(crate) claims: Vec<Claim>,
    /// What is given back with it.
    pub(crate) releases: Vec<Claim>,
}

/// What carrying out a job came to.
#[derive(Debug)]
pub(crate) enum CameTo {
    /// The case is told at once.
    Outcome(Outcome),
    /// The job stays open until somebody outside answers it, see [`Casework::try_answer`].
    Waiting,
    /// The process did not ask for it and is not told: only the journal is.
    Beside,
    /// The process did not ask for it, and it cannot be done: a person must look.
    GivenUp(Why),
}

impl Performed {
    fn done(result: Context) -> Self {
        Self::of(CameTo::Outcome(Outcome::Done(result)), Vec::new())
    }

    fn failed(code: &str, message: impl Into<String>) -> Self {
        let outcome =
            Outcome::Failed { code: code.to_owned(), message: message.into(), variables: Context::new() };
        Self::of(CameTo::Outcome(outcome), Vec::new())
    }

    /// The worker has done its part and somebody outside will answer; these rows are written meanwhile. Carrying the job
    /// out again after a crash must lead to the same rows, so their ids follow from the job's.
    fn awaiting(changes: Vec<Change>) -> Self {
        Self::of(CameTo::Waiting, changes)
    }

    fn of(came_to: CameTo, changes: Vec<Change>) -> Self {
        Self { came_to, changes, postbox: Vec::new(), claims: Vec::new(), releases: Vec::new() }
    }

    /// What lies in the postbox of whoever has the case.
    fn laid(&self, case: &CaseRow) -> Vec<Change> {
        let theirs = |row: &PostboxRow| Change::put(&PostboxRow { citizen: case.citizen, ..row.clone() });
        self.postbox.iter().map(theirs).collect()
    }
}

/// Something that was carried out and has yet to be brought to its case.
#[derive(Debug)]
pub struct Finished {
    due: DueRow,
    what: What,
}

/// A job that was carried out.
#[derive(Debug)]
struct CarriedOut {
    row: OutboxRow,
    performed: Performed,
    /// How often it is tried.
    patience: i64,
    /// How many signals and messages in a row have led to it.
    chain: u32,
}

#[derive(Debug)]
enum What {
    Job(CarriedOut),
    Timer(TimerRow),
    /// What a provider tells of an attempt to pay.
    Payment(AttemptRow, Report),
    /// A signal on its way.
    Signal(SignalRow),
    /// A message that nobody has received.
    Publication(PublicationRow),
    /// Somebody who has begun to wait for a message.
    Subscription(SubscriptionRow),
    /// A service begins by its timer.
    Start,
    /// A service begins by a message from now on.
    Offer,
    /// A case may wait for people to choose, without a task that asks them.
    Choice,
    /// Nothing stands behind the due row any more.
    Nothing,
}

impl Casework {
    /// The job types this worker carries out; packages may ask for no others.
    pub fn job_types() -> BTreeSet<String> {
        let all = [
            letter::JOB_TYPE,
            deliver::JOB_TYPE,
            mail::JOB_TYPE,
            ask::JOB_TYPE,
            request_payment::JOB_TYPE,
            open_record::JOB_TYPE,
            find_record::JOB_TYPE,
            end_record::JOB_TYPE,
        ];
        all.into_iter().map(str::to_owned).collect()
    }

    /// Waits until something may be due, a second at most.
    pub async fn wait_for_work(&self) {
        self.store().wait_for_work(std::time::Duration::from_secs(1)).await;
    }

    async fn work_on(&self, due: &DueRow) -> Result<(), Refusal> {
        let finished = self.carry_out(due).await?;
        self.bring(&finished).await
    }

    /// Claims what is due now, for the time of one lease.
    pub async fn claim_work(&self) -> Result<Vec<DueRow>, Refusal> {
        let now = self.world().now();
        let lease = SignedDuration::from_secs(i64::from(self.parts().settings.lease_seconds));
        Ok(self.store().claim_due(now, now.plus(lease), BATCH).await?)
    }

    /// Does to the world what a claimed row asks for. The case does not know of it yet.
    pub async fn carry_out(&self, due: &DueRow) -> Result<Finished, Refusal> {
        let snapshot = self.store().read(Scope::Tenant(due.tenant)).await?;
        let what = match due.kind {
            DueKind::Job => match snapshot.outbox(EffectId::from_bytes(due.id)).await? {
                Some(row) => {
                    let loaded = self.load_from(&snapshot, row.case).await?;
                    drop(snapshot);
                    What::Job(self.carried_out(due, &loaded, row).await?)
                }
                None => What::Nothing,
            },
            DueKind::Timer => {
                snapshot.timer(TimerId::from_bytes(due.id)).await?.map_or(What::Nothing, What::Timer)
            }
            DueKind::Payment => match snapshot.attempt(AttemptId::from_bytes(due.id)).await? {
                Some(row) if row.state == AttemptState::Initial => {
                    drop(snapshot);
                    let report = self.ask_provider(&row).await?;
                    What::Payment(row, report)
                }
                _ => What::Nothing,
            },
            DueKind::Signal => {
                snapshot.signal(EffectId::from_bytes(due.id)).await?.map_or(What::Nothing, What::Signal)
            }
            DueKind::Publication => {
                let row = snapshot.publication(EffectId::from_bytes(due.id)).await?;
                row.map_or(What::Nothing, What::Publication)
            }
            DueKind::Subscription => {
                let row = snapshot.subscription(SubscriptionId::from_bytes(due.id)).await?;
                row.map_or(What::Nothing, What::Subscription)
            }
            DueKind::Start => What::Start,
            DueKind::Offer => What::Offer,
            DueKind::Choice => What::Choice,
        };
        Ok(Finished { due: due.clone(), what })
    }

    async fn carried_out(
        &self,
        due: &DueRow,
        loaded: &Loaded,
        row: OutboxRow,
    ) -> Result<CarriedOut, Refusal> {
        let job: Job =
            serde_json::from_str(&row.body).map_err(|error| Fault::while_doing("reading a job", error))?;
        let patience = i64::from(job.retries).max(PATIENCE);
        let performed = match self.perform(loaded, &job).await {
            Ok(performed) => performed,
            // That the database was away says nothing about the job.
            Err(fault) if due.attempt < patience || fault.is_outage() => return Err(Refusal::Fault(fault)),
            // What the platform asked for itself has no step at which it could be stuck.
            Err(fault) if job.job_type == announce_extension::JOB_TYPE => {
                Performed::of(CameTo::GivenUp(Why::not_announced(&fault)), Vec::new())
            }
            Err(fault) => Performed::failed("fault", fault.to_string()),
        };
        Ok(CarriedOut { row, performed, patience, chain: job.chain })
    }

    async fn perform(&self, loaded: &Loaded, job: &Job) -> Result<Performed, Fault> {
        match job.job_type.as_str() {
            letter::JOB_TYPE => self.write_letter(loaded, job).await,
            deliver::JOB_TYPE => self.deliver(loaded, job).await,
            mail::JOB_TYPE => self.send_mail(loaded, job).await,
            ask::JOB_TYPE => self.ask(loaded, job).await,
            request_payment::JOB_TYPE => self.request_payment(loaded, job).await,
            open_record::JOB_TYPE => self.open_records(loaded, job).await,
            find_record::JOB_TYPE => self.find_record(loaded, job).await,
            end_record::JOB_TYPE => self.end_record(loaded, job).await,
            announce_extension::JOB_TYPE => self.announce_extension(loaded, job).await,
            unknown => Ok(Performed::failed("unknown-job-type", unknown)),
        }
    }

    /// Brings a result to its case. It is refused as a conflict when the lease was lost to another worker meanwhile.
    pub async fn bring(&self, finished: &Finished) -> Result<(), Refusal> {
        let due = &finished.due;
        match &finished.what {
            What::Job(done) => self.bring_job(due, done).await,
            What::Timer(row) => self.decide(|| self.try_fire(due, row)).await,
            What::Payment(row, report) => self.bring_report(due, row, report).await,
            What::Signal(row) => self.spread_signal(due, row).await,
            What::Publication(row) => self.decide(|| self.try_hand_over(due, row)).await,
            What::Subscription(row) => self.decide(|| self.try_look(due, row)).await,
            What::Start => self.decide(|| self.try_begin_by_timer(due)).await,
            What::Offer => self.decide(|| self.try_offer(due)).await,
            What::Choice => self.decide(|| self.try_ask_for_choice(due)).await,
            What::Nothing => self.forget(due).await,
        }
    }

    async fn try_bring(&self, due: &DueRow, done: &CarriedOut) -> Result<(), Undecided> {
        let CarriedOut { row, performed, chain, .. } = done;
        let effect = row.id;
        let outcome = match &performed.came_to {
            CameTo::Outcome(outcome) => outcome,
            CameTo::Waiting => return self.try_wait(due, row, &performed.changes).await,
            CameTo::Beside => return self.try_record(due, row, performed).await,
            CameTo::GivenUp(why) => return self.try_give_up(due, row, why).await,
        };
        let command = Command::CompleteJob { effect, outcome: outcome.clone() };
        let (actor, loaded) = self.claimed_case(due, row.case).await?;
        let laid = performed.laid(&loaded.case);
        let advanced = self.advance_in_chain(&actor, loaded, (command, *chain))?;
        let mut commit = claimed(advanced.commit, due);
        commit.changes.push(Change::clear(OutboxRow::key(due.tenant, effect)));
        commit.changes.extend(performed.changes.iter().cloned());
        commit.changes.extend(laid);
        commit.claims.extend(performed.claims.iter().copied());
        commit.releases.extend(performed.releases.iter().copied());
        self.store().apply(commit).await?;
        Ok(())
    }

    /// Stores what was done for a case that its process did not ask for.
    async fn try_record(
        &self,
        due: &DueRow,
        row: &OutboxRow,
        performed: &Performed,
    ) -> Result<(), Undecided> {
        let (actor, loaded) = self.claimed_case(due, row.case).await?;
        let laid = performed.laid(&loaded.case);
        let mut commit = claimed(self.beside(&actor, loaded, &row.job_type), due);
        commit.changes.push(Change::clear(OutboxRow::key(due.tenant, row.id)));
        commit.changes.extend(performed.changes.iter().cloned());
        commit.changes.extend(laid);
        self.store().apply(commit).await?;
        Ok(())
    }

    async fn try_fire(&self, due: &DueRow, row: &TimerRow) -> Result<(), Undecided> {
        let command = Command::FireTimer { timer: row.id };
        let mut commit = self.system_step(due, row.case, (command, 0)).await?;
        commit.changes.push(Change::clear(TimerRow::key(due.tenant, row.id)));
        self.store().apply(commit).await?;
        Ok(())
    }

    /// The commit of a step that a claimed row leads to. It holds only while the claim does.
    async fn system_step(&self, due: &DueRow, case: CaseId, command: InChain) -> Result<Commit, Undecided> {
        let (actor, loaded) = self.claimed_case(due, case).await?;
        Ok(claimed(self.advance_in_chain(&actor, loaded, command)?.commit, due))
    }

    /// The case of a claimed row, and who brings it the result.
    async fn claimed_case(&self, due: &DueRow, case: CaseId) -> Result<(Actor, Loaded), Undecided> {
        let snapshot = self.store().read(Scope::Tenant(due.tenant)).await?;
        still_claimed(&snapshot, due).await?;
        let actor = Actor::System(EffectId::from_bytes(due.id));
        let loaded = self.load_from(&snapshot, case).await?;
        loaded.require(&actor, Action::BringResult, None)?;
        Ok((actor, loaded))
    }

    /// Removes a due row behind which nothing stands any more.
    async fn forget(&self, due: &DueRow) -> Result<(), Refusal> {
        let mut commit = Commit::new(Scope::Tenant(due.tenant), self.world().now());
        commit.changes.push(Change::delete_at(DueRow::key(due.tenant, due.id), due.attempt));
        match self.store().apply(commit).await {
            Ok(_) | Err(store::StoreError::Stale { .. }) => Ok(()),
            Err(error) => Err(error.into()),
        }
    }
}

/// The commit holds only while the claim does, and ends it.
fn claimed(commit: Commit, due: &DueRow) -> Commit {
    let key = CommandKey(Hash::of_parts(&[b"due", &due.id, &due.attempt.to_be_bytes()]));
    let mut commit = commit.once(key, "brought");
    commit.expects.push(Expect::at(DueRow::key(due.tenant, due.id), due.attempt));
    commit.changes.push(Change::clear(DueRow::key(due.tenant, due.id)));
    commit
}

/// Refuses unless the claim still holds: the lease may have been lost, or the case may want no answer any more.
async fn still_claimed(snapshot: &Snapshot, due: &DueRow) -> Result<(), Undecided> {
    let claimed = snapshot.due(due.id).await?;
    if claimed.is_none_or(|row| row.attempt != due.attempt) {
        return Err(Undecided::Refused(Refusal::Conflict));
    }
    Ok(())
}
