//! What is stored comes back as it was, through every question that can be asked.

use crate::backend::{Database, on_both_databases};
use crate::samples::Sample;
use store::{Change, Scope, Snapshot};

on_both_databases!(every_row_comes_back_as_it_was, one_snapshot_is_one_moment);

/// What a citizen or a caseworker entered is read back letter by letter, umlauts and all.
async fn every_row_comes_back_as_it_was(db: Database) {
    let sample = Sample::new(1);
    let mut installation = sample.commit(vec![
        Change::insert(&sample.tenant_row()),
        Change::insert(&sample.package()),
        Change::insert(&sample.session()),
        Change::insert(&sample.throttle()),
        Change::insert(&sample.account()),
        Change::insert(&sample.account_mail()),
    ]);
    installation.scope = Scope::Installation;
    db.store.apply(installation).await.expect("stored");
    db.store.apply(sample.commit(sample.everything())).await.expect("stored");

    let snapshot = db.store.read(sample.scope()).await.expect("a snapshot");
    assert_eq!(snapshot.tenants().await, Ok(vec![sample.tenant_row()]));
    assert_eq!(snapshot.tenant(sample.tenant).await, Ok(Some(sample.tenant_row())));
    assert_eq!(snapshot.tenant_by_slug("stadt-1").await, Ok(Some(sample.tenant_row())));
    assert_eq!(snapshot.packages().await.expect("read")[0].hash, sample.package().hash);
    assert_eq!(snapshot.package(sample.package().hash).await, Ok(Some(sample.package())));
    assert_eq!(snapshot.session(sample.session().token_hash).await, Ok(Some(sample.session())));
    assert_eq!(snapshot.throttle(sample.throttle().key_hash).await, Ok(Some(sample.throttle())));
    accounts_come_back(&snapshot, &sample).await;
    assert_eq!(snapshot.services().await, Ok(vec![sample.service()]));
    assert_eq!(snapshot.service("hundesteuer").await, Ok(Some(sample.service())));
    assert_eq!(snapshot.release(sample.release().hash).await, Ok(Some(sample.release())));
    assert_eq!(snapshot.releases().await, Ok(vec![sample.release()]));
    assert_eq!(snapshot.staff(sample.staff().id).await, Ok(Some(sample.staff())));
    assert_eq!(snapshot.staff_by_login("krause").await, Ok(Some(sample.staff())));
    assert_eq!(snapshot.staff_list().await, Ok(vec![sample.staff()]));
    assert_eq!(snapshot.signal(sample.signal().id).await, Ok(Some(sample.signal())));
    assert_eq!(snapshot.publication(sample.publication().id).await, Ok(Some(sample.publication())));
    assert_eq!(snapshot.started_by(store::Sort::Signal, "flood").await, Ok(vec![sample.service_start()]));
    assert_eq!(snapshot.subscription(sample.subscription().id).await, Ok(Some(sample.subscription())));
    assert_eq!(snapshot.draft(sample.draft().id).await, Ok(Some(sample.draft())));
    assert_eq!(snapshot.drafts_of_citizen(sample.citizen).await, Ok(vec![sample.draft()]));
    assert_eq!(snapshot.citizen_cases(sample.citizen).await, Ok(vec![sample.citizen_case()]));
    assert_eq!(snapshot.case(sample.case).await, Ok(Some(sample.case_head())));
    assert_eq!(snapshot.case_by_number(&sample.number).await, Ok(Some(sample.case_head())));
    assert_eq!(snapshot.cases_after("", 10).await, Ok(vec![sample.case_head()]));
    assert_eq!(snapshot.cases_after(&sample.number, 10).await, Ok(Vec::new()));
    assert_eq!(snapshot.outdated_cases_after("", 10).await, Ok(vec![sample.case_head()]));
    assert_eq!(snapshot.outdated_cases_after(&sample.number, 10).await, Ok(Vec::new()));
    assert_eq!(snapshot.instance(sample.case).await, Ok(vec![sample.instance()]));
    assert_eq!(snapshot.task(sample.task().id).await, Ok(Some(sample.task())));
    assert_eq!(snapshot.tasks_of_case(sample.case).await, Ok(vec![sample.task()]));
    assert_eq!(snapshot.candidates_of_task(sample.task().id).await, Ok(vec![sample.candidate("steuern")]));
    work_comes_back(&snapshot, &sample).await;

    let citizen = db.store.read(Scope::Citizen(sample.citizen)).await.expect("a snapshot");
    assert_eq!(citizen.draft(sample.draft().id).await, Ok(Some(sample.draft())));
    assert_eq!(citizen.drafts_of_citizen(sample.citizen).await, Ok(vec![sample.draft()]));
    assert_eq!(citizen.citizen_cases(sample.citizen).await, Ok(vec![sample.citizen_case()]));
    assert_eq!(citizen.postbox(sample.citizen).await, Ok(vec![sample.postbox_item()]));
}

