//! A release: a package with the parameter values of a tenant, made ready to run. It never changes; what it is made of
//! gives its hash.

mod costs;
mod elements;
mod procedures;
mod texts;

pub use costs::{Amount, SourcedValue};
pub use elements::{ClockAbout, Element, StepKind};
pub use procedures::ReleasedProcedure;
pub use texts::CaseTexts;

use crate::catalogue::Catalogue;
use crate::manifest::{FILE as MANIFEST, Manifest};
use crate::package::{Package, Parts};
use feel::{Context, Value};
use forms::Form;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::sync::Arc;
use values::{Hash, Language, Place, Problem};

/// The name under which expressions read the parameters: `parameters.rate_first`.
pub(crate) const PARAMETERS: &str = "parameters";

/// What a release is made of.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ReleaseSource {
    /// The package.
    pub package: Hash,
    /// All parameter values, in the stored form of process values.
    pub parameters: BTreeMap<String, serde_json::Value>,
}

impl ReleaseSource {
    /// The name of the release: equal sources have equal hashes.
    pub fn hash(&self) -> Hash {
        let parameters = serde_json::to_vec(&self.parameters).expect("JSON values can be written as JSON");
        Hash::of_parts(&[b"fachwerk-release 1", self.package.as_bytes(), &parameters])
    }
}

/// A package with parameter values, ready to run.
#[derive(Debug)]
pub struct Release {
    source: ReleaseSource,
    manifest: Manifest,
    parameters: Context,
    forms: BTreeMap<(Language, String), Form>,
    letters: BTreeMap<String, String>,
    texts: BTreeMap<Language, Catalogue>,
    procedures: Vec<Arc<ReleasedProcedure>>,
    elements: BTreeMap<String, Element>,
}

impl Release {
    /// Makes a package ready to run. Parameters that are not given have their default.
    ///
    /// # Errors
    /// Unknown parameters, values of the wrong type or outside their limits; nothing else, because a package was
    /// checked when it was read.
    pub fn compile(package: &Package, parameters: &Context) -> Result<Release, Vec<Problem>> {
        let parts = package.parts();
        let parameters = complete(&parts.manifest, parameters)?;
        let procedures = procedures::all(parts, &parameters)?;
        let stored = parameters.iter().map(|(name, value)| (name.to_string(), stored(value)));
        Ok(Release {
            source: ReleaseSource { package: package.hash(), parameters: stored.collect() },
            manifest: parts.manifest.clone(),
            procedures,
            elements: elements::all(parts),
            forms: translated(parts),
            letters: parts.letters.clone(),
            texts: parts.texts.clone(),
            parameters,
        })
    }

    /// What it is made of.
    pub fn source(&self) -> &ReleaseSource {
        &self.source
    }

    /// Its name.
    pub fn hash(&self) -> Hash {
        self.source.hash()
    }

    /// What the package says about itself.
    pub fn manifest(&self) -> &Manifest {
        &self.manifest
    }

    /// The procedures, in the order of the manifest.
    pub fn procedures(&self) -> &[Arc<ReleasedProcedure>] {
        &self.procedures
    }

    /// The procedure with this key.
    pub fn procedure(&self, key: &str) -> Option<&Arc<ReleasedProcedure>> {
        self.procedures.iter().find(|procedure| procedure.about().key() == key)
    }

    /// All parameter values.
    pub fn parameters(&self) -> &Context {
        &self.parameters
    }

    /// A form in a language.
    pub fn form(&self, key: &str, language: Language) -> Option<&Form> {
        self.forms.get(&(language, key.to_owned()))
    }

    /// The Typst source of a letter.
    pub fn letter(&self, key: &str) -> Option<&str> {
        self.letters.get(key).map(String::as_str)
    }

    /// A text of the package.
    pub fn text(&self, language: Language, key: &str) -> Option<&str> {
        self.texts.get(&language)?.get(key).map(String::as_str)
    }

    /// All texts of a language except those of forms, by key.
    pub fn texts(&self, language: Language) -> BTreeMap<String, String> {
        let all = self.texts.get(&language).into_iter().flatten();
        all.filter(|(key, _)| !key.starts_with("form."))
            .map(|(key, text)| (key.clone(), text.clone()))
            .collect()
    }

