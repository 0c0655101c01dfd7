//! Everything about a case on one page, for those who work on it.

use crate::advance::Header;
use crate::delivery::shown;
use crate::letter_name::letter_name;
use crate::load::{Loaded, LoadedTask, groups_of, require};
use crate::refusal::Refusal;
use crate::status_page::status_of;
use crate::uploads;
use crate::views::{
    CaseDocument, CasePage, JournalLine, OpenIncident, ResubmissionView, StepName, TaskView, Town,
};
use crate::work_list::names;
use crate::worker::ask;
use crate::{Casework, case_talk, choices, deadlines, four_eyes, migrate, throw_from_task, withdraw};
use cases::{Action, Actor, may};
use engine::{Cause, Instance};
use forms::Section;
use services::Release;
use std::collections::BTreeMap;
use store::{DeliveryRow, DocumentRow, IncidentRow, JournalRow, ResubmissionRow, Scope, Snapshot};
use values::{CaseId, Language, Place, Problem, StaffId};

impl Casework {
    /// The number of a case, for whoever works on it.
    pub async fn number_of(&self, actor: &Actor, town: &Town, case: CaseId) -> Result<String, Refusal> {
        let loaded = self.load_case(town.tenant, case).await?;
        require(actor, Action::ReadCase, &loaded.facts(None))?;
        Ok(loaded.case.number.clone())
    }

    /// The page of a case.
    pub async fn case_page(
        &self,
        actor: &Actor,
        town: &Town,
        case: CaseId,
        language: Language,
    ) -> Result<CasePage, Refusal> {
        let snapshot = self.store().read(Scope::Tenant(town.tenant)).await?;
        let loaded = self.load_from(&snapshot, case).await?;
        require(actor, Action::ReadCase, &loaded.facts(None))?;
        let names = names(&snapshot).await?;
        let documents = snapshot.documents_of_case(case).await?;
        let deliveries = snapshot.deliveries_of_case(case).await?;
        let journal = snapshot.journal(*case.as_bytes()).await?;
        let reasons = deadlines::reasons(&snapshot, case, &journal).await?;
        let incidents = snapshot.incidents_of_case(case).await?;
        let payments = self.payments_shown(&snapshot, case, (&loaded.release, language)).await?;
        let may = |action| may(actor, action, &loaded.facts(None));
        let resubmission = snapshot.resubmission(case).await?;
        let newest = snapshot.service(&loaded.case.service).await?.map(|service| service.release);
        let notes = snapshot.notes_of_case(case).await?.into_iter().rev();
        let questions = case_talk::questions(snapshot.questions_of_case(case).await?, &documents)?;
        let is_withdrawable = withdraw::is_possible(&snapshot, case).await?;
        let mut tasks = self.task_views(actor, (&snapshot, &loaded), (&names, language)).await?;
        drop(snapshot);
        self.look_ahead(actor, town, (case, &mut tasks), language).await?;
        let said = (&*loaded.release, language);
        Ok(CasePage {
            case,
            status: status_of(&loaded.case.status)?,
            answers: self.answers(&loaded, language),
            documents: documents
                .into_iter()
                .rev()
                .map(|row| shown_document(row, &deliveries, said))
                .collect(),
            journal: journal.iter().map(|row| journal_line(row, &names, said)).collect(),
            tasks,
            notes: notes.map(|row| case_talk::note(row, &names)).collect(),
            questions,
            steps: case_talk::steps(&journal, &loaded, language),
            entered_by: officer(journal.first(), &names),
            changed_by: officer(journal.last(), &names),
            now: self.world().now(),
            deadlines: deadlines::shown(actor, &loaded, (&reasons, language, self.world().now())),
            payments,
            may_settle_payments: may(Action::SettlePayment),
            resubmission: resubmission.map(|row| put_away(row, &names)),
            may_resubmit: may(Action::Resubmit),
            may_answer: may(Action::SendMessage),
            may_withdraw: may(Action::SendMessage) && is_withdrawable,
            migration: migrate::offer(&loaded, newest).filter(|_| may(Action::Migrate)),
            may_retry: may(Action::RetryJob) && helps_again(&loaded.instance, &incidents),
            may_set_right: may(Action::SetRight) && !loaded.instance.is_ended(),
            incidents: incidents.into_iter().map(|row| shown_incident(row, said)).collect(),
            service_title: loaded.procedure.about().title(language).to_owned(),
            number: loaded.case.number,
            applicant: loaded.case.applicant,
            subject: loaded.release.phrase(language, &loaded.case.subject).into_owned(),
            received_at: loaded.case.opened_at,
        })
    }

    /// What would follow from what can be done with the tasks.
    async fn look_ahead(
        &self,
        actor: &Actor,
        town: &Town,
        (case, tasks): (CaseId, &mut [TaskView]),
        language: Language,
    ) -> Result<(), Refusal> {
        for task in tasks {
            if task.form.is_some() {
                task.foreseen = self.foresee(actor, town, (case, task.id), (None, language)).await?;
            }
            if let Some(choice) = &mut task.choice {
                choice.finish = self.foresee_finish(town, (case, task.id), language).await?;
            }
            for thrown in &mut task.throws {
                let what = (thrown.element.as_str(), language);
                thrown.follows = self.foresee_throw((actor, town), (case, task.id), what).await?;
            }
        }
        Ok(())
    }

