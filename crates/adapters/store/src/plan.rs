//! From a commit to statements: checks that it stays inside its scope, sorts it so that two commits never wait for
//! each other in a circle, and says for each statement what its row count means. Runs nothing.

use crate::commit::{Change, Claim, Commit, Expect, Expected, Scope, Verb};
use crate::dialect::{Lock, condition};
use crate::error::{Fault, StoreError};
use crate::rows::{ClaimRow, CommandRow, DueRow};
use crate::scopes::{Reach, place_of};
use crate::table::{Key, Row, Table};
use crate::value::{Cell, Value};
use std::collections::BTreeSet;

/// A commit as statements.
#[derive(Debug, Clone)]
pub(crate) struct Plan {
    pub(crate) scope: Scope,
    pub(crate) statements: Vec<Statement>,
    /// Whether the first statement records a command key, so that the whole may safely be tried again.
    pub(crate) has_key: bool,
    /// Whether it writes due rows, which workers wait for.
    pub(crate) wakes: bool,
}

/// One statement and the meaning of its row count.
#[derive(Debug, Clone)]
pub(crate) struct Statement {
    pub(crate) sql: String,
    pub(crate) lock: Option<Lock>,
    pub(crate) parameters: Vec<Value>,
    pub(crate) check: Check,
}

