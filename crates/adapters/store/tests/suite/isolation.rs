//! One town never sees or touches another's: through no question, through no commit, and on PostgreSQL not even with
//! SQL of one's own.

use crate::backend::{Database, on_both_databases};
use crate::samples::Sample;
use store::{
    Applied, CaseReach, Change, Commit, Direction, Expect, Fault, NumberRange, Reach, Resubmitted, Scope,
    Snapshot, StoreError, TABLES, WorkOrder, WorkQuestion, WorkScope, WorkView,
};

on_both_databases!(foreign_ids_lead_nowhere, foreign_rows_cannot_be_written, citizens_see_their_own,);

/// Whoever guesses or copies an id of another town finds nothing behind it.
async fn foreign_ids_lead_nowhere(db: Database) {
    let theirs = Sample::new(2);
    db.store.apply(theirs.commit(theirs.everything())).await.expect("stored");
    let home = db.store.read(theirs.scope()).await.expect("a snapshot");
    let at_home = [found(&home, &theirs).await, listed(&home, &theirs).await].concat();
    assert_eq!(at_home, vec![1; at_home.len()], "at home every question has its answer");
    drop(home);
    let abroad = db.store.read(Sample::new(1).scope()).await.expect("a snapshot");
    let found = [found(&abroad, &theirs).await, listed(&abroad, &theirs).await].concat();
    assert_eq!(found, vec![0; at_home.len()]);
    drop(abroad);
    let installation = db.store.read(Scope::Installation).await.expect("a snapshot");
    let refused = Err(StoreError::Fault(Fault::OutOfScope("this question is asked within a tenant")));
    assert_eq!(installation.case(theirs.case).await, refused);
    let refused =
        Err(StoreError::Fault(Fault::OutOfScope("this question is asked by a tenant or a citizen")));
    assert_eq!(installation.drafts_of_citizen(theirs.citizen).await, refused);
}

macro_rules! count {
    ($($question:expr),+ $(,)?) => { vec![$($question.await.expect("an answer").iter().count()),+] };
}

/// How many rows each question about the sample finds; every question about a tenant's rows stands here.
async fn found(snapshot: &Snapshot, of: &Sample) -> Vec<usize> {
    let chain = *of.case.as_bytes();
    count![
        snapshot.services(),
        snapshot.service("hundesteuer"),
        snapshot.release(of.release().hash),
        snapshot.releases(),
        snapshot.staff(of.staff().id),
        snapshot.staff_by_login("krause"),
        snapshot.staff_list(),
        snapshot.second_factor(of.staff().id),
        snapshot.notes_of_case(of.case),
        snapshot.questions_of_case(of.case),
        snapshot.question(of.question().id),
        snapshot.record(of.record().id),
        snapshot.records_after("hundesteuer", 0, 10),
        snapshot.record_by_number("hundesteuer", 1_204),
        snapshot.records_by_key("hundesteuer", "276098100123456"),
        snapshot.draft(of.draft().id),
        snapshot.drafts_of_citizen(of.citizen),
        snapshot.citizen_cases(of.citizen),
        snapshot.postbox(of.citizen),
        snapshot.case(of.case),
        snapshot.case_by_number(&of.number),
        snapshot.cases_after("", 10),
        snapshot.outdated_cases_after("", 10),
        snapshot.instance(of.case),
        snapshot.task(of.task().id),
        snapshot.tasks_of_case(of.case),
        snapshot.subscriptions_of_case(of.case),
        snapshot.subscription(of.subscription().id),
        snapshot.waits_longest(("answered", values::Hash::of(b"")), None),
        snapshot.signal(of.signal().id),
        snapshot.publication(of.publication().id),
        snapshot.not_arrived_one(of.publication().id),
        snapshot.started_by(store::Sort::Signal, "flood"),
        snapshot.starts_of_service("hundesteuer"),
        snapshot.timed_start_at(of.timed_start().moment),
        snapshot.candidates_of_task(of.task().id),
        snapshot.journal(chain),
        snapshot.journal_end(chain),
        snapshot.journal_payloads(chain),
        snapshot.accesses_of_case(of.case),
        snapshot.outbox(of.outbox().id),
        snapshot.outbox_of_case(of.case),
        snapshot.timer(of.timer().id),
        snapshot.due(of.due().id),
        snapshot.incident(of.incident().id),
        snapshot.open_incidents(10),
        snapshot.document(of.document().id),
        snapshot.documents_of_case(of.case),
        snapshot.deliveries_of_case(of.case),
        snapshot.deliveries_of_document(of.document().id),
        snapshot.payment(of.payment().id),
        snapshot.payments_of_case(of.case),
        snapshot.attempt(of.attempt().id),
        snapshot.attempts_of_case(of.case),
        snapshot.mandates_of_case(of.case),
    ]
}

