//! The cases that are to be looked at again, as a table of the work list.

use crate::due::Due;
use crate::places;
use askama::Template;
use casework::{ResubmittedRow, WorkList};
use kit::Words;

/// The table; nothing else stands in these views.
#[derive(Template)]
#[template(path = "work_list_resubmitted.html")]
pub(super) struct ResubmittedTable<'a> {
    pub(super) words: &'a Words,
    pub(super) slug: &'a str,
    pub(super) list: &'a WorkList,
    pub(super) caption: String,
}

impl ResubmittedTable<'_> {
    fn case(&self, row: &ResubmittedRow) -> String {
        places::case(self.slug, row.case)
    }

    fn day(&self, row: &ResubmittedRow) -> String {
        kit::date(row.day)
    }

    /// How far away; a day that has passed is no missed deadline.
    fn distance(&self, row: &ResubmittedRow) -> String {
        if row.day.date() < self.list.now.date() {
            return self.words.of("desk-resubmission-since");
        }
        Due::of(Some(row.day.max(self.list.now)), self.list.now, self.words).words
    }
}
