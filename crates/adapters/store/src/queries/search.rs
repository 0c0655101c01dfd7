//! The search of the desk.

use crate::dialect::Dialect;
use crate::error::StoreError;
use crate::rows::{SearchKind, group_term, word_term};
use crate::snapshot::Snapshot;
use crate::table::Cells;
use crate::value::{Cell, Value};

impl Snapshot {
    /// What is found by words that begin like these, newest first: everything of the tenant, or with groups what one of
    /// them works on. Without a word nothing is found.
    pub async fn search(
        &self,
        words: &[String],
        groups: Option<&[String]>,
        limit: i64,
    ) -> Result<Vec<(SearchKind, [u8; 16])>, StoreError> {
        let tenant = self.own_tenant()?;
        let beginnings: Vec<String> = words.iter().map(|word| word_term(tenant, word)).collect();
        if beginnings.is_empty() || groups.is_some_and(<[String]>::is_empty) {
            return Ok(Vec::new());
        }
        let groups: Vec<String> =
            groups.unwrap_or_default().iter().map(|group| group_term(tenant, group)).collect();
        let dialect = self.dialect();
        let mut parameters = vec![Value::Text(dialect.searched(&groups, &beginnings)), Value::I64(limit)];
        if dialect == Dialect::Sqlite {
            parameters.push(tenant.to_value());
        }
        let rows = self.values(dialect.search().to_owned(), parameters).await?;
        let found = rows.into_iter().map(|row| {
            let mut values = row.into_iter();
            let mut cells = Cells::new("search_entry", &mut values);
            Ok((cells.take("kind")?, cells.take("id")?))
        });
        found.collect()
    }
}