/// The same for the lists of work.
async fn listed(snapshot: &Snapshot, of: &Sample) -> Vec<usize> {
    let groups = ["steuern".to_owned()];
    let scope = WorkScope { staff: of.staff().id, groups: &groups, cases: CaseReach::All };
    let question = |view, order| WorkQuestion {
        scope,
        view,
        now: crate::samples::at(0),
        order,
        direction: Direction::Up,
        service: None,
        assignee: None,
        after: None,
        limit: 10,
    };
    let by_due = question(WorkView::Groups, WorkOrder::Due);
    count![
        snapshot.work_list(&by_due),
        snapshot.work_list(&question(WorkView::All, WorkOrder::Due)),
        snapshot.work_list(&question(WorkView::All, WorkOrder::Applicant)),
        snapshot.timed_starts_of_service("hundesteuer"),
        snapshot.resubmission(of.case),
        snapshot.search(&["bel".to_owned()], None, 10),
        snapshot.search(&["bel".to_owned()], Some(&groups), 10),
        snapshot.resubmitted(&by_due, Resubmitted::By(crate::samples::at(0)), None),
    ]
}

/// A commit of one town that names a row of another is refused before it reaches the database.
async fn foreign_rows_cannot_be_written(db: Database) {
    let (mine, theirs) = (Sample::new(1), Sample::new(2));
    for change in theirs.everything() {
        let refused = db.store.apply(mine.commit(vec![change])).await;
        assert!(matches!(refused, Err(StoreError::Fault(Fault::OutOfScope(_)))), "{refused:?}");
    }
    let key = store::CaseRow::key(theirs.tenant, theirs.case);
    let looks = Commit { expects: vec![Expect::present(key.clone())], ..mine.commit(Vec::new()) };
    assert!(matches!(db.store.apply(looks).await, Err(StoreError::Fault(Fault::OutOfScope(_)))));
    let deletes = mine.commit(vec![Change::delete(key)]);
    assert!(matches!(db.store.apply(deletes).await, Err(StoreError::Fault(Fault::OutOfScope(_)))));
    // A town may write the row that is itself, together with its journal; no other row of the installation.
    for change in [Change::insert(&theirs.tenant_row()), Change::insert(&mine.package())] {
        let refused = db.store.apply(mine.commit(vec![change])).await;
        assert!(matches!(refused, Err(StoreError::Fault(Fault::OutOfScope(_)))), "{refused:?}");
    }
    db.store.apply(mine.commit(vec![Change::insert(&mine.tenant_row())])).await.expect("its own row");
}

