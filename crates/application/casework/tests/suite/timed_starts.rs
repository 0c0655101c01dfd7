//! Services that begin by themselves: at a moment, or again and again.

use crate::between::small_services::{START, flow, flows, service};
use crate::office::{Office, on_both_databases, process_by_way_of};
use casework::Refusal;
use jiff::{SignedDuration, Timestamp};
use services::Package;
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};
use store::{Fault, Passage, StoreError};

on_both_databases!(
    month_after_month,
    after_a_long_rest,
    another_release,
    a_day_that_has_passed,
    two_workers,
    cut_off
);

/// A service that a clerk works on, begun by people and by this timer.
fn run(timer: &str, more: &str) -> Package {
    let events = format!(
        "<startEvent id=\"by_time\" name=\"Jahreslauf\"><timerEventDefinition>{timer}</timerEventDefinition></startEvent>\
         <exclusiveGateway id=\"either\"/>{more}"
    );
    let way = flow("by_time", "either") + &flows(&["received", "either", "check_application", "done"]);
    service("run", &format!("{START}{events}{way}"))
}

fn cycle(text: &str) -> Package {
    run(&format!("<timeCycle>{text}</timeCycle>"), "")
}

/// Works at a moment, as it is told in Germany in winter; how many cases there are then.
async fn cases_at(office: &Office, moment: &str) -> usize {
    let moment: Timestamp = format!("{moment}+01").parse().expect("a moment");
    office.wait(SignedDuration::from_secs(moment.as_second() - office.seconds()));
    office.work().await;
    office.casework.case_numbers(office.town.tenant).await.expect("the cases").len()
}

/// Whoever plans a run for the end of each month gets one at the end of each month, from the release that is live, as a case
/// that says where it came from and whose letters go by post.
async fn month_after_month(office: Office) {
    office.publish(&cycle("R/2026-11-30T09:00/P1M")).await;
    let clerk = office.staff("weber", &["steueramt"], &[]).await;
    let mut counts = Vec::new();
    for moment in [
        "2026-11-30T08:59:59",
        "2026-11-30T09:00:00",
        "2026-12-30T08:59:59",
        "2026-12-30T09:00:00",
        "2027-01-30T09:00:00",
        "2027-02-28T08:59:59",
        "2027-02-28T09:00:00",
    ] {
        counts.push(cases_at(&office, moment).await);
    }
    assert_eq!(counts, [0, 1, 1, 2, 3, 3, 4]);
    let by_post = "SELECT COUNT(*) FROM case_head WHERE delivery_wish = 'post'";
    assert_eq!(office.count(by_post).await, 4, "nobody could open their letters on the status page");
    let number = office.casework.case_numbers(office.town.tenant).await.expect("the cases").remove(0);
    let verified = office.casework.verify_case(office.town.tenant, &number).await.expect("verified");
    assert_eq!(verified.breaks, Vec::<String>::new());
    let (case, _) = office.open_task(&number).await;
    let page = office.casework.case_page(&clerk, &office.town, case, values::Language::De).await;
    let page = page.expect("the clerk may read it");
    let first = &page.journal[0];
    assert_eq!((first.command.as_str(), first.actor_kind.as_str()), ("start-by-timer", "system"));
    assert_eq!(first.elements[0], "Jahreslauf");
}

/// A run that fell due while the server was down is not lost; a thousand of them are one, and the rhythm goes on as before.
async fn after_a_long_rest(office: Office) {
    office.publish(&cycle("R/2026-11-23T12:00/PT5M")).await;
    assert_eq!(cases_at(&office, "2026-11-23T12:00:00").await, 1, "the moment at which it was published");
    assert_eq!(cases_at(&office, "2026-11-23T12:05:00").await, 2);
    assert_eq!(cases_at(&office, "2026-11-30T12:02:00").await, 3);
    assert_eq!(cases_at(&office, "2026-11-30T12:04:59").await, 3);
    assert_eq!(cases_at(&office, "2026-11-30T12:05:00").await, 4);
}

