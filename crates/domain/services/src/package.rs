//! A service package: all its files, read and checked against each other. What a tenant makes of it is in `release`.

use crate::archive::{self, Files};
use crate::catalogue::{self, Catalogue};
use crate::check;
use crate::manifest::{FILE as MANIFEST, Manifest};
use crate::release;
use crate::scenario::Scenario;
use forms::Form;
use std::collections::BTreeMap;
use values::{Hash, Language, Place, Problem};

/// A package in which everything fits.
#[derive(Debug, Clone)]
pub struct Package {
    files: Files,
    parts: Parts,
    hash: Hash,
}

/// The files of a package, read.
#[derive(Debug, Clone)]
pub(crate) struct Parts {
    pub(crate) manifest: Manifest,
    /// BPMN files by path.
    pub(crate) processes: BTreeMap<String, bpmn::Definitions>,
    /// DMN files by path.
    pub(crate) decisions: BTreeMap<String, dmn::Definitions>,
    /// Forms by key, in German as they stand in their files.
    pub(crate) forms: BTreeMap<String, Form>,
    /// Letter templates by key.
    pub(crate) letters: BTreeMap<String, String>,
    pub(crate) texts: BTreeMap<Language, Catalogue>,
    /// Scenarios by path.
    pub(crate) scenarios: BTreeMap<String, Scenario>,
}

impl Package {
    /// Reads the files of a package, by path.
    ///
    /// # Errors
    /// All problems of all files, and everything that does not fit together.
    pub fn read(files: BTreeMap<String, Vec<u8>>) -> Result<Package, Vec<Problem>> {
        archive::check_size(&files).map_err(|problem| vec![problem])?;
        let parts = Reader::default().parts(&files)?;
        let mut problems = check::all(&parts);
        if let Err(found) = release::compile_with_defaults(&parts) {
            problems.extend(found);
        }
        if !problems.is_empty() {
            return Err(problems);
        }
        let hash = Hash::of(&archive::pack(&files));
        Ok(Package { files, parts, hash })
    }

    /// Reads a stored package.
    ///
    /// # Errors
    /// The bytes are no archive, or the package is one that this program refuses.
    pub fn from_archive(bytes: &[u8]) -> Result<Package, Vec<Problem>> {
        Package::read(archive::unpack(bytes).map_err(|problem| vec![problem])?)
    }

    /// The package as bytes: the same files always give the same bytes.
    pub fn to_archive(&self) -> Vec<u8> {
        archive::pack(&self.files)
    }

    /// The hash of the archive.
    pub fn hash(&self) -> Hash {
        self.hash
    }

    /// What the package says about itself.
    pub fn manifest(&self) -> &Manifest {
        &self.parts.manifest
    }

    /// The files, by path.
    pub fn files(&self) -> &BTreeMap<String, Vec<u8>> {
        &self.files
    }

    /// The scenarios, by path.
    pub fn scenarios(&self) -> &BTreeMap<String, Scenario> {
        &self.parts.scenarios
    }

    /// What stands out in the decision tables (gaps, collisions, rules that never fire) and tasks that people could only call
    /// by their id. Both may be meant that way, so these do not hinder publishing.
    pub fn hints(&self) -> Vec<Problem> {
        let of_file = |(path, definitions): (&String, &dmn::Definitions)| -> Vec<Problem> {
            let analyses = definitions.analyses();
            analyses.iter().flat_map(dmn::Analysis::hints).map(|hint| hint.in_file(path)).collect()
        };
        let in_tables = self.parts.decisions.iter().flat_map(of_file);
        in_tables.chain(crate::check::hints(&self.parts)).collect()
    }

    pub(crate) fn parts(&self) -> &Parts {
        &self.parts
    }
}

