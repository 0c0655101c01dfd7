//! The messages and signals by which the procedures of a service begin, as rows that the worker finds by name.

use engine::StartedBy;
use services::Release;
use store::{Change, DueKind, DueRow, ServiceStartRow, Sort};
use values::{EffectId, Moment, TenantId};

/// By what the procedures of a release begin.
pub(super) fn starts_of(release: &Release, tenant: TenantId, since: Moment) -> Vec<ServiceStartRow> {
    let service = release.manifest().key();
    let mut starts = Vec::new();
    for procedure in release.procedures() {
        for by in procedure.program().started_by() {
            let (sort, name) = match by {
                StartedBy::Message(name) => (Sort::Message, name.to_string()),
                StartedBy::Signal(name) => (Sort::Signal, name.to_string()),
                // What waits for a moment is found by the moment, not by a name.
                StartedBy::Timer(_) => continue,
            };
            let (service, procedure) = (service.to_owned(), procedure.about().key().to_owned());
            starts.push(ServiceStartRow { tenant, sort, name, service, procedure, since });
        }
    }
    starts
}

/// What changes about them: what stays keeps the moment since when it is heard. Who begins anew by a message looks whether one
/// has been published before.
pub(super) fn changed_starts(before: &[ServiceStartRow], now: Vec<ServiceStartRow>) -> Vec<Change> {
    let keys = |row: &ServiceStartRow| (row.sort, row.name.clone(), row.procedure.clone());
    let is_among = |rows: &[ServiceStartRow], row| rows.iter().any(|known| keys(known) == keys(row));
    let gone = before.iter().filter(|row| !is_among(&now, row)).flat_map(|row| {
        let (service, procedure) = (row.service.clone(), row.procedure.clone());
        let key = ServiceStartRow::key(row.tenant, row.sort, row.name.clone(), service, procedure);
        [Change::delete(key), Change::clear(DueRow::key(row.tenant, offer_id(row)))]
    });
    let new = now.iter().filter(|row| !is_among(before, row)).flat_map(|row| {
        let offers = (row.sort == Sort::Message).then(|| Change::put(&offer(row)));
        std::iter::once(Change::insert(row)).chain(offers)
    });
    gone.chain(new).collect()
}

fn offer(row: &ServiceStartRow) -> DueRow {
    DueRow {
        tenant: row.tenant,
        id: offer_id(row),
        kind: DueKind::Offer,
        due: row.since,
        lease_until: Moment::from_micros(0),
        attempt: 0,
    }
}

/// The id of the due row by which a service that begins by a message is offered those that were published before.
pub(crate) fn offer_id(row: &ServiceStartRow) -> [u8; 16] {
    let parts = [b"offer", row.service.as_bytes(), row.procedure.as_bytes(), row.name.as_bytes()];
    *EffectId::derived(&parts).as_bytes()
}