async fn accounts_come_back(snapshot: &Snapshot, sample: &Sample) {
    let account = sample.account();
    assert_eq!(snapshot.account(account.id).await, Ok(Some(account.clone())));
    assert_eq!(snapshot.account_by_mail(&account.mail).await, Ok(Some(account.clone())));
    assert_eq!(snapshot.account_by_mail("").await, Ok(None));
    assert_eq!(snapshot.account_by_card(sample.hash("card")).await, Ok(Some(account)));
    assert_eq!(snapshot.account_mails(crate::samples::at(0), 10).await, Ok(vec![sample.account_mail()]));
    assert_eq!(snapshot.account_mails(crate::samples::at(-1), 10).await, Ok(Vec::new()));
}

async fn work_comes_back(snapshot: &Snapshot, sample: &Sample) {
    let chain = *sample.case.as_bytes();
    assert_eq!(snapshot.journal(chain).await, Ok(vec![sample.journal()]));
    assert_eq!(snapshot.journal_end(chain).await, Ok(Some(sample.journal())));
    assert_eq!(snapshot.journal_payloads(chain).await, Ok(vec![sample.payload()]));
    assert_eq!(snapshot.accesses_of_case(sample.case).await, Ok(vec![sample.access()]));
    assert_eq!(snapshot.outbox(sample.outbox().id).await, Ok(Some(sample.outbox())));
    assert_eq!(snapshot.outbox_of_case(sample.case).await, Ok(vec![sample.outbox()]));
    assert_eq!(snapshot.timer(sample.timer().id).await, Ok(Some(sample.timer())));
    assert_eq!(snapshot.timers_of_case(sample.case).await, Ok(vec![sample.timer()]));
    assert_eq!(snapshot.due(sample.due().id).await, Ok(Some(sample.due())));
    assert_eq!(snapshot.incident(sample.incident().id).await, Ok(Some(sample.incident())));
    assert_eq!(snapshot.incidents_of_case(sample.case).await, Ok(vec![sample.incident()]));
    assert_eq!(snapshot.open_incidents(10).await, Ok(vec![sample.incident()]));
    assert_eq!(snapshot.document(sample.document().id).await, Ok(Some(sample.document())));
    assert_eq!(snapshot.documents_of_case(sample.case).await, Ok(vec![sample.document()]));
    assert_eq!(snapshot.deliveries_of_case(sample.case).await, Ok(vec![sample.delivery()]));
    assert_eq!(snapshot.deliveries_of_document(sample.document().id).await, Ok(vec![sample.delivery()]));
}

/// A page never shows a case from before a decision beside tasks from after it.
async fn one_snapshot_is_one_moment(db: Database) {
    let sample = Sample::new(1);
    db.store.apply(sample.commit(sample.everything())).await.expect("stored");
    let before = db.store.read(sample.scope()).await.expect("a snapshot");
    assert_eq!(before.case(sample.case).await, Ok(Some(sample.case_head())));
    let task = Change::delete(store::TaskRow::key(sample.tenant, sample.task().id));
    db.store.apply(sample.commit(vec![task])).await.expect("stored while somebody reads");
    assert_eq!(before.tasks_of_case(sample.case).await, Ok(vec![sample.task()]));
    drop(before);
    let after = db.store.read(sample.scope()).await.expect("a snapshot");
    assert_eq!(after.tasks_of_case(sample.case).await, Ok(Vec::new()));
}
