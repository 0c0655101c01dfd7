//! The files that people wrote, as they lie in the checkout. What tools made (bundles, packages, builds) is not read.

use std::fs;
use std::path::{Path, PathBuf};

/// Folders that tools fill.
const MADE_BY_TOOLS: [&str; 6] = ["target", "node_modules", "dist", "output", "data", ".git"];

/// The checkout this crate was compiled in.
#[derive(Debug, Clone)]
pub struct Checkout {
    root: PathBuf,
}

/// A text file of the checkout.
#[derive(Debug, Clone)]
pub struct SourceFile {
    /// From the root, with `/` between folders.
    pub path: String,
    /// The whole text.
    pub text: String,
}

impl Checkout {
    /// The checkout around this crate.
    pub fn here() -> Self {
        let own = Path::new(env!("CARGO_MANIFEST_DIR"));
        Self { root: own.parent().expect("this crate lies in a folder of the checkout").to_owned() }
    }

    /// Its root folder.
    pub fn root(&self) -> &Path {
        &self.root
    }

    /// All texts below a folder whose names end in one of these, in the order of their paths; an empty list of endings
    /// means every text file. A folder that does not exist holds nothing.
    pub fn files(&self, folder: &str, endings: &[&str]) -> Vec<SourceFile> {
        let mut paths = Vec::new();
        collect(&self.root.join(folder), &mut paths);
        paths.sort();
        let wanted = |path: &PathBuf| {
            let name = path.to_string_lossy();
            endings.is_empty() || endings.iter().any(|ending| name.ends_with(ending))
        };
        paths.into_iter().filter(wanted).filter_map(|path| self.read(&path)).collect()
    }

    /// The Rust files of all our crates.
    pub fn rust_files(&self) -> Vec<SourceFile> {
        let folders = ["bench", "checks", "crates", "xtask"];
        folders.iter().flat_map(|folder| self.files(folder, &[".rs"])).collect()
    }

    /// One file that must be there.
    ///
    /// # Panics
    /// When it is not, or is not text.
    pub fn file(&self, path: &str) -> SourceFile {
        self.read(&self.root.join(path)).unwrap_or_else(|| panic!("{path} is missing or not a text"))
    }

    fn read(&self, path: &Path) -> Option<SourceFile> {
        let text = fs::read_to_string(path).ok()?;
        let relative = path.strip_prefix(&self.root).ok()?;
        Some(SourceFile { path: relative.to_string_lossy().replace('\\', "/"), text })
    }
}

impl SourceFile {
    /// The lines of a Rust file before its unit tests.
    pub fn lines_before_tests(&self) -> impl Iterator<Item = &str> {
        self.text.lines().take_while(|line| *line != "#[cfg(test)]")
    }

    /// Is it a test, an example of a test, or code that only tests compile?
    pub fn is_test(&self) -> bool {
        self.path.split('/').any(|part| part == "tests" || part == "tests.rs" || part == "e2e")
    }
}

fn collect(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let path = entry.path();
        let name = entry.file_name();
        if path.is_dir() && !MADE_BY_TOOLS.iter().any(|made| name == *made) {
            collect(&path, found);
        } else if path.is_file() {
            found.push(path);
        }
    }
}