/// A new release takes over the rhythm where the old one stood, and no moment counts twice; one with another rhythm begins it
/// from now on, and one without any nothing more.
async fn another_release(office: Office) {
    let weekly = "<timeCycle>R/P7D</timeCycle>";
    office.publish(&run(weekly, "")).await;
    assert_eq!(cases_at(&office, "2026-11-30T12:00:00").await, 1);
    office.publish(&run(weekly, "<textAnnotation id=\"new\"/>")).await;
    assert_eq!(cases_at(&office, "2026-12-07T11:59:59").await, 1);
    assert_eq!(
        cases_at(&office, "2026-12-07T12:00:00").await,
        2,
        "a week after the last, not after the release"
    );
    office.wait(SignedDuration::from_hours(7 * 24));
    office.publish(&cycle("R/2026-12-14T12:00/P1D")).await;
    assert_eq!(cases_at(&office, "2026-12-14T12:00:00").await, 3, "what was due is begun once");
    assert_eq!(cases_at(&office, "2026-12-15T12:00:00").await, 4, "then every day");
    office.publish(&cycle("R/2026-12-15T12:00/P2D")).await;
    assert_eq!(cases_at(&office, "2026-12-16T12:00:00").await, 4);
    assert_eq!(cases_at(&office, "2026-12-17T12:00:00").await, 5);
    office.publish(&cycle("0 0 8 LW * ?")).await;
    assert_eq!(cases_at(&office, "2026-12-31T07:59:59").await, 5);
    assert_eq!(cases_at(&office, "2026-12-31T08:00:00").await, 6, "the last working day, as cron has it");
    assert_eq!(cases_at(&office, "2027-01-29T08:00:00").await, 7);
    office
        .publish(&service("run", &format!("{START}{}", flows(&["received", "check_application", "done"]))))
        .await;
    assert_eq!(cases_at(&office, "2027-12-17T12:00:00").await, 7);
    assert_eq!(office.count("SELECT COUNT(*) FROM timed_start").await, 0);
    assert_eq!(office.count("SELECT COUNT(*) FROM due WHERE kind = 'start'").await, 0);
}

/// A day that has passed begins nothing, one that is to come once, however often the service is published; nor does a number
/// of times begin anew.
async fn a_day_that_has_passed(office: Office) {
    office.publish(&run("<timeDate>2026-11-01</timeDate>", "")).await;
    assert_eq!(cases_at(&office, "2026-11-24T12:00:00").await, 0);
    office.publish(&run("<timeDate>2026-12-01</timeDate>", "")).await;
    assert_eq!(cases_at(&office, "2026-12-01T00:00:00").await, 1);
    office.publish(&run("<timeDate>2026-12-01</timeDate>", "<textAnnotation id=\"new\"/>")).await;
    office.publish(&run("<timeDate>2026-12-01</timeDate>", "<textAnnotation id=\"newer\"/>")).await;
    assert_eq!(cases_at(&office, "2026-12-02T12:00:00").await, 1);
    office.publish(&cycle("R1/P1D")).await;
    assert_eq!(cases_at(&office, "2026-12-03T12:00:00").await, 2);
    office.publish(&run("<timeCycle>R1/P1D</timeCycle>", "<textAnnotation id=\"new\"/>")).await;
    assert_eq!(cases_at(&office, "2026-12-10T12:00:00").await, 2);
}

/// Of two workers that look at the same moment one opens the case, whichever is faster.
async fn two_workers(office: Office) {
    office.publish(&cycle("R/P1D")).await;
    office.wait(SignedDuration::from_hours(24));
    let slow = office.second_process().await;
    let claimed = slow.claim_work().await.expect("a claim");
    assert_eq!(claimed.len(), 1);
    let finished = slow.carry_out(&claimed[0]).await.expect("it is read");
    office.wait(SignedDuration::from_mins(6));
    office.work().await;
    let brought = slow.bring(&finished).await;
    assert!(matches!(brought, Err(Refusal::Conflict)), "{brought:?}");
    office.wait(SignedDuration::from_hours(24));
    let one = async { office.casework.work_once().await.expect("a round") };
    let other = async { slow.work_once().await.expect("a round") };
    let (one, other) = tokio::join!(one, other);
    assert_eq!(one.claimed + other.claimed, 1);
    let cases = office.casework.case_numbers(office.town.tenant).await.expect("the cases");
    assert_eq!(cases.len(), 2);
}

/// However often a worker is cut off on its way to the database, before or after a commit, each moment opens one case.
async fn cut_off(office: Office) {
    office.publish(&cycle("R3/P1D")).await;
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
    for day in 1..=3 {
        let moment = format!("2026-11-{}T12:00:00", 23 + day);
        let moment: Timestamp = format!("{moment}+01").parse().expect("a moment");
        office.wait(SignedDuration::from_secs(moment.as_second() - office.seconds()));
        for steps in 1..30 {
            left.store(steps, Ordering::Relaxed);
            let _ = worker.work_once().await;
            office.wait(SignedDuration::from_mins(6));
        }
        let cases = office.casework.case_numbers(office.town.tenant).await.expect("the cases");
        assert_eq!(cases.len(), day);
        office.work().await;
        let cases = office.casework.case_numbers(office.town.tenant).await.expect("the cases");
        assert_eq!(cases.len(), day);
    }
    assert_eq!(office.count("SELECT COUNT(*) FROM due").await, 0);
}
