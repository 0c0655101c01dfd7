//! The floors of ARCHITECTURE.md: an arrow between our crates only points down. Read from `cargo metadata`, so a manifest
//! cannot say otherwise.

use cargo_metadata::{DependencyKind, Metadata, MetadataCommand, Package};
use checks::{Checkout, Findings};
use std::collections::{BTreeMap, BTreeSet};

/// Inside the domain, who stands directly on whom; whoever stands on a crate may also use what that one stands on.
const DOMAIN: [(&str, &[&str]); 11] = [
    ("values", &[]),
    ("areas", &[]),
    ("crests", &[]),
    ("feel", &["values"]),
    ("bpmn", &["values"]),
    ("letters", &["values"]),
    ("dmn", &["feel"]),
    ("forms", &["feel"]),
    ("engine", &["bpmn", "dmn", "feel"]),
    ("cases", &["engine"]),
    ("services", &["areas", "engine", "forms"]),
];

/// Outside crates that touch the world, and the only folders below `crates/` that may name them.
const TOUCHES_THE_WORLD: [(&str, &[&str]); 12] = [
    ("rusqlite", &["adapters/store"]),
    ("tokio-postgres", &["adapters/store"]),
    ("deadpool-postgres", &["adapters/store"]),
    ("argon2", &["adapters/identity"]),
    ("lettre", &["adapters/post"]),
    ("rustix", &["adapters/sandbox"]),
    ("axum", &["web", "fachwerk"]),
    ("tower-http", &["web", "fachwerk"]),
    ("askama", &["web"]),
    ("clap", &["fachwerk"]),
    ("figment", &["fachwerk"]),
    ("getrandom", &["fachwerk"]),
];

/// Outside crates that compute and ask nobody: all that the domain may name.
const COMPUTES: [&str; 17] = [
    "comemo",
    "dashu-float",
    "dashu-int",
    "jiff",
    "regex",
    "resvg",
    "roxmltree",
    "rpds",
    "serde",
    "serde_json",
    "sha2",
    "thiserror",
    "toml",
    "typst",
    "typst-html",
    "typst-layout",
    "typst-pdf",
];

/// A change in one place stays in that place: nobody has to fear that the domain calls a page.
#[test]
fn arrows_point_down() {
    let metadata = metadata();
    let below = domain_closure();
    let mut findings = Findings::against(
        "An arrow may only point down (fachwerk → web → application → adapters → domain), never to a neighbour.",
    );
    for (from, package) in ours(&metadata) {
        for dependency in &package.dependencies {
            let Some(to) = dependency.path.as_ref().map(|path| folder_of(&metadata, path.as_str())) else {
                continue;
            };
            let only_for_tests =
                dependency.kind == DependencyKind::Development && matches!(&*to, "checks" | "checks/cluster");
            if !only_for_tests && !may_use(&from, &to, &below) {
                findings.add(&from, format!("must not depend on {to}"));
            }
        }
    }
    findings.close();
}

/// Who looks for the place that sends a mail or writes a row finds exactly one.
#[test]
fn the_world_is_touched_in_one_place() {
    let metadata = metadata();
    let mut findings = Findings::against("Each outside thing is touched by one adapter, HTTP only by web.");
    for (folder, package) in ours(&metadata) {
        let Some(place) = folder.strip_prefix("crates/") else { continue };
        for dependency in &package.dependencies {
            let rule = TOUCHES_THE_WORLD.iter().find(|(name, _)| *name == dependency.name);
            let is_dev = dependency.kind == DependencyKind::Development;
            if rule.is_some_and(|(_, places)| {
                !places.iter().any(|allowed| place.starts_with(allowed)) && !is_dev
            }) {
                findings.add(&folder, format!("must not depend on {}", dependency.name));
            }
        }
    }
    findings.close();
}

