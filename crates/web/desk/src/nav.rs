//! The ways between the areas of the desk, with the field that searches all of them.

use crate::places;
use askama::Template;
use kit::Words;

/// An area of the desk.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Area {
    Work,
    Entry,
    Records,
    Print,
    Search,
}

/// The links and the field.
#[derive(Template)]
#[template(path = "nav.html")]
pub(crate) struct Nav<'a> {
    words: &'a Words,
    slug: &'a str,
    current: Area,
    searched: &'a str,
}

impl<'a> Nav<'a> {
    /// As HTML, with what was searched for.
    pub(crate) fn html(
        words: &'a Words,
        slug: &'a str,
        (current, searched): (Area, &'a str),
    ) -> askama::Result<String> {
        Nav { words, slug, current, searched }.render()
    }

    fn areas(&self) -> [(String, String, bool); 4] {
        let area = |to: String, key: &str, area| (to, self.words.of(key), self.current == area);
        [
            area(places::work_list(self.slug), "desk-area-work", Area::Work),
            area(places::entries(self.slug), "desk-entry-title", Area::Entry),
            area(places::registers(self.slug), "desk-area-records", Area::Records),
            area(places::print_tray(self.slug), "desk-print-title", Area::Print),
        ]
    }

    fn search(&self) -> String {
        places::search(self.slug)
    }
}
