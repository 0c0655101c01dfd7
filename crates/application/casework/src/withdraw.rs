//! The applicant withdraws the application. It is possible exactly as long as the process waits for it.

use crate::Casework;
use crate::publish_message::Message;
use crate::refusal::Refusal;
use crate::views::Town;
use cases::{Action, Actor};
use feel::Context;
use store::CommandKey;
use values::Hash;

/// The message that a withdrawal is, as models wait for it.
pub(crate) const WITHDRAWN: &str = "withdrawn";

impl Casework {
    /// Withdraws the application with this number; doing it twice does it once. A conflict, when it is too late.
    pub async fn withdraw(&self, actor: &Actor, town: &Town, number: &str) -> Result<(), Refusal> {
        let (_, case, _) = self.visible_case(actor, town, number, Action::SendMessage).await?;
        let message = Message {
            name: WITHDRAWN,
            received: self.world().now().date(),
            variables: Context::new(),
            key: CommandKey(Hash::of_parts(&[b"withdraw", case.id.as_bytes()])),
            expects: Vec::new(),
            changes: Vec::new(),
        };
        self.publish_message(actor, town.tenant, case.id, &message).await?;
        Ok(())
    }
}
