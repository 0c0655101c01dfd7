//! Benchmarks with a floor in the same run: what the database alone can do, and what one application costs on top.
//! Figures go to standard output; nothing is judged here, because machines differ.

#![allow(clippy::print_stdout)]

mod applications;
mod floor;
mod office;

use std::time::Duration;

#[tokio::main]
async fn main() {
    let count = std::env::args().nth(1).and_then(|count| count.parse().ok()).unwrap_or(2_000);
    println!("| database | tasks | floor: one row, commits/s | applications sent/s | ratio |");
    println!("|---|---|---|---|---|");
    for tasks in [1, 8] {
        let office = office::on_sqlite().await;
        report("SQLite", tasks, floor::sqlite(count), applications::sent(&office, tasks, count).await);
    }
    for tasks in [1, 8] {
        let office = office::on_postgres().await;
        let floor = floor::postgres(office.url.as_deref().unwrap_or_default(), tasks, count).await;
        report("PostgreSQL", tasks, floor, applications::sent(&office, tasks, count).await);
    }
}

fn report(database: &str, tasks: usize, floor: f64, sent: f64) {
    println!("| {database} | {tasks} | {floor:.0} | {sent:.0} | {:.2} |", sent / floor);
}

/// How many of `count` things were done in a second.
fn per_second(count: usize, took: Duration) -> f64 {
    count as f64 / took.as_secs_f64()
}
