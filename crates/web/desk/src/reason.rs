//! The field for the reason that a person gives for going another way.

use askama::Template;
use kit::Words;

#[derive(Template)]
#[template(path = "reason.html")]
pub(crate) struct ReasonField<'a> {
    pub(crate) words: &'a Words,
    /// Unique on the page.
    pub(crate) id: String,
    pub(crate) typed: &'a str,
    /// What is wrong with it.
    pub(crate) problem: Option<String>,
}
