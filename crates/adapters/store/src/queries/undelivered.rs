//! Questions about signals and messages that have not arrived where they should.

use crate::error::StoreError;
use crate::rows::{PublicationRow, SignalRow};
use crate::snapshot::{Snapshot, Values, columns_of};
use crate::table::Row;
use crate::value::{Cell, Value};
use values::{CaseId, EffectId, Moment};

/// A message that lies still, or a signal that somebody has missed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NotArrived {
    /// Nobody waits for it, or who waits could not take it.
    Message(PublicationRow),
    /// Somebody could not be told.
    Signal(SignalRow),
}

impl NotArrived {
    /// Its id.
    pub fn id(&self) -> EffectId {
        match self {
            Self::Message(row) => row.id,
            Self::Signal(row) => row.id,
        }
    }

    /// The case that published it.
    pub fn case(&self) -> CaseId {
        match self {
            Self::Message(row) => row.case,
            Self::Signal(row) => row.case,
        }
    }

    /// Its name.
    pub fn name(&self) -> &str {
        match self {
            Self::Message(row) => &row.message,
            Self::Signal(row) => &row.name,
        }
    }

    /// When it was published.
    pub fn at(&self) -> Moment {
        match self {
            Self::Message(row) => row.sent_at,
            Self::Signal(row) => row.thrown_at,
        }
    }

    /// The cases that could not take it: JSON.
    pub fn missed(&self) -> &str {
        match self {
            Self::Message(row) => &row.missed,
            Self::Signal(row) => &row.missed,
        }
    }
}

impl Snapshot {
    /// What has not arrived of what was published after a moment, or then with a greater id; oldest first.
    pub async fn not_arrived(
        &self,
        after: (Moment, EffectId),
        now: Moment,
        limit: usize,
    ) -> Result<Vec<NotArrived>, StoreError> {
        let most = i64::try_from(limit).unwrap_or(i64::MAX);
        let parameters = |last: Option<Moment>| -> Result<Values, StoreError> {
            let (at, id) = (after.0.to_value(), after.1.to_value());
            let all = [self.own_tenant()?.to_value(), at, id, Value::I64(most)].into_iter();
            Ok(all.chain(last.map(|moment| moment.to_value())).collect())
        };
        let sql = format!(
            "SELECT {} FROM publication p JOIN due d ON d.tenant = p.tenant AND d.id = p.id \
             WHERE p.tenant = ?1 AND (p.sent_at, p.id) > (?2, ?3) AND d.due > ?5 ORDER BY p.sent_at, p.id LIMIT ?4",
            columns_of(PublicationRow::TABLE, Some("p"))
        );
        let rows = self.values(sql, parameters(Some(now))?).await?.into_iter();
        let messages: Result<Vec<_>, StoreError> =
            rows.map(|row| Ok(PublicationRow::from_values(&mut row.into_iter())?)).collect();
        let clause = "WHERE tenant = ?1 AND (thrown_at, id) > (?2, ?3) AND missed <> '[]' \
                      ORDER BY thrown_at, id LIMIT ?4";
        let signals: Vec<SignalRow> = self.rows(clause, parameters(None)?).await?;
        let mut all: Vec<NotArrived> = messages?.into_iter().map(NotArrived::Message).collect();
        all.extend(signals.into_iter().map(NotArrived::Signal));
        all.sort_by_key(|event| (event.at(), event.id()));
        all.truncate(limit);
        Ok(all)
    }

    /// One of them, be it on its way.
    pub async fn not_arrived_one(&self, id: EffectId) -> Result<Option<NotArrived>, StoreError> {
        if let Some(row) = self.publication(id).await? {
            return Ok(Some(NotArrived::Message(row)));
        }
        Ok(self.signal(id).await?.filter(|row| row.missed != "[]").map(NotArrived::Signal))
    }
}