/// What a row count means.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Check {
    /// None: the command has been carried out before, its answer is the first column of `lookup`.
    Command { lookup: &'static str },
    /// Not this many: the commit is stale.
    Rows { table: &'static str, rows: u64 },
    /// None: somebody else holds the claim, who is the first column of `lookup`.
    Claim { kind: &'static str, lookup: &'static str },
    /// Any number is right.
    Any,
}

/// The answer to a command carried out before; the first parameters are those of the command's own statement.
const ANSWER: &str = "SELECT answer FROM command WHERE tenant = ?1 AND command_key = ?2";
/// The holder of a claim; the first parameters are those of the claim's own statement.
const HOLDER: &str = "SELECT holder FROM claim WHERE tenant = ?1 AND kind = ?2 AND claim_key = ?3";

impl Plan {
    pub(crate) fn of(commit: Commit) -> Result<Self, StoreError> {
        let mut statements = Vec::new();
        let wakes = commit.changes.iter().any(|change| {
            change.table.name == DueRow::TABLE.name
                && matches!(change.verb, Verb::Insert | Verb::Update | Verb::Put)
        });
        let has_key = commit.key.is_some();
        if let Some(key) = commit.key {
            let tenant = tenant_of(commit.scope)?;
            statements.push(command(tenant, key.0.to_value(), commit.answer, commit.at.to_value()));
        }
        expectations(commit.scope, commit.expects, &commit.changes, &mut statements)?;
        changes(commit.scope, commit.changes, &mut statements)?;
        claims(commit.scope, commit.releases, release, &mut statements)?;
        claims(commit.scope, commit.claims, take, &mut statements)?;
        Ok(Self { scope: commit.scope, statements, has_key, wakes })
    }
}

fn tenant_of(scope: Scope) -> Result<Value, Fault> {
    match scope {
        Scope::Tenant(tenant) => Ok(tenant.to_value()),
        _ => Err(Fault::OutOfScope("keys and claims belong to a tenant")),
    }
}

/// Refuses a row that the scope does not reach; row-level security would, too, but not on SQLite.
fn inside(scope: Scope, reach: Reach, key: &Key, values: &[Value]) -> Result<(), Fault> {
    let column =
        |name: &str| key.table.position(name).and_then(|place| values.get(place)).or(key.value(name));
    let inside = match (scope, reach) {
        (Scope::Installation, Reach::Installation | Reach::Itself | Reach::DueIndex) => true,
        (Scope::Tenant(tenant), Reach::Itself) => column("id") == Some(&tenant.to_value()),
        (
            Scope::Tenant(tenant),
            Reach::Tenant | Reach::TenantOrCitizen | Reach::DueIndex | Reach::SearchIndex,
        ) => column("tenant") == Some(&tenant.to_value()),
        (Scope::Citizen(citizen), Reach::TenantOrCitizen) => column("citizen") == Some(&citizen.to_value()),
        _ => false,
    };
    if inside {
        Ok(())
    } else {
        Err(Fault::OutOfScope("the commit names a row that its scope does not reach"))
    }
}

fn command(tenant: Value, key: Value, answer: String, at: Value) -> Statement {
    let sql = format!("{} ON CONFLICT (tenant, command_key) DO NOTHING", insert(CommandRow::TABLE));
    let parameters = vec![tenant, key, Value::Text(answer), at];
    Statement { sql, lock: None, parameters, check: Check::Command { lookup: ANSWER } }
}

fn expectations(
    scope: Scope,
    mut expects: Vec<Expect>,
    changes: &[Change],
    statements: &mut Vec<Statement>,
) -> Result<(), StoreError> {
    // A row that this commit also writes under the same guard guards itself; locking it twice would let two commits
    // hold it together and then wait for each other.
    let guarded: BTreeSet<(usize, &[Value], i64)> = changes
        .iter()
        .filter_map(|change| Some((place_of(change.table).0, change.key.values.as_slice(), change.guard?)))
        .collect();
    expects.sort_by(|a, b| order(&a.key).cmp(&order(&b.key)).then(a.state.cmp(&b.state)));
    for expect in expects {
        let (place, reach) = place_of(expect.key.table);
        inside(scope, reach, &expect.key, &[])?;
        let same = |guard| guarded.contains(&(place, expect.key.values.as_slice(), guard));
        if !matches!(expect.state, Expected::At(guard) if same(guard)) {
            statements.push(look(expect, changes)?);
        }
    }
    Ok(())
}

fn look(expect: Expect, changes: &[Change]) -> Result<Statement, Fault> {
    let table = expect.key.table;
    let mut sql = format!("SELECT 1 FROM {} WHERE {}", table.name, condition(expect.key.columns, 1));
    let mut parameters = expect.key.values;
    if let Expected::At(version) = expect.state {
        let column = table.guard.column().ok_or(Fault::OutOfScope("the row has no version to expect"))?;
        parameters.push(Value::I64(version));
        sql.push_str(&format!(" AND {column} = ?{}", parameters.len()));
    }
    let written = changes
        .iter()
        .any(|change| change.table.name == table.name && parameters.starts_with(&change.key.values));
    let lock = match expect.state {
        Expected::Absent => None,
        _ if written => Some(Lock::Own),
        _ => Some(Lock::Share),
    };
    let rows = u64::from(expect.state != Expected::Absent);
    Ok(Statement { sql, lock, parameters, check: Check::Rows { table: table.name, rows } })
}

fn changes(
    scope: Scope,
    mut changes: Vec<Change>,
    statements: &mut Vec<Statement>,
) -> Result<(), StoreError> {
    // Clearing comes first within a table: what is cleared and inserted anew by one commit is there afterwards.
    changes.sort_by(|a, b| {
        let (a_place, b_place) = (place_of(a.table).0, place_of(b.table).0);
        let (a_late, b_late) = (a.verb != Verb::Clear, b.verb != Verb::Clear);
        (a_place, a_late, &a.key.values, a.verb).cmp(&(b_place, b_late, &b.key.values, b.verb))
    });
    for change in changes {
        inside(scope, place_of(change.table).1, &change.key, &change.values)?;
        statements.push(write(change)?);
    }
    Ok(())
}

fn write(change: Change) -> Result<Statement, Fault> {
    let table = change.table;
    let check = match change.verb {
        Verb::Clear => Check::Any,
        _ => Check::Rows { table: table.name, rows: 1 },
    };
    let (sql, parameters) = match change.verb {
        Verb::Clear | Verb::Delete => delete(change)?,
        Verb::Update => update(change),
        Verb::Insert => (insert(table), change.values),
        Verb::Put => (put(table), change.values),
    };
    Ok(Statement { sql, lock: None, parameters, check })
}

fn delete(change: Change) -> Result<(String, Vec<Value>), Fault> {
    let table = change.table;
    let mut sql = format!("DELETE FROM {} WHERE {}", table.name, condition(change.key.columns, 1));
    let mut parameters = change.key.values;
    if let Some(version) = change.guard {
        let column = table.guard.column().ok_or(Fault::OutOfScope("the row has no version to expect"))?;
        parameters.push(Value::I64(version));
        sql.push_str(&format!(" AND {column} = ?{}", parameters.len()));
    }
    Ok((sql, parameters))
}

/// The values stand in the order of the columns, so the key is `?1…` and every column keeps its number.
fn update(change: Change) -> (String, Vec<Value>) {
    let table = change.table;
    let guard = table.guard.column();
    let assignments: Vec<String> = (table.key_length..table.columns.len())
        .map(|place| match table.columns[place] {
            "version" if guard == Some("version") => "version = version + 1".to_owned(),
            column => format!("{column} = ?{}", place + 1),
        })
        .collect();
    let key = condition(table.key_columns(), 1);
    let mut sql = format!("UPDATE {} SET {} WHERE {key}", table.name, assignments.join(", "));
    if let Some((column, place)) = guard.and_then(|column| Some((column, table.position(column)?))) {
        sql.push_str(&format!(" AND {column} = ?{}", place + 1));
    }
    (sql, change.values)
}

fn insert(table: &Table) -> String {
    let places: Vec<String> = (1..=table.columns.len()).map(|place| format!("?{place}")).collect();
    format!("INSERT INTO {} ({}) VALUES ({})", table.name, table.columns.join(", "), places.join(", "))
}

fn put(table: &Table) -> String {
    let rest = &table.columns[table.key_length..];
    let assignments: Vec<String> =
        rest.iter().map(|column| format!("{column} = excluded.{column}")).collect();
    let key = table.key_columns().join(", ");
    format!("{} ON CONFLICT ({key}) DO UPDATE SET {}", insert(table), assignments.join(", "))
}

fn claims(
    scope: Scope,
    mut claims: Vec<Claim>,
    statement: fn(Value, Claim) -> Statement,
    statements: &mut Vec<Statement>,
) -> Result<(), StoreError> {
    claims.sort();
    for claim in claims {
        statements.push(statement(tenant_of(scope)?, claim));
    }
    Ok(())
}

fn claim_values(tenant: Value, claim: &Claim) -> Vec<Value> {
    vec![tenant, Value::Text(claim.kind.to_owned()), claim.key.to_value(), claim.holder.to_value()]
}

fn take(tenant: Value, claim: Claim) -> Statement {
    let sql = format!(
        "{} ON CONFLICT (tenant, kind, claim_key) DO UPDATE SET holder = excluded.holder \
         WHERE claim.holder = excluded.holder",
        insert(ClaimRow::TABLE)
    );
    let check = Check::Claim { kind: claim.kind, lookup: HOLDER };
    Statement { sql, lock: None, parameters: claim_values(tenant, &claim), check }
}

fn release(tenant: Value, claim: Claim) -> Statement {
    let sql =
        "DELETE FROM claim WHERE tenant = ?1 AND kind = ?2 AND claim_key = ?3 AND holder = ?4".to_owned();
    Statement { sql, lock: None, parameters: claim_values(tenant, &claim), check: Check::Any }
}

fn order(key: &Key) -> (usize, &[Value]) {
    (place_of(key.table).0, &key.values)
}
