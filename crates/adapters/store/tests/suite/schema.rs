//! The schema: what the row types say is what both databases have, and it is made once however many try.

use crate::backend::{Database, Folder, postgres_url};
use cluster::Cluster;
use std::collections::BTreeSet;
use store::{Fault, PostgresOptions, Reach, Store, StoreError, TABLES};

/// Tables in which the database itself gives each row a `place`, which no row type holds.
const PLACED: [&str; 3] = ["service_start", "signal", "subscription"];

/// Every table of the schema as `table: columns`, as the row types describe it.
fn described() -> BTreeSet<String> {
    let line = |table: &store::Table| {
        let mut columns = table.columns.to_vec();
        columns.extend(PLACED.contains(&table.name).then_some("place"));
        columns.sort_unstable();
        format!("{}: {}", table.name, columns.join(","))
    };
    TABLES.iter().map(|(table, _)| line(table)).collect()
}

/// An auditor who reads the list of scopes has read about every table there is, on SQLite …
#[tokio::test]
async fn the_list_of_scopes_is_complete_on_sqlite() {
    let db = Database::sqlite("schema-list").await;
    let folder = db.folder.as_ref().expect("it is SQLite");
    let connection = rusqlite::Connection::open(folder.0.join("fachwerk.db")).expect("a connection");
    let mut statement = connection
        .prepare(
            "SELECT m.name || ': ' || (SELECT group_concat(name, ',' ORDER BY name) FROM pragma_table_info(m.name)) \
             FROM sqlite_schema m WHERE type = 'table' AND m.name <> 'schema_version' \
             AND m.name NOT LIKE 'search_index%'",
        )
        .expect("a statement");
    let found: Result<BTreeSet<String>, _> =
        statement.query_map([], |row| row.get(0)).expect("rows").collect();
    assert_eq!(found.expect("texts"), described());
    let key = "SELECT group_concat(name, ',' ORDER BY pk) FROM pragma_table_info(?1) WHERE pk > 0";
    for (table, _) in TABLES {
        let columns: String = connection.query_row(key, [table.name], |row| row.get(0)).expect("a key");
        assert_eq!(columns, table.key_columns().join(","), "{}", table.name);
    }
}

/// … and on PostgreSQL, where row-level security guards exactly the tables that the list gives to somebody.
#[tokio::test]
async fn the_list_of_scopes_is_complete_on_postgres() {
    let db = Database::postgres("schema-list").await;
    let ask = |sql: &'static str| {
        let url = db.url.clone().expect("it is PostgreSQL");
        let lines = Cluster::shared().and_then(|cluster| cluster.sql(&url, sql)).expect("an answer");
        lines.lines().map(str::to_owned).collect::<BTreeSet<String>>()
    };
    let found =
        ask("SELECT table_name || ': ' || string_agg(column_name, ',' ORDER BY column_name COLLATE \"C\") \
         FROM information_schema.columns WHERE table_schema = 'public' AND table_name <> 'schema_version' \
         GROUP BY table_name");
    assert_eq!(found, described());
    let keys = ask(
        "SELECT c.relname || ': ' || string_agg(a.attname, ',' ORDER BY array_position(i.indkey, a.attnum)) \
         FROM pg_index i JOIN pg_class c ON c.oid = i.indrelid \
         JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum = ANY (i.indkey) \
         WHERE i.indisprimary AND c.relnamespace = 'public'::regnamespace AND c.relname <> 'schema_version' \
         GROUP BY c.relname",
    );
    let keys_described =
        TABLES.iter().map(|(table, _)| format!("{}: {}", table.name, table.key_columns().join(",")));
    assert_eq!(keys, keys_described.collect());
    let policies =
        ask("SELECT c.relname || ': ' || p.polname FROM pg_policy p JOIN pg_class c ON c.oid = p.polrelid \
         WHERE c.relrowsecurity AND (c.relforcerowsecurity OR c.relname = 'search_entry')");
    let guarded = TABLES.iter().filter_map(|(table, reach)| {
        let policy = match reach {
            Reach::Installation | Reach::Itself => return None,
            Reach::DueIndex => "own_or_installation",
            Reach::Tenant | Reach::SearchIndex => "tenant_side",
            Reach::TenantOrCitizen => "either_side",
        };
        Some(format!("{}: {policy}", table.name))
    });
    assert_eq!(policies, guarded.collect());
    let texts = ask("SELECT table_name FROM information_schema.columns WHERE table_schema = 'public' \
         AND table_name <> 'schema_version' AND data_type = 'text' AND collation_name IS DISTINCT FROM 'C'");
    assert_eq!(texts, BTreeSet::new(), "texts are sorted alike everywhere");
}

