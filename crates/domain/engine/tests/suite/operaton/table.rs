//! Tables as text, read. Nothing is played here.

use super::expected::Expected;
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

/// What one test asserts about one model, and about those it calls.
pub(super) struct Table {
    /// `FOLDER/CLASS.TEST`, and more words where one test needs several tables.
    pub(super) name: String,
    folder: String,
    /// File names without ending; the first one is run.
    models: Vec<String>,
    pub(super) play: Play,
}

/// What is done with the models.
pub(super) enum Play {
    /// They are refused by these keys and no others.
    Refused(BTreeSet<String>),
    /// They are played.
    Lines(Vec<Line>),
}

/// A command and what must be true after it.
pub(super) struct Line {
    pub(super) command: String,
    pub(super) expected: Expected,
}

impl Table {
    /// The files of its models: in the folder of cases, or a stand-in of ours beside the table.
    pub(super) fn paths(&self, cases: &Path, ours: &Path) -> Vec<PathBuf> {
        let found = |model: &String| {
            let ours = ours.join(&self.folder).join(format!("{model}.bpmn"));
            let named = |ending: &str| cases.join(&self.folder).join(format!("{model}.{ending}"));
            let mut paths = [named("bpmn20.xml"), named("bpmn"), ours].into_iter();
            paths.find(|path| path.is_file()).unwrap_or_else(|| panic!("{}: no model {model}", self.name))
        };
        self.models.iter().map(found).collect()
    }
}

/// The tables of one file. A table that names no models plays the one that is called like the file and the test.
pub(super) fn read(file: &str, text: &str) -> Vec<Table> {
    let (folder, class) = file.rsplit_once('/').unwrap_or(("", file));
    let mut tables: Vec<Table> = Vec::new();
    for line in text.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#')) {
        let (word, rest) = line.split_once(' ').unwrap_or_else(|| panic!("{file}: a single word: {line:?}"));
        if word == "table" {
            let test = rest.split(' ').next().unwrap_or_default();
            let (name, models) = (format!("{file}.{rest}"), vec![format!("{class}.{test}")]);
            let play = Play::Lines(Vec::new());
            tables.push(Table { name, folder: folder.to_owned(), models, play });
            continue;
        }
        let table = tables.last_mut().unwrap_or_else(|| panic!("{file}: no table before {line:?}"));
        match (word, &mut table.play) {
            ("models", _) => table.models = rest.split_whitespace().map(str::to_owned).collect(),
            ("refused", _) => {
                table.play = Play::Refused(rest.split_whitespace().map(str::to_owned).collect());
            }
            (">", Play::Lines(lines)) => {
                lines.push(Line { command: rest.to_owned(), expected: Expected::default() });
            }
            ("=", Play::Lines(lines)) if !lines.is_empty() => {
                let last = lines.last_mut().expect("there is a line");
                last.expected = Expected::read(rest).unwrap_or_else(|what| panic!("{}: {what}", table.name));
            }
            _ => panic!("{}: not a line of a table: {line:?}", table.name),
        }
    }
    let empty = tables.iter().find(|table| matches!(&table.play, Play::Lines(lines) if lines.is_empty()));
    assert!(empty.is_none(), "{file}: a table without lines");
    tables
}
