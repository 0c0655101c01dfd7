//! The towns, the county and the Regierungspräsidium of the demo, from the files in `demo/`. Creating them again changes
//! nothing.

use crate::output::Failure;
use crate::{package_folder, tenant_file};
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

/// A tenant of the demo.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct DemoTenant {
    pub(crate) slug: String,
    pub(crate) name: String,
    settings: TenantSettings,
    pub(crate) staff: Vec<DemoStaff>,
    /// The values of the parameters of each service; what is missing keeps the package's default.
    #[serde(default)]
    services: BTreeMap<String, toml::Table>,
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
    for path in Files::iter().filter(|path| path.ends_with(".toml")) {
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
    services: &BTreeMap<String, toml::Table>,
) -> Result<(), Failure> {
    let bundled = package_folder::bundled_keys();
    for (key, values) in services.iter().filter(|(key, _)| bundled.contains(key)) {
        let package = package_folder::bundled(key)?;
        casework.install_package(&package).await?;
        casework.publish_service(town.tenant, &package, &parameters(values)?).await?;
    }
    Ok(())
}

/// Values as an operator would hand them in as JSON; a date is written as process values write dates.
fn parameters(values: &toml::Table) -> Result<Context, Failure> {
    let json =
        serde_json::Value::Object(values.iter().map(|(name, value)| (name.clone(), json(value))).collect());
    serde_json::from_value(json).map_err(|error| Failure::no(format!("Parameters of the demo: {error}")))
}

fn json(value: &toml::Value) -> serde_json::Value {
    match value {
        toml::Value::Datetime(date) => serde_json::json!({ "@": date.to_string() }),
        toml::Value::Array(values) => values.iter().map(json).collect(),
        toml::Value::Table(table) => {
            serde_json::Value::Object(table.iter().map(|(name, value)| (name.clone(), json(value))).collect())
        }
        toml::Value::String(text) => text.as_str().into(),
        toml::Value::Integer(number) => (*number).into(),
        toml::Value::Float(number) => serde_json::json!({ "@": number.to_string() }),
        toml::Value::Boolean(truth) => (*truth).into(),
    }
}

fn file(path: &str) -> Result<Vec<u8>, Failure> {
    let found = Files::get(path).ok_or_else(|| Failure::no(format!("The demo has no file {path}.")))?;
    Ok(found.data.into_owned())
}
