//! A running case goes on in the newest release of its service: by a plan that says what is called differently there, whole
//! or not at all, and until its next step that can be taken back. Nothing else ever changes the release of a case.

mod list;
mod preview;
mod renames;

use crate::advance::{Header, Rereleased, rejected};
use crate::load::{Loaded, procedure_of};
use crate::refusal::{Refusal, Undecided};
use crate::sessions::staff_of;
use crate::views::{MigrationOffer, MigrationPage, Previewed, Town};
use crate::{Casework, advance::Advanced};
use cases::{Action, Actor};
use engine::{Effect, Plan, Step};
use services::Release;
use std::collections::BTreeMap;
use std::sync::Arc;
use store::{Change, ReleaseRow, ResubmissionCandidateRow, ResubmissionRow, Scope, Snapshot, TaskRow};
use values::{CaseId, Hash, Moment, Place, Problem};

/// The kind of command that the journal names a migration by.
const MIGRATED: &str = "migrate";
/// The same for taking one back.
const UNDONE: &str = "undo-migration";

/// What is said when the plan is another one than that of the preview.
const NOT_PREVIEWED: &str = "migrate-not-previewed";

/// Whether a migration was refused because its preview showed another plan.
pub fn is_not_previewed(problem: &Problem) -> bool {
    problem.key == NOT_PREVIEWED
}

/// What was agreed to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Migration {
    /// What the preview was made of, as the page names it.
    pub previewed: Previewed,
    /// New ids of steps by old ones.
    pub renamed: BTreeMap<String, String>,
}

impl MigrationPage {
    /// The agreement to what it shows.
    pub fn agreed(&self) -> Migration {
        let chosen = self.renames.iter().map(|rename| (rename.step.id.clone(), rename.chosen.clone()));
        Migration { previewed: self.previewed.clone(), renamed: chosen.collect() }
    }
}

/// Everything a migration rests on beside the case.
struct Ahead {
    release: Arc<Release>,
    row: ReleaseRow,
}

impl Casework {
    /// Lets the case go on in the newest release. The same again changes nothing; what does not fit is told as problems.
    pub async fn migrate_case(
        &self,
        actor: &Actor,
        town: &Town,
        case: CaseId,
        asked: &Migration,
    ) -> Result<(), Refusal> {
        self.decide(|| self.try_migrate(actor, town, case, asked)).await
    }

    async fn try_migrate(
        &self,
        actor: &Actor,
        town: &Town,
        case: CaseId,
        asked: &Migration,
    ) -> Result<(), Undecided> {
        let snapshot = self.store().read(Scope::Tenant(town.tenant)).await?;
        let loaded = self.load_from(&snapshot, case).await?;
        loaded.require(actor, Action::Migrate, None)?;
        let ahead = self.ahead(&snapshot, &loaded).await?;
        let shown = previewed(&loaded, &ahead.row, &asked.renamed);
        if asked.previewed.release != shown.release {
            return Err(Refusal::Conflict.into());
        }
        if loaded.case.release == ahead.row.hash {
            return Ok(());
        }
        if asked.previewed.steps != shown.steps {
            return Err(Refusal::Conflict.into());
        }
        if asked.previewed.plan != shown.plan {
            return Err(Refusal::Problems(vec![Problem::new(Place::Whole, NOT_PREVIEWED)]).into());
        }
        let now = self.world().now();
        // A page makes the same plan again and says in its own language what does not fit.
        let step = preview::step(&loaded, &ahead.release, &asked.renamed, now);
        let step = step.map_err(|problems| Undecided::Refused(Refusal::Problems(problems)))?;
        self.go_over(actor, (snapshot, loaded), &ahead.release, (MIGRATED, step, now)).await
    }

    /// Takes the migration back that was the last step of the case. The same again changes nothing.
    pub async fn undo_migration(&self, actor: &Actor, town: &Town, case: CaseId) -> Result<(), Refusal> {
        self.decide(|| self.try_undo_migration(actor, town, case)).await
    }

    async fn try_undo_migration(&self, actor: &Actor, town: &Town, case: CaseId) -> Result<(), Undecided> {
        let snapshot = self.store().read(Scope::Tenant(town.tenant)).await?;
        let loaded = self.load_from(&snapshot, case).await?;
        loaded.require(actor, Action::Migrate, None)?;
        if Header::read(&loaded.last_entry.header).is_some_and(|header| header.command == UNDONE) {
            return Ok(());
        }
        let left = left_release(&snapshot, case).await?;
        let left = left.ok_or_else(|| rejected(engine::Rejection::NothingToUndo))?;
        let release = self.release(town.tenant, left).await?;
        let now = self.world().now();
        let before = procedure_of(&release, &loaded.case)?;
        let step = engine::undo(before.program(), &loaded.instance, loaded.at(now)).map_err(rejected)?;
        self.go_over(actor, (snapshot, loaded), &release, (UNDONE, step, now)).await
    }

