//! The towns, the county and the Regierungspräsidium of the demo, from the files in `demo/`. Creating them again changes
//! nothing.

use crate::output::Failure;
use crate::{package_folder, parameter_file, tenant_file};
use cases::Role;
use casework::{Casework, NewStaff, NewTenant, Refusal, TenantSettings, Town};
use feel::Context;
use rust_embed::RustEmbed;
use serde::Deserialize;
use std::collections::{BTreeMap, BTreeSet};

/// The tenants of the demo, as files.
#[derive(RustEmbed)]
#[folder = "../../demo"]
struct Files;

/// Slug of the town that the demo shows first.
pub(crate) const SLUG: &str = "musterstadt";
/// Password of all demo logins; they exist only in a folder made by `demo`.
pub(crate) const PASSWORD: &str = "fachwerk-demo";
/// What the app of all demo logins knows.
pub(crate) const SECRET: &str = "FACHWERKDEMOFACHWERKDEMOFACHWERK";

/// The file among them that speaks of no tenant.
const OPERATOR: &str = "operator.toml";

/// A tenant of the demo.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct DemoTenant {
    pub(crate) slug: String,
    pub(crate) name: String,
    settings: TenantSettings,
    pub(crate) staff: Vec<DemoStaff>,
    /// What the tenant offers.
    #[serde(default)]
    services: BTreeMap<String, DemoService>,
}

/// A service that a tenant of the demo offers.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct DemoService {
    /// The file with the tenant's values; without one all parameters keep the package's default.
    parameters: Option<String>,
}

/// Somebody who works for a tenant of the demo.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct DemoStaff {
    pub(crate) login: String,
    pub(crate) name: String,
    groups: BTreeSet<String>,
    roles: BTreeSet<Role>,
    /// What they do, for whoever chooses a login.
    pub(crate) what: String,
}

/// The tenants of the demo, the first one first.
pub(crate) fn tenants() -> Result<Vec<DemoTenant>, Failure> {
    let mut tenants = Vec::new();
    let is_tenant = |path: &str| path.ends_with(".toml") && !path.contains('/') && path != OPERATOR;
    for path in Files::iter().filter(|path| is_tenant(path)) {
        let text = String::from_utf8(file(&path)?).map_err(|error| Failure::no(error.to_string()))?;
        let tenant: DemoTenant = toml::from_str(&text)
            .map_err(|error| Failure::no(format!("demo/{path} cannot be used: {error}")))?;
        tenants.push(tenant);
    }
    tenants.sort_by_key(|tenant| (tenant.slug != SLUG, tenant.slug.clone()));
    Ok(tenants)
}

/// Creates a tenant unless it is there.
pub(crate) async fn create(casework: &Casework, tenant: DemoTenant) -> Result<(), Failure> {
    let town = match casework.town(&tenant.slug).await {
        Ok(town) => town,
        Err(Refusal::NotFound) => {
            let read = tenant_file::with_crest(tenant.settings, file)?;
            let (slug, name) = (tenant.slug, tenant.name);
            let new = NewTenant { slug, name, settings: read.settings, crest: read.crest };
            casework.create_tenant(new).await?
        }
        Err(refusal) => return Err(refusal.into()),
    };
    people(casework, &town, tenant.staff).await?;
    services(casework, &town, &tenant.services).await
}

async fn people(casework: &Casework, town: &Town, staff: Vec<DemoStaff>) -> Result<(), Failure> {
    let known: BTreeSet<String> =
        casework.staff_members(town.tenant).await?.into_iter().map(|member| member.login).collect();
    for member in staff.into_iter().filter(|member| !known.contains(&member.login)) {
        let new = NewStaff {
            login: member.login,
            name: member.name,
            password: PASSWORD.to_owned(),
            groups: member.groups,
            roles: member.roles,
        };
        let id = casework.add_staff(town.tenant, new).await?;
        casework.take_over_second_factor(town.tenant, id, SECRET).await?;
    }
    Ok(())
}

/// Publishes what the tenant offers; a release that is live already is not published again.
async fn services(
    casework: &Casework,
    town: &Town,
    services: &BTreeMap<String, DemoService>,
) -> Result<(), Failure> {
    let bundled = package_folder::bundled_keys();
    for (key, service) in services.iter().filter(|(key, _)| bundled.contains(key)) {
        let package = package_folder::bundled(key)?;
        let parameters = match &service.parameters {
            Some(path) => parameter_file::parameters(&package, &format!("demo/{path}"), &file(path)?)?,
            None => Context::new(),
        };
        casework.install_package(&package).await?;
        casework.publish_service(town.tenant, &package, &parameters).await?;
    }
    Ok(())
}

fn file(path: &str) -> Result<Vec<u8>, Failure> {
    let found = Files::get(path).ok_or_else(|| Failure::no(format!("The demo has no file {path}.")))?;
    Ok(found.data.into_owned())
}
