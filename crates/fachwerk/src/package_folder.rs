//! A service package as a folder: its files by path, read from disk or from the library inside the program.

use crate::output::Failure;
use rust_embed::RustEmbed;
use services::Package;
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use values::Hash;

/// The library that comes with the program.
#[derive(RustEmbed)]
#[folder = "../../library"]
struct Bundled;

/// Largest file of a package in bytes.
const LARGEST_FILE: u64 = 4 * 1024 * 1024;
/// Most files in a package.
const MOST_FILES: usize = 1_000;

/// The files of a package folder by path with `/`, whatever the system writes.
pub(crate) fn read(folder: &Path) -> Result<BTreeMap<String, Vec<u8>>, Failure> {
    let mut files = BTreeMap::new();
    collect(folder, folder, &mut files)?;
    if files.is_empty() {
        return Err(Failure::no(format!("There is no package in {}.", folder.display())));
    }
    Ok(files)
}

fn collect(root: &Path, folder: &Path, files: &mut BTreeMap<String, Vec<u8>>) -> Result<(), Failure> {
    let cannot = |error: std::io::Error| Failure::no(format!("{} cannot be read: {error}", folder.display()));
    for entry in std::fs::read_dir(folder).map_err(cannot)? {
        let path = entry.map_err(cannot)?.path();
        if path.is_dir() {
            collect(root, &path, files)?;
        } else {
            let size = std::fs::metadata(&path).map_err(cannot)?.len();
            if size > LARGEST_FILE || files.len() == MOST_FILES {
                return Err(Failure::no(format!("The package is too large at {}.", path.display())));
            }
            files.insert(relative(root, &path), std::fs::read(&path).map_err(cannot)?);
        }
    }
    Ok(())
}

fn relative(root: &Path, path: &Path) -> String {
    let inside = path.strip_prefix(root).unwrap_or(path);
    inside.components().map(|part| part.as_os_str().to_string_lossy()).collect::<Vec<_>>().join("/")
}

/// The keys of the packages that come with the program.
pub(crate) fn bundled_keys() -> Vec<String> {
    let mut keys: Vec<String> =
        Bundled::iter().filter_map(|path| path.split_once('/').map(|(key, _)| key.to_owned())).collect();
    keys.sort();
    keys.dedup();
    keys
}

/// A package that comes with the program.
pub(crate) fn bundled(key: &str) -> Result<Package, Failure> {
    let prefix = format!("{key}/");
    let files: BTreeMap<String, Vec<u8>> = Bundled::iter()
        .filter_map(|path| {
            let inside = path.strip_prefix(&prefix)?.to_owned();
            Bundled::get(&path).map(|file| (inside, file.data.into_owned()))
        })
        .collect();
    checked(files)
}

/// The hashes of the packages that come with the program: nobody else has written their letters.
pub(crate) fn bundled_hashes() -> BTreeSet<Hash> {
    bundled_keys().iter().filter_map(|key| bundled(key).ok()).map(|package| package.hash()).collect()
}

/// The package that these files make, or everything that is wrong with it.
pub(crate) fn checked(files: BTreeMap<String, Vec<u8>>) -> Result<Package, Failure> {
    Package::read(files).map_err(|problems| Failure::no(crate::output::sentences(&problems).join("\n")))
}
