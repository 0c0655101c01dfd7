//! The cases that are left behind.

use crate::places;
use askama::Template;
use casework::{OutdatedCase, OutdatedCases, OutdatedStanding};
use kit::{Page, Words};

#[derive(Template)]
#[template(path = "outdated.html")]
pub(crate) struct OutdatedPage {
    words: Words,
    slug: String,
    list: OutdatedCases,
    /// The number after which the list begins.
    after: String,
    migrated: Option<usize>,
    token: String,
}

impl OutdatedPage {
    pub(super) fn new(
        words: Words,
        slug: &str,
        (list, after, migrated): (OutdatedCases, String, Option<usize>),
        token: String,
    ) -> Self {
        Self { words, slug: slug.to_owned(), list, after, migrated, token }
    }

    fn back(&self) -> String {
        places::work_list(&self.slug)
    }

    fn action(&self) -> String {
        places::migrations(&self.slug)
    }

    /// Where a case is looked at; one that cannot be read has no page.
    fn case(&self, case: &OutdatedCase) -> Option<String> {
        let is_readable = case.standing != OutdatedStanding::Unreadable;
        is_readable.then(|| places::migration(&self.slug, case.case))
    }

    fn standing(&self, case: &OutdatedCase) -> String {
        self.words.of(match case.standing {
            OutdatedStanding::Fits => "desk-outdated-fits",
            OutdatedStanding::Unfit => "desk-outdated-unfit",
            OutdatedStanding::Unreadable => "desk-outdated-unreadable",
        })
    }

    fn is_fitting(&self, case: &OutdatedCase) -> bool {
        case.standing == OutdatedStanding::Fits
    }

    fn next(&self) -> Option<String> {
        let after = self.list.next.as_ref()?;
        Some(format!("{}?nach={after}", places::migrations(&self.slug)))
    }

    fn fitting(&self) -> usize {
        self.list.cases.iter().filter(|case| self.is_fitting(case)).count()
    }

    fn told(&self) -> Option<String> {
        let count = self.migrated?.to_string();
        Some(self.words.fill("desk-outdated-done", &[("count", count)]))
    }

    fn all(&self) -> String {
        self.words.fill("desk-outdated-go", &[("count", self.fitting().to_string())])
    }
}

impl Page for OutdatedPage {
    fn title(&self) -> String {
        self.words.of("desk-outdated-title")
    }

    fn samples(words: &Words) -> Vec<Self> {
        let none = OutdatedCases { cases: Vec::new(), next: None };
        let page = |list| OutdatedPage::new(words.clone(), "musterstadt", list, "0".into());
        vec![
            page((crate::sample::outdated(), "2026-00040".into(), None)),
            page((none, String::new(), Some(3))),
        ]
    }
}
