//! What a commit promises: whole or not at all, decided on what was read, once per key, once per claim.

use crate::backend::{Database, on_both_databases};
use crate::samples::Sample;
use store::{Applied, Change, Commit, Expect, StoreError, TaskCandidateRow, TaskRow};

on_both_databases!(
    a_stale_decision_is_refused,
    a_refused_commit_leaves_nothing_behind,
    what_is_taken_names_its_holder,
    a_repeated_key_gives_the_first_answer,
    eight_at_once_with_one_key_act_once,
    eight_at_once_on_one_row_all_count,
    expectations_are_kept,
    candidates_are_replaced_in_one_commit,
    commits_at_once_wait_for_nobody_in_a_circle,
);

/// Two caseworkers decide on the same page at once: the second is told to look again, and changes nothing.
async fn a_stale_decision_is_refused(db: Database) {
    let sample = Sample::new(1);
    db.store.apply(sample.commit(sample.everything())).await.expect("stored");
    let read = sample.case_head();
    let mut first = read.clone();
    first.status = "decided".into();
    let mut second = read.clone();
    second.status = "ended".into();
    assert_eq!(db.store.apply(sample.commit(vec![Change::update(&first)])).await, Ok(Applied::Done));
    let changes = vec![Change::update(&sample.task()), Change::update(&second)];
    let refused = db.store.apply(sample.commit(changes)).await;
    assert_eq!(refused, Err(StoreError::Stale { table: "case_head" }));

    let snapshot = db.store.read(sample.scope()).await.expect("a snapshot");
    let case = snapshot.case(sample.case).await.expect("read").expect("the case");
    assert_eq!((case.status.as_str(), case.version), ("decided", 2));
    let task = snapshot.task(sample.task().id).await.expect("read").expect("the task");
    assert_eq!(task.version, 1, "the other row of the refused commit is as it was");
}

/// A commit that cannot be stored whole is not stored at all: no half application, no notice without a decision.
async fn a_refused_commit_leaves_nothing_behind(db: Database) {
    let sample = Sample::new(1);
    db.store.apply(sample.commit(vec![Change::insert(&sample.timer())])).await.expect("stored");
    let mut commit = sample.commit(sample.everything()).once(sample.key("form"), "42");
    commit.claims = vec![sample.claim(1)];
    assert_eq!(db.store.apply(commit).await, Err(StoreError::Stale { table: "timer" }));

    let snapshot = db.store.read(sample.scope()).await.expect("a snapshot");
    assert_eq!(snapshot.case(sample.case).await, Ok(None));
    assert_eq!(snapshot.answer(sample.key("form")).await, Ok(None));
    assert_eq!(snapshot.holder("dog", sample.claim(1).key).await, Ok(None));
    assert_eq!(snapshot.due(sample.due().id).await, Ok(None));
}

/// Whoever registers a dog that is registered already learns which case has it; given back, it is free again.
async fn what_is_taken_names_its_holder(db: Database) {
    let sample = Sample::new(1);
    let take = |holder| Commit { claims: vec![sample.claim(holder)], ..sample.commit(Vec::new()) };
    assert_eq!(db.store.apply(take(1)).await, Ok(Applied::Done));
    assert_eq!(db.store.apply(take(1)).await, Ok(Applied::Done), "taking what one holds is no conflict");
    let mut second = take(2);
    second.changes = vec![Change::insert(&sample.case_head())];
    assert_eq!(db.store.apply(second).await, Err(StoreError::Taken { kind: "dog", holder: [1; 16] }));
    let snapshot = db.store.read(sample.scope()).await.expect("a snapshot");
    assert_eq!(snapshot.case(sample.case).await, Ok(None));
    drop(snapshot);

    let release = |holder| Commit { releases: vec![sample.claim(holder)], ..sample.commit(Vec::new()) };
    assert_eq!(db.store.apply(release(2)).await, Ok(Applied::Done), "what another holds stays with them");
    assert!(matches!(db.store.apply(take(2)).await, Err(StoreError::Taken { .. })));
    assert_eq!(db.store.apply(release(1)).await, Ok(Applied::Done));
    assert_eq!(db.store.apply(take(2)).await, Ok(Applied::Done));
}

/// A citizen who presses the button twice has one case, and is shown its number both times.
async fn a_repeated_key_gives_the_first_answer(db: Database) {
    let sample = Sample::new(1);
    let first = sample.commit(sample.everything()).once(sample.key("form"), "first");
    let second = sample.commit(sample.everything()).once(sample.key("form"), "second");
    assert_eq!(db.store.apply(first).await, Ok(Applied::Done));
    assert_eq!(db.store.apply(second).await, Ok(Applied::Repeated("first".into())));
    let other_town = Sample::new(2);
    let same_key = other_town.commit(Vec::new()).once(sample.key("form"), "other town");
    assert_eq!(db.store.apply(same_key).await, Ok(Applied::Done), "keys belong to their tenant");
}

/// The same form sent eight times at the same moment opens one case.
async fn eight_at_once_with_one_key_act_once(db: Database) {
    let sample = Sample::new(1);
    let tries: Vec<_> = (0..8)
        .map(|number| {
            let store = db.store.clone();
            let mut commit = sample.commit(sample.everything()).once(sample.key("form"), format!("{number}"));
            commit.claims = vec![sample.claim(number)];
            tokio::spawn(async move { store.apply(commit).await })
        })
        .collect();
    let mut done = 0;
    let mut answers = Vec::new();
    for attempt in tries {
        match attempt.await.expect("no panic") {
            Ok(Applied::Done) => done += 1,
            Ok(Applied::Repeated(answer)) => answers.push(answer),
            Err(error) => panic!("{error}"),
        }
    }
    answers.dedup();
    assert_eq!((done, answers.len()), (1, 1));
    let snapshot = db.store.read(sample.scope()).await.expect("a snapshot");
    assert_eq!(snapshot.answer(sample.key("form")).await, Ok(Some(answers.remove(0))));
}