/// Two nodes that start at the same moment bring the database forward once, and both serve.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn two_nodes_may_migrate_at_once() {
    let url = postgres_url().await;
    let folder = Folder::new("schema-twice");
    let path = folder.0.join("fachwerk.db");
    for round in 0..3 {
        let (a, b) = (
            Store::open_postgres(&url, PostgresOptions::default()).await.expect("a store"),
            Store::open_postgres(&url, PostgresOptions::default()).await.expect("a store"),
        );
        assert_eq!(tokio::join!(a.migrate(), b.migrate()), (Ok(()), Ok(())), "round {round}");
        assert_eq!(tokio::join!(a.check(), b.check()), (Ok(()), Ok(())));
        let (a, b) = (
            Store::open_sqlite(&path).await.expect("a store"),
            Store::open_sqlite(&path).await.expect("a store"),
        );
        assert_eq!(tokio::join!(a.migrate(), b.migrate()), (Ok(()), Ok(())), "round {round}");
        assert_eq!(tokio::join!(a.check(), b.check()), (Ok(()), Ok(())));
    }
}

/// Who has waited on SQLite for a message about one file since before messages went between cases hears of that file, and
/// not what is about none.
#[tokio::test]
async fn who_has_long_waited_is_found_by_the_key() {
    const BEFORE: usize = 17;
    let folder = Folder::new("schema-keys");
    let path = folder.0.join("fachwerk.db");
    let mut files: Vec<_> = std::fs::read_dir("migrations/sqlite").expect("the migrations").collect();
    files.sort_by_key(|file| file.as_ref().expect("a file").path());
    let old = rusqlite::Connection::open(&path).expect("a connection");
    old.execute_batch("CREATE TABLE schema_version (number INTEGER NOT NULL PRIMARY KEY, name TEXT NOT NULL, content_hash BLOB NOT NULL) STRICT")
        .expect("a table");
    for (place, file) in files.into_iter().take(BEFORE).enumerate() {
        let sql = std::fs::read_to_string(file.expect("a file").path()).expect("a migration");
        old.execute_batch(&sql).expect("it runs");
        let row = (place as i64 + 1, "", values::Hash::of(sql.as_bytes()).as_bytes().to_vec());
        old.execute("INSERT INTO schema_version VALUES (?1, ?2, ?3)", row).expect("a row");
    }
    let waits = "INSERT INTO subscription (tenant, id, case_id, message, message_key) VALUES (x'01', ?1, x'01', 'heard', ?2)";
    for (id, key) in [(b"a", "4711"), (b"b", "")] {
        old.execute(waits, (id.as_slice(), key)).expect("a row");
    }
    drop(old);
    let store = Store::open_sqlite(&path).await.expect("a store");
    assert_eq!(store.migrate().await, Ok(()));
    let now = rusqlite::Connection::open(&path).expect("a connection");
    for key in ["4711", ""] {
        let hash: Vec<u8> = now
            .query_row("SELECT key_hash FROM subscription WHERE message_key = ?1", [key], |row| row.get(0))
            .expect("who waits");
        assert_eq!(hash, values::Hash::of(key.as_bytes()).as_bytes());
    }
}

/// An operator who forgot to migrate reads so, instead of pages that fail.
#[tokio::test]
async fn an_empty_database_is_not_ready() {
    let url = postgres_url().await;
    let postgres = Store::open_postgres(&url, PostgresOptions::default()).await.expect("a store");
    assert!(matches!(postgres.check().await, Err(StoreError::Fault(Fault::Schema(_)))));
    let sqlite = Store::sqlite_in_memory().await.expect("a store");
    assert!(matches!(sqlite.check().await, Err(StoreError::Fault(Fault::Schema(_)))));
    sqlite.migrate().await.expect("the schema");
    assert_eq!(sqlite.check().await, Ok(()));
    let nowhere = "postgres://fachwerk@127.0.0.1:1/nowhere";
    let nowhere = Store::open_postgres(nowhere, PostgresOptions::default()).await.expect("a store");
    assert!(matches!(nowhere.check().await, Err(StoreError::Fault(Fault::Unreachable(_)))));
}

/// What is in the database is for the program's eyes alone, also among the users of one machine.
#[tokio::test]
async fn the_file_is_private() {
    use std::os::unix::fs::PermissionsExt;
    let db = Database::sqlite("schema-private").await;
    let folder = &db.folder.as_ref().expect("it is SQLite").0;
    for name in ["fachwerk.db", "fachwerk.db-wal"] {
        let mode = std::fs::metadata(folder.join(name)).expect(name).permissions().mode();
        assert_eq!(mode & 0o077, 0, "{name}");
    }
}
