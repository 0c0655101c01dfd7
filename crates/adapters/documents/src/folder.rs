//! Bytes in a folder: written aside, flushed, renamed into place, and the folder flushed, so that a crash leaves either
//! nothing or the whole. Nobody but the program's user can read them.

use crate::DocumentsFault;
use std::fs::{self, File, OpenOptions};
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{SystemTime, UNIX_EPOCH};
use values::{Hash, Moment, TenantId};

#[derive(Debug, Clone)]
pub(crate) struct Folder {
    root: PathBuf,
}

/// Numbers what this process writes. Two processes may still meet (in containers both often have the id 1), so a name is
/// only used by whoever made the file.
static WRITTEN: AtomicU64 = AtomicU64::new(0);

/// The file of a tenant on which those who store and those who remove wait for each other.
const LATCH: &str = ".latch";

impl Folder {
    pub(crate) fn new(root: PathBuf) -> Self {
        Self { root }
    }

    pub(crate) fn put(&self, tenant: TenantId, bytes: &[u8]) -> Result<Hash, DocumentsFault> {
        let hash = Hash::of(bytes);
        let path = self.path(tenant, hash);
        let shelf = path.parent().expect("a document lies in a folder");
        make_folder(shelf).map_err(at(shelf))?;
        let _kept = self.latch(tenant, File::lock_shared)?;
        if fs::read(&path).is_ok_and(|stored| stored == bytes) {
            // Another process may have renamed it into place and not yet flushed the folder.
            touch(&path).and_then(|()| flush_folder(shelf)).map_err(at(shelf))?;
            return Ok(hash);
        }
        write_whole(&path, bytes).map_err(at(&path))?;
        Ok(hash)
    }

    /// A file beside those that are whole.
    pub(crate) fn open_aside(&self, tenant: TenantId) -> Result<Aside, DocumentsFault> {
        let folder = self.root.join(tenant.to_string());
        make_folder(&folder).map_err(at(&folder))?;
        let (path, file) = open_aside(&folder, "incoming").map_err(at(&folder))?;
        Ok(Aside { path, file: Some(file) })
    }

    /// Puts what was written aside into its place.
    pub(crate) fn keep(&self, tenant: TenantId, hash: Hash, mut aside: Aside) -> Result<(), DocumentsFault> {
        let path = self.path(tenant, hash);
        let shelf = path.parent().expect("a document lies in a folder");
        make_folder(shelf).map_err(at(shelf))?;
        aside.flush().map_err(at(&aside.path))?;
        let _kept = self.latch(tenant, File::lock_shared)?;
        fs::rename(&aside.path, &path).map_err(at(&path))?;
        aside.file = None;
        flush_folder(shelf).map_err(at(shelf))
    }

    pub(crate) fn stored_until(
        &self,
        tenant: TenantId,
        until: Moment,
    ) -> Result<Vec<Stored>, DocumentsFault> {
        let mut found = Vec::new();
        for shelf in entries(&self.root.join(tenant.to_string()))?.iter().filter(|shelf| shelf.is_dir()) {
            for path in entries(shelf)? {
                let name = path.file_name().and_then(|name| name.to_str());
                let Some(hash) = name.and_then(|name| name.parse().ok()) else { continue };
                let at = stored_at(&path).map_err(at(&path))?;
                found.extend((at <= until).then_some(Stored { hash, at }));
            }
        }
        found.sort_by_key(|stored| stored.hash);
        Ok(found)
    }

    pub(crate) fn remove(&self, tenant: TenantId, stored: Stored) -> Result<(), DocumentsFault> {
        let path = self.path(tenant, stored.hash);
        if !path.try_exists().map_err(at(&path))? {
            return Ok(());
        }
        let _alone = self.latch(tenant, File::lock)?;
        match stored_at(&path) {
            Ok(moment) if moment == stored.at => fs::remove_file(&path).map_err(at(&path)),
            Ok(_) => Ok(()),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
            Err(error) => Err(at(&path)(error)),
        }
    }

