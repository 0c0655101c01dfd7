//! The work and the cases that the samples of all pages show. Nothing of it reaches a person.

mod choosing;
mod deadlines;
mod deciding;
mod entry;
mod lists;
mod migration;
mod stuck;
mod throwing;
mod undelivered;

pub(crate) use choosing::{choosing_case, in_turn_case};
pub(crate) use deadlines::{case_with_deadlines, typed_extension};
pub(crate) use deciding::{deciding_case, preparing_case, released_case, unlettered_case};
pub(crate) use entry::*;
pub(crate) use lists::*;
pub(crate) use migration::{fitting_migration, newest_case, outdated, unfit_migration};
pub(crate) use stuck::{taken_in_hand, typed_ways};
pub(crate) use throwing::{throwing_case, typed_throw};
pub(crate) use undelivered::{typed_deals, undelivered, undelivered_pages};

use crate::case::{TypedReply, TypedWithdrawal};
use cases::{CaseStatus, Remedy, Way};
use casework::{
    CaseDocument, CaseNote, CasePage, CaseQuestion, DebitView, DecisionPage, DeliveryView, JournalLine,
    LastTry, MigrationOffer, OpenIncident, PaymentStanding, PaymentView, PrintTray, ProcessStep,
    ResubmissionView, StepKind, StepName, TaskView, TrayLetter,
};
use forms::{Control, FieldView, OptionView, PageView, PartView, Section, SummaryRow};
use values::{CaseId, DocumentId, Moment, Money, PaymentId, Place, Problem, QuestionId, TaskId};

const DAY_MICROS: i64 = 86_400_000_000;

/// 23.11.2026, 14:32 in Germany.
pub(crate) fn moment() -> Moment {
    Moment::from_micros(1_795_440_720_000_000)
}

fn days(days: i64) -> Moment {
    Moment::from_micros(moment().micros() + days * DAY_MICROS)
}

/// A case that was put away.
pub(crate) fn put_away_case() -> CasePage {
    let resubmission = ResubmissionView {
        day: days(9),
        reason: "Antwort der Meldebehörde prüfen".into(),
        set_by: "Petra Weber".into(),
    };
    CasePage { resubmission: Some(resubmission), ..free_case() }
}

/// A day and a reason that cannot be kept.
pub(crate) fn typed_resubmission() -> crate::case::TypedResubmission {
    let problems = ["tag", "grund"].map(|field| Problem::in_answer(field, "desk-nobody"));
    crate::case::TypedResubmission {
        day: "2020-01-01".into(),
        reason: String::new(),
        problems: problems.to_vec(),
    }
}

fn case(status: CaseStatus, tasks: Vec<TaskView>) -> CasePage {
    let row = |label: &str, value: &str| SummaryRow {
        label: label.into(),
        value: value.into(),
        path: "dog.name".into(),
        files: Vec::new(),
    };
    CasePage {
        case: CaseId::derived(&[b"sample"]),
        number: "2026-00042".into(),
        service_title: "Hund anmelden".into(),
        applicant: "Erika Mustermann".into(),
        subject: "Bello".into(),
        status,
        received_at: days(-3),
        answers: vec![Section {
            page_index: 1,
            title: "Ihr Hund".into(),
            rows: vec![row("Name des Hundes", "Bello"), row("Chipnummer", "")],
        }],
        documents: Vec::new(),
        journal: vec![journal(1, "start", "guest", ""), journal(2, "something-new", "staff", "Petra Weber")],
        tasks,
        notes: vec![CaseNote {
            author: "Petra Weber".into(),
            at: days(-1),
            text: "Halterin hat angerufen.".into(),
        }],
        questions: vec![
            question(None, ""),
            question(Some(days(-1)), "Anbei die Bescheinigung des Tierheims."),
        ],
        steps: vec![
            ProcessStep { name: "Antrag eingegangen".into(), at: days(-3), is_open: false },
            ProcessStep { name: "Anmeldung prüfen".into(), at: days(-3), is_open: true },
        ],
        entered_by: String::new(),
        changed_by: "Petra Weber".into(),
        incidents: Vec::new(),
        payments: payments(),
        may_settle_payments: true,
        deadlines: Vec::new(),
        resubmission: None,
        may_resubmit: true,
        may_answer: true,
        may_withdraw: true,
        migration: Some(MigrationOffer::Newer),
        may_retry: true,
        may_set_right: true,
        now: moment(),
    }
}

