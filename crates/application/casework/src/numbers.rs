//! Numbers of cases and payment references come in blocks: each process reserves some in a small transaction of its own,
//! so that applications do not queue for one counter row. Gaps are allowed.

use crate::refusal::Refusal;
use std::collections::BTreeMap;
use std::ops::Range;
use store::{NumberRange, Store};
use tokio::sync::Mutex;
use values::TenantId;

/// How many numbers are reserved at once.
const BLOCK: i64 = 20;

/// The numbers this process still holds, by range, tenant and year.
#[derive(Debug, Default)]
pub(crate) struct Numbers {
    reserved: Mutex<BTreeMap<(NumberRange, TenantId, i16), Range<i64>>>,
}

impl Numbers {
    /// The next number; a new block is reserved when the last one is used up.
    pub(crate) async fn next(
        &self,
        store: &Store,
        range: NumberRange,
        tenant: TenantId,
        year: i16,
    ) -> Result<i64, Refusal> {
        let mut reserved = self.reserved.lock().await;
        let block = reserved.entry((range, tenant, year)).or_insert(0..0);
        if block.is_empty() {
            let first = store.reserve_numbers(range, tenant, i64::from(year), BLOCK).await?;
            *block = first..first + BLOCK;
        }
        Ok(block.next().expect("a block that is not empty has a next number"))
    }
}
