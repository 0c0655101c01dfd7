//! A statutory period is extended.

use crate::office::{Office, dog_tax_edited, on_both_databases};
use casework::{DeadlineStanding, Extension, JournalLine, MailWords, Refusal};
use std::sync::LazyLock;
use values::{Language, Problem};

on_both_databases!(extended_once_with_a_reason, announced_by_letter, announced_in_vain, not_by_strangers);

const CLOCK: (&str, &str) = (
    "isExecutable=\"true\">",
    "isExecutable=\"true\"><bpmn:extensionElements><fachwerk:legalClock id=\"decision\" term=\"P3M\" extension=\"P4W\" stops=\"deliver_letter\" /></bpmn:extensionElements>",
);
const LATE: &str = "Das Gutachten fehlt noch.";

fn asked<'a>(amount: &'a str, reason: &'a str) -> Extension<'a> {
    static WORDS: LazyLock<MailWords> = LazyLock::new(|| MailWords {
        subject: "{town}: ein Schreiben zu {number}".to_owned(),
        text: "Siehe {link}".to_owned(),
    });
    Extension { clock: 0, amount, reason, words: &WORDS }
}

/// The office extends the period once, and says why; the applicant reads the new day and the reason, and the journal can
/// still be proven.
async fn extended_once_with_a_reason(office: Office) {
    office.publish(&dog_tax_edited("process.bpmn", &[CLOCK])).await;
    let clerk = office.staff("weber", &["steueramt"], &[]).await;
    let (guest, number) = office.sent("Bello").await;
    let (case, _) = office.open_task(&number).await;
    let (casework, town) = (&office.casework, &office.town);
    let clock = async || {
        let page = casework.case_page(&clerk, town, case, Language::De).await.expect("the page");
        <[_; 1]>::try_from(page.deadlines).expect("one clock")
    };
    let [running] = clock().await;
    assert_eq!(running.standing, DeadlineStanding::Running("2027-02-23".parse().expect("a day")));
    let offer = running.offer.expect("it can be extended");
    assert_eq!((offer.most, offer.unit, offer.until.to_string()), (4, "weeks", "2027-03-23".to_owned()));

    for (amount, reason, keys) in [
        ("5", LATE, &["rejected-extended-too-far"][..]),
        ("2", " ", &["reason-missing"]),
        ("viel", LATE, &["extension-amount"]),
        ("5", "", &["reason-missing", "rejected-extended-too-far"]),
    ] {
        let refused = casework.extend_deadline(&clerk, town, case, asked(amount, reason)).await;
        let Err(Refusal::Problems(problems)) = refused else { panic!("{refused:?}") };
        assert_eq!(problems.iter().map(|problem: &Problem| &*problem.key).collect::<Vec<_>>(), keys);
    }
    let status = casework.status_page(&guest, town, &number, Language::De).await.expect("the status");
    assert_eq!(status.extended, []);
    for _ in 0..2 {
        casework.extend_deadline(&clerk, town, case, asked("2", LATE)).await.expect("the same click twice");
    }
    let again = casework.extend_deadline(&clerk, town, case, asked("1", LATE)).await;
    assert!(
        matches!(&again, Err(Refusal::Problems(why)) if why[0].key == "rejected-extended-already"),
        "{again:?}"
    );
    let status = casework.status_page(&guest, town, &number, Language::De).await.expect("the status");
    let told: Vec<_> = status
        .extended
        .iter()
        .map(|one| (one.last_day.map(|day| day.to_string()), one.reason.as_str()))
        .collect();
    assert_eq!(told, [(Some("2027-03-09".to_owned()), LATE)]);
    let [extended] = clock().await;
    assert_eq!((extended.extended.as_deref(), extended.offer), (Some(LATE), None));
    let page = casework.case_page(&clerk, town, case, Language::De).await.expect("the page");
    let last = page.journal.last().expect("an entry");
    assert_eq!((last.command.as_str(), last.actor_name.as_str()), ("extend-clock", "Frau weber"));
    let verified = casework.verify_case(town.tenant, &number).await.expect("verified");
    assert_eq!(verified.breaks, Vec::<String>::new());
}

