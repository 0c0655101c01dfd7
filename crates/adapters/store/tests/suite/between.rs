//! Who waits for a message or signal, and what waits to be received, whatever order it came in.

use crate::backend::{Database, on_both_databases};
use crate::samples::{Sample, at};
use store::{Change, DueKind, DueRow, NotArrived, PublicationRow, Refused, SignalRow, Sort, SubscriptionRow};
use values::{CaseId, EffectId, Hash, Moment, SubscriptionId};

on_both_databases!(signals_reach_who_waited, messages_go_in_order, the_oldest_that_has_not_arrived);

fn waiting(sample: &Sample, sort: Sort, id: u8, case: u8, since: i64) -> SubscriptionRow {
    SubscriptionRow {
        id: SubscriptionId::from_bytes([id; 16]),
        case: CaseId::from_bytes([case; 16]),
        sort,
        message: "heard".into(),
        message_key: "4711".into(),
        key_hash: Hash::of(b"4711"),
        since: at(since),
        ..sample.subscription()
    }
}

/// Every case that waited when the signal was thrown is told once, page by page; whoever waits since then is not. The
/// database says which was first, not the clocks of two machines.
async fn signals_reach_who_waited(db: Database) {
    let sample = Sample::new(1);
    let rows = [
        waiting(&sample, Sort::Signal, 1, 9, 90),
        waiting(&sample, Sort::Signal, 2, 7, 5),
        waiting(&sample, Sort::Signal, 3, 7, 4),
        waiting(&sample, Sort::Message, 5, 6, 0),
    ];
    let late = waiting(&sample, Sort::Signal, 4, 8, 0);
    let mut signal = SignalRow { name: "heard".into(), thrown_at: at(5), ..sample.signal() };
    let stored = [
        rows.iter().map(Change::insert).collect(),
        vec![Change::insert(&signal)],
        vec![Change::insert(&late)],
    ];
    for changes in stored {
        db.store.apply(sample.commit(changes)).await.expect("stored");
    }
    let snapshot = db.store.read(sample.scope()).await.expect("a snapshot");
    let case = |number: u8| CaseId::from_bytes([number; 16]);
    let [nine, seven, seven_too, ..] = rows;
    let pages = [(vec![seven, seven_too], None), (vec![nine], Some(case(7))), (vec![], Some(case(9)))];
    for (page, reached) in pages {
        signal.reached = reached;
        assert_eq!(snapshot.waiting_for_signal(&signal, 1).await, Ok(page));
    }
}