fn question(answered_at: Option<Moment>, answer: &str) -> CaseQuestion {
    CaseQuestion {
        id: QuestionId::derived(&[answer.as_bytes()]),
        asked_by: if answer.is_empty() { String::new() } else { "Petra Weber".into() },
        asked_at: days(-2),
        text: "Bitte schicken Sie uns die Bescheinigung des Tierheims.".into(),
        answer_by: answered_at.is_none().then(|| days(12)),
        answered_at,
        answer: answer.into(),
        entered_by: if answer.is_empty() { String::new() } else { "Elif Kaya".into() },
        documents: vec![(DocumentId::derived(&[answer.as_bytes()]), "Bescheinigung.pdf".into())],
    }
}

/// A case that waits for an answer and for nothing else.
pub(crate) fn asking_case() -> CasePage {
    CasePage { tasks: Vec::new(), questions: vec![question(None, "")], ..free_case() }
}

/// An answer on paper with a day on which nothing had been asked yet.
pub(crate) fn typed_reply() -> TypedReply {
    let day = Problem::in_answer(casework::RECEIVED, "desk-nobody");
    TypedReply {
        question: question(None, "").id,
        text: "Die Bescheinigung liegt bei.".into(),
        received: "2026-11-20".into(),
        problems: vec![day],
        had_files: true,
    }
}

/// A withdrawal of which nobody said how it came.
pub(crate) fn typed_withdrawal() -> TypedWithdrawal {
    TypedWithdrawal { how: String::new(), problems: vec![Problem::in_answer("wie", "desk-nobody")] }
}

fn journal(step: i64, command: &str, actor_kind: &str, actor_name: &str) -> JournalLine {
    JournalLine {
        step,
        at: days(-3),
        command: command.into(),
        actor_name: actor_name.into(),
        actor_kind: actor_kind.into(),
        elements: vec!["Anmeldung prüfen".into()],
        hash: "3f0a9c5d1e2b".into(),
    }
}

fn task() -> TaskView {
    TaskView {
        id: TaskId::derived(&[b"sample"]),
        name: "Anmeldung prüfen".into(),
        due: Some(days(2)),
        assignee: None,
        is_mine: false,
        may_take: true,
        may_give_back: false,
        four_eyes: None,
        form: None,
        foreseen: None,
        choice: None,
        throws: Vec::new(),
    }
}

/// A case whose task nobody has.
pub(crate) fn free_case() -> CasePage {
    case(CaseStatus::InProgress, vec![task()])
}

/// A case whose task is mine, with something to mend in its form.
pub(crate) fn my_case() -> CasePage {
    let problem = Problem::in_answer("outcome", "forms-missing-choice").with("label", "Entscheidung");
    let form = DecisionPage {
        pages: vec![decision(problem.clone())],
        problems: vec![problem],
        version: 3,
        blocks: Vec::new(),
    };
    let mine = TaskView {
        assignee: Some("Petra Weber".into()),
        is_mine: true,
        may_take: false,
        may_give_back: true,
        form: Some(form),
        ..task()
    };
    case(CaseStatus::InProgress, vec![mine])
}

/// A step of this name.
pub(crate) fn step(name: &str, kind: StepKind) -> StepName {
    StepName { name: name.into(), kind, id: "Activity_0x1".into() }
}

/// A case that is stuck, with a task of somebody else.
pub(crate) fn stuck_case() -> CasePage {
    let others = TaskView { assignee: Some("Jan Krämer".into()), may_take: false, ..task() };
    let incident = OpenIncident {
        step: step("Bescheid schreiben", StepKind::Automatic),
        problem: Problem::new(Place::Whole, "desk-retried"),
        raised_at: days(-1),
    };
    CasePage { incidents: vec![incident], ..case(CaseStatus::InProgress, vec![others]) }
}

