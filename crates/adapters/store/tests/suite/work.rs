//! What the worker and the work list are promised: due rows once, fenced results, pages without gaps.

use crate::backend::{Database, on_both_databases};
use crate::samples::{Sample, at, tenant};
use std::collections::BTreeSet;
use std::time::Duration;
use store::{
    Applied, CaseReach, CaseRow, Change, Direction, DueRow, Expect, NumberRange, Resubmitted, Scope,
    Snapshot, StoreError, TaskCandidateRow, TaskRow, WorkMark, WorkOrder, WorkQuestion, WorkRow, WorkScope,
    WorkView,
};
use values::folding::sort_key;
use values::{CaseId, TaskId};

on_both_databases!(
    a_due_row_has_one_worker_at_a_time,
    two_workers_share_the_work,
    a_town_with_very_much_due_holds_up_no_other,
    case_numbers_are_given_once,
    the_work_list_shows_each_task_once_in_order,
    the_work_list_is_sorted_over_all_pages,
    what_is_put_away_comes_back_on_its_day,
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

/// Whatever happens in a big town, or was written there to happen without end: what is due in a small one is done in the
/// next round, not after all of that.
async fn a_town_with_very_much_due_holds_up_no_other(db: Database) {
    let flooded = Sample::new(1);
    let many = (0..3_000_u64).map(|number| {
        let id = values::EffectId::derived(&[&number.to_be_bytes()]);
        Change::insert(&DueRow { id: *id.as_bytes(), ..flooded.due() })
    });
    db.store.apply(flooded.commit(many.collect())).await.expect("stored");
    for number in 2..6 {
        let sample = Sample::new(number);
        let due = DueRow { due: at(i64::from(number)), ..sample.due() };
        db.store.apply(sample.commit(vec![Change::insert(&due)])).await.expect("stored");
    }
    let mut served = Vec::new();
    for round in 0..3 {
        let claimed = db.store.claim_due(at(3 + round), at(200), 100).await.expect("claimed");
        let theirs = claimed.iter().filter(|row| row.tenant != flooded.tenant).count();
        served.push((theirs, claimed.len() - theirs));
        // Within a round, too: it may be broken off for want of time.
        let last = claimed.iter().rposition(|row| row.tenant != flooded.tenant);
        assert!(last <= Some(theirs), "a small town is kept waiting for place {last:?}");
    }
    assert_eq!(served, [(2, 98), (1, 99), (1, 99)]);
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
    let scope = WorkScope { staff: me, groups: &groups, cases: CaseReach::OfGroups };
    let snapshot = db.store.read(sample.scope()).await.expect("a snapshot");
    let expected = [
        (WorkView::Mine, 30),
        (WorkView::Groups, 150),
        (WorkView::Free, 120),
        // Due within the first five seconds: numbers 0 to 49 that have a date.
        (WorkView::Overdue, (0..50).filter(|number| number % 3 > 0).count()),
    ];
    for (view, count) in expected {
        let question = WorkQuestion { view, ..question(scope) };
        let seen: Vec<_> =
            walked(&snapshot, &question).await.iter().map(|row| mark(&question, row)).collect();
        assert!(seen.is_sorted(), "{view:?}");
        assert_eq!(seen.len(), count, "{view:?}");
        assert_eq!(seen.iter().collect::<BTreeSet<_>>().len(), count, "{view:?}");
    }
    let counts = snapshot.work_counts(&question(scope)).await.expect("counts");
    assert_eq!((counts.mine, counts.groups, counts.free, counts.overdue, counts.all), (30, 100, 100, 33, 0));
    let nobody = WorkScope { staff: values::StaffId::from_bytes([9; 16]), groups: &[], ..scope };
    assert_eq!(snapshot.work_list(&question(nobody)).await, Ok(Vec::new()));
    assert_eq!(snapshot.work_counts(&question(nobody)).await, Ok(store::WorkCounts::default()));
    // The head of office is in no group and sees all tasks.
    let head = WorkScope { cases: CaseReach::All, ..nobody };
    let all = WorkQuestion { view: WorkView::All, ..question(head) };
    assert_eq!(walked(&snapshot, &all).await.len(), 150);
    assert_eq!(snapshot.work_counts(&all).await.expect("counts").all, 100);
    // Moved to another office: of the tasks that still bear the name only those stay that the new office may take.
    for (groups, mine) in [(["kasse".to_owned()], 15), (["bauamt".to_owned()], 0)] {
        let moved = WorkQuestion {
            view: WorkView::Mine,
            limit: 100,
            ..question(WorkScope { groups: &groups, ..scope })
        };
        assert_eq!(snapshot.work_list(&moved).await.expect("a page").len(), mine, "{groups:?}");
    }
}

/// The first page of all tasks of the groups, seven rows.
fn question(scope: WorkScope<'_>) -> WorkQuestion<'_> {
    WorkQuestion {
        scope,
        view: WorkView::Groups,
        now: at(5),
        order: WorkOrder::Due,
        direction: Direction::Up,
        service: None,
        assignee: None,
        after: None,
        limit: 7,
    }
}

/// All rows, page after page.
async fn walked(snapshot: &Snapshot, question: &WorkQuestion<'_>) -> Vec<WorkRow> {
    let mut question = question.clone();
    let mut seen = Vec::new();
    loop {
        let page = snapshot.work_list(&question).await.expect("a page");
        let Some(last) = page.last() else { return seen };
        question.after = Some(mark(&question, last));
        seen.extend(page);
    }
}

fn mark(question: &WorkQuestion<'_>, row: &WorkRow) -> WorkMark {
    let task = row.task.id;
    match question.order {
        WorkOrder::Due => WorkMark::due(row.task.due, task),
        WorkOrder::Received => WorkMark::at(row.case.opened_at, task),
        WorkOrder::Number => WorkMark::text(row.case.number.as_str(), task),
        WorkOrder::Applicant => WorkMark::text(sort_key(&row.case.applicant), task),
        WorkOrder::Task => WorkMark::text(row.task.name_key.as_str(), task),
        WorkOrder::Assignee => {
            WorkMark::text(if row.task.assignee.is_some() { "aenne krause" } else { "" }, task)
        }
    }
}

/// Sorting by a name or a date sorts the whole list and not one page of it, upwards and downwards.
async fn the_work_list_is_sorted_over_all_pages(db: Database) {
    let sample = Sample::new(1);
    let names = ["Zander", "Öztürk", "Odenwald", "Mueller", "Müller", "Ahrens"];
    let mut changes = vec![Change::insert(&sample.staff())];
    for number in 0..30_u8 {
        let case = CaseId::derived(&[b"sorted".as_slice(), &[number]]);
        let name = names[usize::from(number) % names.len()];
        changes.push(Change::insert(&CaseRow {
            id: case,
            number: format!("2026-{:05}", 90 - number),
            service: if number % 2 == 0 { "hundesteuer" } else { "parkausweis" }.into(),
            applicant: name.into(),
            applicant_key: sort_key(name),
            opened_at: at(i64::from(number % 7)),
            ..sample.case_head()
        }));
        let task = TaskRow {
            id: TaskId::derived(&[b"sorted".as_slice(), &[number]]),
            case,
            name_key: format!("aufgabe {}", number % 4),
            assignee: (number % 3 == 0).then_some(sample.staff().id),
            ..sample.task()
        };
        let candidate = TaskCandidateRow { task: task.id, case, ..sample.candidate("steuern") };
        changes.extend([Change::insert(&task), Change::insert(&candidate)]);
    }
    db.store.apply(sample.commit(changes)).await.expect("stored");
    let groups = ["steuern".to_owned()];
    let scope = WorkScope { staff: sample.staff().id, groups: &groups, cases: CaseReach::OfGroups };
    let snapshot = db.store.read(sample.scope()).await.expect("a snapshot");
    let orders = [
        WorkOrder::Due,
        WorkOrder::Number,
        WorkOrder::Applicant,
        WorkOrder::Task,
        WorkOrder::Assignee,
        WorkOrder::Received,
    ];
    for order in orders {
        for (view, count) in [(WorkView::Groups, 30), (WorkView::Mine, 10), (WorkView::Free, 20)] {
            let up = WorkQuestion { view, order, ..question(scope) };
            let seen: Vec<_> = walked(&snapshot, &up).await.iter().map(|row| mark(&up, row)).collect();
            assert!(seen.is_sorted(), "{order:?} {view:?}: {seen:?}");
            assert_eq!(seen.iter().collect::<BTreeSet<_>>().len(), count, "{order:?} {view:?}");
            let down = WorkQuestion { direction: Direction::Down, ..up };
            let mut back: Vec<_> =
                walked(&snapshot, &down).await.iter().map(|row| mark(&down, row)).collect();
            back.reverse();
            assert_eq!(back, seen, "{order:?} {view:?}");
        }
        let filtered = WorkQuestion { order, service: Some("parkausweis"), ..question(scope) };
        assert_eq!(walked(&snapshot, &filtered).await.len(), 15, "{order:?}");
        let theirs = WorkQuestion { order, assignee: Some(sample.staff().id), ..question(scope) };
        assert_eq!(walked(&snapshot, &theirs).await.len(), 10, "{order:?}");
    }
}

/// A case that was put away leaves the lists, and comes back on its day without anybody doing anything. What is overdue is
/// never hidden.
async fn what_is_put_away_comes_back_on_its_day(db: Database) {
    let sample = Sample::new(1);
    let late = TaskRow { due: Some(at(-10)), ..sample.task() };
    let mut changes = sample.everything();
    changes.retain(|change| *change != Change::insert(&sample.task()));
    changes.retain(|change| *change != Change::insert(&sample.candidate("steuern")));
    changes.push(Change::insert(&late));
    changes.push(Change::insert(&TaskCandidateRow { due: late.due, ..sample.candidate("steuern") }));
    db.store.apply(sample.commit(changes)).await.expect("stored");
    let snapshot = db.store.read(sample.scope()).await.expect("a snapshot");
    let groups = ["steuern".to_owned()];
    let scope = WorkScope { staff: sample.staff().id, groups: &groups, cases: CaseReach::OfGroups };
    // The day of the sample begins at 0.
    for (now, usual) in [(at(-1), 0), (at(0), 1)] {
        let question = WorkQuestion { now, ..question(scope) };
        for (view, rows) in [(WorkView::Groups, usual), (WorkView::Free, usual), (WorkView::Overdue, 1)] {
            let asked = WorkQuestion { view, ..question.clone() };
            let found = snapshot.work_list(&asked).await.expect("a page");
            assert_eq!(found.len(), rows, "{view:?} at {now:?}");
            assert!(found.iter().all(|row| row.put_away_until == Some(at(0))));
        }
        for cases in [CaseReach::OfGroups, CaseReach::All] {
            let asked = WorkQuestion { scope: WorkScope { cases, ..scope }, ..question.clone() };
            for (which, rows) in [(Resubmitted::By(now), usual), (Resubmitted::After(now), 1 - usual)] {
                let found = snapshot.resubmitted(&asked, which, None).await.expect("a page");
                assert_eq!(found.len(), rows, "{which:?}");
                assert_eq!(snapshot.resubmitted_count(&asked, which).await, Ok(rows as i64), "{which:?}");
                let behind = found.last().map(|row| (row.resubmission.day, row.case.id));
                if behind.is_some() {
                    assert_eq!(snapshot.resubmitted(&asked, which, behind).await, Ok(Vec::new()));
                }
            }
        }
    }
    let stranger = ["bauamt".to_owned()];
    let asked = question(WorkScope { groups: &stranger, ..scope });
    assert_eq!(snapshot.resubmitted(&asked, Resubmitted::By(at(9)), None).await, Ok(Vec::new()));
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

/// Sessions end when they should, and nothing else goes with them; a wrong attempt is remembered for a while after its wait.
async fn what_has_expired_is_forgotten(db: Database) {
    let sample = Sample::new(1);
    let mut commit = sample.commit(vec![
        Change::insert(&sample.session()),
        Change::put(&sample.throttle()),
        Change::put(&sample.throttle()),
    ]);
    commit.scope = Scope::Installation;
    db.store.apply(commit).await.expect("stored");
    db.store.forget_expired(at(60), at(59)).await.expect("forgotten");
    let snapshot = db.store.read(Scope::Installation).await.expect("a snapshot");
    assert!(snapshot.throttle(sample.throttle().key_hash).await.expect("read").is_some());
    drop(snapshot);
    db.store.forget_expired(at(60), at(60)).await.expect("forgotten");
    let snapshot = db.store.read(Scope::Installation).await.expect("a snapshot");
    assert_eq!(snapshot.throttle(sample.throttle().key_hash).await, Ok(None));
    assert_eq!(snapshot.session(sample.session().token_hash).await, Ok(Some(sample.session())));
}
