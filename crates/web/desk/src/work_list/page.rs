//! What the work list shows.

use super::address::{self, VIEWS};
use super::columns;
use super::resubmitted::ResubmittedTable;
use crate::due::Due;
use crate::nav::{Area, Nav};
use crate::places;
use askama::Template;
use casework::{Refusal, TaskAct, TaskAnswer, WorkCounts, WorkList, WorkOrder, WorkQuery, WorkRow, WorkView};
use kit::{Page, Words};

#[derive(Template)]
#[template(path = "work_list.html")]
pub(crate) struct WorkListPage {
    words: Words,
    slug: String,
    query: WorkQuery,
    list: WorkList,
    token: String,
    told: Vec<(TaskAct, TaskAnswer)>,
}

/// A view with its count, as a link.
struct ViewLink {
    name: String,
    count: String,
    to: String,
    is_current: bool,
}

impl WorkListPage {
    pub(super) fn new(words: Words, slug: String, query: WorkQuery, list: WorkList) -> Self {
        Self { words, slug, query, list, token: String::new(), told: Vec::new() }
    }

    /// The same with the token that its forms carry.
    pub(super) fn for_session(mut self, token: String) -> Self {
        self.token = token;
        self
    }

    /// The same, saying what became of tasks.
    pub(super) fn telling(mut self, told: Vec<(TaskAct, TaskAnswer)>) -> Self {
        self.told = told;
        self
    }

    fn view_name(&self, view: WorkView) -> String {
        self.words.of(&format!("desk-view-{}", key_of(view)))
    }

    /// Every view but the one that hides behind resubmissions; all tasks only for whom there are any.
    fn views(&self) -> Vec<ViewLink> {
        let is_offered = |view: &WorkView| match view {
            WorkView::PutAway => false,
            WorkView::All => self.list.sees_all,
            _ => true,
        };
        let current =
            if self.query.view == WorkView::PutAway { WorkView::Resubmitted } else { self.query.view };
        let link = |view| ViewLink {
            name: self.view_name(view),
            count: self.counted(count_of(self.list.counts, view)),
            to: self.to(&WorkQuery { view, after: None, ..self.query.clone() }),
            is_current: view == current,
        };
        VIEWS.into_iter().filter(is_offered).map(link).collect()
    }

    fn to(&self, query: &WorkQuery) -> String {
        address::of(&self.slug, query)
    }

    /// Counters stop at 100.
    fn counted(&self, count: i64) -> String {
        if count < 100 { count.to_string() } else { self.words.of("desk-many") }
    }

    fn caption(&self) -> String {
        self.words.fill("desk-list-caption", &[("view", self.view_name(self.query.view))])
    }

    fn is_empty(&self) -> bool {
        self.list.rows.is_empty() && self.list.resubmitted.is_empty()
    }

    fn empty(&self) -> String {
        if self.is_filtered() {
            return self.words.of("desk-list-empty-filtered");
        }
        self.words.of(&format!("desk-list-empty-{}", key_of(self.query.view)))
    }

    fn is_filtered(&self) -> bool {
        self.query.service.is_some() || self.query.assignee.is_some()
    }

    fn without_filter(&self) -> String {
        self.to(&WorkQuery { service: None, assignee: None, after: None, ..self.query.clone() })
    }

    /// All that the address says, as hidden fields.
    fn hidden(&self) -> Vec<(&'static str, String)> {
        address::parts(&self.query)
    }

    /// The same for the form of the filters, which brings its own.
    fn hidden_beside_filters(&self) -> Vec<(&'static str, String)> {
        let query = WorkQuery { service: None, assignee: None, after: None, ..self.query.clone() };
        address::parts(&query)
    }

    fn is_service(&self, key: &str) -> bool {
        self.query.service.as_deref() == Some(key)
    }

    fn is_person(&self, id: &values::StaffId) -> bool {
        self.query.assignee.as_ref() == Some(id)
    }

    fn shows_tasks(&self) -> bool {
        !matches!(self.query.view, WorkView::Resubmitted | WorkView::PutAway)
    }

    /// Only whose tasks somebody may take can be asked for by person.
    fn filters_people(&self) -> bool {
        matches!(self.query.view, WorkView::Groups | WorkView::Overdue | WorkView::All)
    }

    fn resubmitted(&self) -> askama::Result<String> {
        let (words, slug, list) = (&self.words, self.slug.as_str(), &self.list);
        ResubmittedTable { words, slug, list, caption: self.caption() }.render()
    }

    /// From the cases that are back to those still put away, and reverse.
    fn other_resubmissions(&self) -> Option<(String, String)> {
        let (view, key) = match self.query.view {
            WorkView::Resubmitted => (WorkView::PutAway, "desk-resubmission-later"),
            WorkView::PutAway => (WorkView::Resubmitted, "desk-resubmission-now"),
            _ => return None,
        };
        let count = self.counted(count_of(self.list.counts, view));
        let to = self.to(&WorkQuery { view, after: None, ..self.query.clone() });
        Some((to, self.words.fill(key, &[("count", count)])))
    }

    fn columns(&self) -> [WorkOrder; 6] {
        columns::ALL
    }

    fn column_name(&self, column: WorkOrder) -> String {
        self.words.of(columns::key(column))
    }