/// Whoever applied gets a letter that says until when the period was extended and why, once, and the journal says that they
/// were told; whoever wants paper finds it in the print tray. What goes wrong outside is tried again.
async fn announced_by_letter(office: Office) {
    office.publish(&dog_tax_edited("process.bpmn", &[CLOCK])).await;
    let clerk = office.staff("weber", &["steueramt"], &[]).await;
    let (guest, number) = office.sent("Bello").await;
    let (case, _) = office.open_task(&number).await;
    let (casework, town) = (&office.casework, &office.town);
    casework.extend_deadline(&clerk, town, case, asked("2", LATE)).await.expect("extended");
    office.work().await;
    let status = casework.status_page(&guest, town, &number, Language::De).await.expect("the status");
    let [letter] = <[_; 1]>::try_from(status.documents).expect("one letter");
    assert_eq!(letter.title, "Verlängerung der Frist – Hund anmelden");
    let page = casework.delivered_page(&guest, town, &number, letter.id).await.expect("the letter");
    for part in ["9.\u{a0}März\u{a0}2027", LATE, "Frau weber"] {
        assert!(page.html.contains(part), "{part} in {}", page.html);
    }
    office.work().await;
    let shown = casework.case_page(&clerk, town, case, Language::De).await.expect("the case");
    assert_eq!((shown.documents.len(), shown.incidents.len()), (1, 0));
    let told = |line: &&JournalLine| (&*line.command, &*line.actor_kind) == ("announce-extension", "system");
    assert_eq!(shown.journal.iter().filter(told).count(), 1);
    let verified = casework.verify_case(town.tenant, &number).await.expect("verified");
    assert_eq!(verified.breaks, Vec::<String>::new());
}

/// While the disk of letters is away for long, the office is told that the applicant knows nothing of the extension; nothing
/// tries for ever. When somebody tries again the letter is written, once.
async fn announced_in_vain(office: Office) {
    office.publish(&dog_tax_edited("process.bpmn", &[CLOCK])).await;
    let clerk = office.staff("weber", &["steueramt"], &[]).await;
    let (guest, number) = office.sent("Bello").await;
    let (case, _) = office.open_task(&number).await;
    let (casework, town) = (&office.casework, &office.town);
    office.work().await;
    casework.extend_deadline(&clerk, town, case, asked("2", LATE)).await.expect("extended");
    let (kept, away) = (office.folder.join("documents"), office.folder.join("away"));
    let is_there = std::fs::rename(&kept, &away).is_ok();
    std::fs::write(&kept, "no folder").expect("something in its place");
    assert_eq!(office.tries().await, 8);
    let shown = casework.case_page(&clerk, town, case, Language::De).await.expect("the case");
    let keys: Vec<&str> = shown.incidents.iter().map(|one| &*one.problem.key).collect();
    assert_eq!((keys, shown.may_retry), (vec!["incident-not-announced"], true));
    let found = casework.stuck_case(&clerk, town, case, Language::De).await.expect("the page");
    let [place] = <[_; 1]>::try_from(found.places).expect("one place");
    assert!(place.may_retry && place.incident.is_some() && place.targets.is_empty() && !place.may_end);

    casework.retry_jobs(&clerk, town, case).await.expect("tried again");
    assert_eq!(casework.retry_jobs(&clerk, town, case).await, Ok(()), "nothing is stuck any more");
    assert_eq!(office.tries().await, 8, "in vain again");
    std::fs::remove_file(&kept).expect("taken away again");
    if is_there {
        std::fs::rename(&away, &kept).expect("back again");
    }
    casework.retry_jobs(&clerk, town, case).await.expect("tried again");
    office.work().await;
    let shown = casework.case_page(&clerk, town, case, Language::De).await.expect("the case");
    assert_eq!((shown.documents.len(), shown.incidents.len()), (1, 0));
    let status = casework.status_page(&guest, town, &number, Language::De).await.expect("the status");
    assert_eq!(status.documents.len(), 1);
    let verified = casework.verify_case(town.tenant, &number).await.expect("verified");
    assert_eq!(verified.breaks, Vec::<String>::new());
}

/// Nobody else extends it: not the applicant, not another office.
async fn not_by_strangers(office: Office) {
    office.publish(&dog_tax_edited("process.bpmn", &[CLOCK])).await;
    let stranger = office.staff("bau", &["bauamt"], &[]).await;
    let (guest, number) = office.sent("Bello").await;
    let (case, _) = office.open_task(&number).await;
    for (actor, refusal) in [(&guest, Refusal::NotAllowed), (&stranger, Refusal::NotFound)] {
        let refused = office.casework.extend_deadline(actor, &office.town, case, asked("2", LATE)).await;
        assert_eq!(refused, Err(refusal));
    }
}