/// A citizen finds their drafts and cases in every town, and nobody else's.
async fn citizens_see_their_own(db: Database) {
    let (here, there) = (Sample::new(1), Sample::new(2));
    let mut mine = there.draft();
    mine.citizen = here.citizen;
    db.store.apply(here.commit(here.everything())).await.expect("stored");
    db.store.apply(there.commit(vec![Change::insert(&mine)])).await.expect("stored");
    let citizen = db.store.read(Scope::Citizen(here.citizen)).await.expect("a snapshot");
    assert_eq!(citizen.drafts_of_citizen(here.citizen).await.expect("read").len(), 2);
    assert!(matches!(
        citizen.drafts_of_citizen(there.citizen).await,
        Err(StoreError::Fault(Fault::OutOfScope(_)))
    ));
    drop(citizen);
    let change = Change::update(&mine);
    let as_citizen = |citizen, change| Commit {
        changes: vec![change],
        ..Commit::new(Scope::Citizen(citizen), crate::samples::at(0))
    };
    let refused = db.store.apply(as_citizen(there.citizen, change.clone())).await;
    assert!(matches!(refused, Err(StoreError::Fault(Fault::OutOfScope(_)))));
    assert_eq!(db.store.apply(as_citizen(here.citizen, change)).await, Ok(Applied::Done));
}

/// Even a mistake in a statement shows no other town's rows on PostgreSQL: SQL without any condition, on every table.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn row_level_security_holds_on_every_table() {
    let db = Database::postgres("row-level-security").await;
    let theirs = Sample::new(2);
    let mut everything = theirs.commit(theirs.everything()).once(theirs.key("form"), "answer");
    everything.claims = vec![theirs.claim(1)];
    db.store.apply(everything).await.expect("stored");
    for range in [NumberRange::Cases, NumberRange::Payments, NumberRange::Records] {
        db.store.reserve_numbers(range, theirs.tenant, 2026, 1).await.expect("reserved");
    }

    let url = db.url.as_ref().expect("it is PostgreSQL");
    let (client, connection) =
        tokio_postgres::connect(url, tokio_postgres::NoTls).await.expect("a connection");
    tokio::spawn(connection);
    let bypasses = db.store.bypasses_row_security().await;
    assert_eq!(bypasses, Ok(false), "superusers pass by row-level security: the test role must not be one");

    let (mine, stranger) = (Sample::new(1), Sample::new(3));
    for (table, reach) in TABLES {
        // Who sees the sample's row of this table: its tenant, another tenant, its citizen, another citizen, nobody.
        let expected = match reach {
            // The owner is not bound on the search; the role of the program is, see below.
            Reach::Installation | Reach::Itself | Reach::SearchIndex => continue,
            Reach::Tenant => [1, 0, 0, 0, 0],
            Reach::TenantOrCitizen => [1, 0, 1, 0, 0],
            Reach::DueIndex => [1, 0, 0, 0, 1],
        };
        let settings = [
            ("app.tenant", theirs.tenant.to_string()),
            ("app.tenant", mine.tenant.to_string()),
            ("app.citizen", theirs.citizen.to_string()),
            ("app.citizen", stranger.citizen.to_string()),
            ("app.tenant", String::new()),
        ];
        for ((setting, id), rows) in settings.into_iter().zip(expected) {
            let seen = seen(&client, table.name, setting, &id).await;
            assert_eq!(seen, [rows; 2], "{} with {setting} = “{id}”", table.name);
        }
    }
    client.batch_execute("RESET ALL").await.expect("reset");
    let count: i64 = client.query_one("SELECT count(*) FROM case_head", &[]).await.expect("an answer").get(0);
    assert_eq!(count, 0, "without any setting nothing is seen");
}

/// How many rows a statement without condition sees, and how many it could delete.
async fn seen(client: &tokio_postgres::Client, table: &str, setting: &str, id: &str) -> [u64; 2] {
    let open = format!("BEGIN; SELECT set_config('{setting}', '{id}', true)");
    client.batch_execute(&open).await.expect("begun");
    let seen = client.query(&format!("SELECT 1 FROM {table}"), &[]).await.expect("an answer").len() as u64;
    let deleted = client.execute(&format!("DELETE FROM {table}"), &[]).await.expect("an answer");
    client.batch_execute("ROLLBACK").await.expect("rolled back");
    [seen, deleted]
}

