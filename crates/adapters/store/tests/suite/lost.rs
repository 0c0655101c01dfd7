//! Loss at the worst moment: the connection goes after COMMIT was sent, the disk fails, the caller goes away.

use crate::backend::Database;
use crate::samples::Sample;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use store::{Applied, Change, Fault, PostgresOptions, Store, StoreError};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::tcp::{OwnedReadHalf, OwnedWriteHalf};
use tokio::net::{TcpListener, TcpStream};

/// What the proxy does with a COMMIT while it has any to swallow.
#[derive(Clone, Copy, PartialEq)]
enum Swallow {
    /// It reaches the server, its answer does not come back.
    Answer,
    /// It does not reach the server.
    Question,
}

/// Stands between the store and PostgreSQL and closes the connection at a COMMIT, `remaining` times.
async fn proxy(server: String, swallow: Swallow, remaining: Arc<AtomicUsize>) -> u16 {
    let listener = TcpListener::bind(("127.0.0.1", 0)).await.expect("a port");
    let port = listener.local_addr().expect("an address").port();
    tokio::spawn(async move {
        while let Ok((client, _)) = listener.accept().await {
            let server = TcpStream::connect(&server).await.expect("the server");
            tokio::spawn(pass(client, server, swallow, remaining.clone()));
        }
    });
    port
}

async fn pass(client: TcpStream, server: TcpStream, swallow: Swallow, remaining: Arc<AtomicUsize>) {
    let (from_client, mut to_client) = client.into_split();
    let (mut from_server, to_server) = server.into_split();
    let mut asking = tokio::spawn(ask(from_client, to_server, swallow, remaining));
    let mut buffer = vec![0; 65536];
    loop {
        tokio::select! {
            // Dropping both halves closes the client's connection; nothing more is passed back.
            waiting = &mut asking => {
                if let Ok(Some(to_server)) = waiting {
                    let _ = from_server.read(&mut buffer).await;
                    drop(to_server);
                }
                return;
            }
            read = from_server.read(&mut buffer) => match read {
                Ok(length) if length > 0 => to_client.write_all(&buffer[..length]).await.expect("passed on"),
                _ => return,
            },
        }
    }
}

/// Passes on what the client says until a COMMIT is to be swallowed; returns the way to the server if it was passed.
async fn ask(
    mut from: OwnedReadHalf,
    mut to: OwnedWriteHalf,
    swallow: Swallow,
    remaining: Arc<AtomicUsize>,
) -> Option<OwnedWriteHalf> {
    let mut buffer = vec![0; 65536];
    while let Ok(length) = from.read(&mut buffer).await {
        if length == 0 {
            return None;
        }
        let said = &buffer[..length];
        let commit = said.windows(7).any(|window| window == b"COMMIT\0");
        let less = |left: usize| left.checked_sub(1);
        if commit && remaining.fetch_update(Ordering::SeqCst, Ordering::SeqCst, less).is_ok() {
            if swallow == Swallow::Question {
                return None;
            }
            to.write_all(said).await.expect("passed on");
            return Some(to);
        }
        to.write_all(said).await.expect("passed on");
    }
    None
}

/// A store whose connections break at COMMIT, and the database behind it.
async fn broken(swallow: Swallow, times: usize) -> (Store, Database) {
    let db = Database::postgres("lost").await;
    let url = db.url.clone().expect("it is PostgreSQL");
    let server =
        url.split('@').nth(1).and_then(|rest| rest.split('/').next()).expect("host and port").to_owned();
    let port = proxy(server.clone(), swallow, Arc::new(AtomicUsize::new(times))).await;
    let through = url.replace(&server, &format!("127.0.0.1:{port}"));
    let store = Store::open_postgres(&through, PostgresOptions::default()).await.expect("a store");
    (store, db)
}

/// The citizen's application is stored once although the answer got lost, and the citizen is told its number.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_commit_whose_answer_is_lost_is_found_again() {
    let (store, db) = broken(Swallow::Answer, 1).await;
    let sample = Sample::new(1);
    let commit = sample.commit(sample.everything()).once(sample.key("form"), "HU-2026-1");
    assert_eq!(store.apply(commit.clone()).await, Ok(Applied::Repeated("HU-2026-1".into())));
    assert_eq!(db.store.apply(commit).await, Ok(Applied::Repeated("HU-2026-1".into())));
    let snapshot = db.store.read(sample.scope()).await.expect("a snapshot");
    assert_eq!(snapshot.case(sample.case).await, Ok(Some(sample.case_head())));
}

