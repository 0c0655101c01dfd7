//! What the page of a case shows.

use super::choice::ChoiceBox;
use super::deadline::{DeadlineFacts, TypedExtension};
use super::documents::Documents;
use super::messages::{self, Messages, Replying};
use super::outlook::Outlook;
use super::payment::PaymentFacts;
use super::reply::{ReplyBox, TypedReply};
use super::resubmission::{ResubmissionFacts, TypedResubmission};
use super::task::TaskBox;
use super::thrown::{self, ThrowBox, TypedThrow};
use super::withdrawal::{TypedWithdrawal, WithdrawalBox};
use super::{Note, Part, Typed};
use crate::due::Due;
use crate::{places, status, step};
use askama::Template;
use cases::CaseStatus;
use casework::{
    CaseNote, CasePage, CaseQuestion, JournalLine, MigrationOffer, OpenIncident, ProcessStep, Refusal,
    ThrowView, UploadLimits,
};
use kit::{Page, Problems, Words};

#[derive(Template)]
#[template(path = "case.html")]
pub(crate) struct CaseFile {
    words: Words,
    slug: String,
    case: CasePage,
    tasks: Vec<TaskBox>,
    token: String,
    note: Option<Note>,
    part: Part,
    /// What stands in the field for a new note.
    typed: String,
    /// What is wrong with it.
    typed_problem: Option<String>,
    /// Somebody else was faster: who, as a sentence.
    overtaken: Option<String>,
    /// A day and a reason that could not be kept.
    resubmission: TypedResubmission,
    /// An extension that could not be kept.
    extension: Option<TypedExtension>,
    /// Another way than doing a task, that could not be gone.
    thrown: Option<TypedThrow>,
    /// A withdrawal that could not be entered.
    withdrawal: Option<TypedWithdrawal>,
    /// What an answer on paper is entered with.
    replying: Replying,
}

/// A part of the page as a link.
struct PartLink {
    name: String,
    to: String,
    count: Option<usize>,
    is_current: bool,
}

impl CaseFile {
    pub(super) fn new(words: Words, slug: &str, case: CasePage, token: String) -> Self {
        Self::with_inserted(words, slug, (case, None), token)
    }

    /// The same after a text block was inserted into a field.
    pub(super) fn with_inserted(
        words: Words,
        slug: &str,
        (case, inserted_into): (CasePage, Option<&str>),
        token: String,
    ) -> Self {
        let task_box = |task| TaskBox::new(&words, slug, (&case, task), inserted_into);
        let tasks = case.tasks.iter().map(task_box).collect();
        Self {
            words,
            slug: slug.to_owned(),
            case,
            tasks,
            token,
            note: None,
            part: Part::default(),
            typed: String::new(),
            typed_problem: None,
            overtaken: None,
            resubmission: TypedResubmission::default(),
            extension: None,
            thrown: None,
            withdrawal: None,
            replying: Replying::default(),
        }
    }

    /// The same where files up to these limits are taken in.
    pub(super) fn taking(mut self, limits: &UploadLimits) -> Self {
        self.replying.limits = limits.clone();
        self
    }

    /// The same, saying what has just happened.
    pub(super) fn noting(mut self, note: Option<Note>) -> Self {
        self.note = note;
        self
    }

    /// The same with this part open.
    pub(super) fn showing(mut self, part: Part) -> Self {
        self.part = part;
        self
    }

    /// The same with what could not be kept, and why.
    pub(super) fn typed(mut self, typed: Typed) -> Self {
        match &typed.refusal {
            Refusal::Problems(problems) => {
                let told: String = problems.iter().map(|problem| self.words.problem(problem)).collect();
                self.typed_problem = Some(told).filter(|told| !told.is_empty());
            }
            _ if self.case.changed_by.is_empty() => {
                self.overtaken = Some(self.words.of("desk-overtaken-kept"));
            }
            _ => {
                let by = [("name", self.case.changed_by.as_str())];
                self.overtaken = Some(self.words.fill("desk-overtaken-by", &by));
            }
        }
        self.typed = typed.text;
        self
    }

    /// The same for a text that there is no form for any more: it stands in the field for notes; and what else was not kept.
    pub(super) fn unsent(self, text: &str, more: Option<&str>) -> Self {
        let typed = Typed { text: text.to_owned(), refusal: Refusal::Conflict };
        let mut page = self.showing(Part::Notes).typed(typed);
        let more = more.map(|key| page.words.of(key));
        page.overtaken.iter_mut().zip(more).for_each(|(told, more)| *told += &format!(" {more}"));
        page
    }

    /// Whether somebody decides here: then the letter stands beside the form.
    fn is_deciding(&self) -> bool {
        self.tasks.iter().any(|task| task.outlook.as_ref().is_some_and(Outlook::may_have_letter))
    }

    fn parts(&self) -> Vec<PartLink> {
        let link = |part: Part| PartLink {
            name: self.words.of(part.key()),
            to: places::case_part(&self.slug, self.case.case, part.word()),
            count: self.count(part),
            is_current: part == self.part,
        };
        Part::ALL.into_iter().map(link).collect()
    }

