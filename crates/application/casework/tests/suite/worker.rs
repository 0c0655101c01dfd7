//! The worker's leases: what is due is done once, whoever does it and however late.

use crate::office::{Office, on_both_databases, process_by_way_of};
use casework::Refusal;
use jiff::SignedDuration;
use std::sync::atomic::Ordering;
use store::{Passage, Point};
use values::Language;

on_both_databases!(two_workers, late_result, clock_set_back, failing_for_a_while, hanging);

/// Two worker processes share the work: every citizen gets one notice.
async fn two_workers(office: Office) {
    let clerk = office.staff("weber", &["steueramt"], &[]).await;
    let other = office.second_process().await;
    let mut sent = Vec::new();
    for dog in ["Ada", "Ben", "Cleo", "Dora"] {
        sent.push(office.sent(dog).await);
    }
    office.work().await;
    for (_, number) in &sent {
        office.decide(&clerk, number, "approve").await;
    }
    for _ in 0..12 {
        let rounds = [office.casework.clone(), other.clone()]
            .map(|casework| tokio::spawn(async move { casework.work_once().await }));
        for round in rounds {
            round.await.expect("it ends").expect("a round of the worker");
        }
    }
    for (guest, number) in &sent {
        let page =
            office.casework.status_page(guest, &office.town, number, Language::De).await.expect("the status");
        assert_eq!(page.documents.len(), 1, "{number}");
        let verified = office.casework.verify_case(office.town.tenant, number).await.expect("verified");
        assert_eq!(verified.breaks, Vec::<String>::new());
    }
}

/// A worker that was away longer than its lease is refused: somebody else has done the work meanwhile.
async fn late_result(office: Office) {
    let (_, number) = office.sent("Bello").await;
    let claimed = office.casework.claim_work().await.expect("it is due");
    let mut late = Vec::new();
    for due in &claimed {
        late.push(office.casework.carry_out(due).await.expect("it is carried out"));
    }
    assert_eq!(late.len(), 1);
    let other = office.second_process().await;
    assert_eq!(other.work_once().await.expect("a round").claimed, 0, "the lease holds");
    office.wait(SignedDuration::from_mins(3));
    assert_eq!(
        other.work_once().await.expect("a round").done,
        1,
        "the lease is over, so somebody else does it"
    );
    for finished in &late {
        assert_eq!(office.casework.bring(finished).await, Err(Refusal::Conflict));
    }
    let verified = office.casework.verify_case(office.town.tenant, &number).await.expect("verified");
    assert_eq!(verified.breaks, Vec::<String>::new());
}

/// A machine whose clock had gone ahead by a day dies at work, and the clock is set right: citizens do not wait a day for
/// their mail. A clock that is a little ahead of another takes nobody's work away.
async fn clock_set_back(office: Office) {
    office.sent("Bello").await;
    let other = office.second_process().await;
    let claims = async |worker: &casework::Casework| worker.claim_work().await.expect("a claim").len();
    office.wait(SignedDuration::from_hours(24));
    assert_eq!(claims(&other).await, 1, "and it dies");
    office.wait(SignedDuration::from_hours(-24) + SignedDuration::from_mins(2));
    assert_eq!(claims(&office.casework).await, 1);
    office.wait(SignedDuration::from_secs(-60));
    assert_eq!(claims(&other).await, 0, "the lease holds, though this clock is a minute behind");
    office.wait(SignedDuration::from_mins(4));
    office.work().await;
    assert_eq!(office.count("SELECT count(*) FROM due").await, 0);
}

/// When the disk is away for a moment, letters are not lost and do not wait for long: the job is tried again after seconds,
/// each time after a longer rest, and goes through as soon as it can.
async fn failing_for_a_while(office: Office) {
    let clerk = office.staff("weber", &["steueramt"], &[]).await;
    let (guest, number) = office.sent("Bello").await;
    office.work().await;
    let (kept, away) = (office.folder.join("documents"), office.folder.join("away"));
    let is_there = std::fs::rename(&kept, &away).is_ok();
    std::fs::write(&kept, "no folder").expect("something in its place");
    office.decide(&clerk, &number, "approve").await;
    let round = async || office.casework.work_once().await.expect("a round of the worker");
    assert_eq!(round().await.again, 1, "the letter cannot be kept");
    assert_eq!(round().await.claimed, 0, "not at once");
    office.wait(SignedDuration::from_secs(7));
    assert_eq!(round().await.again, 1, "after seconds, not after the lease");
    office.wait(SignedDuration::from_secs(7));
    assert_eq!(round().await.claimed, 0, "the second rest is longer");
    std::fs::remove_file(&kept).expect("taken away again");
    if is_there {
        std::fs::rename(&away, &kept).expect("back again");
    }
    office.wait(SignedDuration::from_secs(7));
    office.work().await;
    let page = office.casework.status_page(&guest, &office.town, &number, Language::De).await;
    assert_eq!(page.expect("the status").documents.len(), 1);
    let head = office.casework.case_head(office.town.tenant, &number).await.expect("the case");
    assert_eq!(head.incidents, []);
}

/// While a mail server lets everybody wait until it fails, a round asks it once, and everything else goes on: nobody's claim
/// runs out meanwhile, so no mail is sent by two workers, and what was not tried does not count as tried.
async fn hanging(office: Office) {
    for dog in ["Ada", "Ben", "Cleo", "Dora"] {
        office.sent(dog).await;
    }
    let (mails, away) = (office.folder.join("mail"), office.folder.join("away"));
    let is_there = std::fs::rename(&mails, &away).is_ok();
    std::fs::write(&mails, "no folder").expect("something in its place");
    let clock = office.clock();
    let slow = Passage::new(move |point| {
        let seconds = if point == Point::Reading { 10 } else { 0 };
        clock.fetch_add(seconds * 1_000_000, Ordering::Relaxed);
        Box::pin(async { Ok(()) })
    });
    let slow = process_by_way_of(&office, slow).await;
    let worked = slow.work_once().await.expect("a round");
    assert_eq!((worked.claimed, worked.done, worked.again), (4, 0, 4));
    let attempts = office.count("SELECT sum(attempt) FROM due").await;
    assert_eq!(attempts, 1, "one was tried, three were put back");
    std::fs::remove_file(&mails).expect("taken away again");
    if is_there {
        std::fs::rename(&away, &mails).expect("back again");
    }
    office.wait(SignedDuration::from_mins(1));
    office.work().await;
    assert_eq!(office.count("SELECT count(*) FROM due").await, 0, "all four are sent");
}
