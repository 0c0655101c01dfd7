//! Cases of one town that tell each other something: signals, messages, and cases that one of them opens.

mod asking;
mod load;
pub(crate) mod small_services;
mod undelivered;

use crate::office::{Office, on_both_databases, process_by_way_of};
use casework::{SetRight, WayOn};
use jiff::SignedDuration;
use small_services::{
    caller, checked, echo, full, head, hearer, listener, live, opener, others, rescue, sayer, sent, starter,
    tasks, teller,
};
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};
use store::{Fault, Passage, Point, StoreError};
use tokio::sync::Notify;
use values::Language;

on_both_databases!(
    a_signal_reaches_all,
    a_message_reaches_one,
    nobody_waits,
    live_afterwards,
    one_cannot_take_it,
    one_is_damaged,
    one_service_is_damaged,
    at_the_same_moment,
    one_is_missed,
    answering_each_other,
    broken_off
);

/// What a case tells everybody is heard by all who wait, each once, and opens a case where a service begins by it; whoever
/// begins by it does not hear the same again.
async fn a_signal_reaches_all(office: Office) {
    live(&office, &[listener(), caller(), opener()]).await;
    let clerk = office.staff("weber", &["steueramt"], &[]).await;
    let mut waiting = Vec::new();
    for name in ["Ada", "Ben", "Cleo"] {
        waiting.push(sent(&office, "listener", name).await);
    }
    let calling = [sent(&office, "caller", "Ben").await, sent(&office, "caller", "Ada").await];
    office.work().await;
    checked(&office, &clerk, &calling[0]).await;
    office.work().await;
    assert_eq!(tasks(&office, &waiting).await, [0, 1, 0], "all have heard the flood, Ben his name");
    let opened = others(&office, &[&waiting, &calling]).await;
    assert_eq!(opened.len(), 2, "one by the flood, one by the report: {opened:?}");
    let by_post = "SELECT COUNT(*) FROM case_head WHERE delivery_wish = 'post'";
    assert_eq!(office.count(by_post).await, 2, "nobody could open their letters on the status page");
    assert_eq!(tasks(&office, &opened).await.into_iter().sum::<usize>(), 1, "one waits for the next flood");
    checked(&office, &clerk, &calling[1]).await;
    office.work().await;
    assert_eq!(tasks(&office, &waiting).await, [1, 1, 0]);
    assert_eq!(tasks(&office, &opened).await, [1, 1], "which has come");
    assert_eq!(others(&office, &[&waiting, &calling, &opened]).await.len(), 2);
}

/// Of several who wait for the same, the message goes to the one that has waited longest, and only there.
async fn a_message_reaches_one(office: Office) {
    live(&office, &[listener(), caller()]).await;
    let clerk = office.staff("weber", &["steueramt"], &[]).await;
    let mut waiting = Vec::new();
    for _ in 0..3 {
        waiting.push(sent(&office, "listener", "Ada").await);
        office.wait(SignedDuration::from_secs(1));
    }
    for count in 0..2 {
        let call = sent(&office, "caller", "Ada").await;
        office.work().await;
        checked(&office, &clerk, &call).await;
        office.work().await;
        let received = tasks(&office, &waiting).await.into_iter().filter(|open| *open == 1).count();
        assert_eq!(received, count + 1);
    }
}

/// A message for which nobody waits yet is kept and found by who begins to wait, once; after its time it is not.
async fn nobody_waits(office: Office) {
    live(&office, &[listener(), caller()]).await;
    let clerk = office.staff("weber", &["steueramt"], &[]).await;
    let call = sent(&office, "caller", "Ada").await;
    checked(&office, &clerk, &call).await;
    office.work().await;
    let waiting = [sent(&office, "listener", "Ada").await, sent(&office, "listener", "Ada").await];
    office.work().await;
    assert_eq!(tasks(&office, &waiting).await, [0, 0], "they wait for a flood");
    let call = sent(&office, "caller", "Ben").await;
    checked(&office, &clerk, &call).await;
    office.work().await;
    assert_eq!(tasks(&office, &waiting).await.into_iter().sum::<usize>(), 1, "one message, one case");

    office.wait(SignedDuration::from_hours(91 * 24));
    office.work().await;
    let late = [sent(&office, "listener", "Ben").await];
    let call = sent(&office, "caller", "Cleo").await;
    checked(&office, &clerk, &call).await;
    office.work().await;
    assert_eq!(tasks(&office, &late).await, [0], "the word for Ben is gone");
}

/// What was reported before a service went live that begins by the report is not lost: each report opens a case as soon as the
/// service is there, once.
async fn live_afterwards(office: Office) {
    const REPORTS: &str = "SELECT COUNT(*) FROM publication WHERE message = 'report'";
    live(&office, &[caller()]).await;
    let clerk = office.staff("weber", &["steueramt"], &[]).await;
    let mut calling = Vec::new();
    for name in ["Ada", "Ben"] {
        calling.push(sent(&office, "caller", name).await);
        office.work().await;
        checked(&office, &clerk, calling.last().expect("a call")).await;
        office.work().await;
    }
    assert_eq!(office.count(REPORTS).await, 2);
    office.wait(SignedDuration::from_hours(24));
    live(&office, &[starter("late")]).await;
    office.work().await;
    let opened = others(&office, &[&calling]).await;
    assert_eq!(tasks(&office, &opened).await, [1, 1]);
    assert_eq!(office.count(REPORTS).await, 0);
    assert_eq!(office.count("SELECT COUNT(*) FROM due WHERE kind = 'offer'").await, 0, "it has looked");
    live(&office, &[starter("later")]).await;
    office.work().await;
    assert_eq!(others(&office, &[&calling, &opened]).await, Vec::<String>::new());
}

