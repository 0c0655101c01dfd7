//! The floor: one row of two kilobytes per durable commit, with nothing of ours in between.

use crate::per_second;
use std::time::Instant;

const ROW: [u8; 2_048] = [7; 2_048];

/// One connection, WAL, synchronous FULL.
pub(crate) fn sqlite(count: usize) -> f64 {
    let file = std::env::temp_dir().join(format!("fachwerk-floor-{}.sqlite", std::process::id()));
    let _ = std::fs::remove_file(&file);
    let database = rusqlite::Connection::open(&file).expect("a database file");
    let prepare = "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; CREATE TABLE floor (id INTEGER PRIMARY KEY, row BLOB)";
    database.execute_batch(prepare).expect("an empty table");
    let started = Instant::now();
    for _ in 0..count {
        database.execute("INSERT INTO floor (row) VALUES (?1)", [ROW.as_slice()]).expect("a row");
    }
    let rate = per_second(count, started.elapsed());
    drop(database);
    let _ = std::fs::remove_file(&file);
    rate
}

/// As many connections as tasks, each committing one row at a time.
pub(crate) async fn postgres(url: &str, tasks: usize, count: usize) -> f64 {
    let mut clients = Vec::new();
    for _ in 0..tasks {
        let (client, connection) =
            tokio_postgres::connect(url, tokio_postgres::NoTls).await.expect("a connection");
        tokio::spawn(connection);
        clients.push(client);
    }
    let create = "CREATE TABLE IF NOT EXISTS floor (id BIGSERIAL PRIMARY KEY, row BYTEA)";
    clients[0].batch_execute(create).await.expect("an empty table");
    let started = Instant::now();
    let running = clients.into_iter().map(|client| {
        tokio::spawn(async move {
            let insert = client.prepare("INSERT INTO floor (row) VALUES ($1)").await.expect("a statement");
            for _ in 0..count / tasks {
                client.execute(&insert, &[&ROW.as_slice()]).await.expect("a row");
            }
        })
    });
    for task in running.collect::<Vec<_>>() {
        task.await.expect("it ends");
    }
    per_second(count / tasks * tasks, started.elapsed())
}
