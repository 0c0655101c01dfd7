//! The folder of a database that shall leave no trace. Nothing of SQLite lives here.

use crate::error::Fault;
use std::fs::DirBuilder;
use std::os::unix::fs::DirBuilderExt;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};

/// A folder in memory, readable by us alone and removed when it is dropped.
///
/// A file is used because only files give readers a snapshot while somebody writes.
pub(crate) struct MemoryFolder {
    path: PathBuf,
}

/// Numbers the folders of this process.
static NEXT: AtomicU64 = AtomicU64::new(0);

impl MemoryFolder {
    pub(crate) fn new() -> Result<Self, Fault> {
        let shared = Path::new("/dev/shm");
        let parent = if shared.is_dir() { shared.to_owned() } else { std::env::temp_dir() };
        loop {
            let number = NEXT.fetch_add(1, Ordering::Relaxed);
            let path = parent.join(format!("fachwerk-{}-{number}", std::process::id()));
            match DirBuilder::new().mode(0o700).create(&path) {
                Ok(()) => return Ok(Self { path }),
                // Left behind by a process that had our number.
                Err(error) if error.kind() == std::io::ErrorKind::AlreadyExists => {}
                Err(error) => return Err(Fault::Unreachable(format!("{}: {error}", path.display()))),
            }
        }
    }

    pub(crate) fn path(&self) -> &Path {
        &self.path
    }
}

impl Drop for MemoryFolder {
    fn drop(&mut self) {
        if let Err(error) = std::fs::remove_dir_all(&self.path) {
            tracing::warn!(folder = %self.path.display(), %error, "a folder in memory could not be removed");
        }
    }
}
