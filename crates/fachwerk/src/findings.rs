//! Problems of files that somebody wrote, told to people with their place and to machines as JSON.

use crate::model_files;
use crate::output::{Failure, Readers, say, say_json, sentence};
use crate::spoken::Spoken;
use clap::Args;
use kit::Words;
use serde::Serialize;
use std::path::PathBuf;
use values::{Place, Problem, Span};

/// What a check looks at, and who reads what it finds.
#[derive(Debug, Args)]
pub(crate) struct Looked {
    /// Files (- for standard input), or folders in which the models are looked for, also further down
    #[arg(required = true)]
    models: Vec<PathBuf>,
    #[command(flatten)]
    spoken: Spoken,
    /// For machines
    #[arg(long)]
    json: bool,
}

impl Looked {
    /// Looks at each model whose file has one of these endings.
    pub(crate) fn at_each(
        &self,
        endings: &[&str],
        look: impl Fn(&str) -> (Vec<Problem>, Vec<Problem>),
    ) -> Result<(), Failure> {
        let words = self.spoken.words()?;
        let mut checked = Vec::new();
        for path in model_files::all(&self.models, endings)? {
            let (problems, hints) = match model_files::text(&path) {
                Ok(text) => look(&text),
                Err(problem) => (vec![problem], Vec::new()),
            };
            let [problems, hints] = [problems, hints].map(|found| model_files::placed(found, &path));
            let one = Checked::new(path.display().to_string(), &problems, &words);
            checked.push(one.with_hints(&hints, &words));
        }
        report(&checked, &words, self.json.into())
    }
}

/// What was found in one file or folder.
#[derive(Serialize)]
pub(crate) struct Checked {
    /// Where it was looked for.
    pub(crate) path: String,
    pub(crate) problems: Vec<Finding>,
    /// What stands out and does not hinder publishing.
    pub(crate) hints: Vec<Finding>,
    /// The stories of a package that can be told.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(crate) stories: Vec<Told>,
}

/// A story that was told to its end, as it says.
#[derive(Serialize)]
pub(crate) struct Told {
    /// Its file inside the package.
    pub(crate) file: String,
    /// What it tells.
    pub(crate) title: String,
}

/// One problem with its place.
#[derive(Serialize)]
pub(crate) struct Finding {
    file: String,
    element: String,
    line: u32,
    column: u32,
    key: String,
    /// For people, in the language asked for, with the place in front.
    sentence: String,
}

impl Checked {
    /// The problems of one file or folder.
    pub(crate) fn new(path: impl Into<String>, problems: &[Problem], words: &Words) -> Self {
        let problems = problems.iter().map(|problem| Finding::new(problem, words)).collect();
        Self { path: path.into(), problems, hints: Vec::new(), stories: Vec::new() }
    }

    /// With what stands out in decision tables.
    pub(crate) fn with_hints(mut self, hints: &[Problem], words: &Words) -> Self {
        self.hints = hints.iter().map(|hint| Finding::new(hint, words)).collect();
        self
    }

    /// With the stories that can be told.
    pub(crate) fn with_stories(mut self, told: Vec<Told>) -> Self {
        self.stories = told;
        self
    }
}

impl Finding {
    fn new(problem: &Problem, words: &Words) -> Self {
        let (file, element, span) = match &problem.place {
            Place::Text { file, element, span } => (file.clone(), element.clone(), *span),
            Place::Answer(path) => (String::new(), path.clone(), Span::default()),
            Place::Whole => Default::default(),
        };
        let (line, column) = (span.line, span.column);
        Self { file, element, line, column, key: problem.key.to_string(), sentence: sentence(words, problem) }
    }

    /// The sentence with the place in front.
    pub(crate) fn sentence(&self) -> &str {
        &self.sentence
    }
}

/// Tells what was found in files; any problem ends the command with 1.
fn report(checked: &[Checked], words: &Words, readers: Readers) -> Result<(), Failure> {
    if checked.is_empty() {
        return Err(Failure::no(words.of("command-no-files")));
    }
    let count: usize = checked.iter().map(|one| one.problems.len()).sum();
    if readers == Readers::Machines {
        say_json(&checked)?;
    } else {
        let all = checked.iter().flat_map(|one| &one.problems);
        all.for_each(|problem| say(problem.sentence()));
        let hints = checked.iter().flat_map(|one| &one.hints);
        hints.for_each(|hint| say(words.fill("command-hint", &[("hint", hint.sentence())])));
        let counts = [("files", checked.len().to_string()), ("problems", count.to_string())];
        say(words.fill("command-checked", &counts));
    }
    if count == 0 { Ok(()) } else { Err(Failure::no(words.of("command-not-publishable"))) }
}
