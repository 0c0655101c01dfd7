//! The job `mail`: tells somebody that something has happened. A mail carries no case content, only town and number.
//! Headers: `subject` and `text`, keys of texts of the package; `{town}`, `{number}` and `{link}` are filled in. Input: `to`,
//! the address; without one nothing is sent.

use super::Performed;
use crate::Casework;
use crate::load::Loaded;
use crate::refusal::Fault;
use engine::Job;
use feel::{Context, Value};
use post::Mail;
use store::Scope;
use values::Language;

pub(super) const JOB_TYPE: &str = "mail";

impl Casework {
    pub(super) async fn send_mail(&self, loaded: &Loaded, job: &Job) -> Result<Performed, Fault> {
        let Some(Value::Text(to)) = job.input.get("to") else { return Ok(Performed::done(Context::new())) };
        let to = to.trim();
        if to.is_empty() {
            return Ok(Performed::done(Context::new()));
        }
        let town = self.town_of_case(loaded).await?;
        let link =
            format!("{}/{}/vorgang/{}", self.parts().settings.public_url, town.slug, loaded.case.number);
        let fill = |header: &str| {
            let key = job.headers.get(header).map(String::as_str).unwrap_or_default();
            let text = loaded.release.text(Language::De, key).unwrap_or_default();
            text.replace("{town}", &town.name)
                .replace("{number}", &loaded.case.number)
                .replace("{link}", &link)
        };
        let mail = Mail {
            message_id: format!("<{}@fachwerk>", job.id),
            from: self.parts().settings.mail_from.clone(),
            to: to.to_owned(),
            subject: fill("subject"),
            text: fill("text"),
        };
        match self.parts().post.send(&mail).await {
            Ok(()) => Ok(Performed::done(Context::new())),
            Err(error) if error.may_pass_later() => Err(Fault::while_doing("sending mail", error)),
            Err(error) => Ok(Performed::failed("mail", error.to_string())),
        }
    }

    /// The town that works on the case.
    pub(super) async fn town_of_case(&self, loaded: &Loaded) -> Result<crate::Town, Fault> {
        let read = async {
            let snapshot = self.store().read(Scope::Installation).await?;
            snapshot.tenant(loaded.case.tenant).await
        };
        let row = read.await.map_err(|error| Fault::while_doing("reading a tenant", error))?;
        crate::towns::town_of(row.ok_or_else(|| Fault::while_doing("reading a tenant", "it is missing"))?)
    }
}
