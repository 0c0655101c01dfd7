//! Bytes that arrive piece by piece: written aside as they come, so that memory stays flat, and named by their hash at the
//! end. Dropped before that, nothing is left.

use crate::DocumentsFault;
use crate::folder::{Aside, Folder};
use sha2::{Digest, Sha256};
use values::{Hash, TenantId};

/// So many bytes at the start tell what a file is.
const HEAD: usize = 64;

/// Bytes on their way into the store.
#[derive(Debug)]
pub struct Incoming {
    aside: Option<Aside>,
    folder: Folder,
    tenant: TenantId,
    digest: Sha256,
    head: Vec<u8>,
    size: u64,
}

/// Bytes that have arrived whole.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Arrived {
    /// Their hash.
    pub hash: Hash,
    /// How many they are.
    pub size: u64,
    /// What they are, judged by the bytes alone; nothing when it is none of the known kinds.
    pub media_type: Option<&'static str>,
}

impl Incoming {
    pub(crate) fn new(folder: Folder, tenant: TenantId) -> Result<Self, DocumentsFault> {
        let aside = Some(folder.open_aside(tenant)?);
        Ok(Self { aside, folder, tenant, digest: Sha256::new(), head: Vec::new(), size: 0 })
    }

    /// How many bytes have come so far.
    pub fn size(&self) -> u64 {
        self.size
    }

    /// Takes the next piece.
    pub async fn write(&mut self, piece: impl AsRef<[u8]> + Send + 'static) -> Result<(), DocumentsFault> {
        let bytes = piece.as_ref();
        self.size += bytes.len() as u64;
        self.digest.update(bytes);
        let wanted = HEAD.saturating_sub(self.head.len()).min(bytes.len());
        self.head.extend_from_slice(&bytes[..wanted]);
        let Some(mut aside) = self.aside.take() else { return Ok(()) };
        let aside = crate::documents::aside(move || aside.write(piece.as_ref()).map(|()| aside)).await?;
        self.aside = Some(aside);
        Ok(())
    }

    /// Everything has come: the bytes are durable under their hash when this answers.
    pub async fn finish(mut self) -> Result<Arrived, DocumentsFault> {
        let hash = Hash::from_bytes(self.digest.finalize().into());
        let arrived = Arrived { hash, size: self.size, media_type: crate::kind::media_type(&self.head) };
        if let Some(aside) = self.aside.take() {
            let (folder, tenant) = (self.folder, self.tenant);
            crate::documents::aside(move || folder.keep(tenant, hash, aside)).await?;
        }
        Ok(arrived)
    }
}
