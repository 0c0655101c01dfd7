//! Many that wait for the same.

use super::small_services::{caller, checked, hearer, listener, live, sayer, sent};
use crate::office::{Office, on_both_databases, process_by_way_of};
use casework::Casework;
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};
use std::time::Instant;
use store::{Passage, Point};

on_both_databases!(one_signal_for_many, many_messages_for_many);

/// How many wait in the suite; `FACHWERK_WAITING` says how many wait in a run that takes longer.
const MANY: i64 = 24;

fn many() -> i64 {
    std::env::var("FACHWERK_WAITING").ok().and_then(|many| many.parse().ok()).unwrap_or(MANY)
}

/// A worker whose readings and commits are counted.
async fn counted(office: &Office) -> (Casework, Arc<[AtomicI64; 2]>) {
    let counts = Arc::new([AtomicI64::new(0), AtomicI64::new(0)]);
    let kept = Arc::clone(&counts);
    let passage = Passage::new(move |point| {
        match point {
            Point::Reading => kept[0].fetch_add(1, Ordering::Relaxed),
            Point::Writing => kept[1].fetch_add(1, Ordering::Relaxed),
            Point::Written => 0,
        };
        Box::pin(async { Ok(()) })
    });
    (process_by_way_of(office, passage).await, counts)
}

/// Works until nothing is due; readings and commits for each of those who waited.
#[expect(clippy::print_stdout, reason = "a long run is made to be read")]
async fn worked(office: &Office, waiting: i64) -> [i64; 2] {
    let (worker, counts) = counted(office).await;
    let began = Instant::now();
    loop {
        let worked = worker.work_once().await.expect("a round of the worker");
        assert_eq!(worked.again, 0);
        if worked.claimed == 0 {
            break;
        }
    }
    let took = began.elapsed();
    let [readings, commits] = [0, 1].map(|at: usize| counts[at].load(Ordering::Relaxed));
    println!("{waiting} waiting on {:?}: {took:?}, {readings} readings, {commits} commits", office.backend);
    [readings, commits].map(|count| (count + waiting - 1) / waiting)
}

/// A signal costs for each of many who wait for it no more than for each of few.
async fn one_signal_for_many(office: Office) {
    live(&office, &[listener(), caller()]).await;
    let clerk = office.staff("weber", &["steueramt"], &[]).await;
    for number in 0..many() {
        sent(&office, "listener", &format!("Nr. {number}")).await;
    }
    let call = sent(&office, "caller", "Ada").await;
    office.work().await;
    checked(&office, &clerk, &call).await;
    let [readings, commits] = worked(&office, many()).await;
    assert!(readings <= 6 && commits <= 3, "{readings} readings, {commits} commits for each");
}

/// Nor does a message, when many have been published that nobody waited for, and then many wait for one each.
async fn many_messages_for_many(office: Office) {
    live(&office, &[hearer(), sayer()]).await;
    let clerk = office.staff("weber", &["steueramt"], &[]).await;
    for _ in 0..many() {
        let says = sent(&office, "sayer", "Ada").await;
        checked(&office, &clerk, &says).await;
    }
    office.work().await;
    let lying = "SELECT COUNT(*) FROM publication";
    assert_eq!(office.count(lying).await, many());
    for _ in 0..many() {
        sent(&office, "hearer", "Ada").await;
    }
    let [readings, commits] = worked(&office, many()).await;
    assert_eq!(office.count(lying).await, 0);
    assert!(readings <= 6 && commits <= 4, "{readings} readings, {commits} commits for each");
}