    pub(crate) fn get(&self, tenant: TenantId, hash: Hash) -> Result<Vec<u8>, DocumentsFault> {
        let path = self.path(tenant, hash);
        let bytes = match fs::read(&path) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => {
                return Err(DocumentsFault::Missing { tenant, hash });
            }
            read => read.map_err(at(&path))?,
        };
        match Hash::of(&bytes) {
            found if found == hash => Ok(bytes),
            found => Err(DocumentsFault::Damaged { tenant, hash, found }),
        }
    }

    pub(crate) fn exists(&self, tenant: TenantId, hash: Hash) -> Result<bool, DocumentsFault> {
        let path = self.path(tenant, hash);
        path.try_exists().map_err(at(&path))
    }

    pub(crate) fn check(&self) -> Result<(), DocumentsFault> {
        make_folder(&self.root).map_err(at(&self.root))?;
        let probe = self.root.join(aside_name("probe"));
        let tried = write_whole(&probe, b"probe").and_then(|()| fs::read(&probe)).and_then(|read| {
            fs::remove_file(&probe)?;
            if read == b"probe" { Ok(()) } else { Err(io::Error::other("the probe was read back changed")) }
        });
        tried.map_err(at(&probe))
    }

    /// Keeps removing and storing apart, in this process and all others, until the file that is returned is dropped: who
    /// removes looks how old the bytes are and takes them away then, and who stores the same meanwhile would lose them.
    /// Any number store side by side.
    fn latch(
        &self,
        tenant: TenantId,
        lock: impl FnOnce(&File) -> io::Result<()>,
    ) -> Result<File, DocumentsFault> {
        let path = self.root.join(tenant.to_string()).join(LATCH);
        let mut options = OpenOptions::new();
        options.create(true).append(true);
        #[cfg(unix)]
        std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
        let file = options.open(&path).map_err(at(&path))?;
        lock(&file).map_err(at(&path))?;
        Ok(file)
    }

    fn path(&self, tenant: TenantId, hash: Hash) -> PathBuf {
        let name = hash.to_string();
        self.root.join(tenant.to_string()).join(&name[..2]).join(name)
    }
}

/// Bytes that are in the store since a moment.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Stored {
    /// Their hash.
    pub hash: Hash,
    /// When they were last stored.
    pub at: Moment,
}

/// A file written aside; it goes when it is not kept.
#[derive(Debug)]
pub(crate) struct Aside {
    path: PathBuf,
    file: Option<File>,
}

impl Aside {
    pub(crate) fn write(&mut self, bytes: &[u8]) -> Result<(), DocumentsFault> {
        let written = self.file.as_mut().map_or(Ok(()), |file| file.write_all(bytes));
        written.map_err(at(&self.path))
    }

    fn flush(&self) -> io::Result<()> {
        self.file.as_ref().map_or(Ok(()), File::sync_all)
    }
}

impl Drop for Aside {
    fn drop(&mut self) {
        if self.file.take().is_some() {
            // A leftover is only a file that nobody names.
            let _ = fs::remove_file(&self.path);
        }
    }
}

/// What lies in a folder; nothing when it was never made.
fn entries(folder: &Path) -> Result<Vec<PathBuf>, DocumentsFault> {
    let listed = match fs::read_dir(folder) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
        listed => listed.map_err(at(folder))?,
    };
    listed.map(|entry| entry.map(|entry| entry.path())).collect::<Result<_, _>>().map_err(at(folder))
}

fn stored_at(path: &Path) -> io::Result<Moment> {
    let since = fs::metadata(path)?.modified()?.duration_since(UNIX_EPOCH).unwrap_or_default();
    Ok(Moment::from_micros(i64::try_from(since.as_micros()).unwrap_or(i64::MAX)))
}

/// Says that bytes are in use again, so that nobody collects them meanwhile.
fn touch(path: &Path) -> io::Result<()> {
    File::options().append(true).open(path)?.set_modified(SystemTime::now())
}

fn at(path: &Path) -> impl FnOnce(io::Error) -> DocumentsFault {
    let place = path.display().to_string();
    move |source| DocumentsFault::Storage { place, source }
}

fn aside_name(what: &str) -> String {
    format!(".{what}.{}.{}", std::process::id(), WRITTEN.fetch_add(1, Ordering::Relaxed))
}

/// Writes aside, flushes, renames, flushes the folder.
fn write_whole(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let folder = path.parent().expect("what is written lies in a folder");
    let name = path.file_name().expect("what is written has a name").to_string_lossy();
    let (aside, file) = open_aside(folder, &name)?;
    let written = write_flushed(file, bytes).and_then(|()| fs::rename(&aside, path));
    if written.is_err() {
        // The first error is the one to tell; a leftover is only a file that nobody names.
        let _ = fs::remove_file(&aside);
    }
    written?;
    flush_folder(folder)
}

fn open_aside(folder: &Path, name: &str) -> io::Result<(PathBuf, File)> {
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    loop {
        let aside = folder.join(aside_name(name));
        match options.open(&aside) {
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {}
            opened => return opened.map(|file| (aside, file)),
        }
    }
}

fn write_flushed(mut file: File, bytes: &[u8]) -> io::Result<()> {
    file.write_all(bytes)?;
    file.sync_all()
}

/// Makes the folder and the missing ones above it, each flushed into the one above.
fn make_folder(folder: &Path) -> io::Result<()> {
    if folder.is_dir() {
        return Ok(());
    }
    let above = folder.parent().filter(|above| !above.as_os_str().is_empty());
    if let Some(above) = above {
        make_folder(above)?;
    }
    let mut builder = fs::DirBuilder::new();
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    match builder.create(folder) {
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {}
        made => made?,
    }
    flush_folder(above.unwrap_or(Path::new(".")))
}

/// A rename is only safe from a power cut once its folder is flushed; other systems than Unix do this themselves.
fn flush_folder(folder: &Path) -> io::Result<()> {
    if cfg!(unix) { File::open(folder)?.sync_all() } else { Ok(()) }
}