/// Nor can a statement smuggle a row into another town, or move one there.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn row_level_security_holds_for_writing() {
    let db = Database::postgres("row-level-writing").await;
    let url = db.url.as_ref().expect("it is PostgreSQL");
    let (client, connection) =
        tokio_postgres::connect(url, tokio_postgres::NoTls).await.expect("a connection");
    tokio::spawn(connection);
    let own = "SELECT set_config('app.tenant', repeat('01', 16), false)";
    client.batch_execute(own).await.expect("set");
    let row = |tenant: &str| {
        format!("INSERT INTO claim VALUES (decode(repeat('{tenant}', 16), 'hex'), 'dog', 'x', 'y')")
    };
    client.batch_execute(&row("01")).await.expect("one's own row");
    let foreign = client.batch_execute(&row("02")).await.expect_err("a foreign row");
    assert_eq!(foreign.code(), Some(&tokio_postgres::error::SqlState::INSUFFICIENT_PRIVILEGE));
    let moved = "UPDATE claim SET tenant = decode(repeat('02', 16), 'hex')";
    let moved = client.batch_execute(moved).await.expect_err("moved away");
    assert_eq!(moved.code(), Some(&tokio_postgres::error::SqlState::INSUFFICIENT_PRIVILEGE));
}

/// The program needs no more than its role, and an operator who runs the installation opens no case.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn each_role_can_what_it_needs() {
    let db = Database::postgres("roles").await;
    let url = db.url.as_ref().expect("it is PostgreSQL");
    let cluster = cluster::Cluster::shared().expect("a cluster");
    cluster.sql(url, "GRANT fachwerk_app, fachwerk_operator TO CURRENT_USER").expect("granted");
    let in_role = async |role: &str| {
        let url = format!("{url}?options=-c%20role%3D{role}");
        store::Store::open_postgres(&url, store::PostgresOptions::default()).await.expect("a store")
    };
    let sample = Sample::new(1);
    let app = in_role("fachwerk_app").await;
    let mut commit = sample.commit(sample.everything()).once(sample.key("form"), "answer");
    commit.claims = vec![sample.claim(1)];
    assert_eq!(app.apply(commit).await, Ok(Applied::Done));
    assert_eq!(app.reserve_numbers(NumberRange::Cases, sample.tenant, 2026, 1).await, Ok(1));
    assert_eq!(
        app.claim_due(crate::samples::at(0), crate::samples::at(1), 10).await.expect("claimed").len(),
        1
    );
    assert_eq!(app.bypasses_row_security().await, Ok(false));
    let bello = ["bello".to_owned()];
    for (tenant, found) in [(sample.tenant, 1), (crate::samples::tenant(2), 0)] {
        let snapshot = app.read(Scope::Tenant(tenant)).await.expect("a snapshot");
        assert_eq!(snapshot.search(&bello, None, 10).await.expect("searched").len(), found);
    }
    let (client, connection) =
        tokio_postgres::connect(&format!("{url}?options=-c%20role%3Dfachwerk_app"), tokio_postgres::NoTls)
            .await
            .expect("a connection");
    tokio::spawn(connection);
    assert_eq!(seen(&client, "search_entry", "app.tenant", &sample.tenant.to_string()).await, [1; 2]);
    assert_eq!(seen(&client, "search_entry", "app.tenant", &"02".repeat(16)).await, [0; 2]);
    let chain = *sample.case.as_bytes();
    let entry = Change::delete(store::JournalRow::key(sample.tenant, chain, 1));
    let erased = app.apply(sample.commit(vec![entry])).await;
    assert!(matches!(erased, Err(StoreError::Fault(Fault::Database(_)))), "the journal is kept: {erased:?}");

    let operator = in_role("fachwerk_operator").await;
    assert_eq!(operator.check().await, Ok(()));
    let snapshot = operator.read(sample.scope()).await.expect("a snapshot");
    let case = snapshot.case(sample.case).await;
    assert!(matches!(case, Err(StoreError::Fault(Fault::Database(_)))), "{case:?}");
    drop(snapshot);
    let snapshot = operator.read(Scope::Installation).await.expect("a snapshot");
    assert_eq!(snapshot.tenants().await, Ok(Vec::new()));
}
