//! The job by which the platform itself announces that a legal clock was extended (§ 42a II 4 HVwVfG: with reasons, in time): a
//! letter on the way that letters of the service take, and a mail that something is there. Packages cannot ask for it.

use super::{CameTo, Performed};
use crate::Casework;
use crate::account::MailWords;
use crate::deadlines::Lengthened;
use crate::delivery::way_to;
use crate::letter_content::NoLetter;
use crate::load::Loaded;
use crate::refusal::Fault;
use engine::{Job, Key};
use feel::{Context, Value};
use jiff::civil::Date;
use services::{Ending, Regime};
use store::Scope;
use values::EffectId;

pub(crate) const JOB_TYPE: &str = "announce-extension";

/// Where the law on permits by silence lets a period be extended.
const TACIT_LAW: &str = "§ 42a Abs. 2 Satz 3 und 4 HVwVfG";

/// What is announced, and by whom.
pub(crate) struct Announced<'a> {
    pub(crate) clock: Key,
    pub(crate) lengthened: Lengthened,
    pub(crate) reason: &'a str,
    pub(crate) official: &'a str,
    /// What the mail says.
    pub(crate) words: &'a MailWords,
}

/// The job, as it lies in the outbox until the worker comes.
pub(crate) fn job(loaded: &Loaded, announced: &Announced<'_>) -> Job {
    let element = loaded.instance.clocks().get(&announced.clock).map(|clock| clock.clock.to_string());
    let element = element.unwrap_or_default();
    let (law, tacit) = law(loaded, &element);
    let header = |name: &str, text: &str| (name.to_owned(), text.to_owned());
    let words = announced.words;
    Job {
        id: EffectId::derived(&[
            b"announced extension",
            loaded.case.id.as_bytes(),
            &announced.clock.0.to_be_bytes(),
        ]),
        element,
        job_type: JOB_TYPE.to_owned(),
        retries: 0,
        headers: [
            header("subject", &words.subject),
            header("text", &words.text),
            header("official", announced.official),
        ]
        .into(),
        input: Context::new()
            .with("from", day(announced.lengthened.from))
            .with("until", day(announced.lengthened.last_day))
            .with("reason", Value::from(announced.reason))
            .with("law", Value::from(law.as_str()))
            .with("tacit", Value::Bool(tacit)),
        chain: 0,
    }
}

fn day(day: Date) -> Value {
    feel::Date::parse(&day.to_string()).map_or(Value::Null, Value::from)
}

/// Where it stands that a clock may be extended, and whether its end means approval.
fn law(loaded: &Loaded, clock: &str) -> (String, bool) {
    let about = loaded.release.element(clock).and_then(|element| element.clock.as_ref());
    let is_tacit = about.is_some_and(|about| about.ending == Ending::TacitApproval);
    let own = about.map(|about| about.law.clone()).filter(|law| !law.is_empty());
    let by_regime = is_tacit && loaded.release.manifest().law().regime == Regime::Hvwvfg;
    (own.unwrap_or_else(|| if by_regime { TACIT_LAW.to_owned() } else { String::new() }), is_tacit)
}

impl Casework {
    pub(super) async fn announce_extension(&self, loaded: &Loaded, job: &Job) -> Result<Performed, Fault> {
        let town = self.town_of_case(loaded).await?;
        let way = way_to(loaded, &self.recipient(loaded).await?);
        let unwritten = |none: NoLetter| Fault::while_doing("announcing an extension", none.message);
        let official = job.headers.get("official").map(String::as_str).unwrap_or_default();
        let draft = self.extension_draft(loaded, &town, (&job.input, official), way).map_err(unwritten)?;
        let document = self.letter_of_platform(loaded, job, draft).await?.map_err(unwritten)?;
        let told = Job { input: job.input.clone().with("to", self.mail_of(loaded).await?), ..job.clone() };
        let brought = self.bring_document(loaded, &told, document, way).await?;
        Ok(Performed { came_to: CameTo::Beside, ..brought })
    }

    /// The mail address by which the applicant is told that something is there: the account's, else the one in the answers.
    async fn mail_of(&self, loaded: &Loaded) -> Result<Value, Fault> {
        let read = async {
            let snapshot = self.store().read(Scope::Installation).await?;
            snapshot.account(loaded.case.citizen).await
        };
        let account = read.await?;
        let own = account.map(|account| account.mail).filter(|mail| !mail.is_empty());
        let answered = || loaded.procedure.case_texts(&loaded.instance.variables(), self.world().now()).mail;
        Ok(Value::from(own.unwrap_or_else(answered).as_str()))
    }
}
