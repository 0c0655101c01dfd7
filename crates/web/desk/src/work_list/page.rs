//! What the work list shows.

use super::{VIEWS, columns::Column, word_of};
use crate::due::Due;
use crate::places;
use askama::Template;
use casework::{WorkList, WorkQuery, WorkRow, WorkView};
use kit::{Page, Words};

#[derive(Template)]
#[template(path = "work_list.html")]
pub(crate) struct WorkListPage {
    words: Words,
    slug: String,
    query: WorkQuery,
    list: WorkList,
    column: Column,
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
        Self { words, slug, query, list, column: Column::Due }
    }

    /// The same in another order. A list of several pages keeps the order of deadlines: sorting one page of it would
    /// hide what stands on the others.
    pub(super) fn sorted(mut self, column: Column) -> Self {
        if self.is_whole() {
            self.column = column;
            self.list.rows.sort_by(|one, other| column.order(one, other));
        }
        self
    }

    fn is_whole(&self) -> bool {
        self.query.after.is_none() && self.list.next.is_none()
    }

    fn view_name(&self, view: WorkView) -> String {
        self.words.of(match view {
            WorkView::Mine => "desk-view-mine",
            WorkView::Groups => "desk-view-groups",
            WorkView::Free => "desk-view-free",
            WorkView::Overdue => "desk-view-overdue",
        })
    }

    fn views(&self) -> Vec<ViewLink> {
        let counts = self.list.counts;
        let link = |view| ViewLink {
            name: self.view_name(view),
            count: self.counted(match view {
                WorkView::Mine => counts.mine,
                WorkView::Groups => counts.groups,
                WorkView::Free => counts.free,
                WorkView::Overdue => counts.overdue,
            }),
            to: format!("{}?sicht={}", places::work_list(&self.slug), word_of(view)),
            is_current: view == self.query.view,
        };
        VIEWS.into_iter().map(link).collect()
    }

    /// Counters stop at 100.
    fn counted(&self, count: i64) -> String {
        if count < 100 { count.to_string() } else { self.words.of("desk-many") }
    }

    fn caption(&self) -> String {
        self.words.fill("desk-list-caption", &[("view", self.view_name(self.query.view))])
    }

    fn empty(&self) -> String {
        self.words.of(match self.query.view {
            WorkView::Mine => "desk-list-empty-mine",
            WorkView::Groups => "desk-list-empty-groups",
            WorkView::Free => "desk-list-empty-free",
            WorkView::Overdue => "desk-list-empty-overdue",
        })
    }

    fn column_name(&self, column: Column) -> String {
        self.words.of(column.key())
    }

    /// For `aria-sort`.
    fn is_sorted_by(&self, column: Column) -> bool {
        self.column == column
    }

    fn sort_link(&self, column: Column) -> String {
        let list = places::work_list(&self.slug);
        format!("{list}?sicht={}&sortierung={}", word_of(self.query.view), column.word())
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

    fn print_tray(&self) -> String {
        places::print_tray(&self.slug)
    }

    fn more(&self) -> Option<String> {
        let list = places::work_list(&self.slug);
        self.list.next.as_ref().map(|mark| format!("{list}?sicht={}&nach={mark}", word_of(self.query.view)))
    }

    fn start(&self) -> Option<String> {
        let list = places::work_list(&self.slug);
        self.query.after.as_ref().map(|_| format!("{list}?sicht={}", word_of(self.query.view)))
    }
}

impl Page for WorkListPage {
    fn title(&self) -> String {
        format!("{} ({})", self.words.of("desk-list-title"), self.view_name(self.query.view))
    }

    fn samples(words: &Words) -> Vec<Self> {
        let page = |view, list| {
            let query = WorkQuery { view, after: None };
            WorkListPage::new(words.clone(), "musterstadt".into(), query, list).sorted(Column::Due)
        };
        let mut samples: Vec<Self> =
            VIEWS.into_iter().map(|view| page(view, crate::sample::no_work())).collect();
        samples.push(page(WorkView::Groups, crate::sample::work()));
        samples
    }
}
