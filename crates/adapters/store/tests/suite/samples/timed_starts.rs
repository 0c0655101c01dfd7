//! The rows of what a timer begins.

use super::{Sample, at};
use store::TimedStartRow;
use values::EffectId;

impl Sample {
    pub(crate) fn timed_start(&self) -> TimedStartRow {
        TimedStartRow {
            tenant: self.tenant,
            service: "hundesteuer".into(),
            procedure: "register".into(),
            element: "yearly".into(),
            rhythm: "cycle R/2027-01-02/P1Y".into(),
            moment: EffectId::from_bytes(self.bytes("moment")),
            due: Some(at(60)),
            repetition: String::new(),
            begun_at: None,
            version: 1,
        }
    }
}