    fn count(&self, part: Part) -> Option<usize> {
        match part {
            Part::Documents => Some(self.case.documents.len()),
            Part::Messages => Some(self.case.questions.len()),
            Part::Notes => Some(self.case.notes.len()),
            Part::Answers | Part::History | Part::Process => None,
        }
    }

    fn shows(&self, part: Part) -> bool {
        self.part == part
    }

    fn add_note(&self) -> String {
        places::note(&self.slug, self.case.case)
    }

    /// Unique to this form: what is sent twice is kept once.
    fn form_id(&self) -> usize {
        self.case.journal.len()
    }

    fn note_head(&self, note: &CaseNote) -> String {
        let date = kit::date_time(note.at);
        self.words.fill("desk-note-head", &[("name", note.author.as_str()), ("date", date.as_str())])
    }

    /// The same with an answer that could not be entered.
    pub(super) fn replying(mut self, typed: TypedReply) -> Self {
        self.replying.typed = Some(typed);
        self
    }

    /// Letters and what was sent in.
    fn documents(&self) -> askama::Result<String> {
        Documents { words: &self.words, slug: &self.slug, case: &self.case }.render()
    }

    /// The questions and their answers.
    fn messages(&self) -> askama::Result<String> {
        Messages::html(&self.words, &self.slug, (&self.case, &self.replying), &self.token)
    }

    /// The way to enter an answer, where the case waits for one and for nothing else.
    fn way_to_reply(&self) -> Option<String> {
        let is_wanted = self.case.tasks.is_empty() && self.part != Part::Messages;
        (is_wanted && messages::waits_for_answer(&self.case)).then(|| {
            format!("{}#nachrichten", places::case_part(&self.slug, self.case.case, Part::Messages.word()))
        })
    }

    fn step_state(&self, step: &ProcessStep) -> String {
        let key = if step.is_open { "desk-step-open" } else { "desk-step-done" };
        self.words.fill(key, &[("date", kit::date_time(step.at))])
    }

    fn heading(&self) -> String {
        self.words.fill("desk-case-title", &[("number", &self.case.number)])
    }

    fn work_list(&self) -> String {
        places::work_list(&self.slug)
    }

    fn status(&self) -> String {
        status::word(&self.words, CaseQuestion::standing(self.case.status, &self.case.questions))
    }

    fn received(&self) -> String {
        kit::received(self.case.received_at)
    }

    /// The nearest deadline of the open tasks.
    fn due(&self) -> Due {
        let nearest = self.case.tasks.iter().filter_map(|task| task.due).min();
        Due::of(nearest, self.case.now, &self.words)
    }

    /// What to say where a task would stand.
    fn nothing_to_do(&self) -> String {
        let is_over = self.case.status == CaseStatus::Ended;
        self.words.of(if is_over { "desk-case-over" } else { "desk-case-no-task" })
    }

    fn tasks_heading(&self) -> String {
        let one_of_mine = matches!(self.case.tasks.as_slice(), [task] if task.is_mine);
        self.words.of(if one_of_mine { "desk-case-task" } else { "desk-case-tasks" })
    }

    /// The list of problems of all forms stands on top of the page.
    fn problems(&self) -> String {
        let of_tasks = self.tasks.iter().map(TaskBox::problems);
        let mut facts = ResubmissionFacts::problems(&self.words, &self.resubmission);
        let extension = self.extension.iter();
        facts.extend(extension.flat_map(|typed| DeadlineFacts::problems(&self.words, typed)));
        let thrown = self.thrown.iter();
        facts.extend(thrown.flat_map(|typed| thrown::problems(&self.words, &self.tasks, typed)));
        facts.extend(self.replying.typed.iter().flat_map(|typed| ReplyBox::problems(&self.words, typed)));
        facts.extend(self.withdrawal.iter().flat_map(|typed| WithdrawalBox::problems(&self.words, typed)));
        of_tasks.chain([Problems::at_fields(facts, &self.words).html()]).collect()
    }

    fn when(&self, line: &JournalLine) -> String {
        kit::date_time(line.at)
    }

    fn what(&self, line: &JournalLine) -> String {
        self.words.known(&format!("desk-command-{}", line.command), "desk-command-unknown")
    }

    fn who(&self, line: &JournalLine) -> String {
        if !line.actor_name.is_empty() {
            return line.actor_name.clone();
        }
        self.words.known(&format!("desk-actor-{}", line.actor_kind), "desk-actor-unknown")
    }

    fn incident_place(&self, incident: &OpenIncident) -> String {
        let date = kit::date_time(incident.raised_at);
        let step = step::in_words(&self.words, &incident.step);
        self.words.fill("desk-incident-where", &[("element", &step), ("date", &date)])
    }

    /// The same with a day and a reason that could not be kept.
    pub(super) fn resubmitting(mut self, typed: TypedResubmission) -> Self {
        self.resubmission = typed;
        self
    }

    /// When the case is to be looked at again.
    fn resubmission(&self) -> askama::Result<String> {
        ResubmissionFacts::html(&self.words, &self.slug, (&self.case, &self.resubmission), &self.token)
    }

