//! What the page shows on which somebody lets a case go on in the newest release.

use super::{STEP, Told};
use crate::{places, step};
use askama::Template;
use casework::{MigrationChange, MigrationPage, Misfit, Rename, StepName};
use kit::{Page, Words};
use values::Problem;

#[derive(Template)]
#[template(path = "migration.html")]
pub(crate) struct MigrationFile {
    words: Words,
    slug: String,
    found: MigrationPage,
    told: Option<Told>,
    token: String,
}

impl MigrationFile {
    pub(super) fn new(
        words: Words,
        slug: &str,
        (found, told): (MigrationPage, Option<Told>),
        token: String,
    ) -> Self {
        Self { words, slug: slug.to_owned(), found, told, token }
    }

    fn back(&self) -> (String, String) {
        if self.found.may_read {
            return (places::case(&self.slug, self.found.case), self.words.of("desk-stuck-back"));
        }
        (places::migrations(&self.slug), self.words.of("desk-outdated-title"))
    }

    fn list(&self) -> String {
        places::migrations(&self.slug)
    }

    fn action(&self) -> String {
        places::migration(&self.slug, self.found.case)
    }

    fn heading(&self) -> String {
        self.words.fill("desk-migration-title", &[("number", &self.found.number)])
    }

    fn newest(&self) -> String {
        let date = kit::date(self.found.published_at);
        let args = [("version", self.found.version.as_str()), ("date", date.as_str())];
        self.words.fill("desk-migration-newest", &args)
    }

    fn told(&self) -> Option<(&'static str, String)> {
        let (class, key) = match self.told? {
            Told::Migrated => ("success", "desk-migration-done"),
            Told::Undone => ("success", "desk-migration-undone"),
            Told::Overtaken => ("warning", "desk-migration-overtaken"),
            Told::NotPreviewed => ("warning", "desk-migration-not-previewed"),
            Told::TooLate => ("warning", "desk-migration-too-late"),
        };
        Some((class, self.words.of(key)))
    }

    fn field(&self, rename: &Rename) -> String {
        format!("{STEP}{}", rename.step.id)
    }

    fn asks(&self, rename: &Rename) -> String {
        self.words.fill("desk-migration-called", &[("step", self.step(&rename.step))])
    }

    fn misfit(&self, misfit: &Misfit) -> String {
        self.words.problem(&migration_problem(&self.words, misfit))
    }

    fn step(&self, step: &StepName) -> String {
        step::in_words(&self.words, step)
    }

    fn change(&self, change: &MigrationChange) -> String {
        migration_change(&self.words, change)
    }
}

/// What would not fit in a newer release, with its steps as people read them.
pub fn migration_problem(words: &Words, misfit: &Misfit) -> Problem {
    let mut problem = misfit.problem.clone();
    for (arg, step) in &misfit.steps {
        for (_, value) in problem.args.iter_mut().filter(|(name, _)| name == arg) {
            *value = step::in_words(words, step);
        }
    }
    problem
}

/// What would change for a case in a newer release, as a sentence.
pub fn migration_change(words: &Words, change: &MigrationChange) -> String {
    let (key, step) = match change {
        MigrationChange::Task(name) => ("desk-migration-task", name.clone()),
        MigrationChange::Waits(step) => ("desk-migration-waits", step::in_words(words, step)),
        MigrationChange::WaitsNoMore(step) => ("desk-migration-waits-no-more", step::in_words(words, step)),
    };
    words.fill(key, &[("step", step)])
}

impl Page for MigrationFile {
    fn title(&self) -> String {
        format!("{} – {}", self.heading(), self.found.service_title)
    }

    fn samples(words: &Words) -> Vec<Self> {
        let page = |found, told| MigrationFile::new(words.clone(), "musterstadt", (found, told), "0".into());
        let mut pages = vec![
            page(crate::sample::unfit_migration(), Some(Told::Overtaken)),
            page(crate::sample::fitting_migration(), Some(Told::NotPreviewed)),
            page(crate::sample::fitting_migration(), Some(Told::TooLate)),
            page(crate::sample::newest_case(), Some(Told::Undone)),
        ];
        pages.push(page(crate::sample::newest_case(), Some(Told::Migrated)));
        pages
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use casework::StepKind;
    use kit::{Cookies, Frame};
    use values::{Language, Place};

    /// Whoever reads what does not fit reads steps by their names, and one without as what it is; never a bare id.
    #[test]
    fn what_does_not_fit_is_told_by_names() {
        let frame = Frame::new(&[crate::TEXTS], Cookies::Plain).expect("the desk's catalogue");
        let called =
            |name: &str, id: &str| StepName { name: name.into(), kind: StepKind::Task, id: id.into() };
        let problem =
            Problem::new(Place::Whole, "migration-other-kind").with("element", "a").with("target", "b");
        let steps = vec![("element", called("", "a")), ("target", called("Antrag ansehen", "b"))];
        let told = |language| {
            let words = frame.words(language);
            let problem =
                migration_problem(&words, &Misfit { problem: problem.clone(), steps: steps.clone() });
            ["element", "target"].map(|arg| problem.arg(arg).unwrap_or_default().to_owned())
        };
        assert_eq!(told(Language::De), ["Aufgabe ohne Namen (a)", "Antrag ansehen"]);
        assert_eq!(told(Language::En), ["Task without a name (a)", "Antrag ansehen"]);
    }
}