    /// For `aria-sort`.
    fn sorted(&self, column: WorkOrder) -> Option<&'static str> {
        let direction = if self.query.downwards { "descending" } else { "ascending" };
        (self.query.order == column).then_some(direction)
    }

    /// Once more on the same column turns the order round.
    fn sort_link(&self, column: WorkOrder) -> String {
        let downwards = self.query.order == column && !self.query.downwards;
        self.to(&WorkQuery { order: column, downwards, after: None, ..self.query.clone() })
    }

    fn due(&self, row: &WorkRow) -> Due {
        Due::of(row.due, self.list.now, &self.words)
    }

    fn case(&self, row: &WorkRow) -> String {
        places::case(&self.slug, row.case)
    }

    fn received(&self, row: &WorkRow) -> String {
        kit::date(row.received_at)
    }

    /// Names the row's task in the form.
    fn tick(&self, row: &WorkRow) -> String {
        format!("{}.{}", row.case, row.task)
    }

    fn tick_label(&self, row: &WorkRow) -> String {
        self.words.fill("desk-list-tick", &[("number", &row.number)])
    }

    fn take_label(&self, row: &WorkRow) -> String {
        self.words.fill("desk-list-take-one", &[("number", &row.number)])
    }

    fn may_take(&self, row: &WorkRow) -> bool {
        row.assignee.is_none() && self.query.view != WorkView::All
    }

    fn put_away(&self, row: &WorkRow) -> Option<String> {
        row.put_away_until.map(|day| self.words.fill("desk-resubmission-on", &[("date", kit::date(day))]))
    }

    fn several(&self) -> String {
        places::several_tasks(&self.slug)
    }

    /// Whether everything went well.
    fn all_done(&self) -> bool {
        self.told.iter().all(|(_, answer)| answer.refusal.is_none())
    }

    /// What became of the tasks, one sentence each.
    fn answers(&self) -> Vec<String> {
        self.told.iter().map(|(act, answer)| self.answer(*act, answer)).collect()
    }

    fn answer(&self, act: TaskAct, answer: &TaskAnswer) -> String {
        let number = match answer.number.as_str() {
            "" => self.words.of("desk-list-some-case"),
            number => number.to_owned(),
        };
        let key = match (&answer.refusal, act) {
            (None, TaskAct::Take) => "desk-list-taken",
            (None, TaskAct::GiveBack) => "desk-list-given-back",
            (Some(Refusal::TaskTaken { by }), _) => {
                return self.words.fill("desk-list-has-it", &[("number", &number), ("name", by)]);
            }
            (Some(Refusal::FourEyes), _) => "desk-list-four-eyes",
            (Some(Refusal::NotAllowed), TaskAct::Take) => "desk-list-not-yours",
            (Some(Refusal::NotAllowed), TaskAct::GiveBack) => "desk-list-not-had",
            (Some(_), _) => "desk-list-gone",
        };
        self.words.fill(key, &[("number", &number)])
    }

    fn migrations(&self) -> String {
        crate::places::migrations(&self.slug)
    }

    fn undelivered(&self) -> String {
        crate::places::undelivered(&self.slug)
    }

    fn nav(&self) -> askama::Result<String> {
        Nav::html(&self.words, &self.slug, (Area::Work, ""))
    }

    fn list_place(&self) -> String {
        places::work_list(&self.slug)
    }

    fn more(&self) -> Option<String> {
        let mark = self.list.next.clone()?;
        Some(self.to(&WorkQuery { after: Some(mark), ..self.query.clone() }))
    }

    fn start(&self) -> Option<String> {
        self.query.after.as_ref().map(|_| self.to(&WorkQuery { after: None, ..self.query.clone() }))
    }
}

/// The word of a view in the keys of texts.
fn key_of(view: WorkView) -> &'static str {
    match view {
        WorkView::Mine => "mine",
        WorkView::Groups => "groups",
        WorkView::Free => "free",
        WorkView::Overdue => "overdue",
        WorkView::Resubmitted => "resubmitted",
        WorkView::PutAway => "put-away",
        WorkView::All => "all",
    }
}

fn count_of(counts: WorkCounts, view: WorkView) -> i64 {
    match view {
        WorkView::Mine => counts.mine,
        WorkView::Groups => counts.groups,
        WorkView::Free => counts.free,
        WorkView::Overdue => counts.overdue,
        WorkView::Resubmitted => counts.resubmitted,
        WorkView::PutAway => counts.put_away,
        WorkView::All => counts.all,
    }
}

impl Page for WorkListPage {
    fn title(&self) -> String {
        format!("{} ({})", self.words.of("desk-list-title"), self.view_name(self.query.view))
    }

    fn samples(words: &Words) -> Vec<Self> {
        let page = |view, list| {
            let query = WorkQuery { view, ..WorkQuery::default() };
            WorkListPage::new(words.clone(), "musterstadt".into(), query, list).for_session("0".into())
        };
        let mut samples: Vec<Self> =
            VIEWS.into_iter().map(|view| page(view, crate::sample::no_work())).collect();
        samples.push(page(WorkView::Groups, crate::sample::work()).telling(crate::sample::answers()));
        samples.push(page(WorkView::All, crate::sample::work()));
        samples.push(page(WorkView::Resubmitted, crate::sample::resubmitted()));
        let mut filtered = page(WorkView::Free, crate::sample::no_work());
        filtered.query.service = Some("hundesteuer".into());
        samples.push(filtered);
        samples
    }
}
