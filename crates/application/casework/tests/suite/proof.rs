//! The journal proves what happened: a changed byte is found.

use crate::office::{Office, on_both_databases};

on_both_databases!(changed_journal, changed_payload, changed_state);

/// An auditor finds a changed header in the journal.
async fn changed_journal(office: Office) {
    let breaks =
        after(&office, "UPDATE journal SET header = replace(header, 'start', 'stare') WHERE step = 1").await;
    assert_eq!(breaks, ["step 1 was changed"]);
}

/// An auditor finds a changed answer in what an entry recorded.
async fn changed_payload(office: Office) {
    let sql = "UPDATE journal_payload SET payload = replace(payload, 'Bello', 'Belle') WHERE step = 1";
    assert_eq!(after(&office, sql).await, ["the payload of step 1 was changed"]);
}

/// An auditor finds a changed byte in the stored state.
async fn changed_state(office: Office) {
    let sql = match office.backend {
        crate::office::Backend::Sqlite => {
            "UPDATE instance SET bytes = CAST(replace(CAST(bytes AS TEXT), 'Bello', 'Belle') AS BLOB)"
        }
        crate::office::Backend::Postgres(_) => {
            "UPDATE instance SET bytes = convert_to(replace(convert_from(bytes, 'UTF8'), 'Bello', 'Belle'), 'UTF8')"
        }
    };
    let breaks = after(&office, sql).await;
    assert_eq!(breaks.len(), 1, "{breaks:?}");
    assert!(breaks[0].starts_with("the stored state is not that of step "), "{breaks:?}");
}

/// What the proof says of a case before and after somebody changed the database by hand.
async fn after(office: &Office, sql: &str) -> Vec<String> {
    let (_, number) = office.sent("Bello").await;
    office.work().await;
    let before = office.casework.verify_case(office.town.tenant, &number).await.expect("verified");
    assert_eq!(before.breaks, Vec::<String>::new());
    assert!(before.steps >= 2, "{before:?}");
    // The register chains of the tenant share the table; only the case's own rows hold the words that are replaced.
    office.tamper(sql).await;
    office.casework.verify_case(office.town.tenant, &number).await.expect("verified").breaks
}