/// A decision can be replayed anywhere, because the domain links nothing that could ask a clock, a disk or a network.
#[test]
fn the_domain_only_computes() {
    let metadata = metadata();
    let mut findings = Findings::against(
        "The domain names only outside crates that compute; a new one is added to the list with thought.",
    );
    for (folder, package) in
        ours(&metadata).into_iter().filter(|(folder, _)| folder.starts_with("crates/domain/"))
    {
        let normal = |kind| kind == DependencyKind::Normal;
        for dependency in package.dependencies.iter().filter(|dependency| normal(dependency.kind)) {
            if dependency.path.is_none() && !COMPUTES.contains(&dependency.name.as_str()) {
                findings.add(&folder, format!("names {}", dependency.name));
            }
        }
    }
    findings.close();
}

/// The rule itself refuses what it must refuse; otherwise the check above could not fail.
#[test]
fn forbidden_arrows_are_refused() {
    let below = domain_closure();
    let may = |from: &str, to: &str| may_use(from, to, &below);
    let refused = [
        ("crates/web/portal", "crates/adapters/store"),
        ("crates/web/portal", "crates/web/desk"),
        ("crates/web/kit", "crates/web/desk"),
        ("crates/web/kit", "crates/adapters/store"),
        ("crates/adapters/store", "crates/adapters/post"),
        ("crates/domain/cases", "crates/adapters/store"),
        ("crates/domain/feel", "crates/domain/dmn"),
        ("crates/domain/letters", "crates/domain/feel"),
        ("crates/application/casework", "crates/web/kit"),
        ("xtask", "crates/fachwerk"),
    ];
    refused.iter().for_each(|(from, to)| assert!(!may(from, to), "{from} → {to}"));
    let allowed = [
        ("crates/fachwerk", "crates/adapters/store"),
        ("crates/web/desk", "crates/web/kit"),
        ("crates/web/desk", "crates/application/casework"),
        ("crates/web/desk", "crates/domain/forms"),
        ("crates/application/casework", "crates/adapters/post"),
        ("crates/adapters/store", "crates/domain/values"),
        ("crates/domain/services", "crates/domain/values"),
        ("checks", "crates/fachwerk"),
    ];
    allowed.iter().for_each(|(from, to)| assert!(may(from, to), "{from} → {to}"));
}

fn may_use(from: &str, to: &str, below: &BTreeMap<&str, BTreeSet<&str>>) -> bool {
    let floor = |folder: &str| folder.split('/').nth(1).unwrap_or_default().to_owned();
    let name = |folder: &str| folder.rsplit('/').next().unwrap_or_default().to_owned();
    if from == "checks" || from.starts_with("bench/") || (from, to) == ("xtask", "checks/cluster") {
        return true;
    }
    match (floor(from).as_str(), floor(to).as_str()) {
        ("domain", "domain") => {
            below.get(name(from).as_str()).is_some_and(|own| own.contains(name(to).as_str()))
        }
        ("fachwerk", "web" | "application" | "adapters" | "domain")
        | ("web", "application" | "domain")
        | ("application", "adapters" | "domain")
        | ("adapters", "domain") => true,
        ("web", "web") => name(from) != "kit" && name(to) == "kit",
        _ => false,
    }
}

fn domain_closure() -> BTreeMap<&'static str, BTreeSet<&'static str>> {
    let mut below = BTreeMap::<&str, BTreeSet<&str>>::new();
    for (name, direct) in DOMAIN {
        let reached = direct.iter().flat_map(|other| below[other].iter().chain([other]).copied()).collect();
        below.insert(name, reached);
    }
    below
}

fn metadata() -> Metadata {
    let manifest = Checkout::here().root().join("Cargo.toml");
    MetadataCommand::new().manifest_path(manifest).no_deps().exec().expect("cargo reads our manifests")
}

/// Our crates by their folder.
fn ours(metadata: &Metadata) -> Vec<(String, &Package)> {
    let folder = |package: &&Package| folder_of(metadata, package.manifest_path.as_str());
    metadata.packages.iter().map(|package| (folder(&package), package)).collect()
}

fn folder_of(metadata: &Metadata, path: &str) -> String {
    let path = path.strip_suffix("/Cargo.toml").unwrap_or(path);
    path.strip_prefix(metadata.workspace_root.as_str()).unwrap_or(path).trim_start_matches('/').to_owned()
}
