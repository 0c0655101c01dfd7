//! What was begun without an account becomes the account's: a draft by signing in from it, a case by number and code. It
//! changes hands in one commit; the browser it belonged to loses it.

use crate::Casework;
use crate::refusal::{Refusal, Undecided};
use crate::throttle::Guess;
use crate::views::Town;
use cases::{Actor, CaseNumber, StatusCode};
use store::{CaseRow, Change, CitizenCaseRow, Commit, DraftRow, PostboxRow, Scope, Snapshot};
use values::{CaseId, CitizenId, DraftId, Language};

impl Casework {
    /// Gives a draft of this browser to whoever has signed in from it, and fills in what is known of them; what was sent
    /// already goes along as a case. A draft that is neither's stays where it is.
    pub async fn bring_draft(
        &self,
        (guest, citizen): (&Actor, &Actor),
        town: &Town,
        draft: DraftId,
    ) -> Result<(), Refusal> {
        self.decide(|| self.try_bring_draft(guest, citizen, town, draft)).await
    }

    async fn try_bring_draft(
        &self,
        guest: &Actor,
        citizen: &Actor,
        town: &Town,
        draft: DraftId,
    ) -> Result<(), Undecided> {
        let Actor::Citizen(account) = citizen else { return Err(Refusal::NotSignedIn.into()) };
        let open = match self.own_draft(citizen, town, draft, Language::De).await {
            Err(Refusal::NotFound) => self.own_draft(guest, town, draft, Language::De).await?,
            own => own?,
        };
        if let Some(case) = open.row.submitted_case {
            return self.bring_case(account.id, town, (&open.row, case)).await;
        }
        let mut content = open.content.clone();
        content.answers = open.form.prefilled(&content.answers, &self.known_of(citizen).await?);
        let row = DraftRow { citizen: account.id, answers: content.to_json(), ..open.row.clone() };
        if row == open.row {
            return Ok(());
        }
        let mut commit = Commit::new(Scope::Tenant(town.tenant), self.world().now());
        commit.changes.push(Change::update(&row));
        self.store().apply(commit).await?;
        Ok(())
    }

    /// The case of a draft that this browser has sent. It is the browser's own, so no code is asked for; what another account
    /// has stays there.
    async fn bring_case(
        &self,
        account: CitizenId,
        town: &Town,
        (draft, case): (&DraftRow, CaseId),
    ) -> Result<(), Undecided> {
        let snapshot = self.store().read(Scope::Tenant(town.tenant)).await?;
        let case = snapshot.case(case).await?.ok_or(Refusal::NotFound)?;
        if draft.citizen == account || case.citizen != draft.citizen || self.has_account(case.citizen).await?
        {
            return Ok(());
        }
        let mut changes = handed_over(&snapshot, &case, account).await?;
        drop(snapshot);
        changes.push(Change::update(&DraftRow { citizen: account, ..draft.clone() }));
        let mut commit = Commit::new(Scope::Tenant(town.tenant), self.world().now());
        commit.changes = changes;
        self.store().apply(commit).await?;
        Ok(())
    }

    /// Adds a case that was sent without an account, with its number and code; the number as it is written.
    pub async fn add_case(
        &self,
        citizen: &Actor,
        town: &Town,
        (number, code): (&str, &str),
        address: &str,
    ) -> Result<String, Refusal> {
        let Actor::Citizen(account) = citizen else { return Err(Refusal::NotSignedIn) };
        let guess = Guess::new("status", number.trim().as_bytes(), address);
        self.check_throttle(&guess).await?;
        let (Ok(number), Ok(code)) = (number.parse::<CaseNumber>(), code.parse::<StatusCode>()) else {
            self.note_failure(&guess).await?;
            return Err(Refusal::NotFound);
        };
        match self.decide(|| self.try_add_case(account.id, town, (number, &code))).await {
            Err(Refusal::NotFound) => {
                self.note_failure(&guess).await?;
                Err(Refusal::NotFound)
            }
            added => added,
        }
    }

    async fn try_add_case(
        &self,
        account: CitizenId,
        town: &Town,
        (number, code): (CaseNumber, &StatusCode),
    ) -> Result<String, Undecided> {
        let scope = Scope::Tenant(town.tenant);
        let snapshot = self.store().read(scope).await?;
        let case = snapshot.case_by_number(&number.to_string()).await?;
        let case = case.filter(|case| case.code_hash == code.hash()).ok_or(Refusal::NotFound)?;
        if case.citizen == account {
            return Ok(case.number);
        }
        if self.has_account(case.citizen).await? {
            return Err(Refusal::Taken { kind: "case" }.into());
        }
        let changes = handed_over(&snapshot, &case, account).await?;
        drop(snapshot);
        let mut commit = Commit::new(scope, self.world().now());
        commit.changes = changes;
        self.store().apply(commit).await?;
        Ok(case.number)
    }

    /// Whether this citizen has an account.
    pub(crate) async fn has_account(&self, citizen: CitizenId) -> Result<bool, Refusal> {
        let snapshot = self.store().read(Scope::Installation).await?;
        Ok(snapshot.account(citizen).await?.is_some())
    }
}

/// The case and all that lies in a postbox about it become the account's.
async fn handed_over(
    snapshot: &Snapshot,
    case: &CaseRow,
    account: CitizenId,
) -> Result<Vec<Change>, Undecided> {
    let mut changes = vec![Change::update(&CaseRow { citizen: account, ..case.clone() })];
    let listed = snapshot.citizen_cases(case.citizen).await?.into_iter();
    for row in listed.filter(|row| row.case == case.id) {
        changes.push(Change::delete(CitizenCaseRow::key(row.citizen, row.tenant, row.case)));
        changes.push(Change::put(&CitizenCaseRow { citizen: account, ..row }));
    }
    let letters = snapshot.postbox(case.citizen).await?.into_iter();
    for row in letters.filter(|row| row.case == case.id) {
        changes.push(Change::delete(PostboxRow::key(row.citizen, row.tenant, row.id)));
        changes.push(Change::put(&PostboxRow { citizen: account, ..row }));
    }
    Ok(changes)
}
