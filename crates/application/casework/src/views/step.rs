//! What a step of a process is called where people read of it.

use services::{Release, StepKind};
use values::Language;

/// A step as people read it: by its name, or as what it is with its id.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct StepName {
    /// Its name in the language of the page; empty without one.
    pub name: String,
    /// What kind of step it is.
    pub kind: StepKind,
    /// Its id in the model.
    pub id: String,
}

impl StepName {
    /// How a release calls an element.
    pub(crate) fn of(release: &Release, language: Language, id: &str) -> Self {
        let known = release.element(id);
        Self {
            name: release.called(language, id).to_owned(),
            kind: known.map_or(StepKind::Step, |element| element.kind),
            id: id.to_owned(),
        }
    }

    /// By names, those without one last.
    pub(crate) fn sort_key(&self) -> (bool, &str, &str) {
        (self.name.is_empty(), &self.name, &self.id)
    }
}
