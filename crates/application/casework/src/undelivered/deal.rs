//! Somebody deals with a message or signal that has not arrived: it is offered once more, given to a case by hand, or let
//! go. The journal of a case says so, and the reason is kept there as a note of the office.

use crate::advance::{KEPT, NOBODY};
use crate::load::Loaded;
use crate::refusal::{Refusal, Undecided};
use crate::views::Town;
use crate::worker::brought;
use crate::{Casework, reason};
use cases::{Action, Actor, Staff, may, migrates_in};
use engine::Command;
use store::{Change, Commit, DueRow, NotArrived, NoteRow, PublicationRow, Scope, SignalRow, Snapshot, Sort};
use values::{EffectId, Moment, NoteId, Problem};

/// What is to be done.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DealWith {
    /// How.
    pub way: WayOut,
    /// Why; only offering it again needs none.
    pub reason: String,
}

/// How something leaves the list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum WayOut {
    /// Whoever waits for it is asked once more; a message whose time is over is kept anew.
    Again,
    /// A message goes to the case with this number, which waits for one of this name, whatever the key.
    To(String),
    /// It is forgotten.
    LetGo,
}

impl Casework {
    /// Does it. What has arrived meanwhile, or was dealt with by somebody else, is a conflict.
    pub async fn deal_with_undelivered(
        &self,
        actor: &Actor,
        town: &Town,
        (event, asked): (EffectId, &DealWith),
    ) -> Result<(), Refusal> {
        self.decide(|| self.try_deal(actor, town, (event, asked))).await
    }

    async fn try_deal(
        &self,
        actor: &Actor,
        town: &Town,
        (id, asked): (EffectId, &DealWith),
    ) -> Result<(), Undecided> {
        let Actor::Staff(staff) = actor else { return Err(Refusal::NotFound.into()) };
        if !migrates_in(actor, town.tenant) {
            return Err(Refusal::NotFound.into());
        }
        let snapshot = self.store().read(Scope::Tenant(town.tenant)).await?;
        let event = snapshot.not_arrived_one(id).await?.ok_or(Refusal::Conflict)?;
        let due = snapshot.due(*id.as_bytes()).await?.ok_or(Refusal::Conflict)?;
        let publisher = self.load_from(&snapshot, event.case()).await?;
        publisher.require(actor, Action::SetRight, None)?;
        let commit = match &asked.way {
            WayOut::Again => self.offered_again(actor, publisher, (&event, due)),
            WayOut::LetGo => {
                let why = reason::given(&asked.reason).map_err(refused)?;
                let note = note(staff, publisher.case.id, (id, why), self.world().now());
                gone(self.beside(actor, publisher, "let-go"), (&event, &due), note)
            }
            WayOut::To(number) => {
                let NotArrived::Message(message) = &event else { return Err(Refusal::Conflict.into()) };
                let (why, receiver) = (reason::given(&asked.reason), snapshot.case_by_number(number.trim()));
                let unknown = || Problem::in_answer("nummer", "undelivered-no-case");
                let (why, receiver) = both(why, receiver.await?.ok_or_else(unknown))?;
                let receiver = self.load_from(&snapshot, receiver.id).await?;
                if !may(actor, Action::SetRight, &receiver.facts(None)) {
                    return Err(refused(unknown()));
                }
                let note = note(staff, receiver.case.id, (id, why), self.world().now());
                let received = self.given(actor, &snapshot, (message, receiver)).await?;
                gone(received, (&event, &due), note)
            }
        };
        drop(snapshot);
        self.store().apply(commit).await?;
        Ok(())
    }

    /// The worker looks at it once more, and asks those again who have missed it.
    fn offered_again(&self, actor: &Actor, publisher: Loaded, (event, due): (&NotArrived, DueRow)) -> Commit {
        let now = self.world().now();
        let mut commit = self.beside(actor, publisher, "offer-again");
        let (missed, attempt) = (NOBODY.to_owned(), due.attempt);
        commit.changes.push(match event {
            NotArrived::Message(row) => {
                let is_over = row.kept_until <= now;
                let kept_until = if is_over { now.plus(KEPT) } else { row.kept_until };
                Change::update(&PublicationRow { kept_until, missed, ..row.clone() })
            }
            NotArrived::Signal(row) => {
                Change::update(&SignalRow { reached: None, attempt, missed, ..row.clone() })
            }
        });
        commit.changes.push(Change::update(&DueRow { due: now, ..due }));
        commit
    }

    /// The step of the case that is given the message.
    async fn given(
        &self,
        actor: &Actor,
        snapshot: &Snapshot,
        (message, receiver): (&PublicationRow, Loaded),
    ) -> Result<Commit, Undecided> {
        let waiting = snapshot.subscriptions_of_case(receiver.case.id).await?.into_iter();
        let mut fitting = waiting.filter(|row| row.sort == Sort::Message && row.message == message.message);
        let waits_not = || refused(Problem::in_answer("nummer", "undelivered-not-waiting"));
        let subscription = fitting.next().ok_or_else(waits_not)?.id;
        let command = Command::ReceiveMessage { subscription, variables: brought(&message.body)? };
        Ok(self.advance(actor, receiver, command)?.commit)
    }
}

/// With this commit it is gone.
fn gone(mut commit: Commit, (event, due): (&NotArrived, &DueRow), note: NoteRow) -> Commit {
    commit.changes.push(Change::delete(match event {
        NotArrived::Message(row) => PublicationRow::key(row.tenant, row.id),
        NotArrived::Signal(row) => SignalRow::key(row.tenant, row.id),
    }));
    commit.changes.push(Change::delete_at(DueRow::key(due.tenant, due.id), due.attempt));
    commit.changes.push(Change::insert(&note));
    commit
}

fn note(staff: &Staff, case: values::CaseId, (event, why): (EffectId, &str), at: Moment) -> NoteRow {
    let id = NoteId::derived(&[b"not arrived", event.as_bytes(), case.as_bytes()]);
    NoteRow { tenant: staff.tenant, id, case, author: staff.id, at, text: why.to_owned() }
}

/// Both, or all that is missing.
fn both<A, B>(one: Result<A, Problem>, other: Result<B, Problem>) -> Result<(A, B), Undecided> {
    match (one, other) {
        (Ok(one), Ok(other)) => Ok((one, other)),
        (one, other) => {
            let problems = one.err().into_iter().chain(other.err()).collect();
            Err(Undecided::Refused(Refusal::Problems(problems)))
        }
    }
}

fn refused(problem: Problem) -> Undecided {
    Undecided::Refused(Refusal::Problems(vec![problem]))
}
