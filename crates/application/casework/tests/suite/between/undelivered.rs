//! What nobody has taken, and who deals with it.

use super::small_services::{caller, checked, head, hearer, listener, live, sayer, sent, tasks};
use crate::office::{Office, on_both_databases, town};
use cases::{Actor, Role};
use casework::{DealWith, Refusal, Town, UndeliveredEvent, UndeliveredStanding, WayOut};
use jiff::SignedDuration;
use values::Language;

on_both_databases!(dealt_with, only_for_those_who_lead, a_signal_is_told_again);

async fn listed(office: &Office, (actor, town): (&Actor, &Town)) -> Vec<UndeliveredEvent> {
    let found = office.casework.undelivered(actor, town, ("", Language::De)).await.expect("the list");
    assert_eq!(found.next, None);
    found.events
}

/// Messages for these names that nobody waits for.
async fn unheard(office: &Office, clerk: &Actor, names: &[&str]) -> Vec<String> {
    let mut numbers = Vec::new();
    for name in names {
        let number = sent(office, "sayer", name).await;
        checked(office, clerk, &number).await;
        office.wait(SignedDuration::from_secs(1));
        numbers.push(number);
    }
    office.work().await;
    numbers
}

fn keys(problems: Result<(), Refusal>) -> Vec<String> {
    match problems {
        Err(Refusal::Problems(problems)) => {
            problems.into_iter().map(|problem| problem.key.into_owned()).collect()
        }
        other => panic!("{other:?}"),
    }
}

/// Who leads the office gives a message to the case that it was meant for, lets another go with a reason that stays with the
/// case, and has the third, whose time was over, offered once more.
async fn dealt_with(office: Office) {
    let (casework, place) = (&office.casework, &office.town);
    live(&office, &[hearer(), sayer()]).await;
    let clerk = office.staff("weber", &["steueramt"], &[]).await;
    let lead = office.staff("leitung", &[], &[Role::Head]).await;
    let numbers = unheard(&office, &clerk, &["Ada", "Ben", "Cleo"]).await;
    let found = listed(&office, (&lead, place)).await;
    let shown: Vec<_> = found.iter().map(|one| (one.number.as_str(), one.standing.key())).collect();
    let expected: Vec<_> =
        numbers.iter().map(String::as_str).zip([Some("Ada"), Some("Ben"), Some("Cleo")]).collect();
    assert_eq!(shown, expected);
    let deal = |at: usize, way: WayOut, reason: &str| {
        let (id, asked) = (found[at].id, DealWith { way, reason: reason.to_owned() });
        let lead = &lead;
        async move { casework.deal_with_undelivered(lead, place, (id, &asked)).await }
    };

    let misspelt = [sent(&office, "hearer", "Adda").await];
    let unknown = deal(0, WayOut::To("2026-1".into()), " ").await;
    assert_eq!(keys(unknown), ["reason-missing", "undelivered-no-case"]);
    let not_waiting = deal(0, WayOut::To(numbers[1].clone()), "Tippfehler").await;
    assert_eq!(keys(not_waiting), ["undelivered-not-waiting"]);
    assert_eq!(deal(0, WayOut::To(misspelt[0].clone()), "Tippfehler").await, Ok(()));
    assert_eq!(tasks(&office, &misspelt).await, [1]);

    assert_eq!(keys(deal(1, WayOut::LetGo, "").await), ["reason-missing"]);
    assert_eq!(deal(1, WayOut::LetGo, "Ben ist verzogen.").await, Ok(()));
    assert_eq!(deal(1, WayOut::LetGo, "Ben ist verzogen.").await, Err(Refusal::Conflict));
    let case = head(&office, &numbers[1]).await.id;
    let page = casework.case_page(&clerk, place, case, Language::De).await.expect("the case");
    assert_eq!(page.notes.iter().map(|note| note.text.as_str()).collect::<Vec<_>>(), ["Ben ist verzogen."]);
    assert_eq!(page.journal.last().map(|line| line.command.as_str()), Some("let-go"));

    office.wait(SignedDuration::from_hours(91 * 24));
    let late = [sent(&office, "hearer", "Cleo").await];
    office.work().await;
    assert_eq!(tasks(&office, &late).await, [0]);
    let found = listed(&office, (&lead, place)).await;
    assert!(matches!(found[0].standing, UndeliveredStanding::Over { .. }) && found.len() == 1, "{found:?}");
    assert_eq!(deal(2, WayOut::Again, "").await, Ok(()));
    office.work().await;
    assert_eq!(tasks(&office, &late).await, [1]);
    assert_eq!(listed(&office, (&lead, place)).await, Vec::new());
    head(&office, &numbers[2]).await;
}

