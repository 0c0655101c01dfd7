//! Packages of the library, and the services a tenant offers with them.

use super::register::Register;
use super::starts::{changed_starts, starts_of};
use super::timed_starts::changed_timed_starts;
use crate::Casework;
use crate::refusal::{Refusal, Undecided};
use crate::towns::LIVE;
use feel::Context;
use serde_json::json;
use services::{Package, Release};
use store::{Change, Commit, PackageRow, ReleaseRow, Scope, ServiceRow};
use values::{Hash, Moment, TenantId};

/// A package in the library of this installation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InstalledPackage {
    /// Hash of its content.
    pub hash: Hash,
    /// Key of the service it makes possible.
    pub key: String,
    /// Version as its author names it.
    pub version: String,
    /// When it came into this installation.
    pub installed_at: Moment,
}

/// A service that a tenant offers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PublishedService {
    /// Key of the service.
    pub key: String,
    /// The release new applications run on.
    pub release: Hash,
}

impl Casework {
    /// Puts a checked package into the library; putting the same content there again changes nothing.
    pub async fn install_package(&self, package: &Package) -> Result<Hash, Refusal> {
        let row = PackageRow {
            hash: package.hash(),
            key: package.manifest().key().to_owned(),
            package_version: package.manifest().version().to_owned(),
            content: package.to_archive(),
            installed_at: self.world().now(),
        };
        let snapshot = self.store().read(Scope::Installation).await?;
        let known = snapshot.package(row.hash).await?.is_some();
        drop(snapshot);
        if !known {
            let mut commit = Commit::new(Scope::Installation, row.installed_at);
            commit.changes.push(Change::put(&row));
            self.store().apply(commit).await?;
        }
        Ok(row.hash)
    }

    /// The packages of the library.
    pub async fn packages(&self) -> Result<Vec<InstalledPackage>, Refusal> {
        let snapshot = self.store().read(Scope::Installation).await?;
        let heads = snapshot.packages().await?.into_iter();
        Ok(heads
            .map(|head| InstalledPackage {
                hash: head.hash,
                key: head.key,
                version: head.package_version,
                installed_at: head.installed_at,
            })
            .collect())
    }

    /// Publishes a service of a tenant: a release of the package with these parameter values; what is not given keeps
    /// the package's default. Publishing what is live already changes nothing. Drafts and cases that are open keep the release they have.
    pub async fn publish_service(
        &self,
        tenant: TenantId,
        package: &Package,
        parameters: &Context,
    ) -> Result<PublishedService, Refusal> {
        let release = Release::compile(package, parameters).map_err(Refusal::Problems)?;
        self.decide(|| self.try_publish(tenant, package, &release)).await
    }

    async fn try_publish(
        &self,
        tenant: TenantId,
        package: &Package,
        compiled: &Release,
    ) -> Result<PublishedService, Undecided> {
        let now = self.world().now();
        let source = compiled.source();
        let release = source.hash();
        let key = package.manifest().key().to_owned();
        let snapshot = self.store().read(Scope::Tenant(tenant)).await?;
        let before = snapshot.service(&key).await?;
        if before.as_ref().is_some_and(|row| row.release == release && row.status == LIVE) {
            return Ok(PublishedService { key, release });
        }
        let mut commit = Commit::new(Scope::Tenant(tenant), now);
        commit.changes.push(Change::put(&ReleaseRow {
            tenant,
            hash: release,
            service: key.clone(),
            package: source.package,
            parameters: serde_json::to_string(&source.parameters)
                .expect("JSON values can be written as JSON"),
            published_at: now,
        }));
        commit.changes.push(match before {
            Some(row) => Change::update(&ServiceRow { release, status: LIVE.to_owned(), ..row }),
            None => Change::insert(&ServiceRow {
                tenant,
                key: key.clone(),
                release,
                status: LIVE.to_owned(),
                version: 1,
            }),
        });
        let payload = json!({ "service": key, "release": release, "package": source.package });
        let act = ("publish-service", payload);
        commit.changes.extend(self.register_entry(&snapshot, tenant, Register::Services, act).await?);
        let known = snapshot.starts_of_service(&key).await?;
        let timed = snapshot.timed_starts_of_service(&key).await?;
        drop(snapshot);
        commit.changes.extend(changed_starts(&known, starts_of(compiled, tenant, now)));
        let timed = changed_timed_starts(&timed, compiled, (tenant, now)).map_err(Refusal::Problems)?;
        commit.changes.extend(timed);
        self.store().apply(commit).await?;
        Ok(PublishedService { key, release })
    }
}
