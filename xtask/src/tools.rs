//! The programs a command needs from the machine: found, named with their Debian package when missing, and installed
//! when we are root on Debian. Rust itself and what npm installs are not looked for here.

use crate::run;
use crate::stop::Stop;
use std::path::{Path, PathBuf};
use std::process::Command;

/// A program of the machine.
pub(crate) struct Tool {
    name: &'static str,
    package: &'static str,
    reason: &'static str,
    find: fn() -> Option<PathBuf>,
}

/// Runs the bundler and the browser stories.
pub(crate) const NODE: Tool =
    Tool { name: "Node.js 20 or newer", package: "nodejs", reason: "to build the front end", find: node };
/// Installs what the front end and the browser stories use.
pub(crate) const NPM: Tool =
    Tool { name: "npm", package: "npm", reason: "to build the front end", find: || on_path("npm") };
/// Compiles SQLite and the cryptography that the program embeds.
pub(crate) const C_COMPILER: Tool = Tool {
    name: "a C compiler",
    package: "gcc",
    reason: "to build the embedded SQLite",
    find: || on_path("cc"),
};
/// The C library's headers and start files, without which the compiler links nothing.
pub(crate) const C_HEADERS: Tool = Tool {
    name: "the C library's headers",
    package: "libc6-dev",
    reason: "to build the embedded SQLite",
    find: || Some(PathBuf::from("/usr/include/stdio.h")).filter(|path| path.exists()),
};
/// The second database that the store is tested on.
pub(crate) const POSTGRESQL: Tool = Tool {
    name: "PostgreSQL",
    package: "postgresql",
    reason: "to test the store on it",
    find: || postgresql_folder().map(|folder| folder.join("postgres")),
};
/// The browser of the stories.
pub(crate) const CHROMIUM: Tool =
    Tool { name: "Chromium", package: "chromium", reason: "to walk the browser stories", find: chromium };
/// Reads the text of a notice back.
pub(crate) const PDFTOTEXT: Tool = Tool {
    name: "pdftotext",
    package: "poppler-utils",
    reason: "to read the notices in the browser stories",
    find: || on_path("pdftotext"),
};

/// Makes sure that all of these are there. As root on Debian the missing ones are installed; otherwise each is named.
pub(crate) fn require(tools: &[&Tool]) -> Result<(), Stop> {
    let missing = missing(tools);
    if missing.is_empty() {
        return Ok(());
    }
    if !(is_root() && on_path("apt-get").is_some()) {
        return Err(Stop::new(complaint(&missing)));
    }
    install(&missing)?;
    let still = self::missing(&missing);
    if still.is_empty() { Ok(()) } else { Err(Stop::new(complaint(&still))) }
}

/// The folder of the newest installed PostgreSQL server's programs, where Debian puts it.
fn postgresql_folder() -> Option<PathBuf> {
    let version = |path: &Path| path.file_name()?.to_str()?.parse::<u32>().ok();
    let versions = std::fs::read_dir("/usr/lib/postgresql").ok()?;
    let newest =
        versions.flatten().filter_map(|entry| Some((version(&entry.path())?, entry.path()))).max()?;
    Some(newest.1.join("bin")).filter(|folder| folder.join("initdb").exists())
}

/// The browser: what `FACHWERK_CHROMIUM` names, or Debian's.
pub(crate) fn chromium() -> Option<PathBuf> {
    let named = std::env::var_os("FACHWERK_CHROMIUM").map(PathBuf::from);
    named.filter(|path| path.exists()).or_else(|| on_path("chromium"))
}

/// Are we root? Asked of `id`, because the standard library does not know.
pub(crate) fn is_root() -> bool {
    let answer = Command::new("id").arg("-u").output();
    answer.is_ok_and(|output| output.stdout.trim_ascii() == b"0")
}

/// Node of the oldest release that the bundler and the browser stories run on, or a newer one.
fn node() -> Option<PathBuf> {
    let program = on_path("node")?;
    let version = String::from_utf8(Command::new(&program).arg("--version").output().ok()?.stdout).ok()?;
    let major: u32 = version.trim().strip_prefix('v')?.split('.').next()?.parse().ok()?;
    Some(program).filter(|_| major >= 20)
}

fn on_path(name: &str) -> Option<PathBuf> {
    let path = std::env::var_os("PATH")?;
    std::env::split_paths(&path).map(|folder| folder.join(name)).find(|file| file.is_file())
}

fn missing<'a>(tools: &[&'a Tool]) -> Vec<&'a Tool> {
    tools.iter().copied().filter(|tool| (tool.find)().is_none()).collect()
}

fn complaint(missing: &[&Tool]) -> String {
    let sentence = |tool: &&Tool| {
        let Tool { name, package, reason, .. } = tool;
        format!("Missing: {name}, {reason}; on Debian: `apt-get install {package}`.")
    };
    missing.iter().map(sentence).collect::<Vec<_>>().join("\n")
}

fn install(missing: &[&Tool]) -> Result<(), Stop> {
    let packages: Vec<&str> = missing.iter().map(|tool| tool.package).collect();
    println!("Installing from Debian: {}", packages.join(" "));
    run::finish(&mut apt(&["update", "-qq"]))?;
    let mut words = vec!["install", "-qq", "-y", "--no-install-recommends"];
    words.extend(packages);
    run::finish(&mut apt(&words))
}

fn apt(arguments: &[&str]) -> Command {
    let mut command = run::program("apt-get", arguments);
    command.env("DEBIAN_FRONTEND", "noninteractive");
    command
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Who lacks a program reads one sentence that names it, why it is needed and the package to install.
    #[test]
    fn a_missing_program_is_named_with_its_package() {
        let absent = Tool { find: || None, ..POSTGRESQL };
        let present = Tool { find: || Some(PathBuf::from("/bin/sh")), ..NODE };
        assert_eq!(
            complaint(&missing(&[&absent, &present])),
            "Missing: PostgreSQL, to test the store on it; on Debian: `apt-get install postgresql`."
        );
    }
}
