//! The key that seals secrets, in a file that only the program may read. It is made once; without it no second factor of
//! staff can be read again.

use crate::output::Failure;
use identity::MasterKey;
use std::fs::OpenOptions;
use std::io::{ErrorKind, Write};
use std::path::Path;
use values::Hash;

/// The key of this file; makes the file if there is none.
pub(crate) fn read_or_make(path: &Path) -> Result<MasterKey, Failure> {
    let failed = |error: std::io::Error| Failure::no(format!("The key {}: {error}", path.display()));
    match std::fs::read_to_string(path) {
        Err(error) if error.kind() == ErrorKind::NotFound => {
            make(path).map_err(failed)?;
            read(&std::fs::read_to_string(path).map_err(failed)?, path)
        }
        text => read(&text.map_err(failed)?, path),
    }
}

fn read(text: &str, path: &Path) -> Result<MasterKey, Failure> {
    let key: Hash = text.trim().parse().map_err(|_| {
        Failure::no(format!("The key {} is damaged: it has 64 hexadecimal digits.", path.display()))
    })?;
    Ok(MasterKey::from_bytes(*key.as_bytes()))
}

/// Writes a new key beside its place and links it there, so that two processes starting at once end up with one key and
/// neither reads half of it.
fn make(path: &Path) -> std::io::Result<()> {
    if let Some(folder) = path.parent() {
        std::fs::create_dir_all(folder)?;
    }
    let world = crate::world::real();
    let beside = path.with_extension(format!("new-{}", std::process::id()));
    let mut options = OpenOptions::new();
    options.write(true).create(true).truncate(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let mut file = options.open(&beside)?;
    writeln!(file, "{}", Hash::from_bytes(world.random()))?;
    file.sync_all()?;
    let linked = std::fs::hard_link(&beside, path);
    std::fs::remove_file(&beside)?;
    match linked {
        Err(error) if error.kind() == ErrorKind::AlreadyExists => Ok(()),
        linked => linked,
    }
}
