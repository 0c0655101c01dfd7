//! What completing a task would lead to, beside its form: one list in words, and the letters as they would be.

use crate::step;
use askama::Template;
use axum::response::Html;
use casework::{Consequence, Foreseen, LetterPreview, WayToPay};
use kit::Words;
use values::{Moment, TaskId};

/// The outlook of one task.
pub(crate) struct Outlook {
    words: Words,
    task: TaskId,
    foreseen: Option<Foreseen>,
}

#[derive(Template)]
#[template(path = "consequences.html")]
struct Consequences<'a> {
    words: &'a Words,
    title: &'a str,
    /// The sentences; nothing while no decision is made.
    lines: Option<Vec<String>>,
}

#[derive(Template)]
#[template(path = "drafts.html")]
struct Drafts<'a> {
    words: &'a Words,
    letters: &'a [LetterPreview],
    /// The letters are written only after something else.
    after: Option<String>,
    /// What to say where no letter stands.
    nothing: String,
}

impl Drafts<'_> {
    /// The parts of the letter one rank lower: its title is a heading of the page.
    fn page(&self, letter: &LetterPreview) -> String {
        let ranks = [("h4>", "h5>"), ("h3>", "h4>"), ("h2>", "h3>")];
        ranks.iter().fold(letter.page.clone(), |page, (before, after)| {
            page.replace(&format!("<{before}"), &format!("<{after}"))
                .replace(&format!("</{before}"), &format!("</{after}"))
        })
    }
}

impl Outlook {
    pub(crate) fn new(words: &Words, task: TaskId, foreseen: Option<Foreseen>) -> Self {
        Self { words: words.clone(), task, foreseen }
    }

    /// Whether a letter stands here, or may once a decision is made.
    pub(super) fn may_have_letter(&self) -> bool {
        self.foreseen.as_ref().is_none_or(|foreseen| foreseen.consequences.iter().any(is_letter))
            || self.foreseen.as_ref().is_some_and(|foreseen| !foreseen.letters.is_empty())
    }

    /// By what the script finds the list.
    pub(super) fn list_key(&self) -> String {
        format!("list-{}", self.task)
    }

    /// By what the script finds the letters.
    pub(super) fn drafts_key(&self) -> String {
        format!("drafts-{}", self.task)
    }

    /// What will happen, as HTML.
    pub(super) fn list(&self) -> String {
        let follows = self.foreseen.as_ref().map(|foreseen| foreseen.consequences.as_slice());
        list(&self.words, &self.words.of("desk-will-title"), follows)
    }

    /// The letters, as HTML.
    pub(super) fn drafts(&self) -> String {
        let after = self.foreseen.as_ref().and_then(|foreseen| foreseen.letters_after.as_ref());
        rendered(&Drafts {
            words: &self.words,
            letters: self.foreseen.as_ref().map_or(&[], |foreseen| &foreseen.letters),
            after: after.map(|task| self.words.fill("desk-draft-after", &[("task", task.as_str())])),
            nothing: self.words.of(match &self.foreseen {
                None => "desk-draft-later",
                Some(foreseen) if foreseen.consequences.iter().any(is_letter) => "desk-draft-unready",
                Some(_) => "desk-draft-none",
            }),
        })
    }

    /// Both without a page around them, for the script that exchanges them.
    pub(crate) fn alone(&self) -> Html<String> {
        let part = |key: String, html: String| format!("<div data-preview=\"{key}\">{html}</div>");
        Html(part(self.list_key(), self.list()) + &part(self.drafts_key(), self.drafts()))
    }
}

/// What will happen under a title, as HTML; `None` while no decision is made.
pub(super) fn list(words: &Words, title: &str, follows: Option<&[Consequence]>) -> String {
    let lines = follows.map(|follows| follows.iter().map(|one| sentence(words, one)).collect());
    rendered(&Consequences { words, title, lines })
}

fn is_letter(consequence: &Consequence) -> bool {
    matches!(consequence, Consequence::Letter { .. })
}

/// Writing into a string cannot fail, and our templates call nothing that could.
fn rendered(template: &impl Template) -> String {
    template.render().expect("a template writes into a string")
}

fn sentence(words: &Words, consequence: &Consequence) -> String {
    let named = |key: &str, name: &str| words.fill(key, &[("name", name)]);
    match consequence {
        Consequence::Letter { title } => named("desk-will-letter", title),
        Consequence::Delivery { way, is_told } => {
            let sent = words.of(&format!("desk-will-deliver-{}", way.key()));
            if *is_told { format!("{sent} {}", words.of("desk-will-tell")) } else { sent }
        }
        Consequence::Payment { amount, way, due, waits } => {
            let asked = payment(words, *way, (&amount.to_string(), *due));
            if *waits { format!("{asked} {}", words.of("desk-will-pay-first")) } else { asked }
        }
        Consequence::NothingToPay => words.of("desk-will-pay-nothing"),
        Consequence::Question { until: Some(until) } => {
            words.fill("desk-will-ask-until", &[("date", kit::date(*until))])
        }
        Consequence::Question { until: None } => words.of("desk-will-ask"),
        Consequence::Mail => words.of("desk-will-mail"),
        Consequence::Recorded { kind, titles } => {
            words.fill("desk-will-record", &[("kind", kind.as_str()), ("titles", &titles.join(", "))])
        }
        Consequence::RecordEnded { kind } => named("desk-will-end-record", kind),
        Consequence::Job { step } => named("desk-will-job", &step::in_words(words, step)),
        Consequence::Task { name, groups, due, is_for_others } => {
            let opened = task(words, (name, groups), *due);
            if *is_for_others { format!("{opened} {}", words.of("desk-will-task-others")) } else { opened }
        }
        Consequence::TaskDropped { name } => named("desk-will-drop", name),
        Consequence::Timer { step, until } => {
            let args = [("name", step::in_words(words, step)), ("date", kit::date(*until))];
            words.fill("desk-will-wait", &args)
        }
        Consequence::Status(status) => {
            named("desk-will-status", &words.of(&format!("kit-status-{}", status.key())))
        }
        Consequence::Stuck { step } => named("desk-will-stick", &step::in_words(words, step)),
        Consequence::End => words.of("desk-will-end"),
    }
}

fn payment(words: &Words, way: WayToPay, (amount, due): (&str, Option<Moment>)) -> String {
    let key = match way {
        WayToPay::Online => "desk-will-pay-online",
        WayToPay::Transfer => "desk-will-pay-transfer",
        WayToPay::Debit => "desk-will-pay-debit",
    };
    match due {
        Some(due) => words.fill(&format!("{key}-until"), &[("amount", amount), ("date", &kit::date(due))]),
        None => words.fill(key, &[("amount", amount)]),
    }
}

fn task(words: &Words, (name, groups): (&str, &[String]), due: Option<Moment>) -> String {
    let groups = groups.join(", ");
    match due {
        Some(due) => {
            let args = [("name", name), ("groups", &groups), ("date", &kit::date(due))];
            words.fill("desk-will-task-until", &args)
        }
        None => words.fill("desk-will-task", &[("name", name), ("groups", &groups)]),
    }
}
