//! What caseworkers see: the work list and the case page.

use crate::views::{
    ChoiceView, DeadlineView, DeliveryView, Foreseen, FourEyes, MigrationOffer, PaymentView, StepName,
    TextBlock, ThrowView,
};
use cases::CaseStatus;
use forms::{PageView, Section};
use values::{CaseId, DocumentId, Moment, Problem, QuestionId, StaffId, TaskId};

/// Which part of the work list is shown. What was put away until a later day stands only in `Overdue`, `All` and `PutAway`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub enum WorkView {
    /// Tasks I have taken.
    Mine,
    /// Every task of my groups, whoever has it.
    #[default]
    Groups,
    /// Tasks of my groups that nobody has taken.
    Free,
    /// Tasks of my groups whose deadline has passed.
    Overdue,
    /// Cases whose day to be looked at again has come.
    Resubmitted,
    /// Cases whose day to be looked at again is still to come.
    PutAway,
    /// Every task of the office, for its head.
    All,
}

/// What the list is sorted by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub enum WorkOrder {
    /// Deadline; what has none comes last.
    #[default]
    Due,
    /// Case number.
    Number,
    /// Name of the applicant.
    Applicant,
    /// Name of the task.
    Task,
    /// Who has it; free tasks first.
    Assignee,
    /// When the application was received, oldest first.
    Received,
}

/// A question to the work list; what the address of the page says.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct WorkQuery {
    /// Which part.
    pub view: WorkView,
    /// Sorted by what; cases that are to be looked at again are always sorted by their day.
    pub order: WorkOrder,
    /// Whether the order is turned round.
    pub downwards: bool,
    /// Only cases of the service with this key.
    pub service: Option<String>,
    /// Only tasks that this person has.
    pub assignee: Option<StaffId>,
    /// Continue after the row with this mark (see [`WorkList::next`]).
    pub after: Option<String>,
}

/// A page of the work list.
#[derive(Debug, Clone)]
pub struct WorkList {
    /// The tasks.
    pub rows: Vec<WorkRow>,
    /// The cases, in the views of those that are to be looked at again.
    pub resubmitted: Vec<ResubmittedRow>,
    /// Mark to continue with, when there is more.
    pub next: Option<String>,
    /// How many rows each part holds, with the same filters.
    pub counts: WorkCounts,
    /// The services to choose from, by title.
    pub services: Vec<ServiceName>,
    /// The people to choose from, by name.
    pub people: Vec<(StaffId, String)>,
    /// Whether the person looking may see every task of the office.
    pub sees_all: bool,
    /// Whether the person looking may let cases go on in newer releases.
    pub may_migrate: bool,
    /// The moment of the list, for words like "today".
    pub now: Moment,
}

/// A service to choose from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ServiceName {
    /// Its key.
    pub key: String,
    /// Its title.
    pub title: String,
}

/// Counters; they stop at 100, so 100 means "100 or more".
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct WorkCounts {
    /// Tasks I have taken.
    pub mine: i64,
    /// Tasks of my groups.
    pub groups: i64,
    /// Tasks of my groups that nobody has.
    pub free: i64,
    /// Tasks of my groups whose deadline has passed.
    pub overdue: i64,
    /// All tasks, for the head of office.
    pub all: i64,
    /// Cases whose day to be looked at again has come.
    pub resubmitted: i64,
    /// Cases whose day is still to come.
    pub put_away: i64,
}

/// One task in the work list.
#[derive(Debug, Clone)]
pub struct WorkRow {
    /// The task.
    pub task: TaskId,
    /// Its case.
    pub case: CaseId,
    /// Case number.
    pub number: String,
    /// Title of the service.
    pub service_title: String,
    /// Who applied.
    pub applicant: String,
    /// What it is about.
    pub subject: String,
    /// Name of the task.
    pub task_name: String,
    /// Deadline, when there is one.
    pub due: Option<Moment>,
    /// Who has taken it.
    pub assignee: Option<String>,
    /// Whether the person looking has it.
    pub is_mine: bool,
    /// When the application was received.
    pub received_at: Moment,
    /// The day to come on which the case is to be looked at again.
    pub put_away_until: Option<Moment>,
}

