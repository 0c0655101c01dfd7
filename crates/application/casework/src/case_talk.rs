//! What stands beside the process on the page of a case: notes, questions to the applicant, and the steps that were reached.

use crate::advance::Header;
use crate::load::Loaded;
use crate::refusal::Fault;
use crate::views::{CaseNote, CaseQuestion, ProcessStep};
use std::collections::{BTreeMap, BTreeSet};
use store::{DocumentRow, JournalRow, NoteRow, QuestionRow};
use values::{DocumentId, Language, StaffId};

/// A note with the name of its author.
pub(crate) fn note(row: NoteRow, names: &BTreeMap<StaffId, String>) -> CaseNote {
    CaseNote { author: names.get(&row.author).cloned().unwrap_or_default(), at: row.at, text: row.text }
}

/// The questions, the latest first, with the titles of what came as answers.
pub(crate) fn questions(
    rows: Vec<QuestionRow>,
    documents: &[DocumentRow],
) -> Result<Vec<CaseQuestion>, Fault> {
    rows.into_iter().rev().map(|row| question(row, documents)).collect()
}

fn question(row: QuestionRow, documents: &[DocumentRow]) -> Result<CaseQuestion, Fault> {
    let ids: Vec<DocumentId> = serde_json::from_str(&row.documents)
        .map_err(|error| Fault::while_doing("reading a question", error))?;
    let title = |id: DocumentId| documents.iter().find(|row| row.id == id).map(|row| (id, row.title.clone()));
    Ok(CaseQuestion {
        id: row.id,
        asked_by: row.asked_by,
        asked_at: row.asked_at,
        text: row.text,
        answer_by: row.answer_by,
        answered_at: row.answered_at,
        answer: row.answer,
        entered_by: row.entered_by,
        documents: ids.into_iter().filter_map(title).collect(),
    })
}

/// The named steps in the order in which they were reached; a step that was reached again stands there again, and only
/// the last time can be open.
pub(crate) fn steps(journal: &[JournalRow], loaded: &Loaded, language: Language) -> Vec<ProcessStep> {
    let mut open: BTreeSet<&str> =
        loaded.instance.elements().values().map(|live| live.element.as_ref()).collect();
    let reached = journal.iter().filter_map(|row| Some((row.at, Header::read(&row.header)?.elements)));
    let reached: Vec<_> =
        reached.flat_map(|(at, elements)| elements.into_iter().map(move |element| (at, element))).collect();
    let mut steps = Vec::new();
    for (at, element) in reached.iter().rev() {
        let is_open = open.remove(element.as_str());
        if let Some(name) = loaded.release.element_name(language, element) {
            steps.push(ProcessStep { name: name.to_owned(), at: *at, is_open });
        }
    }
    steps.reverse();
    steps
}
