//! Models and JSON as files, read for the commands that need no installation.

use crate::output::Failure;
use feel::Context;
use std::path::{Path, PathBuf};
use values::Problem;

/// The text of a file.
pub(crate) fn text(path: &Path) -> Result<String, Failure> {
    std::fs::read_to_string(path)
        .map_err(|error| Failure::no(format!("{} cannot be read: {error}", path.display())))
}

/// The JSON object in a file; none is empty.
pub(crate) fn context(path: Option<&Path>) -> Result<Context, Failure> {
    let Some(path) = path else { return Ok(Context::new()) };
    serde_json::from_str(&text(path)?)
        .map_err(|error| Failure::no(format!("{} is no JSON object: {error}", path.display())))
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
        if path.is_dir() {
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