/// Eight people change the same case at once: each is stored once or told to look again, no change is lost.
async fn eight_at_once_on_one_row_all_count(db: Database) {
    let sample = Sample::new(1);
    db.store.apply(sample.commit(vec![Change::insert(&sample.case_head())])).await.expect("stored");
    let tries: Vec<_> = (0..8)
        .map(|_| {
            let store = db.store.clone();
            let sample = Sample::new(1);
            tokio::spawn(async move {
                loop {
                    let snapshot = store.read(sample.scope()).await.expect("a snapshot");
                    let mut case = snapshot.case(sample.case).await.expect("read").expect("the case");
                    drop(snapshot);
                    case.steps += 1;
                    match store.apply(sample.commit(vec![Change::update(&case)])).await {
                        Ok(_) => break,
                        Err(StoreError::Stale { .. }) => {}
                        Err(error) => panic!("{error}"),
                    }
                }
            })
        })
        .collect();
    for attempt in tries {
        attempt.await.expect("no panic");
    }
    let snapshot = db.store.read(sample.scope()).await.expect("a snapshot");
    let case = snapshot.case(sample.case).await.expect("read").expect("the case");
    assert_eq!((case.steps, case.version), (9, 9));
}

/// A decision that rests on a row it does not write is refused once that row has changed or gone.
async fn expectations_are_kept(db: Database) {
    let sample = Sample::new(1);
    db.store.apply(sample.commit(vec![Change::insert(&sample.service())])).await.expect("stored");
    let key = || store::ServiceRow::key(sample.tenant, "hundesteuer".into());
    let missing = || store::ServiceRow::key(sample.tenant, "parken".into());
    let with = |expect| Commit { expects: vec![expect], ..sample.commit(Vec::new()) };
    let stale = Err(StoreError::Stale { table: "service" });
    let cases = [
        (Expect::at(key(), 1), Ok(Applied::Done)),
        (Expect::at(key(), 2), stale.clone()),
        (Expect::present(key()), Ok(Applied::Done)),
        (Expect::present(missing()), stale.clone()),
        (Expect::absent(missing()), Ok(Applied::Done)),
        (Expect::absent(key()), stale.clone()),
    ];
    for (expect, outcome) in cases {
        let said = format!("{expect:?}");
        assert_eq!(db.store.apply(with(expect)).await, outcome, "{said}");
    }
    let mut both = with(Expect::at(key(), 1));
    both.changes = vec![Change::update(&sample.service())];
    assert_eq!(db.store.apply(both.clone()).await, Ok(Applied::Done), "expected and updated by one commit");
    assert_eq!(db.store.apply(both).await, stale);
    let delete = |version| sample.commit(vec![Change::delete_at(key(), version)]);
    assert_eq!(db.store.apply(delete(1)).await, stale);
    assert_eq!(db.store.apply(delete(2)).await, Ok(Applied::Done));
    assert_eq!(db.store.apply(sample.commit(vec![Change::delete(key())])).await, stale);
    assert_eq!(db.store.apply(sample.commit(vec![Change::clear(key())])).await, Ok(Applied::Done));
}

/// When a task's groups change, the old ones lose it and the new ones have it, in one stroke.
async fn candidates_are_replaced_in_one_commit(db: Database) {
    let sample = Sample::new(1);
    db.store.apply(sample.commit(sample.everything())).await.expect("stored");
    let task = sample.task().id;
    let changes = vec![
        Change::insert(&sample.candidate("kasse")),
        Change::insert(&sample.candidate("steuern")),
        Change::clear(TaskCandidateRow::of_task(sample.tenant, task)),
    ];
    db.store.apply(sample.commit(changes)).await.expect("stored");
    let snapshot = db.store.read(sample.scope()).await.expect("a snapshot");
    let groups: Vec<String> =
        snapshot.candidates_of_task(task).await.expect("read").into_iter().map(|row| row.group).collect();
    assert_eq!(groups, ["kasse", "steuern"]);
}

/// People who write the same rows in opposite orders do not hold each other up until the database makes one give way.
async fn commits_at_once_wait_for_nobody_in_a_circle(db: Database) {
    let sample = Sample::new(1);
    let mut other = sample.task();
    other.id = values::TaskId::derived(&[b"other"]);
    db.store
        .apply(sample.commit(vec![Change::insert(&sample.task()), Change::insert(&other)]))
        .await
        .expect("stored");
    let tries: Vec<_> = (0..8_usize)
        .map(|number| {
            let store = db.store.clone();
            tokio::spawn(async move {
                let sample = Sample::new(1);
                let keys = [sample.task().id, values::TaskId::derived(&[b"other"])];
                for _ in 0..5 {
                    let mut expects: Vec<_> =
                        keys.iter().map(|id| Expect::present(TaskRow::key(sample.tenant, *id))).collect();
                    let mut changes: Vec<_> = keys
                        .iter()
                        .map(|id| {
                            let row = TaskRow { id: *id, name: format!("{number}"), ..sample.task() };
                            Change::put(&row)
                        })
                        .collect();
                    if number % 2 == 0 {
                        changes.reverse();
                        expects.reverse();
                    }
                    let commit = Commit { expects, ..sample.commit(changes) };
                    assert_eq!(store.apply(commit).await, Ok(Applied::Done));
                }
            })
        })
        .collect();
    for attempt in tries {
        attempt.await.expect("no panic");
    }
}
