//! What a letter of a case knows: authority, recipient, remedy, who signs, what is due. The job that writes a letter and
//! the preview beside the task ask here, so both show the same. What a letter says stands in its template.

mod due;

use crate::Casework;
use crate::load::Loaded;
use crate::refusal::Fault;
use crate::views::{AuthoritySettings, Town};
use cases::{Remedy, RemedyText, Way};
use feel::{Context, Value};
use letters::{
    Authority, Bank, CaseReference, LetterData, LetterFailure, LetterSource, Letters, Official, Parameter,
    Recipient, WrittenLetter,
};
use sandbox::{LetterJob, Sandbox, SandboxFailure, Wanted};
use serde_json::Map;
use services::Release;
use std::collections::BTreeMap;
use values::{Language, Moment};

/// A letter that could be typeset.
#[derive(Debug, Clone)]
pub(crate) struct Draft {
    pub(crate) template: String,
    pub(crate) title: String,
    pub(crate) data: serde_json::Value,
    pub(crate) language: Language,
    pub(crate) at: Moment,
}

/// Which letter, and what it is written from.
pub(crate) struct LetterAsked<'a> {
    /// Key of the template.
    pub(crate) template: &'a str,
    /// Key of the title's text.
    pub(crate) title: Option<&'a str>,
    /// The variables the template sees.
    pub(crate) input: &'a Context,
    /// All variables of the case.
    pub(crate) variables: &'a Context,
    /// The path of the amount that is due, such as `tax.due_cents`.
    pub(crate) amount: Option<&'a str>,
    /// The path of the day it is due.
    pub(crate) due: Option<&'a str>,
}

/// Why there is no letter: code and sentence of an incident.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct NoLetter {
    pub(crate) code: &'static str,
    pub(crate) message: String,
}

impl NoLetter {
    pub(crate) fn new(code: &'static str, message: impl Into<String>) -> Self {
        Self { code, message: message.into() }
    }
}

impl Casework {
    /// The letter with everything it needs, not yet typeset.
    pub(crate) fn letter_draft(
        &self,
        loaded: &Loaded,
        town: &Town,
        asked: &LetterAsked<'_>,
        way: Option<Way>,
    ) -> Result<Draft, NoLetter> {
        let key = asked.template;
        let template = loaded
            .release
            .letter(key)
            .ok_or_else(|| NoLetter::new("no-template", format!("the package has no letter “{key}”")))?;
        let deciding = deciding(loaded, town)?;
        let now = self.world().now();
        let remedy =
            if decides(loaded, key) { self.remedy_text(loaded, town, deciding, now)? } else { String::new() };
        let data = content(loaded, deciding, asked, now);
        let data = LetterData { remedy, delivery: way.and_then(way_text), ..data };
        let text = asked.title.and_then(|key| loaded.release.text(Language::De, key));
        let title = text.unwrap_or_else(|| loaded.procedure.about().title(Language::De)).to_owned();
        Ok(Draft {
            template: template.to_owned(),
            title,
            data: data.to_json(),
            language: Language::De,
            at: now,
        })
    }

    /// The receipt of an application: a letter of the platform, in the applicant's language.
    pub(crate) fn receipt_draft(
        &self,
        loaded: &Loaded,
        town: &Town,
        variables: Map<String, serde_json::Value>,
        language: Language,
    ) -> Result<Draft, NoLetter> {
        let now = self.world().now();
        let mut data = LetterData { variables, ..of_platform(loaded, town, now)? };
        loaded.procedure.about().title(language).clone_into(&mut data.case.service);
        data.official = Official { name: String::new(), room: None, phone: None, mail: None };
        let title = format!("{} – {}", letters::receipt_title(language), data.case.service);
        let template = letters::RECEIPT.to_owned();
        Ok(Draft { template, title, data: data.to_json(), language, at: now })
    }

    /// The letter that announces an extension: the package's own, else that of the platform. Whoever extended signs.
    pub(crate) fn extension_draft(
        &self,
        loaded: &Loaded,
        town: &Town,
        (input, official): (&Context, &str),
        way: Way,
    ) -> Result<Draft, NoLetter> {
        let now = self.world().now();
        let mut data = LetterData { variables: json_of(input), ..of_platform(loaded, town, now)? };
        data.delivery = way_text(way);
        data.official = Official { name: official.to_owned(), room: None, phone: None, mail: None };
        data.machine = false;
        let title = format!("{} – {}", letters::extension_title(Language::De), data.case.service);
        let own = loaded.release.manifest().clock().extension_letter.as_deref();
        let template = own.and_then(|key| loaded.release.letter(key)).unwrap_or(letters::EXTENSION);
        let template = template.to_owned();
        Ok(Draft { template, title, data: data.to_json(), language: Language::De, at: now })
    }

