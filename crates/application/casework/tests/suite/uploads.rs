//! Files that people add to an application: whose they are, what is taken in, what becomes of them.

use crate::office::{Office, dog_tax_with_proof, on_both_databases, typed};
use cases::Actor;
use casework::{FilePlace, PageAsked, PageSent, ReceivedFile, Refusal, ShowProblems};
use feel::Context;
use forms::{Edit, RawAnswers, SentPage};
use jiff::SignedDuration;
use values::{DocumentId, DraftId, Language, Problem};

const PDF: &[u8] = b"%PDF-1.7\nNachweis";
const LAST_PAGE: PageAsked = PageAsked { index: 2, language: Language::De, problems: ShowProblems::No };

/// A draft in which only the proof is missing.
async fn draft(office: &Office) -> (Actor, DraftId) {
    let package = dog_tax_with_proof();
    office.casework.install_package(&package).await.expect("the package fits");
    office
        .casework
        .publish_service(office.town.tenant, &package, &Context::new())
        .await
        .expect("the service is live");
    office.filled_draft("Bello").await
}

async fn receive(
    office: &Office,
    (guest, draft): &(Actor, DraftId),
    name: &str,
    bytes: &[u8],
) -> Result<ReceivedFile, Problem> {
    let mut incoming = office
        .casework
        .receive_file(guest, (&office.town, FilePlace::Draft(*draft)), ("proof", name), 0)
        .await
        .expect("room");
    for piece in bytes.chunks(100_000) {
        incoming.push(piece.to_vec()).await.expect("a piece");
    }
    incoming.finish().await.expect("kept or refused")
}

/// The last page with these files and this button.
fn page(files: &[ReceivedFile], button: &str) -> PageSent {
    let answers: RawAnswers = typed(&[("household.other_dogs", "0"), ("household.declaration", "true")]);
    let page = SentPage { answers, files: Vec::new(), edit: Edit::of_button(button) };
    PageSent { page, files: files.to_vec() }
}

async fn save(office: &Office, (guest, draft): &(Actor, DraftId), sent: PageSent) {
    let saved = office.casework.save_page(guest, &office.town, *draft, LAST_PAGE, sent).await;
    assert_eq!(saved.expect("the page is saved").problems, []);
}

fn id(file: &ReceivedFile) -> DocumentId {
    file.answer.id.parse().expect("an id")
}

/// A proof is read by whoever added it and, once it is sent, by the office that decides; nobody else learns that it exists.
async fn proofs_reach_only_those_they_are_for(office: Office) {
    let own = draft(&office).await;
    let file = receive(&office, &own, "../Nachweis.pdf", PDF).await.expect("a PDF is welcome");
    let (guest, draft) = &own;
    let read = |actor: Actor, file| {
        let (casework, town, draft) = (office.casework.clone(), office.town.clone(), *draft);
        async move { casework.draft_file(&actor, &town, draft, file).await }
    };
    assert_eq!(read(guest.clone(), id(&file)).await, Err(Refusal::NotFound), "no draft names it yet");
    save(&office, &own, page(std::slice::from_ref(&file), "upload:proof")).await;
    let found = read(guest.clone(), id(&file)).await.expect("it is theirs");
    assert_eq!((found.bytes.as_slice(), found.file_name.as_str()), (PDF, "Nachweis.pdf"));
    assert_eq!(found.media_type, "application/pdf");
    let (stranger, _) = office.filled_draft("Rex").await;
    assert_eq!(read(stranger.clone(), id(&file)).await, Err(Refusal::NotFound));
    let foreign = office
        .casework
        .receive_file(&stranger, (&office.town, FilePlace::Draft(*draft)), ("proof", "x"), 0)
        .await;
    assert!(matches!(foreign, Err(Refusal::NotFound)));

    office.casework.submit_application(guest, &office.town, *draft, Language::De).await.expect("it is sent");
    assert_eq!(read(guest.clone(), id(&file)).await.expect("still theirs").bytes, PDF);
    let receipt =
        office.casework.receipt(guest, &office.town, *draft, Language::De).await.expect("a receipt");
    let (case, _) = office.open_task(&receipt.number).await;
    let clerk = office.staff("weber", &["steueramt"], &[]).await;
    let shown = office.casework.case_page(&clerk, &office.town, case, Language::De).await.expect("the case");
    let documents: Vec<_> = shown.documents.iter().filter(|document| document.is_upload).collect();
    assert_eq!(
        documents.iter().map(|document| document.title.as_str()).collect::<Vec<_>>(),
        ["Nachweis.pdf"]
    );
    let opened =
        office.casework.case_document(&clerk, &office.town, case, id(&file)).await.expect("readable");
    assert_eq!((opened.bytes.as_slice(), opened.file_name.as_str()), (PDF, "Nachweis.pdf"));
    let outsider = office.staff("other", &["standesamt"], &[]).await;
    let hidden = office.casework.case_document(&outsider, &office.town, case, id(&file)).await;
    assert_eq!(hidden, Err(Refusal::NotFound));
}