/// What a path inside a package holds.
enum Part<'a> {
    Manifest,
    Process,
    Decision,
    Form(&'a str),
    Letter(&'a str),
    Text(Language),
    Scenario,
    /// For people; nothing reads it.
    Remark,
}

impl<'a> Part<'a> {
    fn of(path: &'a str) -> Option<Self> {
        match path.rsplit_once('.')? {
            ("service", "toml") => Some(Part::Manifest),
            ("README", "md") => Some(Part::Remark),
            (name, "bpmn") if is_stem(name.strip_prefix("processes/").unwrap_or(name)) => Some(Part::Process),
            (name, "dmn") => {
                name.strip_prefix("decisions/").filter(|stem| is_stem(stem)).map(|_| Part::Decision)
            }
            (name, "form") => name.strip_prefix("forms/").filter(|stem| is_stem(stem)).map(Part::Form),
            (name, "typ") => name.strip_prefix("letters/").filter(|stem| is_stem(stem)).map(Part::Letter),
            (name, "toml") if name.starts_with("scenarios/") => {
                name.strip_prefix("scenarios/").filter(|stem| is_stem(stem)).map(|_| Part::Scenario)
            }
            (name, "toml") => Language::from_code(name.strip_prefix("texts/")?).map(Part::Text),
            _ => None,
        }
    }
}

/// A plain file name; packages have no deeper folders and no names that mean something to a file system.
fn is_stem(name: &str) -> bool {
    !name.is_empty() && name.chars().all(|c| c.is_ascii_alphanumeric() || c == '_' || c == '-')
}

/// Collects what could be read and everything that could not.
#[derive(Default)]
struct Reader {
    manifest: Option<Manifest>,
    processes: BTreeMap<String, bpmn::Definitions>,
    decisions: BTreeMap<String, dmn::Definitions>,
    forms: BTreeMap<String, Form>,
    letters: BTreeMap<String, String>,
    texts: BTreeMap<Language, Catalogue>,
    scenarios: BTreeMap<String, Scenario>,
    problems: Vec<Problem>,
}

impl Reader {
    fn parts(mut self, files: &Files) -> Result<Parts, Vec<Problem>> {
        for (path, content) in files {
            match (Part::of(path), std::str::from_utf8(content)) {
                (None, _) => self.problem(path, "services-unknown-file"),
                (_, Err(_)) => self.problem(path, "services-not-utf8"),
                (Some(part), Ok(text)) => self.part(path, &part, text),
            }
        }
        if !files.contains_key(MANIFEST) {
            self.problem(MANIFEST, "services-missing-file");
        }
        for language in Language::ALL {
            if !files.contains_key(&catalogue::file_of(language)) {
                self.problem(&catalogue::file_of(language), "services-missing-file");
            }
        }
        match self.manifest {
            Some(manifest) if self.problems.is_empty() => Ok(Parts {
                manifest,
                processes: self.processes,
                decisions: self.decisions,
                forms: self.forms,
                letters: self.letters,
                texts: self.texts,
                scenarios: self.scenarios,
            }),
            _ => Err(self.problems),
        }
    }

    fn part(&mut self, path: &str, part: &Part<'_>, text: &str) {
        match part {
            Part::Manifest => self.manifest = self.keep(path, Manifest::parse(text)),
            Part::Process => {
                let read = self.keep(path, bpmn::Definitions::parse(text));
                self.processes.extend(read.map(|definitions| (path.to_owned(), definitions)));
            }
            Part::Decision => {
                let read = self.keep(path, dmn::Definitions::parse(text));
                self.decisions.extend(read.map(|definitions| (path.to_owned(), definitions)));
            }
            Part::Form(key) => {
                let read = self.keep(path, Form::parse(text));
                if read.as_ref().is_some_and(|form| form.id() != *key) {
                    self.problem(path, "services-form-id");
                }
                self.forms.extend(read.map(|form| ((*key).to_owned(), form)));
            }
            Part::Letter(key) => {
                self.letters.insert((*key).to_owned(), text.to_owned());
            }
            Part::Text(language) => {
                let read = self.keep(path, catalogue::read(*language, text));
                self.texts.extend(read.map(|catalogue| (*language, catalogue)));
            }
            Part::Scenario => {
                let read = self.keep(path, Scenario::parse(path, text));
                self.scenarios.extend(read.map(|scenario| (path.to_owned(), scenario)));
            }
            Part::Remark => {}
        }
    }

    fn keep<T>(&mut self, path: &str, read: Result<T, Vec<Problem>>) -> Option<T> {
        match read {
            Ok(value) => Some(value),
            Err(problems) => {
                self.problems.extend(problems.into_iter().map(|problem| problem.in_file(path)));
                None
            }
        }
    }

    fn problem(&mut self, path: &str, key: &'static str) {
        self.problems.push(Problem::new(Place::Whole, key).with("file", path).in_file(path));
    }
}