/// Word that the case which has waited longest cannot take is not lost: the next one hears it, or who begins to wait later,
/// and the one that could not take it waits on as before.
async fn one_cannot_take_it(office: Office) {
    const MISSED: &str = "SELECT COUNT(*) FROM publication WHERE missed <> '[]'";
    live(&office, &[full(), hearer(), sayer(), teller()]).await;
    let clerk = office.staff("weber", &["steueramt"], &[]).await;
    let full = [sent(&office, "full", "Ada").await];
    office.wait(SignedDuration::from_secs(1));
    let hearing = [sent(&office, "hearer", "Ada").await];
    for (heard, missed) in [(1, 0), (1, 1)] {
        let tells = sent(&office, "teller", "Ada").await;
        office.work().await;
        checked(&office, &clerk, &tells).await;
        office.work().await;
        assert_eq!(tasks(&office, &full).await, [0]);
        assert_eq!(tasks(&office, &hearing).await, [heard]);
        assert_eq!(office.count(MISSED).await, missed);
    }
    office.wait(SignedDuration::from_secs(1));
    let late = [sent(&office, "hearer", "Ada").await];
    office.work().await;
    assert_eq!((tasks(&office, &full).await, tasks(&office, &late).await), (vec![0], vec![1]));
    assert_eq!(office.count("SELECT COUNT(*) FROM publication").await, 0);
    let says = sent(&office, "sayer", "Ada").await;
    checked(&office, &clerk, &says).await;
    office.work().await;
    assert_eq!(tasks(&office, &full).await, [1], "plain word it takes");
}

/// Word for a case that is damaged is tried for as long as a job, then the next one hears it.
async fn one_is_damaged(office: Office) {
    live(&office, &[hearer(), sayer()]).await;
    let clerk = office.staff("weber", &["steueramt"], &[]).await;
    let damaged = sent(&office, "hearer", "Ada").await;
    office.wait(SignedDuration::from_secs(1));
    let waiting = [sent(&office, "hearer", "Ada").await];
    let says = sent(&office, "sayer", "Ada").await;
    office.work().await;
    checked(&office, &clerk, &says).await;
    office.tamper(&format!("UPDATE case_head SET release_hash = tenant WHERE number = '{damaged}'")).await;
    let mut again = 0;
    for _ in 0..20 {
        again += office.casework.work_once().await.expect("a round of the worker").again;
        office.wait(SignedDuration::from_mins(6));
    }
    assert_eq!(again, 7, "it is tried as often as a job");
    assert_eq!(tasks(&office, &waiting).await, [1]);
}

/// Nor does a service that is damaged keep a message from the next one that begins by it.
async fn one_service_is_damaged(office: Office) {
    live(&office, &[starter("a-start"), starter("b-start"), caller()]).await;
    let clerk = office.staff("weber", &["steueramt"], &[]).await;
    let calling = [sent(&office, "caller", "Ada").await];
    office.work().await;
    checked(&office, &clerk, &calling[0]).await;
    office.tamper("UPDATE service SET release_hash = tenant WHERE service_key = 'a-start'").await;
    for _ in 0..20 {
        office.casework.work_once().await.expect("a round of the worker");
        office.wait(SignedDuration::from_mins(6));
    }
    let opened = others(&office, &[&calling]).await;
    assert_eq!(opened.len(), 1);
    assert_eq!(head(&office, &opened[0]).await.service, "b-start");
}

/// Who begins to wait at the very moment at which another worker finds that nobody does, receives the message all the same.
async fn at_the_same_moment(office: Office) {
    live(&office, &[hearer(), sayer()]).await;
    let clerk = office.staff("weber", &["steueramt"], &[]).await;
    let say = sent(&office, "sayer", "Ada").await;
    office.work().await;
    checked(&office, &clerk, &say).await;
    let (looked, go) = (Arc::new(Notify::new()), Arc::new(Notify::new()));
    let gate = (Arc::clone(&looked), Arc::clone(&go));
    let slow = Passage::new(move |point| {
        let (looked, go) = gate.clone();
        Box::pin(async move {
            if point == Point::Writing {
                looked.notify_one();
                go.notified().await;
            }
            Ok(())
        })
    });
    let slow = process_by_way_of(&office, slow).await;
    let claimed = office.casework.claim_work().await.expect("a claim");
    assert_eq!(claimed.len(), 1, "the message");
    let finished = slow.carry_out(&claimed[0]).await.expect("it is read");
    let meanwhile = async {
        looked.notified().await;
        let number = sent(&office, "hearer", "Ada").await;
        office.work().await;
        go.notify_one();
        number
    };
    let (brought, hearing) = tokio::join!(slow.bring(&finished), meanwhile);
    assert_eq!(brought, Ok(()), "it is laid still");
    office.wait(SignedDuration::from_secs(7));
    office.work().await;
    assert_eq!(tasks(&office, &[hearing]).await, [1]);
}