    /// Stores the step that leads into another release.
    async fn go_over(
        &self,
        actor: &Actor,
        (snapshot, loaded): (Snapshot, Loaded),
        release: &Release,
        (command, step, at): (&'static str, Step, Moment),
    ) -> Result<(), Undecided> {
        let case = loaded.case.id;
        let tasks = kept(&snapshot, case, &step).await?;
        let put_away = snapshot.resubmission(case).await?;
        drop(snapshot);
        let how = Rereleased { step, command, at, tasks };
        let Advanced { mut commit, .. } = self.rereleased(actor, loaded, release, how)?;
        commit.changes.extend(put_away.iter().flat_map(|row| listed_for(release, row)));
        self.store().apply(commit).await?;
        Ok(())
    }

    /// The newest release of a case's service.
    async fn ahead(&self, snapshot: &Snapshot, loaded: &Loaded) -> Result<Ahead, Refusal> {
        let service = snapshot.service(&loaded.case.service).await?.ok_or(Refusal::NotFound)?;
        let row = snapshot.release(service.release).await?.ok_or(Refusal::NotFound)?;
        let release = self.release(loaded.case.tenant, service.release).await?;
        Ok(Ahead { release, row })
    }
}

/// What the page of a running case offers, where `newest` is the release that its service has now.
pub(crate) fn offer(loaded: &Loaded, newest: Option<Hash>) -> Option<MigrationOffer> {
    if loaded.instance.is_ended() {
        return None;
    }
    if newest.is_some_and(|newest| newest != loaded.case.release) {
        return Some(MigrationOffer::Newer);
    }
    loaded.instance.is_just_migrated().then_some(MigrationOffer::Undo)
}

/// The release that a case left with its last migration.
async fn left_release(snapshot: &Snapshot, case: CaseId) -> Result<Option<Hash>, Refusal> {
    let journal = snapshot.journal(*case.as_bytes()).await?;
    let mut headers = journal.iter().rev().filter_map(|row| Header::read(&row.header));
    Ok(headers.find(|header| header.command == MIGRATED).and_then(|header| header.left))
}

/// The open tasks, each with whoever keeps it: who may do it no longer gives it back.
async fn kept(snapshot: &Snapshot, case: CaseId, step: &Step) -> Result<Vec<TaskRow>, Refusal> {
    let mut tasks = snapshot.tasks_of_case(case).await?;
    for row in &mut tasks {
        let changed = step.effects.iter().find_map(|effect| match effect {
            Effect::ChangeTask(task) if task.id == row.id => Some(task),
            _ => None,
        });
        let (Some(changed), Some(holder)) = (changed, row.assignee) else { continue };
        let groups = match snapshot.staff(holder).await? {
            Some(staff) => staff_of(staff)?.groups,
            None => Default::default(),
        };
        let is_asked = changed.candidate_groups.iter().any(|group| groups.contains(group));
        if !is_asked || changed.not_by.contains(&holder.to_string()) {
            row.assignee = None;
        }
    }
    Ok(tasks)
}

/// A case that is put away comes back to the lists of those who work on the service then.
fn listed_for(release: &Release, row: &ResubmissionRow) -> Vec<Change> {
    let (tenant, case, day) = (row.tenant, row.case, row.day);
    let candidate = |group| Change::insert(&ResubmissionCandidateRow { tenant, group, day, case });
    let before = Change::clear(ResubmissionCandidateRow::of_case(tenant, case));
    std::iter::once(before).chain(release.manifest().groups().into_iter().map(candidate)).collect()
}

/// What a preview of this case with this plan is made of.
fn previewed(loaded: &Loaded, ahead: &ReleaseRow, renamed: &BTreeMap<String, String>) -> Previewed {
    let chosen = plan(renamed).renamed;
    let named: Vec<&[u8]> = chosen.iter().flat_map(|(old, new)| [old.as_bytes(), new.as_bytes()]).collect();
    Previewed {
        release: ahead.hash.to_string(),
        steps: loaded.instance.step_number().to_string(),
        plan: Hash::of_parts(&named).to_string(),
    }
}

fn plan(renamed: &BTreeMap<String, String>) -> Plan {
    let chosen = renamed.iter().filter(|(_, new)| !new.is_empty());
    Plan { renamed: chosen.map(|(old, new)| (old.clone(), new.clone())).collect() }
}
