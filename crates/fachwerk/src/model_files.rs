//! Models and JSON as files, read for the commands that need no installation. `-` is what is typed or piped in.

use crate::output::Failure;
use feel::{Context, Value};
use kit::Words;
use std::io::{ErrorKind, Read};
use std::path::{Path, PathBuf};
use values::{Place, Problem, Span};

/// The text of a file, without the mark that some editors put before it.
///
/// # Errors
/// When there is none, or it is not UTF-8: with the place of the first byte that is not.
pub(crate) fn text(path: &Path) -> Result<String, Problem> {
    let bytes = bytes(path).map_err(|error| unreadable(&error).in_file(&path.display().to_string()))?;
    let bytes = bytes.strip_prefix("\u{FEFF}".as_bytes()).unwrap_or(&bytes);
    String::from_utf8(bytes.to_vec()).map_err(|error| {
        let end = error.utf8_error().valid_up_to();
        let before = String::from_utf8_lossy(&bytes[..end]);
        Problem::in_text(Span::of(&before, end, end), "file-not-utf8").in_file(&path.display().to_string())
    })
}

fn bytes(path: &Path) -> std::io::Result<Vec<u8>> {
    if path != Path::new("-") {
        return std::fs::read(path);
    }
    let mut bytes = Vec::new();
    std::io::stdin().read_to_end(&mut bytes)?;
    Ok(bytes)
}

fn unreadable(error: &std::io::Error) -> Problem {
    let why = match error.kind() {
        ErrorKind::NotFound => "missing",
        ErrorKind::IsADirectory => "folder",
        ErrorKind::PermissionDenied => "forbidden",
        _ => "other",
    };
    Problem::new(Place::Whole, "file-unreadable").with("why", why).with("message", error)
}

/// The same text, for a command that can do nothing without it.
pub(crate) fn needed(path: &Path, words: &Words) -> Result<String, Failure> {
    text(path).map_err(|problem| Failure::told(words, &[problem]))
}

/// The JSON object in a file, written as everybody writes JSON; none is empty.
pub(crate) fn context(path: Option<&Path>, words: &Words) -> Result<Context, Failure> {
    let Some(path) = path else { return Ok(Context::new()) };
    let text = needed(path, words)?;
    let read = match feel::from_plain(&text) {
        Some(Value::Context(context)) => return Ok(context.as_ref().clone()),
        Some(_) => Problem::in_text(Span::of(&text, 0, 0), "file-no-object"),
        None => not_json(&text),
    };
    Err(Failure::told(words, &placed(vec![read], path)))
}

fn not_json(text: &str) -> Problem {
    let Err(error) = serde_json::from_str::<serde::de::IgnoredAny>(text) else {
        return Problem::new(Place::Whole, "file-json-unfit");
    };
    let (line, column) = (error.line().max(1) as u32, error.column().max(1) as u32);
    let key = if error.is_eof() { "file-json-cut" } else { "file-not-json" };
    Problem::in_text(Span { line, column, ..Span::default() }, key)
}

/// These files, and for folders all files in them with one of these endings, also further down, in the order of their names.
pub(crate) fn all(paths: &[PathBuf], endings: &[&str]) -> Result<Vec<PathBuf>, Failure> {
    let mut found = Vec::new();
    for path in paths {
        if path.is_dir() { inside(path, endings, &mut found)? } else { found.push(path.clone()) }
    }
    Ok(found)
}

fn inside(folder: &Path, endings: &[&str], found: &mut Vec<PathBuf>) -> Result<(), Failure> {
    let cannot = |error: std::io::Error| Failure::no(format!("{} cannot be read: {error}", folder.display()));
    let entries = std::fs::read_dir(folder).map_err(cannot)?;
    let mut paths: Vec<PathBuf> =
        entries.map(|entry| entry.map(|entry| entry.path())).collect::<Result<_, _>>().map_err(cannot)?;
    paths.sort();
    for path in paths {
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        // A link to a folder may lead back into it.
        if path.is_dir() && !path.is_symlink() {
            inside(&path, endings, found)?;
        } else if endings.iter().any(|ending| name.ends_with(ending)) {
            found.push(path);
        }
    }
    Ok(())
}

/// The problems, each with the file it was found in.
pub(crate) fn placed(problems: Vec<Problem>, path: &Path) -> Vec<Problem> {
    let file = path.display().to_string();
    problems.into_iter().map(|problem| problem.in_file(&file)).collect()
}
