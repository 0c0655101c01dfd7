//! Somebody takes a case in hand that does not go on as it should: tries again, perhaps with corrected values, lets it go on
//! at another step, ends a branch or the whole case. The reason is kept as a note of the office.

mod corrections;
mod places;

pub use corrections::{Corrections, Emptied};

use crate::refusal::{Refusal, Undecided};
use crate::views::Town;
use crate::{Casework, reason};
use cases::{Action, Actor};
use engine::{Command, Resting};
use feel::Context;
use store::{Change, CommandKey, NoteRow, Scope};
use values::{CaseId, Hash, IncidentId, NoteId, Problem};

/// What is to be done with a case.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SetRight {
    /// Where, as the page names it.
    pub place: String,
    /// How it goes on.
    pub way: Way,
    /// Why; only trying again needs none.
    pub reason: String,
    /// The number of steps that the page was made for: the same click does one thing once.
    pub steps: String,
}

/// How a case goes on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Way {
    /// What is stuck is tried again.
    Again,
    /// The same with other values.
    Corrected(Corrections),
    /// From another step.
    At(String),
    /// This branch ends.
    Ended,
    /// The whole case ends.
    Cancelled,
}

impl Casework {
    /// Does it. Whatever does not fit is told as problems, and nothing is changed.
    pub async fn set_right(
        &self,
        actor: &Actor,
        town: &Town,
        case: CaseId,
        asked: &SetRight,
    ) -> Result<(), Refusal> {
        self.decide(|| self.try_set_right(actor, town, case, asked)).await
    }

    async fn try_set_right(
        &self,
        actor: &Actor,
        town: &Town,
        case: CaseId,
        asked: &SetRight,
    ) -> Result<(), Undecided> {
        let Actor::Staff(staff) = actor else { return Err(Refusal::NotFound.into()) };
        let snapshot = self.store().read(Scope::Tenant(town.tenant)).await?;
        let loaded = self.load_from(&snapshot, case).await?;
        let needed = if asked.way == Way::Again { Action::RetryJob } else { Action::SetRight };
        loaded.require(actor, needed, None)?;
        let key = asked.key(case);
        if snapshot.answer(CommandKey(key)).await?.is_some() {
            return Ok(());
        }
        let reason = asked.reason()?;
        let tenant = loaded.case.tenant;
        let revived = match asked.given_up() {
            Some(job) => self.revived((actor, &snapshot), loaded, job).await?,
            None => Err(loaded),
        };
        drop(snapshot);
        let commit = match revived {
            Ok(commit) => commit,
            Err(loaded) => {
                let command = asked.command(&loaded, (reason, self.environment()))?;
                self.advance(actor, loaded, command)?.commit
            }
        };
        let mut commit = commit.once(CommandKey(key), "set right");
        if !reason.is_empty() {
            commit.changes.push(Change::insert(&NoteRow {
                tenant,
                id: NoteId::derived(&[b"set right", key.as_bytes()]),
                case,
                author: staff.id,
                at: commit.at,
                text: reason.to_owned(),
            }));
        }
        self.store().apply(commit).await?;
        Ok(())
    }
}

impl SetRight {
    fn key(&self, case: CaseId) -> Hash {
        let way = format!("{:?}", self.way);
        let said: [&[u8]; 4] =
            [self.place.as_bytes(), way.as_bytes(), self.reason.as_bytes(), self.steps.as_bytes()];
        Hash::of_parts(&[b"set right", case.as_bytes(), said[0], said[1], said[2], said[3]])
    }

    /// The reason, or all that is missing.
    fn reason(&self) -> Result<&str, Undecided> {
        if self.way == Way::Again && self.reason.trim().is_empty() {
            return Ok("");
        }
        let unchosen = matches!(&self.way, Way::At(to) if to.is_empty());
        let target = unchosen.then(|| Problem::in_answer("schritt", "target-missing"));
        match (reason::given(&self.reason), target) {
            (Ok(reason), None) => Ok(reason),
            (given, target) => Err(refused(target.into_iter().chain(given.err()).collect())),
        }
    }

    fn command(
        &self,
        loaded: &crate::load::Loaded,
        (reason, environment): (&str, feel::Environment),
    ) -> Result<Command, Undecided> {
        let resting = || places::resting(&self.place).ok_or(Refusal::Conflict);
        Ok(match &self.way {
            Way::Again => Command::ResolveIncident { incident: self.incident()?, variables: Context::new() },
            Way::Corrected(asked) => {
                let incident = self.incident()?;
                let known = places::known_at(loaded, incident).ok_or(Refusal::Conflict)?;
                let variables = corrections::read(&known, asked, &environment);
                let variables = variables.map_err(refused)?;
                Command::ResolveIncident { incident, variables }
            }
            Way::At(to) => Command::MoveToken { from: resting()?, to: to.clone() },
            Way::Ended => Command::DropToken { from: resting()? },
            Way::Cancelled => Command::Cancel { reason: reason.to_owned() },
        })
    }

    /// What is to be tried again without a step of the process.
    fn given_up(&self) -> Option<IncidentId> {
        match places::resting(&self.place) {
            Some(Resting::Stuck(incident)) if self.way == Way::Again => Some(incident),
            _ => None,
        }
    }

    fn incident(&self) -> Result<IncidentId, Undecided> {
        match places::resting(&self.place) {
            Some(Resting::Stuck(incident)) => Ok(incident),
            Some(Resting::On(_)) | None => Err(Refusal::Conflict.into()),
        }
    }
}

fn refused(problems: Vec<Problem>) -> Undecided {
    Undecided::Refused(Refusal::Problems(problems))
}
