//! What the packages of the library say of themselves, whoever offers them: for people who look for a service before they
//! have named their town. A package never changes, so what was read once stays in memory under its hash.

use crate::Casework;
use crate::refusal::{Fault, Refusal};
use crate::releases::listed;
use crate::views::ServiceCard;
use services::{Manifest, Package};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, Mutex, PoisonError};
use store::{Scope, Snapshot};
use values::{Hash, Language};

/// Packages that were read, by hash.
#[derive(Debug, Default)]
pub(crate) struct Catalogue {
    read: Mutex<BTreeMap<Hash, Arc<Package>>>,
}

impl Catalogue {
    fn known(&self, hash: Hash) -> Option<Arc<Package>> {
        self.read.lock().unwrap_or_else(PoisonError::into_inner).get(&hash).cloned()
    }

    fn keep(&self, hash: Hash, package: &Arc<Package>) {
        self.read.lock().unwrap_or_else(PoisonError::into_inner).insert(hash, Arc::clone(package));
    }
}

impl Casework {
    /// Every service of the library by title, each as its newest package says it.
    pub async fn catalogue(&self, language: Language) -> Result<Vec<ServiceCard>, Refusal> {
        let packages = self.newest_packages().await?;
        let mut cards: Vec<_> =
            packages.iter().map(|package| card_of(package.manifest(), language)).collect();
        cards.sort_by(|one, other| one.title.cmp(&other.title));
        Ok(cards)
    }

    /// The newest package of a service; `None` when the library has none.
    pub(crate) async fn catalogued(&self, key: &str) -> Result<Option<Arc<Package>>, Refusal> {
        Ok(self.newest_packages().await?.into_iter().find(|package| package.manifest().key() == key))
    }

    /// The key of the service one of whose procedures has this key in the catalogue of all administrations (LeiKa).
    pub async fn service_of_leika(&self, leika: &str) -> Result<String, Refusal> {
        let has_it = |package: &Arc<Package>| {
            let mut keys = package.manifest().procedures().iter().filter_map(|procedure| procedure.leika());
            keys.any(|entry| entry.key == leika)
        };
        let found = self.newest_packages().await?.into_iter().find(has_it);
        Ok(found.ok_or(Refusal::NotFound)?.manifest().key().to_owned())
    }

    /// The heads come newest first within a service.
    async fn newest_packages(&self) -> Result<Vec<Arc<Package>>, Refusal> {
        let snapshot = self.store().read(Scope::Installation).await?;
        let mut seen = BTreeSet::new();
        let mut newest = Vec::new();
        for head in snapshot.packages().await? {
            if seen.insert(head.key) {
                newest.push(self.package(&snapshot, head.hash).await?);
            }
        }
        Ok(newest)
    }

    async fn package(&self, snapshot: &Snapshot, hash: Hash) -> Result<Arc<Package>, Refusal> {
        if let Some(package) = self.0.catalogue.known(hash) {
            return Ok(package);
        }
        let impossible = |why: String| Fault::while_doing("reading a package", why);
        let row = snapshot.package(hash).await?.ok_or(Refusal::NotFound)?;
        let package =
            Package::from_archive(&row.content).map_err(|problems| impossible(listed(&problems)))?;
        let package = Arc::new(package);
        self.0.catalogue.keep(hash, &package);
        Ok(package)
    }
}

/// What a list shows of a service.
pub(crate) fn card_of(manifest: &Manifest, language: Language) -> ServiceCard {
    ServiceCard {
        key: manifest.key().to_owned(),
        title: manifest.title(language).to_owned(),
        summary: manifest.summary(language).to_owned(),
        life_situation: manifest.life_situation(language).to_owned(),
        elsewhere: None,
    }
}