/// A case that is to be looked at again.
#[derive(Debug, Clone)]
pub struct ResubmittedRow {
    /// The case.
    pub case: CaseId,
    /// Case number.
    pub number: String,
    /// Title of the service.
    pub service_title: String,
    /// Who applied.
    pub applicant: String,
    /// What it is about.
    pub subject: String,
    /// The beginning of the day.
    pub day: Moment,
    /// Why.
    pub reason: String,
    /// Who put it away.
    pub set_by: String,
}

/// When and why a case is to be looked at again.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ResubmissionView {
    /// The beginning of the day.
    pub day: Moment,
    /// Why.
    pub reason: String,
    /// Who put it away.
    pub set_by: String,
}

/// Everything about a case on one page.
#[derive(Debug, Clone)]
pub struct CasePage {
    /// The case.
    pub case: CaseId,
    /// Case number.
    pub number: String,
    /// Title of the service.
    pub service_title: String,
    /// Who applied.
    pub applicant: String,
    /// What it is about.
    pub subject: String,
    /// How far it is.
    pub status: CaseStatus,
    /// When it was received.
    pub received_at: Moment,
    /// Who of the office entered it for the applicant; empty when it was sent online.
    pub entered_by: String,
    /// The answers of the application, by page.
    pub answers: Vec<Section>,
    /// Every document, delivered or not, newest first.
    pub documents: Vec<CaseDocument>,
    /// The journal, oldest first.
    pub journal: Vec<JournalLine>,
    /// Tasks that are open.
    pub tasks: Vec<TaskView>,
    /// Notes of the office, newest first.
    pub notes: Vec<CaseNote>,
    /// Questions to the applicant, newest first.
    pub questions: Vec<CaseQuestion>,
    /// Steps of the process that were reached, in order.
    pub steps: Vec<ProcessStep>,
    /// Who changed the case last; empty when it was not the office.
    pub changed_by: String,
    /// What is stuck.
    pub incidents: Vec<OpenIncident>,
    /// The moment of the page, for words like "today".
    pub now: Moment,
    /// What is to be paid or was paid, oldest first.
    pub payments: Vec<PaymentView>,
    /// Whether the person looking may note that a payment has come in.
    pub may_settle_payments: bool,
    /// The legal clocks that have started.
    pub deadlines: Vec<DeadlineView>,
    /// When it is to be looked at again.
    pub resubmission: Option<ResubmissionView>,
    /// Whether the person looking may put it away until a day.
    pub may_resubmit: bool,
    /// Whether the person looking may enter an answer for the applicant.
    pub may_answer: bool,
    /// Whether the person looking may enter a withdrawal, and it is not too late.
    pub may_withdraw: bool,
    /// What the person looking may do about its release.
    pub migration: Option<MigrationOffer>,
    /// Whether the person looking may try again what is stuck.
    pub may_retry: bool,
    /// Whether the person looking may take the case another way.
    pub may_set_right: bool,
}

/// A document of a case.
#[derive(Debug, Clone)]
pub struct CaseDocument {
    /// The document.
    pub id: DocumentId,
    /// Title.
    pub title: String,
    /// When it was made.
    pub created_at: Moment,
    /// When it was made available to the applicant.
    pub delivered_at: Option<Moment>,
    /// Size in bytes.
    pub size_bytes: i64,
    /// Whether it can be read on screen too.
    pub has_page: bool,
    /// How it was delivered, and until when one can object.
    pub delivery: DeliveryView,
    /// Whether the applicant sent it in; nobody has looked for viruses in it.
    pub is_upload: bool,
    /// What it is.
    pub media_type: String,
}

