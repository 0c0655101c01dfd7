//! What the worker and the work list are promised: due rows once, fenced results, pages without gaps.

use crate::backend::{Database, on_both_databases};
use crate::samples::{Sample, at, tenant};
use std::collections::BTreeSet;
use std::time::Duration;
use store::{
    Applied, Change, DueRow, Expect, NumberRange, Scope, StoreError, TaskCandidateRow, TaskRow, WorkMark,
    WorkScope, WorkView,
};
use values::TaskId;

on_both_databases!(
    a_due_row_has_one_worker_at_a_time,
    two_workers_share_the_work,
    case_numbers_are_given_once,
    the_work_list_shows_each_task_once_in_order,
    waiting_workers_are_woken,
    what_has_expired_is_forgotten,
);

/// A letter is not sent twice because a slow worker comes back: its result is refused once another has the job.
async fn a_due_row_has_one_worker_at_a_time(db: Database) {
    let sample = Sample::new(1);
    db.store.apply(sample.commit(sample.everything())).await.expect("stored");
    assert_eq!(db.store.claim_due(at(-1), at(30), 100).await, Ok(Vec::new()), "nothing is due yet");
    let slow = db.store.claim_due(at(0), at(30), 100).await.expect("claimed");
    assert_eq!(slow, [DueRow { lease_until: at(30), attempt: 1, ..sample.due() }]);
    assert_eq!(db.store.claim_due(at(29), at(60), 100).await, Ok(Vec::new()), "the lease still runs");
    let fast = db.store.claim_due(at(30), at(60), 100).await.expect("claimed");
    assert_eq!(fast[0].attempt, 2);

    let key = || DueRow::key(sample.tenant, sample.due().id);
    let done = |attempt| {
        let outbox = Change::delete(store::OutboxRow::key(sample.tenant, sample.outbox().id));
        sample.commit(vec![Change::delete_at(key(), attempt), outbox])
    };
    let late = Err(StoreError::Stale { table: "due" });
    assert_eq!(db.store.apply(done(slow[0].attempt)).await, late);
    let mut looks = sample.commit(Vec::new());
    looks.expects = vec![Expect::at(key(), slow[0].attempt)];
    assert_eq!(db.store.apply(looks).await, late);
    assert_eq!(db.store.apply(sample.commit(vec![Change::update(&slow[0])])).await, late);
    let later = DueRow { due: at(90), lease_until: at(0), ..fast[0].clone() };
    assert_eq!(db.store.apply(sample.commit(vec![Change::update(&later)])).await, Ok(Applied::Done));
    assert_eq!(db.store.apply(done(fast[0].attempt)).await, Ok(Applied::Done));
    assert_eq!(db.store.claim_due(at(100), at(120), 100).await, Ok(Vec::new()));
}

/// Two workers at once take different jobs, of all towns, soonest first.
async fn two_workers_share_the_work(db: Database) {
    for number in 0..30 {
        let sample = Sample::new(number);
        let due = DueRow { due: at(i64::from(number)), ..sample.due() };
        db.store.apply(sample.commit(vec![Change::insert(&due)])).await.expect("stored");
    }
    let (other, now, until) = (db.again().await, at(100), at(200));
    let (mine, theirs) = tokio::join!(db.store.claim_due(now, until, 10), other.claim_due(now, until, 10));
    let (mine, theirs) = (mine.expect("claimed"), theirs.expect("claimed"));
    let rest = db.store.claim_due(now, until, 100).await.expect("claimed");
    assert_eq!((mine.len(), theirs.len(), rest.len()), (10, 10, 10));
    assert!(mine.is_sorted_by_key(|row| row.due));
    let all: BTreeSet<_> = mine.iter().chain(&theirs).chain(&rest).map(|row| row.id).collect();
    assert_eq!(all.len(), 30);
    assert!(rest.iter().all(|row| row.due >= at(20)), "the soonest went first");
}

/// No two cases of a town have the same number, however many are opened at once; each town and year counts alone.
async fn case_numbers_are_given_once(db: Database) {
    let other = db.again().await;
    let mut firsts = Vec::new();
    for _ in 0..10 {
        let (a, b) = tokio::join!(
            db.store.reserve_numbers(NumberRange::Cases, tenant(1), 2026, 5),
            other.reserve_numbers(NumberRange::Cases, tenant(1), 2026, 5)
        );
        firsts.extend([a.expect("reserved"), b.expect("reserved")]);
    }
    firsts.sort_unstable();
    assert_eq!(firsts, (0..20).map(|block| 1 + block * 5).collect::<Vec<i64>>());
    assert_eq!(db.store.reserve_numbers(NumberRange::Cases, tenant(1), 2027, 1).await, Ok(1));
    assert_eq!(db.store.reserve_numbers(NumberRange::Cases, tenant(2), 2026, 1).await, Ok(1));
}

