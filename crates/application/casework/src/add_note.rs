//! A caseworker writes a note about a case. Only the office reads it; the journal says that and when it was written.

use crate::Casework;
use crate::refusal::{Refusal, Undecided};
use crate::views::Town;
use cases::{Action, Actor};
use store::{Change, CommandKey, NoteRow};
use values::{CaseId, Hash, NoteId, Problem};

/// The longest note, in letters: what is longer is a document.
const LONGEST: usize = 4_000;

impl Casework {
    /// Adds a note; the same form again adds it once. `form` is unique to the form that was filled in.
    pub async fn add_note(
        &self,
        actor: &Actor,
        town: &Town,
        case: CaseId,
        (text, form): (&str, &str),
    ) -> Result<(), Refusal> {
        let text = text.trim();
        if text.is_empty() {
            return Err(Refusal::Problems(vec![Problem::in_answer("note", "note-missing")]));
        }
        if text.chars().count() > LONGEST {
            let problem = Problem::in_answer("note", "note-long").with("most", LONGEST);
            return Err(Refusal::Problems(vec![problem]));
        }
        self.decide(|| self.try_add_note(actor, town, case, (text, form))).await
    }

    async fn try_add_note(
        &self,
        actor: &Actor,
        town: &Town,
        case: CaseId,
        (text, form): (&str, &str),
    ) -> Result<(), Undecided> {
        let loaded = self.load_case(town.tenant, case).await?;
        loaded.require(actor, Action::WriteNote, None)?;
        let Actor::Staff(staff) = actor else { return Err(Refusal::NotFound.into()) };
        let key: [&[u8]; 4] = [b"note", case.as_bytes(), form.as_bytes(), text.as_bytes()];
        let note = NoteRow {
            tenant: town.tenant,
            id: NoteId::derived(&key),
            case,
            author: staff.id,
            at: self.world().now(),
            text: text.to_owned(),
        };
        let mut commit =
            self.beside(actor, loaded, "add-note").once(CommandKey(Hash::of_parts(&key)), "noted");
        commit.changes.push(Change::insert(&note));
        self.store().apply(commit).await?;
        Ok(())
    }
}
