//! The writes that are no commits of a use case: reserving numbers, claiming due rows, forgetting what has expired.

use crate::commit::Scope;
use crate::dialect::{Dialect, Lock};
use crate::error::Fault;
use crate::rows::{CaseNumberRow, DueRow, PaymentNumberRow, RecordNumberRow};
use crate::snapshot::{Values, columns_of};
use crate::table::Row;
use crate::value::{Cell, Value};
use std::collections::BTreeMap;
use values::{Moment, TenantId};

/// A statement in a transaction of its own; it may return rows.
pub(crate) struct Write {
    pub(crate) scope: Scope,
    pub(crate) sql: String,
    pub(crate) parameters: Values,
}

pub(crate) fn reserve_numbers(range: NumberRange, tenant: TenantId, year: i64, count: i64) -> Write {
    let table = range.table();
    let sql = format!(
        "INSERT INTO {table} (tenant, year, next_number) VALUES (?1, ?2, ?4) \
         ON CONFLICT (tenant, year) DO UPDATE SET next_number = {table}.next_number + ?3 RETURNING next_number"
    );
    let parameters = vec![tenant.to_value(), Value::I64(year), Value::I64(count), Value::I64(count + 1)];
    Write { scope: Scope::Tenant(tenant), sql, parameters }
}

/// What is numbered, by tenant and year.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum NumberRange {
    /// Cases.
    Cases,
    /// Payment references.
    Payments,
    /// Records; they run through the years, so the year is 0.
    Records,
}

impl NumberRange {
    fn table(self) -> &'static str {
        match self {
            NumberRange::Cases => CaseNumberRow::TABLE.name,
            NumberRange::Payments => PaymentNumberRow::TABLE.name,
            NumberRange::Records => RecordNumberRow::TABLE.name,
        }
    }
}

/// The first of the numbers reserved, from what the statement returned.
pub(crate) fn first_number(rows: Vec<Values>, count: i64) -> Result<i64, Fault> {
    let next = rows.into_iter().flatten().next().and_then(i64::from_value);
    let impossible = Fault::ImpossibleRow { table: CaseNumberRow::TABLE.name, column: "next" };
    next.map(|next| next - count).ok_or(impossible)
}

/// The tenants are served in turn: of a town in which very much is due no more goes first than of any other. So each town
/// in which something is due is looked at by itself. More is looked at than is wanted, for another worker may have picked
/// some of it. A lease that lasts for longer than twice the time of one was taken by a clock that went ahead and was set
/// right since, so nobody holds it; once the time of a lease two machines may differ.
pub(crate) fn claim_due(dialect: Dialect, now: Moment, lease_until: Moment, limit: i64) -> Write {
    let columns = columns_of(DueRow::TABLE, None);
    let (first, lock) = (dialect.first_due(free), dialect.lock_of(Lock::SkipLocked, "d"));
    let (busy_free, picked_free) = (free("b"), free("d"));
    // CROSS: SQLite would look at every due row first and ask for each whether it is among the soonest.
    // MATERIALIZED: picked once, or PostgreSQL may pick, and lock, anew for every row.
    let sql = format!(
        "WITH RECURSIVE towns (tenant) AS (\
         SELECT * FROM (SELECT tenant FROM due ORDER BY tenant LIMIT 1) AS first UNION ALL \
         SELECT (SELECT n.tenant FROM due n WHERE n.tenant > t.tenant ORDER BY n.tenant LIMIT 1) \
         FROM towns t WHERE t.tenant IS NOT NULL), \
         busy AS MATERIALIZED (SELECT tenant FROM towns t WHERE EXISTS \
         (SELECT 1 FROM due b WHERE b.tenant = t.tenant AND b.due <= ?1 AND {busy_free})), \
         turns AS MATERIALIZED (SELECT x.tenant, x.id, \
         row_number() OVER (PARTITION BY x.tenant ORDER BY x.due, x.id) AS turn FROM busy t {first} \
         ORDER BY turn, x.due, x.tenant, x.id LIMIT ?4), \
         picked AS MATERIALIZED (SELECT d.tenant, d.id \
         FROM turns CROSS JOIN due d WHERE d.tenant = turns.tenant AND d.id = turns.id \
         AND d.due <= ?1 AND {picked_free} ORDER BY turns.turn, d.due, d.tenant, d.id LIMIT ?3{lock}) \
         UPDATE due SET lease_until = ?2, attempt = attempt + 1 \
         WHERE (tenant, id) IN (SELECT tenant, id FROM picked) RETURNING {columns}"
    );
    let impossible = Moment::from_micros(2 * lease_until.micros() - now.micros());
    let parameters = vec![
        now.to_value(),
        lease_until.to_value(),
        Value::I64(limit),
        Value::I64(limit.saturating_mul(4)),
        impossible.to_value(),
    ];
    Write { scope: Scope::Installation, sql, parameters }
}

/// That nobody holds a lease of the due row with this alias. Parameters: ?1 now, ?5 the moment that no lease reaches.
fn free(alias: &str) -> String {
    format!("({alias}.lease_until <= ?1 OR {alias}.lease_until > ?5)")
}

/// The rows claimed, the towns in turn, in each the soonest first: a statement returns them in no order.
pub(crate) fn due_rows(rows: Vec<Values>) -> Result<Vec<DueRow>, Fault> {
    let rows: Result<Vec<DueRow>, Fault> =
        rows.into_iter().map(|row| DueRow::from_values(&mut row.into_iter())).collect();
    let mut rows = rows?;
    rows.sort_by_key(|row| (row.due, row.tenant, row.id));
    let mut turns: BTreeMap<TenantId, usize> = BTreeMap::new();
    let in_turn = |row: DueRow| {
        let turn = turns.entry(row.tenant).or_default();
        *turn += 1;
        (*turn, row)
    };
    let mut rows: Vec<(usize, DueRow)> = rows.into_iter().map(in_turn).collect();
    rows.sort_by_key(|(turn, _)| *turn);
    Ok(rows.into_iter().map(|(_, row)| row).collect())
}

pub(crate) fn forget_expired(now: Moment, quiet_since: Moment) -> [Write; 2] {
    let before = |sql: &str, moment: Moment| Write {
        scope: Scope::Installation,
        sql: sql.to_owned(),
        parameters: vec![moment.to_value()],
    };
    [
        before("DELETE FROM session WHERE expires_at <= ?1", now),
        before("DELETE FROM throttle WHERE blocked_until <= ?1", quiet_since),
    ]
}
