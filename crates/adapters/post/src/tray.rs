//! The demo tray: a folder of `.eml` files that any mail program opens.

use crate::PostError;
use crate::eml::Eml;
use std::io;
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};
use tokio::fs;

/// So many mails of a tray are shown; older ones stay in the folder.
const MOST_SHOWN: usize = 200;

/// A mail that lies in a tray.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LaidMail {
    /// Its name in the tray: letters, digits, `-`, `.`, `@` and `_`.
    pub id: String,
    /// When it was laid in, since 1970-01-01T00:00:00Z.
    pub laid_at: Duration,
    /// The recipient.
    pub to: String,
    /// The subject.
    pub subject: String,
    /// The text, lines ended by `\n`.
    pub text: String,
}

#[derive(Debug, Clone)]
pub(crate) struct Tray {
    folder: PathBuf,
}

impl Tray {
    pub(crate) fn new(folder: PathBuf) -> Self {
        Self { folder }
    }

    /// Lays the mail in; the same Message-ID takes the same place again.
    pub(crate) async fn lay(&self, message_id: &str, bytes: Vec<u8>) -> Result<(), PostError> {
        let path = self.folder.join(format!("{}.eml", file_stem(message_id)));
        self.told(write_whole(&path, &bytes).await)
    }

    /// The mails that lie here, the newest first.
    pub(crate) async fn lying(&self) -> Result<Vec<LaidMail>, PostError> {
        let mut names = self.names().await.map_err(|source| self.fault(source))?;
        names.sort_by(|one, other| other.cmp(one));
        names.truncate(MOST_SHOWN);
        let mut mails = Vec::new();
        for (laid_at, id) in names {
            let path = self.folder.join(format!("{id}.eml"));
            let eml = Eml::read(&fs::read(path).await.map_err(|source| self.fault(source))?);
            mails.push(LaidMail { id, laid_at, to: eml.to, subject: eml.subject, text: eml.text });
        }
        Ok(mails)
    }

    /// When each mail was laid in, and its name; a tray that nobody has used yet holds none.
    async fn names(&self) -> io::Result<Vec<(Duration, String)>> {
        let mut names = Vec::new();
        if !fs::try_exists(&self.folder).await? {
            return Ok(names);
        }
        let mut entries = fs::read_dir(&self.folder).await?;
        while let Some(entry) = entries.next_entry().await? {
            let name = entry.file_name().to_string_lossy().into_owned();
            let Some(id) = name.strip_suffix(".eml") else { continue };
            let changed = entry.metadata().await?.modified()?;
            names.push((changed.duration_since(SystemTime::UNIX_EPOCH).unwrap_or_default(), id.to_owned()));
        }
        Ok(names)
    }

    pub(crate) async fn check(&self) -> Result<(), PostError> {
        let probe = self.folder.join(".probe");
        let tried = match write_whole(&probe, b"").await {
            Ok(()) => fs::remove_file(&probe).await,
            failed => failed,
        };
        self.told(tried)
    }

    fn told(&self, done: io::Result<()>) -> Result<(), PostError> {
        done.map_err(|source| self.fault(source))
    }

    fn fault(&self, source: io::Error) -> PostError {
        PostError::Tray { place: self.folder.display().to_string(), source }
    }
}

/// Whoever looks into the tray sees whole mails only.
async fn write_whole(path: &Path, bytes: &[u8]) -> io::Result<()> {
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder).await?;
    }
    let aside = path.with_extension("part");
    fs::write(&aside, bytes).await?;
    fs::rename(&aside, path).await
}

/// A Message-ID as a file name on every system.
fn file_stem(message_id: &str) -> String {
    let keep = |sign: char| sign.is_ascii_alphanumeric() || matches!(sign, '-' | '.' | '@');
    let inner = message_id.trim_start_matches('<').trim_end_matches('>');
    inner.chars().map(|sign| if keep(sign) { sign } else { '_' }).collect()
}