/// A file that is not what it says, could run, is empty or too large is refused in words, and nothing of it is kept.
async fn unwelcome_files_are_refused(office: Office) {
    let own = draft(&office).await;
    let mut refused = Vec::new();
    for (name, bytes) in [
        ("Foto.jpg", b"<svg xmlns='http://www.w3.org/2000/svg' onload='x'/>".to_vec()),
        ("Antrag.pdf", b"<!doctype html><script>".to_vec()),
        ("leer.pdf", Vec::new()),
        ("riesig.pdf", [PDF, &vec![b'x'; 10_000_000]].concat()),
    ] {
        let problem = receive(&office, &own, name, &bytes).await.expect_err("it is not welcome");
        refused.push(problem.to_string());
    }
    assert_eq!(
        refused.join("\n"),
        "proof: forms-file-not-welcome label=\"Nachweis\" name=\"Foto.jpg\" kinds=\"both\"\n\
         proof: forms-file-not-welcome label=\"Nachweis\" name=\"Antrag.pdf\" kinds=\"both\"\n\
         proof: forms-file-empty label=\"Nachweis\" name=\"leer.pdf\"\n\
         proof: forms-file-too-large label=\"Nachweis\" name=\"riesig.pdf\" limit=\"10\\u{a0}MB\""
    );
    let (guest, draft) = &own;
    let nowhere = office
        .casework
        .receive_file(guest, (&office.town, FilePlace::Draft(*draft)), ("dog.name", "x.pdf"), 0)
        .await;
    assert!(matches!(nowhere, Err(Refusal::NotFound)), "only a question for files takes files");
}

/// A file that was taken out again is gone after two days, one that is still needed stays for good.
async fn what_nobody_needs_is_forgotten(office: Office) {
    let own = draft(&office).await;
    let kept = receive(&office, &own, "a.pdf", PDF).await.expect("welcome");
    let gone = receive(&office, &own, "b.pdf", b"%PDF-1.7 anderer").await.expect("welcome");
    save(&office, &own, page(&[kept.clone(), gone.clone()], "next")).await;
    assert_eq!(office.casework.forget_unnamed_bytes().await, Ok(0));
    save(&office, &own, page(&[], &format!("drop:proof:{}", gone.answer.id))).await;
    let (guest, draft) = &own;
    let removed = office.casework.draft_file(guest, &office.town, *draft, id(&gone)).await;
    assert_eq!(removed, Err(Refusal::NotFound));
    assert_eq!(office.casework.forget_unnamed_bytes().await, Ok(0), "two days have not passed");
    office.wait(SignedDuration::from_hours(24 * 365 * 50));
    assert_eq!(office.casework.forget_unnamed_bytes().await, Ok(1));
    assert_eq!(office.casework.forget_unnamed_bytes().await, Ok(0));
    let still = office.casework.draft_file(guest, &office.town, *draft, id(&kept)).await;
    assert_eq!(still.expect("it is still named").bytes, PDF);
}

on_both_databases!(
    proofs_reach_only_those_they_are_for,
    unwelcome_files_are_refused,
    what_nobody_needs_is_forgotten,
);