    /// The texts of a language whose keys begin like this.
    pub(crate) fn texts_below(
        &self,
        prefix: &'static str,
        language: Language,
    ) -> impl Iterator<Item = (&String, &String)> {
        let all = self.texts.get(&language).into_iter().flatten();
        all.filter(move |(key, _)| key.starts_with(prefix))
    }

    /// What a step is called; `None` for one without a name, and for a flow.
    pub fn element_name(&self, language: Language, element: &str) -> Option<&str> {
        let known = self.elements.get(element).filter(|known| known.kind != StepKind::Flow);
        known.map(|_| self.called(language, element)).filter(|name| !name.is_empty())
    }

    /// What an element is called: a task by its name, another one as the texts of this language or else the process name
    /// it; empty for one without a name.
    pub fn called(&self, language: Language, element: &str) -> &str {
        let own = self.elements.get(element).map(|known| known.name.as_str()).unwrap_or_default();
        if own.is_empty() {
            return own;
        }
        let translated = || self.text(language, &crate::check::step_key(element));
        self.task_name(language, element).or_else(translated).unwrap_or(own)
    }

    /// An element of one of its processes, a legal clock, or a flow.
    pub fn element(&self, id: &str) -> Option<&Element> {
        self.elements.get(id)
    }

    /// The ids of all elements of all its processes, of their legal clocks and flows.
    pub fn element_ids(&self) -> impl Iterator<Item = &str> {
        self.elements.keys().map(String::as_str)
    }

    /// The title of a letter, which is written in German, as the pages of a language call it.
    pub fn letter_title<'a>(&'a self, language: Language, german: &'a str) -> &'a str {
        let mut titles = self.texts_below("letter.", Language::De);
        let key = titles.find(|(_, text)| *text == german);
        key.and_then(|(key, _)| self.text(language, key)).unwrap_or(german)
    }

    /// The name of a task, by its element in the process.
    pub fn task_name(&self, language: Language, element: &str) -> Option<&str> {
        self.text(language, &crate::check::task_key(element))
    }

    /// What people read when they may throw what this element of the process catches; `None` when they may not.
    pub fn thrown_name(&self, language: Language, element: &str) -> Option<&str> {
        self.text(language, &crate::check::thrown_key(element))
    }
}

/// Whether the package runs with the defaults.
pub(crate) fn compile_with_defaults(parts: &Parts) -> Result<(), Vec<Problem>> {
    let parameters = complete(&parts.manifest, &Context::new())?;
    procedures::all(parts, &parameters).map(|_| ())
}

/// All parameters: those given, the others with their default.
fn complete(manifest: &Manifest, given: &Context) -> Result<Context, Vec<Problem>> {
    let mut problems = Vec::new();
    let mut parameters: Context = manifest
        .parameters
        .iter()
        .map(|(name, parameter)| (name.as_str(), parameter.default.clone()))
        .collect();
    for (name, value) in given.iter() {
        let problem = match manifest.parameters.get(&**name).map(|parameter| parameter.fitting(value.clone()))
        {
            Some(Ok(value)) => {
                parameters.insert(name.clone(), value);
                continue;
            }
            Some(Err(misfit)) => Problem::new(Place::Whole, misfit.key()).with("type", misfit.expected()),
            None => Problem::new(Place::Whole, "services-unknown-parameter"),
        };
        problems.push(problem.with("name", name).in_file(MANIFEST));
    }
    if problems.is_empty() { Ok(parameters) } else { Err(problems) }
}

fn translated(parts: &Parts) -> BTreeMap<(Language, String), Form> {
    let mut forms = BTreeMap::new();
    for (key, form) in &parts.forms {
        for language in Language::ALL {
            let catalogue = parts.texts.get(&language);
            let lookup = |component: &str, attribute: &str| {
                catalogue?.get(&crate::check::form_key(key, component, attribute)).cloned()
            };
            forms.insert((language, key.clone()), form.translated(language, lookup));
        }
    }
    forms
}

/// Parameters are texts, numbers, flags, dates and lists of texts; all of them can be stored.
fn stored(value: &Value) -> serde_json::Value {
    serde_json::to_value(value).expect("a parameter is a storable value")
}
