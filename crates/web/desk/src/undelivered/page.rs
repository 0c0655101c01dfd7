//! One message or signal that has not arrived, with what can be done about it.

use super::list::{kind, standing};
use crate::places;
use crate::problems;
use crate::reason::ReasonField;
use askama::Template;
use casework::{DealWith, UndeliveredPage, UndeliveredStanding, WayOut};
use kit::{Page, Problems, Words};
use values::{CaseId, Place, Problem};

/// What was asked and could not be done.
#[derive(Debug, Clone)]
pub(crate) struct TypedDeal {
    /// All that was typed.
    pub(crate) asked: DealWith,
    /// What has to be mended.
    pub(crate) problems: Vec<Problem>,
}

#[derive(Template)]
#[template(path = "undelivered_event.html")]
pub(crate) struct UndeliveredFile {
    words: Words,
    slug: String,
    found: UndeliveredPage,
    typed: Option<TypedDeal>,
    token: String,
}

impl UndeliveredFile {
    pub(super) fn new(
        words: Words,
        slug: &str,
        (found, typed): (UndeliveredPage, Option<TypedDeal>),
        token: String,
    ) -> Self {
        Self { words, slug: slug.to_owned(), found, typed, token }
    }

    fn back(&self) -> String {
        places::undelivered(&self.slug)
    }

    fn action(&self) -> String {
        places::undelivered_event(&self.slug, self.found.event.id)
    }

    fn case(&self, case: &CaseId) -> String {
        places::case(&self.slug, *case)
    }

    fn kind(&self) -> String {
        kind(&self.words, &self.found.event)
    }

    fn standing(&self) -> String {
        standing(&self.words, &self.found.event)
    }

    fn published(&self) -> String {
        kit::date_time(self.found.event.at)
    }

    fn is_message(&self) -> bool {
        self.found.event.standing != UndeliveredStanding::Missed
    }

    fn others(&self) -> Option<String> {
        let count = self.found.others;
        (count > 0).then(|| self.words.fill("desk-undelivered-others", &[("count", count.to_string())]))
    }

    fn number(&self) -> &str {
        match self.typed.as_ref().map(|typed| &typed.asked.way) {
            Some(WayOut::To(number)) => number,
            _ => "",
        }
    }

    /// What was typed into the form of this button.
    fn typed_here(&self, action: &str) -> Option<&TypedDeal> {
        self.typed.as_ref().filter(|typed| match typed.asked.way {
            WayOut::Again => action == "anbieten",
            WayOut::To(_) => action == "uebergeben",
            WayOut::LetGo => action == "verwerfen",
        })
    }

    fn is_open(&self, action: &str) -> bool {
        self.typed_here(action).is_some()
    }

    fn problem(&self, action: &str, field: &str) -> Option<String> {
        problems::at(field, &self.typed_here(action)?.problems, &self.words)
    }

    /// Whether it was typed in a session that ended.
    fn was_kept(&self) -> bool {
        self.typed.as_ref().is_some_and(|typed| typed.problems.is_empty())
    }

    /// What no field is to blame for.
    fn refused(&self) -> Vec<String> {
        self.typed.as_ref().map_or_else(Vec::new, |typed| problems::of_whole(&typed.problems, &self.words))
    }

    /// What has to be mended, and where.
    fn problems(&self) -> String {
        let Some(typed) = &self.typed else { return String::new() };
        let found = |problem: &Problem| Some((field_of(typed, problem)?, self.words.problem(problem)));
        Problems::at_fields(typed.problems.iter().filter_map(found).collect(), &self.words).html()
    }

    fn reason_field(&self, action: &str) -> askama::Result<String> {
        let typed = self.typed_here(action).map(|typed| typed.asked.reason.as_str()).unwrap_or_default();
        let (id, problem) = (reason_id(action), self.problem(action, "grund"));
        ReasonField { words: &self.words, id, typed, problem }.render()
    }
}

/// The id of the field that a problem is about.
fn field_of(typed: &TypedDeal, problem: &Problem) -> Option<String> {
    let Place::Answer(name) = &problem.place else { return None };
    Some(match typed.asked.way {
        WayOut::LetGo => reason_id("verwerfen"),
        _ if name == "nummer" => name.clone(),
        _ => reason_id("uebergeben"),
    })
}

fn reason_id(action: &str) -> String {
    format!("grund-{action}")
}

impl Page for UndeliveredFile {
    fn title(&self) -> String {
        format!("{} {}", self.kind(), self.found.event.name)
    }

    fn samples(words: &Words) -> Vec<Self> {
        let page =
            |found, typed| UndeliveredFile::new(words.clone(), "musterstadt", (found, typed), "0".into());
        let mut pages: Vec<Self> =
            crate::sample::undelivered_pages().into_iter().map(|found| page(found, None)).collect();
        let [first, ..] = crate::sample::undelivered_pages();
        pages.extend(crate::sample::typed_deals().map(|typed| page(first.clone(), Some(typed))));
        pages
    }
}
