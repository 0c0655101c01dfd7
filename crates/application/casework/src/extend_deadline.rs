//! Whoever may decide extends a legal clock of a case, once and with a reason (§ 42a II HVwVfG). The applicant gets a letter about
//! it, and reads the new day and the reason where the case stands.

use crate::account::MailWords;
use crate::advance::{Advanced, job_rows};
use crate::refusal::{Refusal, Undecided};
use crate::views::Town;
use crate::worker::announce_extension::{self, Announced};
use crate::{Casework, deadlines, reason};
use cases::{Action, Actor};
use engine::{Command, Key};
use store::{CommandKey, Scope};
use values::{CaseId, Hash, Problem};

/// An extension as it was asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Extension<'a> {
    /// Which clock, as the page of the case names it.
    pub clock: u32,
    /// By how much, in the unit that the page names; as typed.
    pub amount: &'a str,
    /// Why, as the applicant will read it.
    pub reason: &'a str,
    /// The mail that says that a letter is there; `{town}`, `{number}` and `{link}` are filled in.
    pub words: &'a MailWords,
}

impl Casework {
    /// Extends the clock. The same click again changes nothing.
    pub async fn extend_deadline(
        &self,
        actor: &Actor,
        town: &Town,
        case: CaseId,
        asked: Extension<'_>,
    ) -> Result<(), Refusal> {
        self.decide(|| self.try_extend(actor, town, case, asked)).await
    }

    async fn try_extend(
        &self,
        actor: &Actor,
        town: &Town,
        case: CaseId,
        asked: Extension<'_>,
    ) -> Result<(), Undecided> {
        let snapshot = self.store().read(Scope::Tenant(town.tenant)).await?;
        let loaded = self.load_from(&snapshot, case).await?;
        loaded.require(actor, Action::ExtendDeadline, None)?;
        let Actor::Staff(staff) = actor else { return Err(Refusal::NotAllowed.into()) };
        let clock = Key(asked.clock);
        let key = CommandKey(Hash::of_parts(&[
            b"extend",
            case.as_bytes(),
            &asked.clock.to_be_bytes(),
            asked.amount.as_bytes(),
            asked.reason.as_bytes(),
        ]));
        if snapshot.answer(key).await?.is_some() {
            return Ok(());
        }
        drop(snapshot);
        let mut problems = Vec::new();
        let reason =
            reason::given(asked.reason).map_err(|problem| problems.push(problem)).unwrap_or_default();
        let now = self.world().now();
        let most = deadlines::extension(&loaded, (clock, None), now).map(|most| most.by);
        let amount: Option<u32> = asked.amount.trim().parse().ok();
        let by = most.and_then(|most| most.of_amount(amount?));
        match (most, by) {
            (Some(_), None) => problems.push(Problem::in_answer("dauer", "extension-amount")),
            (Some(most), Some(by)) if by.amount() > most.amount() => {
                problems.push(Problem::in_answer("dauer", "rejected-extended-too-far"));
            }
            _ => {}
        }
        if !problems.is_empty() {
            return Err(Refusal::Problems(problems).into());
        }
        let announced = deadlines::extension(&loaded, (clock, by), now).map(|lengthened| {
            let (official, words) = (staff.name.as_str(), asked.words);
            announce_extension::job(&loaded, &Announced { clock, lengthened, reason, official, words })
        });
        let command = Command::ExtendClock { clock, by, reason: reason.to_owned() };
        let Advanced { case, commit } = self.advance(actor, loaded, command)?;
        let mut commit = commit.once(key, "extended");
        let at = commit.at;
        commit.changes.extend(announced.iter().flat_map(|job| job_rows(&case, job, at)));
        self.store().apply(commit).await?;
        Ok(())
    }
}