/// If it had not been stored, it is now, once.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_commit_that_never_arrived_is_stored_now() {
    let (store, db) = broken(Swallow::Question, 1).await;
    let sample = Sample::new(1);
    let commit = sample.commit(sample.everything()).once(sample.key("form"), "HU-2026-1");
    assert_eq!(store.apply(commit.clone()).await, Ok(Applied::Done));
    assert_eq!(db.store.apply(commit).await, Ok(Applied::Repeated("HU-2026-1".into())));
}

/// Nobody is told that something was stored, or was not, when nobody can know.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_unknown_outcome_is_called_so() {
    let (store, db) = broken(Swallow::Answer, 1).await;
    let sample = Sample::new(1);
    db.store.apply(sample.commit(vec![Change::insert(&sample.case_head())])).await.expect("stored");
    let without_key = store.apply(sample.commit(vec![Change::update(&sample.case_head())])).await;
    assert!(matches!(without_key, Err(StoreError::Fault(Fault::OutcomeUnknown(_)))), "{without_key:?}");
    let snapshot = db.store.read(sample.scope()).await.expect("a snapshot");
    let case = snapshot.case(sample.case).await.expect("read").expect("the case");
    assert_eq!(case.version, 2, "it was stored, and the store did not try again without a key");
    drop(snapshot);

    let (store, db) = broken(Swallow::Question, 2).await;
    let commit = sample.commit(sample.everything()).once(sample.key("form"), "HU-2026-1");
    let twice = store.apply(commit.clone()).await;
    assert!(matches!(twice, Err(StoreError::Fault(Fault::OutcomeUnknown(_)))), "{twice:?}");
    assert_eq!(db.store.apply(commit.clone()).await, Ok(Applied::Done));
    assert_eq!(
        store.apply(commit).await,
        Ok(Applied::Repeated("HU-2026-1".into())),
        "the pool has recovered"
    );
}

/// A citizen who closes the browser in the middle leaves no transaction open that others wait for.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn whoever_goes_away_holds_nobody_up() {
    let db = Database::postgres("gone").await;
    let url = db.url.as_ref().expect("it is PostgreSQL");
    let store = Store::open_postgres(url, PostgresOptions { pool: 2 }).await.expect("a store");
    let sample = Sample::new(1);
    db.store.apply(sample.commit(vec![Change::insert(&sample.service())])).await.expect("stored");
    for delay in 0..30_u64 {
        let commit = sample.commit(vec![Change::put(&sample.service())]);
        let _ =
            tokio::time::timeout(std::time::Duration::from_micros(delay * 100), store.apply(commit)).await;
        let reading = async {
            let snapshot = store.read(sample.scope()).await.expect("a snapshot");
            snapshot.services().await.expect("read");
            snapshot.services().await.expect("read")
        };
        let _ = tokio::time::timeout(std::time::Duration::from_micros(delay * 100), reading).await;
    }
    assert_eq!(db.store.apply(sample.commit(vec![Change::put(&sample.service())])).await, Ok(Applied::Done));
    let open = "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() \
                AND state LIKE 'idle in transaction%'";
    let count = || cluster::Cluster::shared().and_then(|cluster| cluster.sql(url, open)).expect("an answer");
    assert!((0..100).any(|_| count() == "0"), "a transaction stays open");
}

/// Once the disk has failed nothing is acknowledged any more, and the node says that it is not ready.
#[tokio::test]
async fn a_failed_disk_ends_writing() {
    let db = Database::sqlite("lost-disk").await;
    let folder = &db.folder.as_ref().expect("it is SQLite").0;
    let whole = folder.join("fachwerk.db");
    let connection = rusqlite::Connection::open(&whole).expect("a connection");
    connection.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |_| Ok(())).expect("a checkpoint");
    let mut bytes = std::fs::read(&whole).expect("the file");
    let roots = "SELECT rootpage FROM sqlite_schema WHERE rootpage > 0 AND tbl_name <> 'schema_version'";
    let mut statement = connection.prepare(roots).expect("a statement");
    for page in statement.query_map([], |row| row.get::<_, u32>(0)).expect("rows") {
        let end = page.expect("a number") as usize * 4096;
        bytes[end - 4096..end].fill(0xff);
    }
    let damaged = folder.join("damaged.db");
    std::fs::write(&damaged, bytes).expect("a damaged file");

    let store = Store::open_sqlite(&damaged).await.expect("the damage is not seen yet");
    assert_eq!(store.check().await, Ok(()));
    let sample = Sample::new(1);
    for _ in 0..2 {
        let refused = store.apply(sample.commit(sample.everything())).await;
        assert!(matches!(refused, Err(StoreError::Fault(Fault::WritingStopped(_)))), "{refused:?}");
        let ready = store.check().await;
        assert!(matches!(ready, Err(StoreError::Fault(Fault::WritingStopped(_)))), "{ready:?}");
    }
}
