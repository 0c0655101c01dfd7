//! A member of staff signs in: the first step, login and password. An unknown login takes as long and says as little as a
//! wrong password. The second step lives in `second_factor`.

use crate::Casework;
use crate::refusal::{Fault, Refusal};
use crate::throttle::Guess;
use crate::views::Town;
use identity::{IdentityFault, PasswordHash};
use store::{Change, Commit, Scope};

impl Casework {
    /// The first step; the answer is the token that the second step asks for. `address` is where the person comes from.
    pub async fn sign_in(
        &self,
        town: &Town,
        login: &str,
        password: &str,
        address: &str,
    ) -> Result<String, Refusal> {
        let login = login.trim().to_lowercase();
        let guess = Guess::new("sign-in", format!("{}/{login}", town.tenant).as_bytes(), address);
        self.check_throttle(&guess).await?;
        let snapshot = self.store().read(Scope::Tenant(town.tenant)).await?;
        let known =
            snapshot.staff_by_login(&login).await?.filter(|row| row.active && !row.password_hash.is_empty());
        drop(snapshot);
        let hash = known.as_ref().map(|row| PasswordHash::from_stored(row.password_hash.as_str()));
        let fits = self.parts().passwords.verify(password, hash.as_ref()).await.map_err(refused)?;
        let Some(row) = known.filter(|_| fits) else {
            self.note_failure(&guess).await?;
            return Err(Refusal::NotSignedIn);
        };
        self.ensure_second_factor(town.tenant, row.id).await?;
        let session = self.half_session(&row);
        let mut commit = Commit::new(Scope::Installation, self.world().now());
        commit.changes.push(Change::insert(&session.row));
        self.store().apply(commit).await?;
        self.forget_failures(&guess).await?;
        Ok(session.token)
    }
}

pub(crate) fn refused(error: IdentityFault) -> Refusal {
    match error {
        IdentityFault::Busy => Refusal::Busy,
        other => Refusal::Fault(Fault::while_doing("checking a password", other)),
    }
}
