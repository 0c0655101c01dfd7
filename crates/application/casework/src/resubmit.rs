//! A caseworker puts a case away until a day (Wiedervorlage), and the case comes back to the lists on that day by itself.
//! What is overdue stays visible all the same.

use crate::Casework;
use crate::refusal::{Refusal, Undecided};
use crate::views::Town;
use cases::{Action, Actor};
use jiff::civil::Date;
use store::{Change, ResubmissionCandidateRow, ResubmissionRow};
use values::{CaseId, Moment, Problem};

/// The longest reason, in letters: it stands in a list.
const LONGEST: usize = 200;
/// How far away a day may lie.
const MOST_DAYS: i32 = 3_660;

impl Casework {
    /// Puts a case away until the beginning of a day; another day replaces the one before.
    pub async fn put_away(
        &self,
        actor: &Actor,
        town: &Town,
        case: CaseId,
        (day, reason): (Option<Date>, &str),
    ) -> Result<(), Refusal> {
        let today = self.world().now().date();
        let reason = reason.trim();
        let soon_enough =
            |day: &Date| *day > today && day.since(today).is_ok_and(|span| span.get_days() <= MOST_DAYS);
        let mut problems = Vec::new();
        let day = day.filter(soon_enough);
        if day.is_none() {
            problems.push(Problem::in_answer("tag", "resubmission-day"));
        }
        if reason.is_empty() || reason.chars().count() > LONGEST {
            problems.push(Problem::in_answer("grund", "resubmission-reason").with("most", LONGEST));
        }
        match day {
            Some(day) if problems.is_empty() => {
                self.decide(|| self.try_put_away(actor, town, case, (day, reason))).await
            }
            _ => Err(Refusal::Problems(problems)),
        }
    }

    async fn try_put_away(
        &self,
        actor: &Actor,
        town: &Town,
        case: CaseId,
        (day, reason): (Date, &str),
    ) -> Result<(), Undecided> {
        let loaded = self.load_case(town.tenant, case).await?;
        loaded.require(actor, Action::Resubmit, None)?;
        let Actor::Staff(staff) = actor else { return Err(Refusal::NotFound.into()) };
        let day = Moment::start_of(day);
        let groups = loaded.release.manifest().groups();
        let mut commit = self.beside(actor, loaded, "put-away");
        commit.changes.push(Change::put(&ResubmissionRow {
            tenant: town.tenant,
            case,
            day,
            reason: reason.to_owned(),
            set_by: staff.id,
            set_at: commit.at,
        }));
        commit.changes.push(Change::clear(ResubmissionCandidateRow::of_case(town.tenant, case)));
        commit.changes.extend(groups.into_iter().map(|group| {
            Change::insert(&ResubmissionCandidateRow { tenant: town.tenant, group, day, case })
        }));
        self.store().apply(commit).await?;
        Ok(())
    }

    /// Takes a case back before its day, or off the list of those that have come back. Doing it twice does it once.
    pub async fn take_up_again(&self, actor: &Actor, town: &Town, case: CaseId) -> Result<(), Refusal> {
        self.decide(|| self.try_take_up(actor, town, case)).await
    }

    async fn try_take_up(&self, actor: &Actor, town: &Town, case: CaseId) -> Result<(), Undecided> {
        let snapshot = self.store().read(store::Scope::Tenant(town.tenant)).await?;
        let loaded = self.load_from(&snapshot, case).await?;
        loaded.require(actor, Action::Resubmit, None)?;
        let is_set = snapshot.resubmission(case).await?.is_some();
        drop(snapshot);
        if !is_set {
            return Ok(());
        }
        let mut commit = self.beside(actor, loaded, "take-up-again");
        commit.changes.push(Change::delete(ResubmissionRow::key(town.tenant, case)));
        commit.changes.push(Change::clear(ResubmissionCandidateRow::of_case(town.tenant, case)));
        self.store().apply(commit).await?;
        Ok(())
    }
}