    /// The answers of the application, as the form shows them.
    fn answers(&self, loaded: &Loaded, language: Language) -> Vec<Section> {
        let form = loaded.procedure.start_form(language);
        form.summary(&form.raw_from(&loaded.instance.variables()), &self.environment())
    }

    /// The open tasks of the case, the oldest first.
    async fn task_views(
        &self,
        actor: &Actor,
        (snapshot, loaded): (&Snapshot, &Loaded),
        (names, language): (&BTreeMap<StaffId, String>, Language),
    ) -> Result<Vec<TaskView>, Refusal> {
        let mut tasks = Vec::new();
        let mut rows = snapshot.tasks_of_case(loaded.case.id).await?;
        rows.sort_by_key(|row| row.opened_at);
        for row in rows {
            let groups = groups_of(snapshot, row.id).await?;
            let task = LoadedTask { row, groups };
            tasks.push(self.task_view(actor, loaded, &task, (names, language)));
        }
        Ok(tasks)
    }

    fn task_view(
        &self,
        actor: &Actor,
        loaded: &Loaded,
        task: &LoadedTask,
        (names, language): (&BTreeMap<StaffId, String>, Language),
    ) -> TaskView {
        let facts = loaded.facts(Some(task));
        let is_mine = may(actor, Action::CompleteTask, &facts);
        let form = loaded.release.form(&task.row.form, language).filter(|_| is_mine);
        TaskView {
            id: task.row.id,
            name: loaded.release.task_name(language, &task.row.element).unwrap_or(&task.row.name).to_owned(),
            due: task.row.due,
            assignee: task.row.assignee.and_then(|id| names.get(&id).cloned()),
            is_mine,
            may_take: may(actor, Action::TakeTask, &facts),
            may_give_back: may(actor, Action::GiveBackTask, &facts),
            form: form.map(|form| {
                let known = form.raw_from(&loaded.instance.variables());
                self.decision_page(loaded, form, &known, Vec::new())
            }),
            four_eyes: four_eyes::view(actor, loaded, &task.row, (names, language)),
            foreseen: None,
            throws: if is_mine {
                throw_from_task::views(loaded, task.row.id, (language, self.world().now()))
            } else {
                Vec::new()
            },
            choice: may(actor, Action::ChooseStep, &facts)
                .then(|| choices::view(loaded, task.row.id, (language, self.world().now())))
                .flatten(),
        }
    }
}

fn put_away(row: ResubmissionRow, names: &BTreeMap<StaffId, String>) -> ResubmissionView {
    let set_by = names.get(&row.set_by).cloned().unwrap_or_default();
    ResubmissionView { day: row.day, reason: row.reason, set_by }
}

/// Who of the office made an entry; empty when it was somebody else.
fn officer(entry: Option<&JournalRow>, names: &BTreeMap<StaffId, String>) -> String {
    let staff = entry.and_then(|row| Header::read(&row.header)?.staff);
    staff.and_then(|id| names.get(&id).cloned()).unwrap_or_default()
}

fn shown_document(
    row: DocumentRow,
    deliveries: &[DeliveryRow],
    (release, language): (&Release, Language),
) -> CaseDocument {
    let is_upload = row.kind == uploads::KIND;
    CaseDocument {
        has_page: row.page.is_some(),
        delivery: shown(deliveries, row.id, release),
        id: row.id,
        title: if is_upload { row.title } else { letter_name(&row.title, (release, language)) },
        created_at: row.created_at,
        delivered_at: row.delivered_at,
        size_bytes: row.size,
        is_upload,
        media_type: row.media_type,
    }
}

fn journal_line(
    row: &JournalRow,
    names: &BTreeMap<StaffId, String>,
    (release, language): (&Release, Language),
) -> JournalLine {
    let header = Header::read(&row.header);
    let staff = header.as_ref().and_then(|header| header.staff);
    let (command, actor_kind, elements) = header
        .map(|header| (header.command, header.actor, header.elements))
        .unwrap_or_else(|| ("unknown".to_owned(), "unknown".to_owned(), Vec::new()));
    JournalLine {
        step: row.step,
        at: row.at,
        command,
        actor_name: staff.and_then(|id| names.get(&id).cloned()).unwrap_or_default(),
        actor_kind,
        elements: elements
            .iter()
            .filter_map(|id| release.element_name(language, id))
            .map(str::to_owned)
            .collect(),
        hash: row.hash.to_string().chars().take(12).collect(),
    }
}

/// Whether anything that is stuck can be tried again: at a step where that may help, or beside all steps.
fn helps_again(instance: &Instance, incidents: &[IncidentRow]) -> bool {
    let known = instance.incidents();
    incidents.iter().any(|row| known.get(&row.id).is_none_or(|incident| incident.cause != Cause::DeadEnd))
}

pub(crate) fn shown_incident(row: IncidentRow, (release, language): (&Release, Language)) -> OpenIncident {
    let args: Vec<(String, String)> = serde_json::from_str(&row.message).unwrap_or_default();
    let nobody = ("code".to_owned(), ask::NOBODY.to_owned());
    let key = if args.contains(&nobody) { "incident-nobody-to-ask".to_owned() } else { row.code };
    let problem = args
        .into_iter()
        .fold(Problem::new(Place::Whole, key), |problem, (name, value)| problem.with(name, value));
    let step = StepName::of(release, language, &row.element);
    OpenIncident { step, problem, raised_at: row.raised_at }
}
