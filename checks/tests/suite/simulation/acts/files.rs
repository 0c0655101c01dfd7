//! Files that people send: a proof with an application, a card with an answer.

use crate::simulation::dice::Dice;
use cases::Actor;
use casework::{Casework, FilePlace, ReceivedFile, Refusal, Town};
use forms::RawAnswers;
use values::DocumentId;

/// Sends a file in two pieces; between them somebody may be cut off. A different text each time, so that no two are one.
pub(super) async fn sent(
    casework: &Casework,
    actor: &Actor,
    (town, place): (&Town, FilePlace<'_>),
    (path, dice): (&str, &Dice),
) -> Result<ReceivedFile, Refusal> {
    let mut incoming = casework.receive_file(actor, (town, place), (path, "Nachweis.pdf"), 0).await?;
    incoming.push(b"%PDF-1.7\n".to_vec()).await?;
    incoming.push(format!("Nachweis {}", dice.throw()).into_bytes()).await?;
    incoming.finish().await?.map_err(|problem| Refusal::Problems(vec![problem]))
}

/// The question of an application under which a proof belongs, when these answers ask for one.
pub(super) fn proof_of(service: (&str, &str), answers: &RawAnswers) -> Option<&'static str> {
    let says = |path: &str| answers.0.get(path).and_then(|typed| typed.first()).map(String::as_str);
    match service {
        ("hundesteuer", "register") if says("relief.kind") != Some("none") => Some("relief.proof"),
        ("verdachtsmeldung", _) if says("test.done") == Some("yes") => Some("test.proof"),
        _ => None,
    }
}

/// The id by which a file is found again.
pub(super) fn id_of(file: &ReceivedFile) -> Option<DocumentId> {
    file.answer.id.parse().ok()
}