/// What has not arrived is seen by nobody but those who lead the same town's office or look after it, and the key of a
/// message, which may be a name, only by who may read the case.
async fn only_for_those_who_lead(office: Office) {
    let (casework, place) = (&office.casework, &office.town);
    live(&office, &[sayer()]).await;
    let clerk = office.staff("weber", &["steueramt"], &[]).await;
    let admin = office.staff("admin", &[], &[Role::Administrator]).await;
    unheard(&office, &clerk, &["Ada"]).await;
    let found = listed(&office, (&admin, place)).await;
    assert_eq!((found[0].standing.key(), found[0].may_read, found[0].may_act), (None, false, false));
    let drop = DealWith { way: WayOut::LetGo, reason: "Weil".to_owned() };
    let deal = async |actor: &Actor, town: &Town| {
        casework.deal_with_undelivered(actor, town, (found[0].id, &drop)).await
    };
    assert_eq!(deal(&admin, place).await, Err(Refusal::NotFound));
    let elsewhere = town(casework, "nachbarstadt").await;
    let neighbour = office.staff_of(&elsewhere, "nachbar", &["steueramt"], &[Role::Head]).await;
    assert_eq!(listed(&office, (&neighbour, &elsewhere)).await, Vec::new());
    assert_eq!(deal(&neighbour, &elsewhere).await, Err(Refusal::Conflict), "there is none in their town");
    for actor in [&clerk, &neighbour] {
        let list = casework.undelivered(actor, place, ("", Language::De)).await;
        assert_eq!(list.err(), Some(Refusal::NotFound));
        let page = casework.undelivered_page(actor, place, (found[0].id, Language::De)).await;
        assert_eq!(page.err(), Some(Refusal::NotFound));
        assert_eq!(deal(actor, place).await, Err(Refusal::NotFound));
    }
    let page = casework.undelivered_page(&neighbour, &elsewhere, (found[0].id, Language::De)).await;
    assert_eq!(page.err(), Some(Refusal::NotFound));
    assert_eq!(listed(&office, (&admin, place)).await.len(), 1);
}

/// A case that was damaged when everybody was told is told again once it is mended, and the others do not hear it twice.
async fn a_signal_is_told_again(office: Office) {
    let (casework, place) = (&office.casework, &office.town);
    live(&office, &[listener(), caller()]).await;
    let clerk = office.staff("weber", &["steueramt"], &[]).await;
    let lead = office.staff("leitung", &[], &[Role::Head]).await;
    let waiting = [sent(&office, "listener", "Ada").await, sent(&office, "listener", "Ben").await];
    let call = sent(&office, "caller", "Cleo").await;
    office.work().await;
    checked(&office, &clerk, &call).await;
    let damage = format!("UPDATE case_head SET release_hash = code_hash WHERE number = '{}'", waiting[0]);
    office.tamper(&damage).await;
    for _ in 0..20 {
        casework.work_once().await.expect("a round of the worker");
        office.wait(SignedDuration::from_mins(6));
    }
    let found = listed(&office, (&lead, place)).await;
    let missed: Vec<_> = found.iter().filter(|one| one.standing == UndeliveredStanding::Missed).collect();
    assert_eq!(missed.iter().map(|one| (one.name.as_str(), one.missed)).collect::<Vec<_>>(), [("flood", 1)]);
    let admin = office.staff("admin", &[], &[Role::Administrator]).await;
    let who_missed = async |actor: &Actor| {
        let asked = (missed[0].id, Language::De);
        let page = casework.undelivered_page(actor, place, asked).await.expect("the page");
        page.missed.into_iter().map(|one| (one.number, one.may_read)).collect::<Vec<_>>()
    };
    assert_eq!(who_missed(&lead).await, [(waiting[0].clone(), false)], "what is damaged has no page");
    let mend = "UPDATE case_head SET release_hash = (SELECT release_hash FROM service WHERE service_key = \
                'listener') WHERE service_key = 'listener'";
    office.tamper(mend).await;
    assert_eq!(who_missed(&lead).await, [(waiting[0].clone(), true)]);
    assert_eq!(who_missed(&admin).await, [(waiting[0].clone(), false)], "it leads nowhere for them");
    let again = DealWith { way: WayOut::Again, reason: String::new() };
    assert_eq!(casework.deal_with_undelivered(&lead, place, (missed[0].id, &again)).await, Ok(()));
    office.work().await;
    assert_eq!(office.count("SELECT COUNT(*) FROM signal").await, 0);
    let steps = "SELECT COUNT(DISTINCT steps) FROM case_head WHERE service_key = 'listener'";
    assert_eq!(office.count(steps).await, 1, "each has heard it once");
}
