//! The addresses of the desk's pages, so that each is written once.

use kit::wizard::WizardPlaces;
use values::{CaseId, DocumentId, DraftId, EffectId, PaymentId, QuestionId, TaskId};

pub(crate) fn sign_in(slug: &str) -> String {
    format!("/amt/{slug}/anmelden")
}

/// The second step of signing in.
pub(crate) fn second_factor(slug: &str) -> String {
    format!("/amt/{slug}/anmelden/code")
}

/// A page of the sign-in that remembers where the person wanted to go.
pub(crate) fn with_way(page: &str, wanted: &str) -> String {
    if wanted.is_empty() { page.to_owned() } else { format!("{page}?zu={wanted}") }
}

/// A one-time link.
pub(crate) fn link(slug: &str, token: &str) -> String {
    format!("/amt/{slug}/zugang/{token}")
}

pub(crate) fn sign_out(slug: &str) -> String {
    format!("/amt/{slug}/abmelden")
}

pub(crate) fn work_list(slug: &str) -> String {
    format!("/amt/{slug}/aufgaben")
}

pub(crate) fn case(slug: &str, case: CaseId) -> String {
    format!("/amt/{slug}/vorgang/{case}")
}

pub(crate) fn document(slug: &str, case: CaseId, document: DocumentId) -> String {
    format!("/amt/{slug}/vorgang/{case}/dokument/{document}")
}

/// A letter to read on screen.
pub(crate) fn letter(slug: &str, case: CaseId, document: DocumentId) -> String {
    format!("{}/lesen", self::document(slug, case, document))
}

/// What is done with several tasks at once.
pub(crate) fn several_tasks(slug: &str) -> String {
    format!("{}{SEVERAL}", work_list(slug))
}

/// Where a case is put away until a day.
pub(crate) fn resubmission(slug: &str, id: CaseId) -> String {
    format!("{}{RESUBMISSION}", case(slug, id))
}

/// Where a legal clock of a case is extended.
pub(crate) fn deadline(slug: &str, id: CaseId) -> String {
    format!("{}{DEADLINE}", case(slug, id))
}

/// Where a case is taken in hand that does not go on.
pub(crate) fn stuck(slug: &str, id: CaseId) -> String {
    format!("{}/stoerung", case(slug, id))
}

/// Where a case goes on in the newest release of its service.
pub(crate) fn migration(slug: &str, id: CaseId) -> String {
    format!("{}/umstieg", case(slug, id))
}

/// The cases that are left behind.
pub(crate) fn migrations(slug: &str) -> String {
    format!("/amt/{slug}/umstieg")
}

/// The messages and signals that have not arrived.
pub(crate) fn undelivered(slug: &str) -> String {
    format!("/amt/{slug}/liegengeblieben")
}

/// One of them.
pub(crate) fn undelivered_event(slug: &str, id: EffectId) -> String {
    format!("{}/{id}", undelivered(slug))
}

/// How the address ends where a legal clock is extended.
pub(crate) const DEADLINE: &str = "/frist";
/// How the address ends that does something with several tasks.
pub(crate) const SEVERAL: &str = "/mehrere";
/// How the address ends where a case is put away.
pub(crate) const RESUBMISSION: &str = "/wiedervorlage";

/// The search.
pub(crate) fn search(slug: &str) -> String {
    format!("/amt/{slug}/suche")
}

/// The registers.
pub(crate) fn registers(slug: &str) -> String {
    format!("/amt/{slug}/bestand")
}

/// The records of one service.
pub(crate) fn register(slug: &str, service: &str) -> String {
    format!("{}/{service}", registers(slug))
}

/// One record.
pub(crate) fn record(slug: &str, service: &str, number: i64) -> String {
    format!("{}/{number}", register(slug, service))
}

/// The letters to print and post.
pub(crate) fn print_tray(slug: &str) -> String {
    format!("/amt/{slug}/druck")
}

/// One of them: its PDF, and where to say that it was posted.
pub(crate) fn tray_letter(slug: &str, delivery: &str) -> String {
    format!("/amt/{slug}/druck/{delivery}")
}

/// A part of the page of a case.
pub(crate) fn case_part(slug: &str, id: CaseId, part: &str) -> String {
    format!("{}?teil={part}", case(slug, id))
}

/// A document shown in the browser.
pub(crate) fn view_document(slug: &str, case: CaseId, id: DocumentId) -> String {
    format!("{}/ansehen", document(slug, case, id))
}

/// Where notes are sent.
pub(crate) fn note(slug: &str, case: CaseId) -> String {
    format!("/amt/{slug}/vorgang/{case}/notiz")
}

/// Where an answer that somebody gave on paper or by word is entered.
pub(crate) fn reply(slug: &str, case: CaseId, question: QuestionId) -> String {
    format!("{}/frage/{question}", self::case(slug, case))
}

/// The ending of the address where a withdrawal is entered.
pub(crate) const WITHDRAWAL: &str = "/ruecknahme";

/// Where a withdrawal on paper or by word is entered.
pub(crate) fn withdrawal(slug: &str, id: CaseId) -> String {
    format!("{}{WITHDRAWAL}", case(slug, id))
}

/// What can be done with a task: `uebernehmen`, `abgeben`, `erledigen`.
pub(crate) fn task(slug: &str, case: CaseId, task: TaskId, action: &str) -> String {
    format!("/amt/{slug}/vorgang/{case}/aufgabe/{task}/{action}")
}

pub(crate) fn retry(slug: &str, case: CaseId) -> String {
    format!("/amt/{slug}/vorgang/{case}/wiederholen")
}

/// Notes that a payment has come in.
pub(crate) fn mark_paid(slug: &str, case: CaseId, payment: PaymentId) -> String {
    format!("{}/zahlung/{payment}/bezahlt", self::case(slug, case))
}

/// Where applications are entered for people who came with paper.
pub(crate) fn entries(slug: &str) -> String {
    format!("/amt/{slug}/aufnehmen")
}

/// The pages of such an application.
pub(crate) fn entry(slug: &str, draft: DraftId) -> WizardPlaces {
    WizardPlaces {
        base: format!("{}/{draft}", entries(slug)),
        above: entries(slug),
        privacy: format!("/{slug}/datenschutz"),
    }
}

/// The receipt to hand over.
pub(crate) fn entry_receipt(slug: &str, draft: DraftId) -> String {
    format!("{}/eingangsbestaetigung", entry(slug, draft).base)
}

/// The word for an application that was put aside.
pub(crate) const SAVED: &str = "gespeichert";