    /// The same with an extension that could not be kept.
    pub(super) fn extending(mut self, typed: TypedExtension) -> Self {
        self.extension = Some(typed);
        self
    }

    /// The legal clocks that have started.
    fn deadlines(&self) -> askama::Result<String> {
        DeadlineFacts::html(&self.words, &self.slug, (&self.case, self.extension.as_ref()), &self.token)
    }

    /// What is to be paid or was paid.
    fn payments(&self) -> askama::Result<String> {
        PaymentFacts::html(&self.words, &self.slug, &self.case, &self.token)
    }

    /// What can be begun, where a task asks what is to be done.
    fn choice(&self, task: &TaskBox) -> askama::Result<String> {
        let Some(choice) = &task.choice else { return Ok(String::new()) };
        let [begin, finish] =
            ["beginnen", "abschliessen"].map(|act| places::task(&self.slug, self.case.case, task.id, act));
        ChoiceBox { words: &self.words, choice, begin, finish, token: &self.token }.render()
    }

    /// The same with another way that could not be gone.
    pub(super) fn throwing(mut self, typed: TypedThrow) -> Self {
        self.thrown = Some(typed);
        self
    }

    /// The same with a withdrawal that could not be entered.
    pub(super) fn withdrawing(mut self, typed: TypedWithdrawal) -> Self {
        self.withdrawal = Some(typed);
        self
    }

    /// The form for a withdrawal on paper or by word.
    fn withdrawal(&self) -> askama::Result<String> {
        WithdrawalBox::html(&self.words, &self.slug, (&self.case, self.withdrawal.as_ref()), &self.token)
    }

    /// The other ways than doing a task.
    fn throws(&self, task: &TaskBox) -> askama::Result<String> {
        let action = places::task(&self.slug, self.case.case, task.id, "anders");
        let shown = |(number, thrown): (usize, &ThrowView)| {
            let is_here =
                |typed: &&TypedThrow| typed.asked.task == task.id && typed.asked.element == thrown.element;
            let (typed, id) = (self.thrown.as_ref().filter(is_here), thrown::id(task.id, number));
            ThrowBox { words: &self.words, thrown, typed, action: &action, id, token: &self.token }.render()
        };
        task.throws.iter().enumerate().map(shown).collect()
    }

    fn stuck(&self) -> String {
        places::stuck(&self.slug, self.case.case)
    }

    fn migration(&self) -> Option<String> {
        Some(self.words.of(match self.case.migration? {
            MigrationOffer::Newer => "desk-migration-open",
            MigrationOffer::Undo => "desk-migration-undo",
        }))
    }

    fn migration_place(&self) -> String {
        places::migration(&self.slug, self.case.case)
    }

    fn retry(&self) -> String {
        places::retry(&self.slug, self.case.case)
    }
}

impl Page for CaseFile {
    fn title(&self) -> String {
        format!("{} – {}", self.heading(), self.case.service_title)
    }

    fn samples(words: &Words) -> Vec<Self> {
        let page = |case| CaseFile::new(words.clone(), "musterstadt", case, "0".into());
        vec![
            page(crate::sample::free_case()),
            page(crate::sample::my_case()),
            page(crate::sample::deciding_case()),
            page(crate::sample::preparing_case()),
            page(crate::sample::unlettered_case()),
            page(crate::sample::released_case()).noting(Some(Note::OtherPerson)),
            page(crate::sample::stuck_case()).noting(Some(Note::Overtaken)),
            page(crate::sample::closed_case()).noting(Some(Note::Done)).showing(Part::Documents),
            page(crate::sample::free_case()).noting(Some(Note::Noted)).showing(Part::Notes),
            page(crate::sample::free_case())
                .showing(Part::Notes)
                .typed(Typed { text: "Bitte prüfen.".into(), refusal: Refusal::Conflict }),
            page(crate::sample::free_case()).showing(Part::Messages).noting(Some(Note::TakenUp)),
            page(crate::sample::asking_case()).noting(Some(Note::Withdrawn)),
            page(crate::sample::asking_case()).withdrawing(crate::sample::typed_withdrawal()),
            page(crate::sample::asking_case()).showing(Part::Messages).replying(crate::sample::typed_reply()),
            page(crate::sample::closed_case()).showing(Part::Messages).noting(Some(Note::Answered)),
            page(crate::sample::put_away_case()).noting(Some(Note::PutAway)),
            page(crate::sample::free_case()).resubmitting(crate::sample::typed_resubmission()),
            page(crate::sample::case_with_deadlines()).noting(Some(Note::Extended)),
            page(crate::sample::case_with_deadlines()).extending(crate::sample::typed_extension()),
            page(crate::sample::stuck_case()).noting(Some(Note::SetRight)),
            page(crate::sample::throwing_case()),
            page(crate::sample::throwing_case()).throwing(crate::sample::typed_throw()),
            page(crate::sample::choosing_case()).noting(Some(Note::Begun)).showing(Part::History),
            page(crate::sample::in_turn_case()).noting(Some(Note::Meanwhile)),
            page(crate::sample::free_case()).noting(Some(Note::Finished)).showing(Part::History),
            page(crate::sample::free_case()).showing(Part::Process),
        ]
    }
}
