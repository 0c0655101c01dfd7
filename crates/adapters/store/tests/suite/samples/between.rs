//! The rows of what reaches across the cases of a tenant.

use super::{Sample, at};
use store::{PublicationRow, ServiceStartRow, SignalRow, Sort};
use values::{EffectId, Hash};

impl Sample {
    pub(crate) fn signal(&self) -> SignalRow {
        SignalRow {
            tenant: self.tenant,
            id: EffectId::from_bytes(self.bytes("signal")),
            case: self.case,
            name: "flood".into(),
            body: "{}".into(),
            thrown_at: at(0),
            reached: None,
            attempt: 0,
            missed: "[]".into(),
            chain: 1,
        }
    }

    pub(crate) fn publication(&self) -> PublicationRow {
        PublicationRow {
            tenant: self.tenant,
            id: EffectId::from_bytes(self.bytes("publication")),
            case: self.case,
            message: "heard".into(),
            message_key: "4711".into(),
            key_hash: Hash::of(b"4711"),
            body: "{}".into(),
            sent_at: at(0),
            kept_until: at(60),
            missed: "[]".into(),
            chain: 1,
        }
    }

    pub(crate) fn service_start(&self) -> ServiceStartRow {
        ServiceStartRow {
            tenant: self.tenant,
            sort: Sort::Signal,
            name: "flood".into(),
            service: "hundesteuer".into(),
            procedure: "register".into(),
            since: at(0),
        }
    }
}