/// A case that is over.
pub(crate) fn closed_case() -> CasePage {
    let document = |number: u8, delivered_at| CaseDocument {
        id: DocumentId::derived(&[&[number]]),
        title: "Bescheid über Hundesteuer".into(),
        created_at: days(0),
        delivered_at,
        is_upload: false,
        media_type: "application/pdf".into(),
        size_bytes: 48_000,
        has_page: true,
        delivery: DeliveryView {
            way: Some(Way::Post),
            posted_on: "2026-12-21".parse().ok(),
            deemed_on: "2026-12-28".parse().ok(),
            remedy: Some(Remedy::Objection),
            rule: "post-ao".into(),
            objection_ends: "2027-01-28".parse().ok(),
            ..DeliveryView::default()
        },
    };
    CasePage {
        documents: vec![
            document(1, Some(days(0))),
            document(2, None),
            CaseDocument { is_upload: true, has_page: false, ..document(3, None) },
        ],
        ..case(CaseStatus::Decided, Vec::new())
    }
}

fn decision(problem: Problem) -> PageView {
    let option =
        |value: &str, label: &str| OptionView { value: value.into(), label: label.into(), chosen: false };
    let field = |name: &str, label: &str, control| FieldView {
        name: name.into(),
        id: name.into(),
        control,
        label: label.into(),
        hint: None,
        why: None,
        value: Vec::new(),
        options: Vec::new(),
        required: true,
        readonly: false,
        verified: false,
        upload: None,
        autocomplete: None,
        inputmode: None,
        max_length: None,
        prefix: None,
        suffix: None,
        decides: false,
        problems: Vec::new(),
    };
    let yearly = FieldView {
        value: vec!["90,00".into()],
        readonly: true,
        suffix: Some("€".into()),
        ..field("yearly", "Steuer im Jahr", Control::Number)
    };
    let outcome = FieldView {
        options: vec![option("approve", "Anmelden und Steuer festsetzen"), option("reject", "Ablehnen")],
        decides: true,
        problems: vec![problem],
        ..field("outcome", "Entscheidung", Control::Radio)
    };
    let note = FieldView { required: false, ..field("note", "Interne Notiz", Control::TextArea) };
    let parts = [yearly, outcome, note].into_iter().map(|field| PartView::Field(Box::new(field))).collect();
    PageView { index: 0, count: 1, title: "Anmeldung prüfen".into(), parts }
}

/// A print tray with a letter and one that nobody opened online.
pub(crate) fn print_tray() -> PrintTray {
    let letter = |number: u8, was_offered| TrayLetter {
        delivery: format!("{number:032x}"),
        case: CaseId::derived(&[&[number]]),
        number: format!("2026-0004{number}"),
        recipient: "Erika Beispiel".into(),
        title: "Bescheid über Hundesteuer".into(),
        since: days(-1),
        was_offered,
    };
    PrintTray { letters: vec![letter(1, false), letter(2, true)], today: moment().date() }
}

/// One that somebody paid twice, one by debit, one whose provider tells something else.
fn payments() -> Vec<PaymentView> {
    let debit = DebitView {
        holder: "Erika Beispiel".into(),
        iban: "DE02 … 2051".into(),
        mandate: "M2026000000421".into(),
        creditor_id: "DE98ZZZ09999999999".into(),
    };
    let payment = PaymentView {
        id: PaymentId::derived(&[b"sample"]),
        amount: Money::from_cents(9_000),
        purpose: "Hundesteuer 2026".into(),
        reference: "2026000000421".into(),
        due: Some(moment().date()),
        standing: PaymentStanding::Paid(moment()),
        online: false,
        transfer: None,
        debit: None,
        surplus: Money::from_cents(9_000),
        differs: false,
    };
    let none = Money::from_cents(0);
    let open = |last| PaymentStanding::Open(last);
    vec![
        PaymentView { standing: open(LastTry::None), surplus: none, debit: Some(debit), ..payment.clone() },
        PaymentView { standing: open(LastTry::Pending), surplus: none, differs: true, ..payment.clone() },
        PaymentView { standing: open(LastTry::Failed), surplus: none, due: None, ..payment.clone() },
        PaymentView {
            standing: open(LastTry::None),
            surplus: none,
            purpose: String::new(),
            ..payment.clone()
        },
        PaymentView { standing: PaymentStanding::Over, surplus: none, ..payment.clone() },
        payment,
    ]
}
