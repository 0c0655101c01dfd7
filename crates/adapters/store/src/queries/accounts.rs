//! Questions about citizen accounts and the mails that concern them.

use crate::error::StoreError;
use crate::rows::{AccountMailRow, AccountRow};
use crate::snapshot::Snapshot;
use crate::value::{Cell, Value};
use values::{CitizenId, Hash, Moment};

impl Snapshot {
    /// One account.
    pub async fn account(&self, id: CitizenId) -> Result<Option<AccountRow>, StoreError> {
        self.by_key(AccountRow::key(id)).await
    }

    /// The account with this mail address.
    pub async fn account_by_mail(&self, mail: &str) -> Result<Option<AccountRow>, StoreError> {
        self.row("WHERE mail = ?1 AND mail <> ''", vec![Value::Text(mail.to_owned())]).await
    }

    /// The account that this identity card opens.
    pub async fn account_by_card(&self, card: Hash) -> Result<Option<AccountRow>, StoreError> {
        self.row("WHERE card_hash = ?1", vec![card.to_value()]).await
    }

    /// Mails about accounts that are to be sent now, oldest first.
    pub async fn account_mails(&self, now: Moment, most: i64) -> Result<Vec<AccountMailRow>, StoreError> {
        let rest = "WHERE next_try_at <= ?1 ORDER BY next_try_at, id LIMIT ?2";
        self.rows(rest, vec![now.to_value(), Value::I64(most)]).await
    }
}
