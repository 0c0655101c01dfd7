//! The store as callers see it, whatever keeps the bytes. How a folder keeps them is in `folder`.

use crate::folder::{Folder, Stored};
use crate::{DocumentsFault, Incoming};
use std::io;
use std::path::PathBuf;
use values::{Hash, Moment, TenantId};

/// The document store. Cheap to clone; all clones share the same place.
#[derive(Debug, Clone)]
pub struct Documents {
    place: Place,
}

/// Where the bytes are kept.
#[derive(Debug, Clone)]
enum Place {
    Folder(Folder),
}

impl Documents {
    /// Bytes kept in files under this folder, `{root}/{tenant}/{first two digits}/{sha256}`. The folder is made when
    /// it is first needed. Several processes may share it.
    pub fn in_folder(root: impl Into<PathBuf>) -> Self {
        Self { place: Place::Folder(Folder::new(root.into())) }
    }

    /// Stores the bytes and answers their hash once they would survive a power cut. Storing the same bytes again
    /// changes nothing, and mends them if they were damaged.
    pub async fn put(&self, tenant: TenantId, bytes: Vec<u8>) -> Result<Hash, DocumentsFault> {
        match &self.place {
            Place::Folder(folder) => {
                let folder = folder.clone();
                aside(move || folder.put(tenant, &bytes)).await
            }
        }
    }

    /// Room for bytes that arrive piece by piece.
    pub async fn receive(&self, tenant: TenantId) -> Result<Incoming, DocumentsFault> {
        match &self.place {
            Place::Folder(folder) => {
                let folder = folder.clone();
                aside(move || Incoming::new(folder, tenant)).await
            }
        }
    }

    /// What of a tenant was last stored at this moment or before; for finding bytes that nothing names any more.
    pub async fn stored_until(&self, tenant: TenantId, until: Moment) -> Result<Vec<Stored>, DocumentsFault> {
        match &self.place {
            Place::Folder(folder) => {
                let folder = folder.clone();
                aside(move || folder.stored_until(tenant, until)).await
            }
        }
    }

    /// Removes bytes for good, unless they were stored again after what is known of them.
    pub async fn remove(&self, tenant: TenantId, stored: Stored) -> Result<(), DocumentsFault> {
        match &self.place {
            Place::Folder(folder) => {
                let folder = folder.clone();
                aside(move || folder.remove(tenant, stored)).await
            }
        }
    }

    /// The bytes with this hash. Bytes that do not have it any more are a fault, never an answer.
    pub async fn get(&self, tenant: TenantId, hash: Hash) -> Result<Vec<u8>, DocumentsFault> {
        match &self.place {
            Place::Folder(folder) => {
                let folder = folder.clone();
                aside(move || folder.get(tenant, hash)).await
            }
        }
    }

    /// Whether this tenant has bytes with this hash; they are not read.
    pub async fn exists(&self, tenant: TenantId, hash: Hash) -> Result<bool, DocumentsFault> {
        match &self.place {
            Place::Folder(folder) => {
                let folder = folder.clone();
                aside(move || folder.exists(tenant, hash)).await
            }
        }
    }

    /// Whether the store can write, read back and delete; for `doctor` and `/readyz`.
    pub async fn check(&self) -> Result<(), DocumentsFault> {
        match &self.place {
            Place::Folder(folder) => {
                let folder = folder.clone();
                aside(move || folder.check()).await
            }
        }
    }
}

/// File work blocks, so it happens beside the threads that answer people.
pub(crate) async fn aside<T: Send + 'static>(
    work: impl FnOnce() -> Result<T, DocumentsFault> + Send + 'static,
) -> Result<T, DocumentsFault> {
    tokio::task::spawn_blocking(work).await.unwrap_or_else(|stopped| {
        Err(DocumentsFault::Storage { place: "a file task".to_owned(), source: io::Error::other(stopped) })
    })
}

#[cfg(test)]
mod tests;