/// Who has waited longest is asked first, then the next; whoever begins to wait finds the messages of the same name and key
/// that lie still in the order in which their time ends, and apart from them those that somebody could not take.
async fn messages_go_in_order(db: Database) {
    let sample = Sample::new(1);
    let waits = [
        waiting(&sample, Sort::Message, 1, 1, 3),
        waiting(&sample, Sort::Message, 2, 2, 2),
        waiting(&sample, Sort::Signal, 3, 3, 1),
        SubscriptionRow { key_hash: Hash::of(b""), ..waiting(&sample, Sort::Message, 4, 4, 0) },
    ];
    let published = [(1, 90, "[]"), (2, 80, "[]"), (3, 70, "[]"), (4, 75, "[\"x\"]"), (5, 5, "[]")];
    let published = published.map(|(id, kept, missed): (u8, i64, &str)| PublicationRow {
        id: EffectId::from_bytes([id; 16]),
        kept_until: at(kept),
        missed: missed.into(),
        ..sample.publication()
    });
    let due = [(1, 90, 0), (2, 80, 0), (3, 4, 60), (4, 75, 0), (5, 99, 0)];
    let due = due.map(|(id, due, lease): (u8, i64, i64)| DueRow {
        id: [id; 16],
        kind: DueKind::Publication,
        due: at(due),
        lease_until: if lease > 0 { at(lease) } else { Moment::from_micros(0) },
        ..sample.due()
    });
    let rows = waits.iter().map(Change::insert).chain(published.iter().map(Change::insert));
    let rows = rows.chain(due.iter().map(Change::insert)).collect();
    db.store.apply(sample.commit(rows)).await.expect("stored");
    let snapshot = db.store.read(sample.scope()).await.expect("a snapshot");
    let name = ("heard", Hash::of(b"4711"));
    assert_eq!(snapshot.waits_longest(name, None).await, Ok(Some(waits[1].clone())));
    assert_eq!(snapshot.waits_longest(name, Some(&waits[1])).await, Ok(Some(waits[0].clone())));
    assert_eq!(snapshot.waits_longest(name, Some(&waits[0])).await, Ok(None));
    assert_eq!(snapshot.waits_longest(("unheard", name.1), None).await, Ok(None));
    let now = at(5);
    let still = snapshot.lying_still(&waits[0], (now, Refused::ByNobody), 10).await;
    assert_eq!(still, Ok(vec![due[1].clone(), due[0].clone()]));
    let refused = snapshot.lying_still(&waits[0], (now, Refused::BySomebody), 10).await;
    assert_eq!(refused, Ok(vec![due[3].clone()]));
    let one = snapshot.lying_still(&waits[0], (now, Refused::ByNobody), 1).await;
    assert_eq!(one, Ok(vec![due[1].clone()]));
    assert_eq!(snapshot.lying_still(&waits[3], (now, Refused::ByNobody), 10).await, Ok(Vec::new()));
    assert_eq!(snapshot.may_receive(&waits[0], at(80)).await, Ok(true));
    assert_eq!(snapshot.may_receive(&waits[0], at(90)).await, Ok(false));
    assert_eq!(snapshot.may_receive(&waits[3], now).await, Ok(false));
    let mut found = Vec::new();
    while let Ok(page) = snapshot.published("heard", (at(9), now), (found.last().copied(), 2)).await
        && !page.is_empty()
    {
        found.extend(page.iter().map(|message| message.place));
    }
    let kept = [70, 75, 80, 90].map(at);
    assert_eq!(found.iter().map(|place| place.1).collect::<Vec<_>>(), kept, "page by page");
    let earlier = Moment::from_micros(i64::MIN);
    assert_eq!(snapshot.published("heard", (earlier, now), (None, 9)).await, Ok(Vec::new()));
    assert_eq!(snapshot.published("unheard", (at(9), now), (None, 9)).await, Ok(Vec::new()));
}

/// Messages that lie still and signals that somebody has missed are listed together, the oldest first, page by page; what is
/// on its way is not, nor what another town has.
async fn the_oldest_that_has_not_arrived(db: Database) {
    let sample = Sample::new(1);
    let id = |number: u8| EffectId::from_bytes([number; 16]);
    let message = |number, sent| PublicationRow { id: id(number), sent_at: at(sent), ..sample.publication() };
    let signal = |number, thrown, missed: &str| SignalRow {
        id: id(number),
        thrown_at: at(thrown),
        missed: missed.into(),
        ..sample.signal()
    };
    let messages = [message(1, 3), message(2, 1), message(3, 2)];
    let signals = [signal(4, 2, "[\"x\"]"), signal(5, 0, "[]")];
    let due = [(1, 60), (2, 60), (3, 5)].map(|(number, due): (u8, i64)| DueRow {
        id: [number; 16],
        kind: DueKind::Publication,
        due: at(due),
        ..sample.due()
    });
    let rows = messages.iter().map(Change::insert).chain(signals.iter().map(Change::insert));
    let rows = rows.chain(due.iter().map(Change::insert)).collect();
    db.store.apply(sample.commit(rows)).await.expect("stored");
    let snapshot = db.store.read(sample.scope()).await.expect("a snapshot");
    let [one, two, _] = messages.map(NotArrived::Message);
    let [four, _] = signals.map(NotArrived::Signal);
    let first = snapshot.not_arrived((Moment::from_micros(i64::MIN), id(0)), at(5), 2).await;
    assert_eq!(first, Ok(vec![two.clone(), four.clone()]));
    let second = snapshot.not_arrived((four.at(), four.id()), at(5), 2).await;
    assert_eq!(second, Ok(vec![one]));
    assert_eq!(snapshot.not_arrived_one(id(2)).await, Ok(Some(two)));
    assert_eq!(snapshot.not_arrived_one(id(5)).await, Ok(None), "all have heard it");
    drop(snapshot);
    let elsewhere = db.store.read(Sample::new(2).scope()).await.expect("a snapshot");
    let theirs = elsewhere.not_arrived((Moment::from_micros(i64::MIN), id(0)), at(5), 2).await;
    assert_eq!(theirs, Ok(Vec::new()));
}