    /// A question that goes by post: a letter of the platform.
    pub(crate) fn question_draft(
        &self,
        loaded: &Loaded,
        town: &Town,
        variables: Map<String, serde_json::Value>,
    ) -> Result<Draft, NoLetter> {
        let now = self.world().now();
        let data = LetterData { variables, ..of_platform(loaded, town, now)? };
        let language = Language::De;
        let title = format!("{} – {}", letters::question_title(language), data.case.service);
        let template = letters::QUESTION.to_owned();
        Ok(Draft { template, title, data: data.to_json(), language, at: now })
    }

    /// The instruction on remedies, from law of procedure, authority and court.
    fn remedy_text(
        &self,
        loaded: &Loaded,
        town: &Town,
        authority: &AuthoritySettings,
        now: Moment,
    ) -> Result<String, NoLetter> {
        let seat = format!("{}, {}", authority.street, authority.town_line());
        let text = match remedy_of(&loaded.release) {
            None => return Err(NoLetter::new("no-court", "the competent civil court is not known")),
            Some(Remedy::Action) => {
                let areas = &self.parts().areas;
                let area = areas.area(&town.settings.area, now.date());
                let court = area.and_then(|area| areas.court(area, now.date())).ok_or_else(|| {
                    NoLetter::new("no-court", "the administrative court of the area is not known")
                })?;
                RemedyText { remedy: Remedy::Action, addressee: &court.name, seat: &court.place }.sentence()
            }
            Some(remedy) => RemedyText { remedy, addressee: &authority.name_dative, seat: &seat }.sentence(),
        };
        Ok(text.unwrap_or_default())
    }

    /// The letter for paper and screen.
    pub(crate) async fn typeset(
        &self,
        loaded: &Loaded,
        draft: Draft,
    ) -> Result<Result<WrittenLetter, NoLetter>, Fault> {
        if let Some(sandbox) = self.sandbox_for(loaded) {
            return apart(sandbox, draft, Wanted::Both).await;
        }
        let written = self.at_the_desk(draft, |letters, source| letters.write(source)).await?;
        Ok(written.map_err(|failure| NoLetter::new("letter", failure.to_string())))
    }

    /// The letter for the screen alone.
    pub(crate) async fn typeset_page(
        &self,
        loaded: &Loaded,
        draft: Draft,
    ) -> Result<Result<String, NoLetter>, Fault> {
        if let Some(sandbox) = self.sandbox_for(loaded) {
            return Ok(apart(sandbox, draft, Wanted::Page).await?.map(|letter| letter.page));
        }
        let written = self.at_the_desk(draft, |letters, source| letters.page(source)).await?;
        Ok(written.map_err(|failure| NoLetter::new("letter", failure.to_string())))
    }

    /// Typst knows no limits, so a template that did not come with the program is written by a child.
    fn sandbox_for(&self, loaded: &Loaded) -> Option<&Sandbox> {
        let parts = self.parts();
        let is_bundled = || parts.bundled.contains(&loaded.release.source().package);
        parts.sandbox.as_ref().filter(|_| !is_bundled())
    }

    /// A receipt, for paper.
    pub(crate) async fn typeset_receipt(
        &self,
        draft: Draft,
    ) -> Result<Result<Vec<u8>, LetterFailure>, Fault> {
        self.at_the_desk(draft, |letters, source| letters.render(source)).await
    }

    /// Typesetting is work for a processor, so it leaves the threads that answer requests alone.
    async fn at_the_desk<T: Send + 'static>(
        &self,
        draft: Draft,
        write: fn(&Letters, &LetterSource<'_>) -> Result<T, LetterFailure>,
    ) -> Result<Result<T, LetterFailure>, Fault> {
        let casework = self.clone();
        tokio::task::spawn_blocking(move || write(&casework.parts().letters, &draft.source()))
            .await
            .map_err(|error| Fault::while_doing("writing a letter", error))
    }
}

/// The letter as a child writes it. What the template does wrong is an incident, a child that cannot be used a fault.
async fn apart(
    sandbox: &Sandbox,
    draft: Draft,
    wanted: Wanted,
) -> Result<Result<WrittenLetter, NoLetter>, Fault> {
    let Draft { template, title, data, language, at } = draft;
    let job = LetterJob { template, data, title, language, date: at.date(), wanted };
    match sandbox.write(&job).await {
        Ok(letter) => Ok(Ok(letter)),
        Err(SandboxFailure::Unusable(why)) => {
            Err(Fault::while_doing("starting the child that writes letters", why))
        }
        Err(failure @ SandboxFailure::TooLong) => {
            Ok(Err(NoLetter::new("letter-too-long", failure.to_string())))
        }
        Err(failure @ SandboxFailure::BrokeOff(_)) => {
            Ok(Err(NoLetter::new("letter-broke-off", failure.to_string())))
        }
        Err(SandboxFailure::Refused(why)) => Ok(Err(NoLetter::new("letter", why))),
    }
}

