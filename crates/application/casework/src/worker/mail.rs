//! The job `mail`: tells somebody that something has happened. A mail carries no case content, only town and number.
//! Headers: `subject` and `text`, keys of texts of the package; `{town}`, `{number}` and `{link}` are filled in. Input: `to`,
//! the address; without one nothing is sent.

use super::{Performed, announce_extension};
use crate::Casework;
use crate::load::Loaded;
use crate::refusal::Fault;
use engine::Job;
use feel::{Context, Value};
use post::Mail;
use store::Scope;
use values::Language;

pub(super) const JOB_TYPE: &str = "mail";

/// What became of a mail.
enum Sent {
    Yes,
    /// There is no address.
    Nobody,
    /// The mailbox refuses it for good.
    Refused(String),
}

impl Casework {
    pub(super) async fn send_mail(&self, loaded: &Loaded, job: &Job) -> Result<Performed, Fault> {
        match self.mail(loaded, job).await? {
            Sent::Refused(why) => Ok(Performed::failed("mail", why)),
            Sent::Yes | Sent::Nobody => Ok(Performed::done(Context::new())),
        }
    }

    /// Sends the mail that a job's headers describe beside its own work; whether it went to somebody. A mailbox that
    /// refuses for good keeps nothing from being delivered.
    pub(super) async fn mail_sent(&self, loaded: &Loaded, job: &Job) -> Result<bool, Fault> {
        Ok(matches!(self.mail(loaded, job).await?, Sent::Yes))
    }

    async fn mail(&self, loaded: &Loaded, job: &Job) -> Result<Sent, Fault> {
        let to = match job.input.get("to") {
            Some(Value::Text(to)) if !to.trim().is_empty() => to.trim().to_owned(),
            _ => return Ok(Sent::Nobody),
        };
        let town = self.town_of_case(loaded).await?;
        let link =
            format!("{}/{}/vorgang/{}", self.parts().settings.public_url, town.slug, loaded.case.number);
        let fill = |header: &str| {
            let written = job.headers.get(header).map(String::as_str).unwrap_or_default();
            // The platform's own job carries its words; one of a package names a text of the package.
            let text = match job.job_type.as_str() {
                announce_extension::JOB_TYPE => written,
                _ => loaded.release.text(Language::De, written).unwrap_or_default(),
            };
            text.replace("{town}", &town.name)
                .replace("{number}", &loaded.case.number)
                .replace("{link}", &link)
        };
        let mail = Mail {
            message_id: format!("<{}@fachwerk>", job.id),
            from: self.parts().settings.mail_from.clone(),
            to,
            subject: fill("subject"),
            text: fill("text"),
        };
        match self.parts().post.send(&mail).await {
            Ok(()) => Ok(Sent::Yes),
            Err(error) if error.may_pass_later() => Err(Fault::while_doing("sending mail", error)),
            Err(error) => Ok(Sent::Refused(error.to_string())),
        }
    }

    /// The town that works on the case.
    pub(crate) async fn town_of_case(&self, loaded: &Loaded) -> Result<crate::Town, Fault> {
        let read = async {
            let snapshot = self.store().read(Scope::Installation).await?;
            snapshot.tenant(loaded.case.tenant).await
        };
        let row = read.await?;
        crate::towns::town_of(row.ok_or_else(|| Fault::while_doing("reading a tenant", "it is missing"))?)
    }
}
