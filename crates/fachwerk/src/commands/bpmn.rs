//! `fachwerk bpmn`: process models checked, and played line by line without an installation.

use crate::findings::Looked;
use crate::model_files;
use crate::output::{Failure, Readers, say};
use crate::spoken::Spoken;
use bpmn::Definitions;
use clap::Subcommand;
use engine::Program;
use engine::transcript::{Player, State};
use kit::Words;
use serde::Serialize;
use std::io::BufRead;
use std::path::{Path, PathBuf};
use values::calendar::Calendar;
use values::{Moment, Place, Problem};

/// Every play begins here, so that what is printed never changes: Monday, 23 November 2026, 9:00 UTC.
const MONDAY: i64 = 1_795_424_400_000_000;
/// How files with models end.
const ENDINGS: [&str; 2] = [".bpmn", ".bpmn20.xml"];

/// Words of the command.
#[derive(Debug, Subcommand)]
pub(crate) enum Asked {
    /// Find every problem of process models, in files that end with .bpmn or .bpmn20.xml
    ///
    /// A model that says that it may be executed (isExecutable="true") is checked as one to be published, any other one
    /// as a sketch, which may be unfinished. What belongs to the package is checked by `library check`.
    Check(Looked),
    /// Play a model: one command per line, and after each what is open
    ///
    /// Lines: start [JSON] · complete ELEMENT [by=PERSON] [JSON] · receive ELEMENT [JSON] ·
    /// publish MESSAGE [key=KEY] [JSON] · broadcast SIGNAL [JSON] · done ELEMENT [JSON] ·
    /// fail ELEMENT [by=PERSON] CODE [MESSAGE] [JSON] · escalate ELEMENT [by=PERSON] CODE [JSON] ·
    /// advance DURATION · fire ELEMENT [JSON] · retry ELEMENT [JSON] · extend CLOCK [by=TERM] REASON · activate ELEMENT ·
    /// finish ELEMENT · move ELEMENT TARGET · drop ELEMENT · migrate MODEL [OLD=NEW …] · undo ·
    /// cancel REASON · # remark
    ///
    /// ELEMENT#2 is the second that is open at an element; a name with spaces stands in quotation marks.
    #[command(verbatim_doc_comment)]
    Play {
        /// Models: the first executable process of the first one runs; files that end with .dmn are its decisions
        #[arg(required = true)]
        models: Vec<PathBuf>,
        /// Another model that the process may go on in (line migrate), by the name of its file without ending
        #[arg(long = "other", value_name = "FILE")]
        others: Vec<PathBuf>,
        /// File with the lines; otherwise they are read from standard input
        #[arg(long, value_name = "FILE")]
        script: Option<PathBuf>,
        /// The state whose holidays count, such as NW (ISO 3166-2)
        #[arg(long, value_name = "STATE", default_value = "HE", value_parser = state)]
        state: values::calendar::State,
        #[command(flatten)]
        spoken: Spoken,
        /// One JSON object per line
        #[arg(long)]
        json: bool,
    },
}

#[derive(Serialize)]
struct Played<'a> {
    line: &'a str,
    /// Why the line could not be played or was rejected.
    #[serde(skip_serializing_if = "Option::is_none")]
    refused: Option<String>,
    state: State,
}

/// Runs the command.
pub(crate) fn run(asked: &Asked) -> Result<(), Failure> {
    match asked {
        // Whether forms, types of jobs, decisions and variables exist is known only with the package.
        Asked::Check(looked) => looked.at_each(&ENDINGS, |xml| (problems(xml), Vec::new())),
        Asked::Play { models, others, script, state, spoken, json } => {
            let words = spoken.words()?;
            let started = program(models, &words)?;
            let others: Vec<(String, Program)> =
                others.iter().map(|path| other(path, models, &words)).collect::<Result<_, _>>()?;
            let player = others
                .iter()
                .fold(player(&started, *state), |player, (name, other)| player.knowing(name, other));
            let lines = script.as_deref().map(|script| model_files::needed(script, &words)).transpose()?;
            let unplayable = play(player, lines.as_deref(), (*json).into())?;
            let count = [("count", unplayable.to_string())];
            if unplayable == 0 { Ok(()) } else { Err(Failure::no(words.fill("command-unplayable", &count))) }
        }
    }
}

