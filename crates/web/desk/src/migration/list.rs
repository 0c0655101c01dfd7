//! The cases that are left behind.

use crate::places;
use askama::Template;
use casework::{OutdatedCase, OutdatedCases};
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

    fn case(&self, case: &OutdatedCase) -> String {
        places::migration(&self.slug, case.case)
    }

    fn next(&self) -> Option<String> {
        let after = self.list.next.as_ref()?;
        Some(format!("{}?nach={after}", places::migrations(&self.slug)))
    }

    fn fitting(&self) -> usize {
        self.list.cases.iter().filter(|case| case.fits).count()
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