/// A caseworker leafs through the work list and meets every task once, soonest first, those without a date last.
async fn the_work_list_shows_each_task_once_in_order(db: Database) {
    let sample = Sample::new(1);
    let me = sample.staff().id;
    let mut changes = vec![Change::insert(&sample.case_head())];
    for number in 0..150_u8 {
        let task = TaskRow {
            id: TaskId::derived(&[b"task".as_slice(), &[number]]),
            due: (number % 3 > 0).then(|| at(i64::from(number / 10))),
            assignee: (number % 5 == 0).then_some(me),
            ..sample.task()
        };
        for group in [Some("steuern"), (number % 2 == 0).then_some("kasse")].into_iter().flatten() {
            changes.push(Change::insert(&TaskCandidateRow {
                due: task.due,
                task: task.id,
                ..sample.candidate(group)
            }));
        }
        changes.push(Change::insert(&task));
    }
    db.store.apply(sample.commit(changes)).await.expect("stored");

    let groups = ["kasse".to_owned(), "steuern".to_owned()];
    let scope = WorkScope { staff: me, groups: &groups };
    let snapshot = db.store.read(sample.scope()).await.expect("a snapshot");
    let expected = [
        (WorkView::Mine, 30),
        (WorkView::Groups, 150),
        (WorkView::Free, 120),
        // Due within the first five seconds: numbers 0 to 49 that have a date.
        (WorkView::Overdue(at(5)), (0..50).filter(|number| number % 3 > 0).count()),
    ];
    for (view, count) in expected {
        let mut seen = Vec::new();
        let mut after = None;
        loop {
            let page = snapshot.work_list(scope, view, after, 7).await.expect("a page");
            let Some(last) = page.last() else { break };
            after = Some(WorkMark::of(last.task.due, last.task.id));
            seen.extend(page.iter().map(|row| (WorkMark::of(row.task.due, row.task.id), row.number.clone())));
        }
        assert!(seen.is_sorted(), "{view:?}");
        assert_eq!(seen.len(), count, "{view:?}");
        assert_eq!(seen.iter().collect::<BTreeSet<_>>().len(), count, "{view:?}");
    }
    let counts = snapshot.work_counts(scope, at(5)).await.expect("counts");
    assert_eq!((counts.mine, counts.groups, counts.free, counts.overdue), (30, 100, 100, 33));
    let nobody = WorkScope { staff: values::StaffId::from_bytes([9; 16]), groups: &[] };
    assert_eq!(snapshot.work_list(nobody, WorkView::Groups, None, 7).await, Ok(Vec::new()));
    assert_eq!(snapshot.work_counts(nobody, at(5)).await, Ok(store::WorkCounts::default()));
    // Moved to another office: of the tasks that still bear the name only those stay that the new office may take.
    for (groups, mine) in [(["kasse".to_owned()], 15), (["bauamt".to_owned()], 0)] {
        let moved = WorkScope { staff: me, groups: &groups };
        let rows = snapshot.work_list(moved, WorkView::Mine, None, 100).await.expect("a page");
        assert_eq!(rows.len(), mine, "{groups:?}");
    }
}

/// A worker that waits starts as soon as a case asks for something; on PostgreSQL also in another process.
async fn waiting_workers_are_woken(db: Database) {
    let other = db.again().await;
    // A listener of another process needs its connection first; it asks for work whenever it has connected.
    other.wait_for_work(Duration::from_millis(500)).await;
    let worker = if db.url.is_some() { other } else { db.store.clone() };
    let patience = Duration::from_secs(30);
    let waiting = tokio::spawn(async move {
        let started = std::time::Instant::now();
        worker.wait_for_work(patience).await;
        started.elapsed()
    });
    let sample = Sample::new(1);
    db.store.apply(sample.commit(vec![Change::insert(&sample.due())])).await.expect("stored");
    assert!(waiting.await.expect("no panic") < patience);
}

/// Sessions end when they should, and nothing else goes with them.
async fn what_has_expired_is_forgotten(db: Database) {
    let sample = Sample::new(1);
    let mut commit = sample.commit(vec![
        Change::insert(&sample.session()),
        Change::put(&sample.throttle()),
        Change::put(&sample.throttle()),
    ]);
    commit.scope = Scope::Installation;
    db.store.apply(commit).await.expect("stored");
    db.store.forget_expired(at(60)).await.expect("forgotten");
    let snapshot = db.store.read(Scope::Installation).await.expect("a snapshot");
    assert_eq!(snapshot.throttle(sample.throttle().key_hash).await, Ok(None));
    assert_eq!(snapshot.session(sample.session().token_hash).await, Ok(Some(sample.session())));
}
