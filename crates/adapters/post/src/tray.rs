//! The demo tray: a folder of `.eml` files that any mail program opens.

use crate::PostError;
use std::io;
use std::path::{Path, PathBuf};
use tokio::fs;

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

    pub(crate) async fn check(&self) -> Result<(), PostError> {
        let probe = self.folder.join(".probe");
        let tried = match write_whole(&probe, b"").await {
            Ok(()) => fs::remove_file(&probe).await,
            failed => failed,
        };
        self.told(tried)
    }

    fn told(&self, done: io::Result<()>) -> Result<(), PostError> {
        done.map_err(|source| PostError::Tray { place: self.folder.display().to_string(), source })
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