/// A service that is damaged and cannot begin by what a case tells everybody keeps nobody else from hearing it; that it was
/// missed is remembered for a while, and what was told is not kept for ever.
async fn one_is_missed(office: Office) {
    const SIGNALS: &str = "SELECT COUNT(*) FROM signal";
    live(&office, &[listener(), caller(), rescue()]).await;
    let clerk = office.staff("weber", &["steueramt"], &[]).await;
    let waiting = [sent(&office, "listener", "Ben").await];
    let calling = [sent(&office, "caller", "Ben").await];
    office.work().await;
    checked(&office, &clerk, &calling[0]).await;
    office.tamper("UPDATE service SET release_hash = tenant WHERE service_key = 'rescue'").await;
    let mut again = 0;
    for _ in 0..20 {
        again += office.casework.work_once().await.expect("a round of the worker").again;
        office.wait(SignedDuration::from_mins(6));
    }
    assert_eq!(again, 7, "it is tried as often as a job");
    assert_eq!(tasks(&office, &waiting).await, [1]);
    assert_eq!(others(&office, &[&waiting, &calling]).await, Vec::<String>::new());
    assert_eq!(office.count(SIGNALS).await, 1);
    office.wait(SignedDuration::from_hours(91 * 24));
    office.work().await;
    assert_eq!(office.count(SIGNALS).await, 0);
}

/// Two services that only answer each other do not go on for ever: one case stops and says why, and a person who thinks that
/// it was not for ever lets it go on.
async fn answering_each_other(office: Office) {
    const STEPS: &str = "SELECT SUM(steps) FROM case_head WHERE service_key IN ('one', 'other')";
    live(&office, &[echo("one", "flood", "ebb"), echo("other", "ebb", "flood"), caller()]).await;
    let clerk = office.staff("weber", &["steueramt"], &[]).await;
    let (one, other) = (sent(&office, "one", "Ada").await, sent(&office, "other", "Ben").await);
    let call = sent(&office, "caller", "Cleo").await;
    office.work().await;
    checked(&office, &clerk, &call).await;
    office.work().await;
    let once = office.count(STEPS).await;
    assert_eq!(once, 2 + 2 * 20, "each answer takes one step to hear and one after what was done");
    let (one, other) = (head(&office, &one).await, head(&office, &other).await);
    assert_eq!((one.incidents.len(), other.incidents.len()), (0, 1), "{one:?}{other:?}");
    let stuck = office.casework.stuck_case(&clerk, &office.town, other.id, Language::De).await;
    let stuck = stuck.expect("the page");
    let place = stuck.places.iter().find(|place| place.incident.is_some()).expect("what is stuck");
    let told = &place.incident.as_ref().expect("what is stuck").problem;
    assert_eq!(&*told.key, "incident-too-long-chain");
    let again = SetRight {
        place: place.place.clone(),
        way: WayOn::Again,
        reason: String::new(),
        steps: stuck.steps.to_string(),
    };
    office.casework.set_right(&clerk, &office.town, other.id, &again).await.expect("it is tried again");
    office.work().await;
    assert_eq!(office.count(STEPS).await, once + 1 + 2 * 20);
}

/// However often a worker is cut off on its way to the database, before or after a commit, everybody hears everything once.
async fn broken_off(office: Office) {
    live(&office, &[listener(), caller(), opener()]).await;
    let clerk = office.staff("weber", &["steueramt"], &[]).await;
    let mut waiting = Vec::new();
    for name in ["Ada", "Ben", "Cleo"] {
        waiting.push(sent(&office, "listener", name).await);
    }
    let calling = [sent(&office, "caller", "Ben").await];
    office.work().await;
    checked(&office, &clerk, &calling[0]).await;
    let left = Arc::new(AtomicI64::new(0));
    let cut = Arc::clone(&left);
    let passage = Passage::new(move |_| {
        let cut = Arc::clone(&cut);
        Box::pin(async move {
            match cut.fetch_sub(1, Ordering::Relaxed) {
                1.. => Ok(()),
                _ => Err(StoreError::Fault(Fault::Unreachable("it is cut off".to_owned()))),
            }
        })
    });
    let worker = process_by_way_of(&office, passage).await;
    for steps in 1..60 {
        left.store(steps, Ordering::Relaxed);
        let _ = worker.work_once().await;
        office.wait(SignedDuration::from_mins(6));
    }
    office.work().await;
    assert_eq!(tasks(&office, &waiting).await, [0, 1, 0]);
    let opened = others(&office, &[&waiting, &calling]).await;
    assert_eq!(opened.len(), 2, "one by the flood, one by the report: {opened:?}");
    assert_eq!(tasks(&office, &opened).await.into_iter().sum::<usize>(), 1, "one waits for the next flood");
}
