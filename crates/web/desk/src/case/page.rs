//! What the page of a case shows.

use super::Note;
use super::payment::PaymentFacts;
use super::task::TaskBox;
use crate::due::Due;
use crate::places;
use askama::Template;
use cases::CaseStatus;
use casework::{CaseDocument, CasePage, JournalLine, OpenIncident};
use kit::{Page, Words};

#[derive(Template)]
#[template(path = "case.html")]
pub(crate) struct CaseFile {
    words: Words,
    slug: String,
    case: CasePage,
    tasks: Vec<TaskBox>,
    token: String,
    note: Option<Note>,
}

impl CaseFile {
    pub(super) fn new(words: Words, slug: &str, case: CasePage, token: String) -> Self {
        let tasks = case.tasks.iter().map(|task| TaskBox::new(&words, slug, case.case, task)).collect();
        Self { words, slug: slug.to_owned(), case, tasks, token, note: None }
    }

    /// The same, saying what has just happened.
    pub(super) fn noting(mut self, note: Option<Note>) -> Self {
        self.note = note;
        self
    }

    fn heading(&self) -> String {
        self.words.fill("desk-case-title", &[("number", &self.case.number)])
    }

    fn work_list(&self) -> String {
        places::work_list(&self.slug)
    }

    fn status(&self) -> String {
        self.words.of(&format!("kit-status-{}", self.case.status.key()))
    }

    fn received(&self) -> String {
        kit::date_time(self.case.received_at)
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
        self.tasks.iter().map(TaskBox::problems).collect()
    }

    fn document(&self, document: &CaseDocument) -> String {
        places::document(&self.slug, self.case.case, document.id)
    }

    fn download(&self, document: &CaseDocument) -> String {
        self.words.fill("desk-case-download", &[("title", &document.title)])
    }

    fn facts(&self, document: &CaseDocument) -> String {
        let (size, date) = (kit::size(document.size_bytes), kit::date_time(document.created_at));
        self.words.fill("desk-case-document-facts", &[("size", size), ("date", date)])
    }

    fn letter(&self, document: &CaseDocument) -> String {
        places::letter(&self.slug, self.case.case, document.id)
    }

    fn delivery(&self, document: &CaseDocument) -> Vec<String> {
        let first = match (document.delivered_at, document.delivery.posted_on) {
            (_, Some(day)) => self.words.fill("desk-case-posted", &[("date", kit::day(day))]),
            (Some(at), None) => self.words.fill("desk-case-delivered", &[("date", kit::date_time(at))]),
            (None, None) => self.words.of("desk-case-not-delivered"),
        };
        std::iter::once(first).chain(kit::letter::delivery_lines(&document.delivery, &self.words)).collect()
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
        self.words.fill("desk-incident-where", &[("element", &incident.element), ("date", &date)])
    }

    /// What is to be paid or was paid.
    fn payments(&self) -> askama::Result<String> {
        PaymentFacts::html(&self.words, &self.slug, &self.case, &self.token)
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
            page(crate::sample::stuck_case()).noting(Some(Note::Overtaken)),
            page(crate::sample::closed_case()).noting(Some(Note::Done)),
        ]
    }
}
