//! Questions about tenants, packages, sessions and throttles; allowed in every scope, they show no case data.

use crate::error::StoreError;
use crate::rows::{PackageRow, SessionRow, TenantRow, ThrottleRow};
use crate::snapshot::Snapshot;
use crate::table::Row;
use crate::value::Value;
use crate::views::{PackageHead, TenantHead};
use values::{Hash, TenantId};

/// More areas than one place lies in.
pub const MOST_AREAS: usize = 16;

impl Snapshot {
    /// All tenants, by slug.
    pub async fn tenants(&self) -> Result<Vec<TenantRow>, StoreError> {
        self.rows("ORDER BY slug", Vec::new()).await
    }

    /// One tenant.
    pub async fn tenant(&self, id: TenantId) -> Result<Option<TenantRow>, StoreError> {
        self.by_key(TenantRow::key(id)).await
    }

    /// The tenant that an address names.
    pub async fn tenant_by_slug(&self, slug: &str) -> Result<Option<TenantRow>, StoreError> {
        self.row("WHERE slug = ?1", vec![Value::Text(slug.to_owned())]).await
    }

    /// The tenants that administer these areas, by area; at most [`MOST_AREAS`] areas count.
    pub async fn tenants_of_areas(&self, areas: &[&str]) -> Result<Vec<TenantRow>, StoreError> {
        let asked: Vec<&str> =
            areas.iter().copied().filter(|area| !area.is_empty()).take(MOST_AREAS).collect();
        if asked.is_empty() {
            return Ok(Vec::new());
        }
        let places: Vec<String> = (1..=asked.len()).map(|place| format!("?{place}")).collect();
        let clause = format!("WHERE area IN ({}) ORDER BY area", places.join(", "));
        self.rows(&clause, asked.iter().map(|area| Value::Text((*area).to_owned())).collect()).await
    }

    /// All tenants without their settings, by slug.
    pub async fn tenant_heads(&self) -> Result<Vec<TenantHead>, StoreError> {
        let sql = "SELECT slug, name, status, area FROM tenant ORDER BY slug";
        let rows = self.values(sql.to_owned(), Vec::new()).await?;
        rows.into_iter().map(|row| Ok(tenant_head(row)?)).collect()
    }

    /// All packages without their content, by service and then newest first.
    pub async fn packages(&self) -> Result<Vec<PackageHead>, StoreError> {
        let sql = "SELECT hash, service_key, package_version, installed_at FROM package \
                   ORDER BY service_key, installed_at DESC, hash";
        let rows = self.values(sql.to_owned(), Vec::new()).await?;
        rows.into_iter().map(|row| Ok(package_head(row)?)).collect()
    }

    /// One package with its content.
    pub async fn package(&self, hash: Hash) -> Result<Option<PackageRow>, StoreError> {
        self.by_key(PackageRow::key(hash)).await
    }

    /// The session that a cookie names; whether it still counts is for the reader to say.
    pub async fn session(&self, token_hash: Hash) -> Result<Option<SessionRow>, StoreError> {
        self.by_key(SessionRow::key(token_hash)).await
    }

    /// How an account or address is slowed down.
    pub async fn throttle(&self, key_hash: Hash) -> Result<Option<ThrottleRow>, StoreError> {
        self.by_key(ThrottleRow::key(key_hash)).await
    }
}

fn tenant_head(row: Vec<Value>) -> Result<TenantHead, crate::error::Fault> {
    let mut cells = row.into_iter();
    let mut cells = crate::table::Cells::new(TenantRow::TABLE.name, &mut cells);
    Ok(TenantHead {
        slug: cells.take("slug")?,
        name: cells.take("name")?,
        status: cells.take("status")?,
        area: cells.take("area")?,
    })
}

fn package_head(row: Vec<Value>) -> Result<PackageHead, crate::error::Fault> {
    let table = PackageRow::TABLE.name;
    let mut cells = row.into_iter();
    let mut cells = crate::table::Cells::new(table, &mut cells);
    Ok(PackageHead {
        hash: cells.take("hash")?,
        key: cells.take("service_key")?,
        package_version: cells.take("package_version")?,
        installed_at: cells.take("installed_at")?,
    })
}