/// What is wrong with a model by itself.
fn problems(xml: &str) -> Vec<Problem> {
    let mut problems = Definitions::as_marked(xml).err().unwrap_or_default();
    // What is unfinished hides no expression that cannot be read.
    problems.extend(Definitions::sketch(xml).map(Program::problems_of_sketch).unwrap_or_default());
    problems.sort_by_key(|problem| match &problem.place {
        Place::Text { span, .. } => (span.line, span.column),
        Place::Whole | Place::Answer(_) => (0, 0),
    });
    problems
}

/// Plays all lines, and tells how many could not be played. What the engine rejects was played.
fn play(mut player: Player<'_>, lines: Option<&str>, readers: Readers) -> Result<usize, Failure> {
    let mut unplayable = 0;
    let mut tell = |line: &str| {
        unplayable += match readers {
            Readers::Machines => tell_machines(&mut player, line)?,
            Readers::People => tell_people(&mut player, line),
        };
        Ok::<(), Failure>(())
    };
    match lines {
        Some(lines) => lines.lines().try_for_each(&mut tell)?,
        None => std::io::stdin().lock().lines().try_for_each(|line| tell(&line?))?,
    }
    Ok(unplayable)
}

/// Somebody who plays a program where the holidays of a state count.
fn player(program: &Program, state: values::calendar::State) -> Player<'_> {
    Player::new(program, Moment::from_micros(MONDAY)).counting(Calendar::new(state, Vec::new()))
}

fn state(text: &str) -> Result<values::calendar::State, String> {
    let known = values::calendar::State::ALL.map(values::calendar::State::abbreviation);
    values::calendar::State::with_abbreviation(text).ok_or_else(|| format!("known are {}", known.join(", ")))
}

/// Another model with the decisions and called processes of the first one.
fn other(path: &Path, models: &[PathBuf], words: &Words) -> Result<(String, Program), Failure> {
    let file = path.file_name().unwrap_or_default().to_string_lossy();
    let name = ENDINGS.iter().find_map(|ending| file.strip_suffix(ending)).unwrap_or(&file);
    let models: Vec<PathBuf> =
        std::iter::once(path.to_owned()).chain(models.iter().skip(1).cloned()).collect();
    Ok((name.to_owned(), program(&models, words)?))
}

fn program(models: &[PathBuf], words: &Words) -> Result<Program, Failure> {
    let (mut processes, mut decisions, mut problems) = (Vec::new(), Vec::new(), Vec::new());
    for path in models {
        let (file, xml) = (path.display().to_string(), model_files::needed(path, words)?);
        let found = if file.ends_with(".dmn") {
            dmn::Definitions::parse(&xml).map(|model| decisions.push((file, model)))
        } else {
            Definitions::sketch(&xml).map(|model| processes.push((file, model)))
        };
        problems.extend(model_files::placed(found.err().unwrap_or_default(), path));
    }
    if processes.is_empty() && problems.is_empty() {
        return Err(Failure::no(words.of("command-no-process")));
    }
    let compiled = if problems.is_empty() { Program::sketch(&processes, &decisions) } else { Err(problems) };
    compiled.map_err(|problems| Failure::told(words, &problems))
}

fn tell_people(player: &mut Player<'_>, line: &str) -> usize {
    let played = player.play(line);
    match &played {
        Ok(told) => say(told.text.trim_end()),
        Err(unplayable) => say(format!("> {line}\n  unplayable: {unplayable}")),
    }
    usize::from(played.is_err())
}

fn tell_machines(player: &mut Player<'_>, line: &str) -> Result<usize, Failure> {
    let told = player.play(line);
    let refused = match &told {
        Ok(told) => told.rejection.clone(),
        Err(unplayable) => Some(unplayable.to_string()),
    };
    let played = Played { line: line.trim(), refused, state: player.state() };
    say(serde_json::to_string(&played).map_err(|error| Failure::no(error.to_string()))?);
    Ok(usize::from(told.is_err()))
}
