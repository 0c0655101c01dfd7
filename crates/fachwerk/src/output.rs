//! What a command says: lines for people, JSON for machines, and why it failed.

use crate::sentences::words;
use casework::{Fault, Refusal};
use kit::Words;
use serde::Serialize;
use std::io::{IsTerminal, Write};
use std::process::ExitCode;
use values::{Language, Place, Problem};

/// The world said no; the command ends with 1.
#[derive(Debug)]
pub(crate) struct Failure {
    message: String,
}

impl Failure {
    /// A failure with a sentence for people.
    pub(crate) fn no(message: impl Into<String>) -> Self {
        Self { message: message.into() }
    }

    /// What somebody wrote has these problems.
    pub(crate) fn told(words: &Words, problems: &[Problem]) -> Self {
        let sentences: Vec<String> = problems.iter().map(|problem| sentence(words, problem)).collect();
        Self::no(sentences.join("\n"))
    }

    /// Tells the person, and gives the code to end with.
    pub(crate) fn report(&self) -> ExitCode {
        // A closed standard error cannot be told anything.
        let _ = writeln!(std::io::stderr(), "{}", self.message);
        ExitCode::from(1)
    }
}

impl From<std::io::Error> for Failure {
    fn from(error: std::io::Error) -> Self {
        Self::no(error.to_string())
    }
}

impl From<store::StoreError> for Failure {
    fn from(error: store::StoreError) -> Self {
        Self::no(error.to_string())
    }
}

impl From<Fault> for Failure {
    fn from(fault: Fault) -> Self {
        Self::no(fault.to_string())
    }
}

impl From<Refusal> for Failure {
    fn from(refusal: Refusal) -> Self {
        match refusal {
            Refusal::Problems(problems) => Self::no(sentences(&problems).join("\n")),
            Refusal::NotFound => Self::no("There is no such tenant, case or service."),
            Refusal::Taken { kind } => Self::no(format!("This {kind} is taken already.")),
            other => Self::no(other.to_string()),
        }
    }
}

/// Problems as sentences with their place, in the language of the commands.
pub(crate) fn sentences(problems: &[Problem]) -> Vec<String> {
    match words(Language::En) {
        Ok(words) => problems.iter().map(|problem| sentence(&words, problem)).collect(),
        Err(failure) => vec![failure.message],
    }
}

/// A problem with its place in front.
pub(crate) fn sentence(words: &Words, problem: &Problem) -> String {
    format!("{}{}", place(&problem.place), words.problem(problem))
}

/// `file:line:column (element): ` in the form that editors jump to.
fn place(place: &Place) -> String {
    match place {
        Place::Whole => String::new(),
        Place::Answer(path) => format!("{path}: "),
        Place::Text { file, element, span } => {
            let element = if element.is_empty() { String::new() } else { format!(" ({element})") };
            let at = if span.line == 0 { String::new() } else { format!(":{}:{}", span.line, span.column) };
            format!("{file}{at}{element}: ")
        }
    }
}

impl std::fmt::Display for Failure {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.message)
    }
}

/// Writes a line for people.
pub(crate) fn say(line: impl AsRef<str>) {
    // A reader that has gone away (`| head`) is no failure.
    let _ = writeln!(std::io::stdout(), "{}", line.as_ref());
}

/// Writes a line beside what was asked for, so that it does not end up in what is read by machines.
pub(crate) fn remark(line: impl AsRef<str>) {
    // A closed standard error cannot be told anything.
    let _ = writeln!(std::io::stderr(), "{}", line.as_ref());
}

/// Who reads what a command says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Readers {
    /// Lines.
    People,
    /// JSON.
    Machines,
}

/// As the switch `--json` says.
impl From<bool> for Readers {
    fn from(json: bool) -> Self {
        if json { Self::Machines } else { Self::People }
    }
}

/// Writes one JSON value for machines.
pub(crate) fn say_json(value: &impl Serialize) -> Result<(), Failure> {
    let text = serde_json::to_string_pretty(value).map_err(|error| Failure::no(error.to_string()))?;
    say(text);
    Ok(())
}

/// A progress bar at a terminal; invisible elsewhere.
pub(crate) fn progress(length: usize, what: &'static str) -> indicatif::ProgressBar {
    if !std::io::stderr().is_terminal() {
        return indicatif::ProgressBar::hidden();
    }
    let style = indicatif::ProgressStyle::with_template("{msg} {wide_bar} {pos}/{len} {eta}")
        .expect("the template is fixed and valid");
    indicatif::ProgressBar::new(length as u64).with_style(style).with_message(what)
}
