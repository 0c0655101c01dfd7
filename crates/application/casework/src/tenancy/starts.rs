//! The messages and signals by which the procedures of a service begin, as rows that the worker finds by name.

use engine::StartedBy;
use services::Release;
use store::{Change, ServiceStartRow, Sort};
use values::{Moment, TenantId};

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

/// What changes about them: what stays keeps the moment since when it is heard.
pub(super) fn changed_starts(before: &[ServiceStartRow], now: Vec<ServiceStartRow>) -> Vec<Change> {
    let keys = |row: &ServiceStartRow| (row.sort, row.name.clone(), row.procedure.clone());
    let is_among = |rows: &[ServiceStartRow], row| rows.iter().any(|known| keys(known) == keys(row));
    let gone = before.iter().filter(|row| !is_among(&now, row)).map(|row| {
        let (service, procedure) = (row.service.clone(), row.procedure.clone());
        Change::delete(ServiceStartRow::key(row.tenant, row.sort, row.name.clone(), service, procedure))
    });
    gone.chain(now.iter().filter(|row| !is_among(before, row)).map(Change::insert)).collect()
}