/// A note of the office.
#[derive(Debug, Clone)]
pub struct CaseNote {
    /// Who wrote it.
    pub author: String,
    /// When.
    pub at: Moment,
    /// What it says.
    pub text: String,
}

/// A question to the applicant, and the answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CaseQuestion {
    /// The question.
    pub id: QuestionId,
    /// Who asked; empty when the process did by itself.
    pub asked_by: String,
    /// When.
    pub asked_at: Moment,
    /// What was asked.
    pub text: String,
    /// Until when an answer is wanted.
    pub answer_by: Option<Moment>,
    /// When it was answered.
    pub answered_at: Option<Moment>,
    /// The answer; empty until then.
    pub answer: String,
    /// What came with the answer: documents of the case with their titles.
    pub documents: Vec<(DocumentId, String)>,
    /// Who of the office has entered the answer; empty when the applicant sent it.
    pub entered_by: String,
}

impl CaseQuestion {
    /// How far a case is for people: nobody is waited for any more when all questions are answered.
    pub fn standing(status: CaseStatus, questions: &[Self]) -> CaseStatus {
        let all_answered =
            !questions.is_empty() && questions.iter().all(|question| question.answered_at.is_some());
        if status == CaseStatus::Waiting && all_answered { CaseStatus::InProgress } else { status }
    }
}

/// A step of the process as people see it.
#[derive(Debug, Clone)]
pub struct ProcessStep {
    /// Its name in the model.
    pub name: String,
    /// When it was reached.
    pub at: Moment,
    /// Whether the process stands there now.
    pub is_open: bool,
}

/// One step of the case in the journal.
#[derive(Debug, Clone)]
pub struct JournalLine {
    /// Position, from 1.
    pub step: i64,
    /// When.
    pub at: Moment,
    /// Kind of the command, such as `complete-task`; key of a text.
    pub command: String,
    /// Who acted: a name for staff, empty otherwise.
    pub actor_name: String,
    /// Kind of actor, such as `guest`; key of a text.
    pub actor_kind: String,
    /// Names of the steps of the process that were reached, in order; unnamed ones are left out.
    pub elements: Vec<String>,
    /// First hex digits of the entry's hash.
    pub hash: String,
}

/// An open task as the case page shows it.
#[derive(Debug, Clone)]
pub struct TaskView {
    /// The task.
    pub id: TaskId,
    /// Name.
    pub name: String,
    /// Deadline.
    pub due: Option<Moment>,
    /// Who has it.
    pub assignee: Option<String>,
    /// Whether the person looking has it.
    pub is_mine: bool,
    /// Whether the person looking may take it.
    pub may_take: bool,
    /// Whether the person looking may give it back.
    pub may_give_back: bool,
    /// Why another person than whoever did an earlier task must do this one; `None` where four eyes asks nothing.
    pub four_eyes: Option<FourEyes>,
    /// The form, only for the person who has the task.
    pub form: Option<DecisionPage>,
    /// What completing it with the answers in the form would lead to; `None` while the decision is not made.
    pub foreseen: Option<Foreseen>,
    /// What can be begun, where the task asks what is to be done and the person looking may say so.
    pub choice: Option<ChoiceView>,
    /// What can be done instead of doing it, only for the person who has the task.
    pub throws: Vec<ThrowView>,
}

/// The form of a task.
#[derive(Debug, Clone)]
pub struct DecisionPage {
    /// What to show, one block after the other.
    pub pages: Vec<PageView>,
    /// What has to be mended.
    pub problems: Vec<Problem>,
    /// Grows with every change of the case; the form carries it.
    pub version: i64,
    /// What can be inserted into its fields.
    pub blocks: Vec<TextBlock>,
}

/// Something that is stuck until a person helps.
#[derive(Debug, Clone)]
pub struct OpenIncident {
    /// The step.
    pub step: StepName,
    /// What happened, for the person who helps; its sentence is in the catalogue of the engine.
    pub problem: Problem,
    /// Since when.
    pub raised_at: Moment,
}