impl Draft {
    pub(crate) fn source(&self) -> LetterSource<'_> {
        LetterSource {
            template: &self.template,
            data: &self.data,
            title: &self.title,
            language: self.language,
            date: self.at.date(),
        }
    }
}

/// The authority that decides the case.
fn deciding<'a>(loaded: &Loaded, town: &'a Town) -> Result<&'a AuthoritySettings, NoLetter> {
    town.authority(&loaded.case.authority).ok_or_else(|| {
        NoLetter::new("no-authority", format!("the town has no authority “{}”", loaded.case.authority))
    })
}

/// Whether this letter decides something: then it needs an instruction on remedies and a day from which it is known.
pub(crate) fn decides(loaded: &Loaded, letter: &str) -> bool {
    let decisions = loaded.release.manifest().decisions();
    decisions.iter().any(|one| one.letter == letter && one.kind != services::DecisionKind::Receipt)
}

/// The remedy against decisions of this case, if its addressee can be known. A wrong instruction would open a year
/// (§ 58 II VwGO): a letter that needs one is not written.
pub(crate) fn remedy_of(release: &Release) -> Option<Remedy> {
    match release.manifest().remedy() {
        services::Remedy::Objection => Some(Remedy::Objection),
        services::Remedy::Action => Some(Remedy::Action),
        services::Remedy::None => Some(Remedy::None),
        services::Remedy::CivilCourt => None,
    }
}

/// The kind of delivery above the address; a letter by post says nothing there (DIN 5008).
fn way_text(way: Way) -> Option<String> {
    let said = match way {
        Way::Postbox => "Bereitgestellt in Ihrem Postfach",
        Way::StatusPage => "Bereitgestellt im Online-Portal",
        Way::Certificate => "Mit Zustellungsurkunde",
        Way::Post => return None,
    };
    Some(said.to_owned())
}

/// What each letter of the platform knows, which pays nothing and instructs about no remedy.
fn of_platform(loaded: &Loaded, town: &Town, now: Moment) -> Result<LetterData, NoLetter> {
    let (input, variables) = (&Context::new(), &loaded.instance.variables());
    let asked = LetterAsked { template: "", title: None, input, variables, amount: None, due: None };
    Ok(content(loaded, deciding(loaded, town)?, &asked, now))
}

fn content(
    loaded: &Loaded,
    deciding: &AuthoritySettings,
    asked: &LetterAsked<'_>,
    now: Moment,
) -> LetterData {
    let shown = loaded.procedure.case_texts(asked.variables, now);
    let official = official(asked.variables);
    LetterData {
        authority: authority(loaded, deciding),
        recipient: Recipient { name: shown.applicant, lines: shown.recipient },
        delivery: None,
        case: CaseReference {
            number: loaded.case.number.clone(),
            service: loaded.procedure.about().title(Language::De).to_owned(),
            received: Some(loaded.case.opened_at.date().to_string()),
            payment_reference: due::reference(asked),
        },
        machine: official.name.is_empty(),
        official,
        payment: due::payment(asked, deciding),
        remedy: String::new(),
        variables: json_of(asked.input),
        parameters: parameters(loaded),
        texts: loaded.release.texts(Language::De),
    }
}

/// Whoever completed the last task signs (§ 37 III HVwVfG). Nobody did: the machine decided (§ 37 V).
fn official(variables: &Context) -> Official {
    let name = match variables.get_path("official.name") {
        Some(Value::Text(name)) => name.to_string(),
        _ => String::new(),
    };
    Official { name, room: None, phone: None, mail: None }
}

fn parameters(loaded: &Loaded) -> BTreeMap<String, Parameter> {
    let all = loaded.release.letter_parameters().into_iter();
    all.map(|(name, sourced)| {
        let parameter = Parameter {
            value: sourced.value,
            bylaw: sourced.bylaw,
            paragraph: sourced.paragraph,
            valid_from: Some(sourced.valid_from),
        };
        (name, parameter)
    })
    .collect()
}

/// The letterhead; the office is the service's own when the tenant names none.
fn authority(loaded: &Loaded, deciding: &AuthoritySettings) -> Authority {
    let set = |text: &String| if text.is_empty() { None } else { Some(text.clone()) };
    let bank = &deciding.bank;
    Authority {
        name: deciding.name.clone(),
        office: set(&deciding.office).or_else(|| set(&loaded.release.manifest().authority().office)),
        address: vec![deciding.street.clone(), deciding.town_line()],
        phone: set(&deciding.phone),
        mail: set(&deciding.mail),
        web: None,
        hours: deciding.opening_hours.clone(),
        bank: set(&bank.iban).map(|iban| Bank {
            holder: bank.holder.clone(),
            iban,
            bic: set(&bank.bic),
            bank: set(&bank.name),
        }),
    }
}

fn json_of(context: &Context) -> serde_json::Map<String, serde_json::Value> {
    match serde_json::to_value(context) {
        Ok(serde_json::Value::Object(map)) => map,
        _ => serde_json::Map::new(),
    }
}
