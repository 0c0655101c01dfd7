//! The form in which the office enters that an application was withdrawn on paper or by word.

use crate::places;
use crate::problems;
use askama::Template;
use casework::CasePage;
use kit::Words;
use values::Problem;

/// A withdrawal that could not be entered, as it was typed.
#[derive(Debug, Clone)]
pub(crate) struct TypedWithdrawal {
    /// How it came.
    pub(crate) how: String,
    /// What has to be mended.
    pub(crate) problems: Vec<Problem>,
}

/// The form.
#[derive(Template)]
#[template(path = "withdrawal.html")]
pub(super) struct WithdrawalBox<'a> {
    words: &'a Words,
    typed: Option<&'a TypedWithdrawal>,
    action: String,
    token: &'a str,
}

impl WithdrawalBox<'_> {
    /// The form as HTML; empty when it is too late, and for whoever may not.
    pub(super) fn html(
        words: &Words,
        slug: &str,
        (case, typed): (&CasePage, Option<&TypedWithdrawal>),
        token: &str,
    ) -> askama::Result<String> {
        if !case.may_withdraw {
            return Ok(String::new());
        }
        WithdrawalBox { words, typed, action: places::withdrawal(slug, case.case), token }.render()
    }

    /// What has to be mended, and where.
    pub(super) fn problems(words: &Words, typed: &TypedWithdrawal) -> Vec<(String, String)> {
        typed.problems.iter().map(|problem| ("ruecknahme-wie".to_owned(), words.problem(problem))).collect()
    }

    fn how(&self) -> &str {
        self.typed.map_or("", |typed| typed.how.as_str())
    }

    fn problem(&self) -> Option<String> {
        problems::at("wie", &self.typed?.problems, self.words)
    }
}
