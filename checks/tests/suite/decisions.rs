//! Every outside part has its line in `docs/decisions.md`: version, licence, reason. Whether the reason is good is for
//! people to say.

use checks::{Checkout, Findings};
use std::collections::BTreeMap;

/// Whoever answers for the program can look up why each outside part was taken, in the version that is built.
#[test]
fn every_outside_part_has_its_line() {
    let checkout = Checkout::here();
    let documented = documented(&checkout.file("docs/decisions.md").text);
    let mut findings =
        Findings::against("Each outside part stands in docs/decisions.md, in the version that is named.");
    let mut named = crates(&checkout.file("Cargo.toml").text);
    for project in ["frontend", "e2e", "bench/kernel/peers"] {
        named.extend(packages(&checkout.file(&format!("{project}/package.json")).text));
    }
    for (name, version) in &named {
        match documented.get(name) {
            None => findings.add(name, "has no line"),
            Some(line) if line != version => {
                findings.add(name, format!("is {version}, its line says {line}"))
            }
            Some(_) => {}
        }
    }
    for name in documented.keys().filter(|name| !named.contains_key(*name)) {
        findings.add(name, "has a line and is not used");
    }
    findings.close();
}

/// Lines of tables that open with a name and a version: | `name` | 1.2.3 | …
fn documented(text: &str) -> BTreeMap<String, String> {
    let row = |line: &str| {
        let mut cells = line.strip_prefix("| `")?.split('|').map(str::trim);
        let name = cells.next()?.strip_suffix('`')?.to_owned();
        Some((name, cells.next()?.to_owned()))
    };
    text.lines().filter_map(row).collect()
}

/// `name = "1.2"` and `name = { version = "1.2", … }` of the workspace's dependencies; our own crates have a path.
fn crates(manifest: &str) -> BTreeMap<String, String> {
    let table = manifest.split("[workspace.dependencies]").nth(1).unwrap_or_default();
    let table = table.split("\n[").next().unwrap_or_default();
    let entry = |line: &str| {
        let (name, rest) = line.split_once(" = ")?;
        let version = rest.split("version = ").last()?.split('"').nth(1)?;
        (!rest.contains("path = ")).then(|| (name.to_owned(), version.to_owned()))
    };
    table.lines().filter_map(entry).collect()
}

/// `"name": "1.2.3"` of the dependency tables of a package.json.
fn packages(text: &str) -> BTreeMap<String, String> {
    let tables = text.split("ependencies\": {").skip(1).filter_map(|rest| rest.split('}').next());
    let entry = |line: &str| {
        let mut quoted = line.split('"').skip(1).step_by(2);
        Some((quoted.next()?.to_owned(), quoted.next()?.to_owned()))
    };
    tables.flat_map(|table| table.lines().filter_map(entry)).collect()
}
