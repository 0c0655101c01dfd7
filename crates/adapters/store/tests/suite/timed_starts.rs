//! When services begin by themselves.

use crate::backend::{Database, on_both_databases};
use crate::samples::{Sample, at};
use store::{Change, StoreError, TimedStartRow};
use values::EffectId;

on_both_databases!(one_start_one_moment);

/// A start waits for one moment at a time; whoever rests on what it was before somebody changed it is refused, and no other
/// start can take its moment.
async fn one_start_one_moment(db: Database) {
    let sample = Sample::new(1);
    let (first, next) = (sample.timed_start(), EffectId::from_bytes([7; 16]));
    let apply = async |change| db.store.apply(sample.commit(vec![change])).await;
    apply(Change::insert(&first)).await.expect("stored");
    let twice = TimedStartRow { element: "monthly".into(), ..first.clone() };
    assert!(matches!(apply(Change::insert(&twice)).await, Err(StoreError::Stale { .. })));
    let begun = TimedStartRow { moment: next, due: None, begun_at: Some(at(60)), ..first.clone() };
    apply(Change::update(&begun)).await.expect("stored");
    assert!(matches!(apply(Change::update(&first)).await, Err(StoreError::Stale { .. })));

    let snapshot = db.store.read(sample.scope()).await.expect("a snapshot");
    let stored = TimedStartRow { version: 2, ..begun };
    assert_eq!(snapshot.timed_start_at(first.moment).await, Ok(None));
    assert_eq!(snapshot.timed_start_at(next).await, Ok(Some(stored.clone())));
    assert_eq!(snapshot.timed_starts_of_service("hundesteuer").await, Ok(vec![stored]));
    assert_eq!(snapshot.timed_starts_of_service("wasser").await, Ok(Vec::new()));
}
