//! Releases ready to run. A release never changes, so what was compiled once stays in memory under its hash.

use crate::Casework;
use crate::refusal::{Fault, Refusal};
use services::{Package, Release};
use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};
use store::{Scope, Snapshot};
use values::{Hash, TenantId};

/// Compiled releases by hash. A release's hash covers package and parameters, so tenants may share an entry, and so may
/// everybody who holds a clone.
#[derive(Debug, Clone, Default)]
pub struct Releases {
    compiled: Arc<Mutex<BTreeMap<Hash, Arc<Release>>>>,
}

impl Releases {
    fn known(&self, hash: Hash) -> Option<Arc<Release>> {
        self.compiled.lock().unwrap_or_else(PoisonError::into_inner).get(&hash).cloned()
    }

    fn keep(&self, hash: Hash, release: &Arc<Release>) {
        self.compiled.lock().unwrap_or_else(PoisonError::into_inner).insert(hash, Arc::clone(release));
    }
}

impl Casework {
    /// The release with this hash, which the tenant has published.
    pub(crate) async fn release(&self, tenant: TenantId, hash: Hash) -> Result<Arc<Release>, Refusal> {
        if let Some(release) = self.releases().known(hash) {
            return Ok(release);
        }
        let snapshot = self.store().read(Scope::Tenant(tenant)).await?;
        let release = Arc::new(self.compile(&snapshot, hash).await?);
        self.releases().keep(hash, &release);
        Ok(release)
    }

    async fn compile(&self, snapshot: &Snapshot, hash: Hash) -> Result<Release, Refusal> {
        let row = snapshot.release(hash).await?.ok_or(Refusal::NotFound)?;
        let library = self.store().read(Scope::Installation).await?;
        let stored = library.package(row.package).await?;
        let stored =
            stored.ok_or_else(|| Fault::while_doing("reading a release", "its package is missing"))?;
        let impossible = |why: String| Fault::while_doing("reading a release", why);
        let package =
            Package::from_archive(&stored.content).map_err(|problems| impossible(listed(&problems)))?;
        let parameters =
            serde_json::from_str(&row.parameters).map_err(|error| impossible(error.to_string()))?;
        let release =
            Release::compile(&package, &parameters).map_err(|problems| impossible(listed(&problems)))?;
        Ok(release)
    }
}

/// Problems for a log line.
pub(crate) fn listed(problems: &[values::Problem]) -> String {
    problems.iter().map(ToString::to_string).collect::<Vec<_>>().join("; ")
}
