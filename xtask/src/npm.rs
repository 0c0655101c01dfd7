//! npm projects of the checkout: installed from their lock file, again only when the lock file changed. What their
//! scripts do is their own business.

use crate::run;
use crate::stop::Stop;
use std::fs;
use std::hash::{DefaultHasher, Hasher};
use std::io;
use std::path::{Path, PathBuf};
use std::process::Command;

/// npm in this project.
pub(crate) fn command(project: &Path, arguments: &[&str]) -> Command {
    let mut command = run::program("npm", arguments);
    command.current_dir(project);
    command
}

/// Installs exactly what the lock file names, unless that was done already.
pub(crate) fn install(project: &Path) -> Result<(), Stop> {
    let lock = fingerprint(&[project.join("package-lock.json"), project.join("package.json")])?;
    let stamp = project.join("node_modules").join(".installed");
    if is_stamped(&stamp, &lock) {
        return Ok(());
    }
    run::finish(&mut command(project, &["ci", "--no-audit", "--no-fund", "--loglevel=error"]))?;
    write_stamp(&stamp, &lock)
}

/// Does the stamp say that these inputs were worked on already?
pub(crate) fn is_stamped(stamp: &Path, fingerprint: &str) -> bool {
    fs::read_to_string(stamp).is_ok_and(|written| written == fingerprint)
}

/// Notes that these inputs were worked on.
pub(crate) fn write_stamp(stamp: &Path, fingerprint: &str) -> Result<(), Stop> {
    let folder = stamp.parent().expect("a stamp lies in a folder of its project");
    fs::create_dir_all(folder)
        .and_then(|()| fs::write(stamp, fingerprint))
        .map_err(|error| unreadable(stamp, &error))
}

/// A number that changes when a name or a byte of these files changes. It may differ between Rust releases: then the
/// work is done once more, nothing worse.
pub(crate) fn fingerprint(files: &[PathBuf]) -> Result<String, Stop> {
    let mut hasher = DefaultHasher::new();
    for file in files {
        hasher.write(file.as_os_str().as_encoded_bytes());
        let bytes = fs::read(file).map_err(|error| unreadable(file, &error))?;
        hasher.write_usize(bytes.len());
        hasher.write(&bytes);
    }
    Ok(format!("{:016x}", hasher.finish()))
}

/// All files of a project in the order of their names, without what npm and the bundler make.
pub(crate) fn sources(project: &Path) -> Result<Vec<PathBuf>, Stop> {
    let mut found = Vec::new();
    collect(project, &mut found).map_err(|error| unreadable(project, &error))?;
    found.sort();
    Ok(found)
}

fn collect(folder: &Path, found: &mut Vec<PathBuf>) -> io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        let name = path.file_name().unwrap_or_default();
        if path.is_dir() && name != "node_modules" && name != "dist" {
            collect(&path, found)?;
        } else if path.is_file() {
            found.push(path);
        }
    }
    Ok(())
}

fn unreadable(path: &Path, error: &io::Error) -> Stop {
    Stop::new(format!("{}: {error}.", path.display()))
}
