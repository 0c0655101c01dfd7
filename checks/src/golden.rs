//! Golden files: a whole result as text, compared as a whole. `FACHWERK_GOLDEN=write` writes the new text instead, to be
//! read in the diff before it is committed.

use crate::Checkout;
use std::fs;
use std::path::PathBuf;

/// A text in `checks/tests/golden`.
#[derive(Debug, Clone)]
pub struct Golden {
    name: String,
    path: PathBuf,
}

impl Golden {
    /// The golden file of this name.
    pub fn named(name: &str) -> Self {
        let path = Checkout::here().root().join("checks/tests/golden").join(name);
        Self { name: name.to_owned(), path }
    }

    /// What it holds; empty when it is not there yet.
    pub fn text(&self) -> String {
        fs::read_to_string(&self.path).unwrap_or_default()
    }

    /// Compares with what is true now.
    ///
    /// # Panics
    /// When they differ; the message shows the lines that do.
    pub fn compare(&self, actual: &str, reason: &str) {
        let expected = self.text();
        if expected == actual {
            return;
        }
        if std::env::var("FACHWERK_GOLDEN").is_ok_and(|mode| mode == "write") {
            fs::write(&self.path, actual).expect("the golden file can be written");
            return;
        }
        let gone = expected.lines().filter(|line| !actual.lines().any(|other| other == *line));
        let new = actual.lines().filter(|line| !expected.lines().any(|other| other == *line));
        let differences: Vec<String> =
            gone.map(|line| format!("- {line}")).chain(new.map(|line| format!("+ {line}"))).collect();
        panic!(
            "\n{reason}\nchecks/tests/golden/{} differs (FACHWERK_GOLDEN=write renews it):\n{}\n",
            self.name,
            differences.join("\n")
        );
    }
}
