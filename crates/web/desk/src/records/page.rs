//! What the pages of the registers show.

use super::{day, standing};
use crate::nav::{Area, Nav};
use crate::places;
use askama::Template;
use casework::{RecordCase, RecordDetail, RecordPage, RecordValue, RecordView, Register};
use kit::{Page, Words};

/// Fields that stand in the table; a record shows all.
const COLUMNS: usize = 3;

/// A register, or the choice between registers.
#[derive(Template)]
#[template(path = "register.html")]
pub(crate) struct RegisterPage {
    words: Words,
    slug: String,
    registers: Vec<Register>,
    /// The register that is open.
    service: Option<String>,
    page: RecordPage,
    searched: String,
    after: i64,
}

impl RegisterPage {
    pub(super) fn new(
        words: Words,
        slug: String,
        (registers, service): (Vec<Register>, String),
        page: RecordPage,
    ) -> Self {
        Self { words, slug, registers, service: Some(service), page, searched: String::new(), after: 0 }
    }

    pub(super) fn choice(words: Words, slug: String, registers: Vec<Register>) -> Self {
        let page = RecordPage { records: Vec::new(), next: None };
        Self { service: None, ..Self::new(words, slug, (registers, String::new()), page) }
    }

    /// The same with what was looked for, or where the page begins.
    pub(super) fn looking(mut self, searched: &str, after: i64) -> Self {
        searched.clone_into(&mut self.searched);
        self.after = after;
        self
    }

    fn nav(&self) -> askama::Result<String> {
        Nav::html(&self.words, &self.slug, (Area::Records, ""))
    }

    fn heading(&self) -> String {
        let open = self.registers.iter().find(|register| Some(&register.service) == self.service.as_ref());
        open.map_or_else(
            || self.words.of("desk-area-records"),
            |register| self.words.fill("desk-register-title", &[("kinds", &register.kinds)]),
        )
    }

    fn is_open(&self, register: &Register) -> bool {
        self.service.as_ref() == Some(&register.service)
    }

    fn to(&self, register: &Register) -> String {
        places::register(&self.slug, &register.service)
    }

    fn here(&self) -> String {
        places::register(&self.slug, self.service.as_deref().unwrap_or_default())
    }

    /// The fields that stand in the table: the first that the records on this page hold.
    fn columns(&self) -> Vec<String> {
        let first = self.page.records.first();
        first.map_or_else(Vec::new, |record| {
            let fields = record.fields.iter().filter(|field| field.value != record.title);
            fields.take(COLUMNS).map(|field| field.label.clone()).collect()
        })
    }

    fn cell(&self, record: &RecordView, label: &str) -> String {
        record.fields.iter().find(|field| field.label == label).map(shown).unwrap_or_default()
    }

    fn record(&self, record: &RecordView) -> String {
        places::record(&self.slug, self.service.as_deref().unwrap_or_default(), record.number)
    }

    fn from(&self, record: &RecordView) -> String {
        day(&record.valid_from)
    }

    fn standing(&self, record: &RecordView) -> String {
        standing(&self.words, record)
    }

    fn empty(&self) -> String {
        let key = if self.searched.is_empty() { "desk-register-empty" } else { "desk-register-nothing" };
        self.words.fill(key, &[("text", &self.searched)])
    }

    fn more(&self) -> Option<String> {
        self.page.next.map(|number| format!("{}?nach={number}", self.here()))
    }
}

/// A value as people read it: days as days.
fn shown(field: &RecordValue) -> String {
    day(&field.value)
}

impl Page for RegisterPage {
    fn title(&self) -> String {
        self.heading()
    }

    fn samples(words: &Words) -> Vec<Self> {
        let (words, slug) = (words.clone(), "musterstadt".to_owned());
        let open = |page| {
            let registers = (crate::sample::registers(), "hundesteuer".to_owned());
            RegisterPage::new(words.clone(), slug.clone(), registers, page)
        };
        let none = || RecordPage { records: Vec::new(), next: None };
        vec![
            RegisterPage::choice(words.clone(), slug.clone(), crate::sample::registers()),
            RegisterPage::choice(words.clone(), slug.clone(), Vec::new()),
            open(none()),
            open(none()).looking("4711", 0),
            open(crate::sample::records()).looking("", 1000),
        ]
    }
}

/// One record.
#[derive(Template)]
#[template(path = "record.html")]
pub(crate) struct RecordFile {
    pub(super) words: Words,
    pub(super) slug: String,
    pub(super) service: String,
    pub(super) detail: RecordDetail,
}

impl RecordFile {
    fn nav(&self) -> askama::Result<String> {
        Nav::html(&self.words, &self.slug, (Area::Records, ""))
    }

    fn back(&self) -> String {
        places::register(&self.slug, &self.service)
    }

    fn heading(&self) -> String {
        let record = &self.detail.record;
        let number = record.number.to_string();
        self.words.fill("desk-record-title", &[("kind", record.kind.as_str()), ("number", &number)])
    }

    fn standing(&self) -> String {
        standing(&self.words, &self.detail.record)
    }

    fn from(&self) -> String {
        day(&self.detail.record.valid_from)
    }

    fn until(&self) -> Option<String> {
        self.detail.record.valid_to.as_deref().map(day)
    }

    fn value(&self, field: &RecordValue) -> String {
        shown(field)
    }

    fn case(&self, case: &RecordCase) -> String {
        places::case(&self.slug, case.case)
    }

    fn what(&self, case: &RecordCase) -> String {
        self.words.of(if case.has_ended_it { "desk-record-ended-by" } else { "desk-record-opened-by" })
    }

    fn received(&self, case: &RecordCase) -> String {
        kit::date(case.received_at)
    }
}

impl Page for RecordFile {
    fn title(&self) -> String {
        self.heading()
    }

    fn samples(words: &Words) -> Vec<Self> {
        let (slug, service) = ("musterstadt".to_owned(), "hundesteuer".to_owned());
        vec![RecordFile { words: words.clone(), slug, service, detail: crate::sample::record() }]
    }
}
