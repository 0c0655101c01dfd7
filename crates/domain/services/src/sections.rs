//! TOML files of a package read section by section, so that a mistake in one section hides none in another. What the
//! sections mean is said where they are used.

use serde::de::DeserializeOwned;
use std::collections::BTreeMap;
use std::ops::Range;
use toml::Spanned;
use toml::de::{DeTable, DeValue, ValueDeserializer};
use values::{Lines, Place, Problem, Span};

/// So many places at which a file is no TOML are told; who mends these sees the next.
const MOST_ERRORS: usize = 100;

/// A TOML file of which sections are taken one after the other.
pub(crate) struct Sections<'a> {
    file: &'a str,
    lines: Lines<'a>,
    rest: BTreeMap<String, (Range<usize>, Spanned<DeValue<'a>>)>,
    problems: Vec<Problem>,
}

/// A value with the place it stands at.
pub(crate) struct At<T> {
    pub(crate) span: Span,
    pub(crate) value: T,
}

impl<'a> Sections<'a> {
    /// Reads the file; whatever is no TOML is a problem, the rest is still read.
    pub(crate) fn read(file: &'a str, text: &'a str) -> Self {
        let (table, errors) = DeTable::parse_recoverable(text);
        let keyed = table.into_inner().into_iter().map(|(key, value)| {
            let range = key.span();
            (key.into_inner().into_owned(), (range, value))
        });
        let lines = Lines::new(text);
        let mut sections = Self { file, lines, rest: keyed.collect(), problems: Vec::new() };
        errors.iter().take(MOST_ERRORS).for_each(|error| sections.toml_problem(error, 0..0));
        sections
    }

    /// The names of all sections.
    pub(crate) fn names(&self) -> Vec<String> {
        self.rest.keys().cloned().collect()
    }

    /// The section of this name; its absence is a problem.
    pub(crate) fn required<T: DeserializeOwned>(&mut self, name: &str) -> Option<At<T>> {
        if !self.rest.contains_key(name) {
            self.problem(0..0, "services-missing-section").args.push(("name".into(), name.to_owned()));
        }
        self.optional(name)
    }

    /// The section of this name, if there is one.
    pub(crate) fn optional<T: DeserializeOwned>(&mut self, name: &str) -> Option<At<T>> {
        let (key, value) = self.rest.remove(name)?;
        self.value(key, value)
    }

    /// The tables inside the section of this name, each read for itself.
    pub(crate) fn each<T: DeserializeOwned>(&mut self, name: &str) -> BTreeMap<String, At<T>> {
        let Some((key, value)) = self.rest.remove(name) else { return BTreeMap::new() };
        let DeValue::Table(table) = value.into_inner() else {
            self.problem(key, "services-not-a-table").args.push(("name".into(), name.to_owned()));
            return BTreeMap::new();
        };
        let entries = table.into_iter().filter_map(|(key, value)| {
            let read = self.value(key.span(), value)?;
            Some((key.into_inner().into_owned(), read))
        });
        entries.collect()
    }

    fn value<T: DeserializeOwned>(
        &mut self,
        key: Range<usize>,
        value: Spanned<DeValue<'a>>,
    ) -> Option<At<T>> {
        let span = self.span(key.clone());
        match T::deserialize(ValueDeserializer::from(value)) {
            Ok(value) => Some(At { span, value }),
            Err(error) => {
                self.toml_problem(&error, key);
                None
            }
        }
    }

    fn toml_problem(&mut self, error: &toml::de::Error, otherwise: Range<usize>) {
        let range = error.span().unwrap_or(otherwise);
        let message = error.message().to_owned();
        self.problem(range, "services-toml").args.push(("reason".into(), message));
    }

    fn problem(&mut self, range: Range<usize>, key: &'static str) -> &mut Problem {
        let span = self.span(range);
        self.problem_at(span, key)
    }

    /// Remembers a problem at a place of this file.
    pub(crate) fn problem_at(&mut self, span: Span, key: &'static str) -> &mut Problem {
        let place = Place::Text { file: self.file.to_owned(), element: String::new(), span };
        self.problems.push(Problem::new(place, key));
        self.problems.last_mut().expect("a problem was pushed just now")
    }

    /// Whether something was wrong so far.
    pub(crate) fn has_problems(&self) -> bool {
        !self.problems.is_empty()
    }

    /// Line and column of a range of bytes.
    pub(crate) fn span(&self, range: Range<usize>) -> Span {
        self.lines.span(range.start, range.end)
    }

    /// What stands in a range of bytes.
    pub(crate) fn written(&self, range: Range<usize>) -> &'a str {
        self.lines.slice(range.start, range.end)
    }

    /// All problems; sections that nobody took are some of them.
    pub(crate) fn finish(mut self) -> Vec<Problem> {
        for (name, (key, _)) in std::mem::take(&mut self.rest) {
            self.problem(key, "services-unknown-section").args.push(("name".into(), name));
        }
        self.problems
    }
}
