//! A letter of a town that uses up its time or memory: what the office sees of it, and how it goes on.

use crate::office::{Office, on_both_databases};
use casework::Casework;
use sandbox::{Limits, Sandbox};
use std::time::Duration;
use values::Language;

on_both_databases!(a_letter_overruns);

/// A process whose letters are written by children that do this instead. The script is written by a shell, so that no child
/// of ours holds it open while another one is to run it.
async fn process_whose_children(office: &Office, name: &str, does: &str) -> Casework {
    let child = office.folder.join(name);
    let make = "printf '#!/bin/sh\n%s\n' \"$1\" > \"$2\" && chmod +x \"$2\"";
    let mut shell = std::process::Command::new("/bin/sh");
    let made = shell.args(["-c", make, "sh", does]).arg(&child).status();
    assert!(made.expect("a shell").success());
    let limits = Limits { wall: Duration::from_millis(400), ..Limits::default() };
    office.process_with(Sandbox::new(child, 1, limits)).await
}

/// A letter that takes too long or breaks off is one stuck step: the office reads why, nothing of it is written or
/// delivered, nobody tries it again unasked; tried again in vain it is still one, and tried with success the case goes on.
async fn a_letter_overruns(office: Office) {
    let clerk = office.staff("weber", &["steueramt"], &[]).await;
    for (name, does, code) in
        [("slow", "exec sleep 30", "letter-too-long"), ("hungry", "exit 1", "letter-broke-off")]
    {
        let apart = process_whose_children(&office, name, does).await;
        let (guest, number) = office.sent("Bello").await;
        office.work().await;
        office.decide(&clerk, &number, "approve").await;
        let head = office.casework.case_head(office.town.tenant, &number).await.expect("the case");
        for _ in 0..2 {
            let worked = apart.work_once().await.expect("a round of the worker");
            assert_eq!((worked.done, worked.again), (1, 0), "it is told as stuck");
            assert_eq!(apart.work_once().await.expect("a round").claimed, 0, "nobody tries it unasked");
            let page = office.casework.case_page(&clerk, &office.town, head.id, Language::De).await;
            let page = page.expect("the page");
            let [stuck] = page.incidents.as_slice() else { panic!("one: {:?}", page.incidents) };
            assert!(stuck.problem.args.iter().any(|(_, told)| told == code), "{stuck:?}");
            assert_eq!(page.documents.len(), 0);
            let seen = office.casework.status_page(&guest, &office.town, &number, Language::De).await;
            assert_eq!(seen.expect("the status").documents, []);
            office.casework.retry_jobs(&clerk, &office.town, head.id).await.expect("tried again");
        }
        office.work().await;
        let seen = office.casework.status_page(&guest, &office.town, &number, Language::De).await;
        assert_eq!(seen.expect("the status").documents.len(), 1, "{code}: the letter is there, once");
        let head = office.casework.case_head(office.town.tenant, &number).await.expect("the case");
        assert_eq!(head.incidents, []);
        let proof = office.casework.verify_case(office.town.tenant, &number).await.expect("verified");
        assert_eq!(proof.breaks, Vec::<String>::new());
    }
}
