//! What a check found, told all at once and together with the reason of the rule.

use std::fmt::Display;

/// The findings of one rule.
#[derive(Debug)]
#[must_use = "findings are told only by `close`"]
pub struct Findings {
    reason: &'static str,
    found: Vec<String>,
}

impl Findings {
    /// A rule and the sentence that says why it stands.
    pub const fn against(reason: &'static str) -> Self {
        Self { reason, found: Vec::new() }
    }

    /// Something breaks the rule here.
    pub fn add(&mut self, place: impl Display, what: impl Display) {
        self.found.push(format!("{place}: {what}"));
    }

    /// Is there nothing so far?
    pub fn is_empty(&self) -> bool {
        self.found.is_empty()
    }

    /// Ends the check.
    ///
    /// # Panics
    /// When there is a finding; the message holds all of them and the reason.
    pub fn close(self) {
        let Self { reason, found } = self;
        assert!(found.is_empty(), "\n{reason}\n  {}\n", found.join("\n  "));
    }
}
