//! The town, service, draft and case that the samples of all pages show. Nothing of it reaches a person.

use crate::question::TypedAnswer;
use cases::{CaseStatus, Remedy, Way};
use casework::{
    AuthoritySettings, AuthorityView, CaseQuestion, Contact, Cost, DebitView, DeliveredDocument,
    DeliveryView, DemoCheckout, DemoMail, Elsewhere, KnownPlace, LastTry, PaymentStanding, PaymentView,
    PlaceCard, ProcedureCard, Receipt, ServiceCard, ServicePage, StatusPage, TenantSettings, TimelineEntry,
    Town, TownMessage, TransactionState, TransferView,
};
use values::{DocumentId, Moment, Money, PaymentId, QuestionId, TenantId};

/// 23.11.2026, 14:32 in Germany.
pub(crate) fn moment() -> Moment {
    Moment::from_micros(1_795_440_720_000_000)
}

/// The town that every sample shows.
pub(crate) fn town() -> Town {
    Town {
        tenant: TenantId::derived(&[b"sample"]),
        slug: "musterstadt".into(),
        name: "Stadt Musterstadt".into(),
        settings: TenantSettings {
            authorities: [("executive".to_owned(), magistrat())].into(),
            messages: vec![TownMessage {
                day: "2026-11-23".into(),
                title: "Rathaus geschlossen".into(),
                text: "Am 24. Dezember.".into(),
            }],
            imprint: "Stadt Musterstadt\nMarktplatz 1\n\n12345 Musterstadt".into(),
            ..TenantSettings::default()
        },
    }
}

fn magistrat() -> AuthoritySettings {
    AuthoritySettings {
        name: "Der Magistrat der Stadt Musterstadt".into(),
        office: "Steueramt".into(),
        phone: "06031 12345".into(),
        mail: "steueramt@musterstadt.example".into(),
        opening_hours: vec!["Mo–Fr 8–12 Uhr".into()],
        ..AuthoritySettings::default()
    }
}

/// The service every sample shows.
pub(crate) fn card() -> ServiceCard {
    ServiceCard {
        key: "hundesteuer".into(),
        title: "Hund anmelden".into(),
        summary: "Wer einen Hund hält, zahlt Hundesteuer.".into(),
        life_situation: "Haustiere".into(),
        elsewhere: None,
    }
}

/// A service that the county is competent for.
pub(crate) fn county_card() -> ServiceCard {
    let county = Elsewhere {
        slug: "musterkreis".into(),
        name: "Musterkreis".into(),
        called: "der Musterkreis".into(),
    };
    ServiceCard {
        key: "verdachtsmeldung".into(),
        title: "Verdacht auf eine Infektion melden".into(),
        summary: "Sie haben Beschwerden und wollen wissen, was zu tun ist.".into(),
        life_situation: "Gesundheit".into(),
        elsewhere: Some(county),
    }
}

/// A place in a list.
pub(crate) fn live_place() -> PlaceCard {
    PlaceCard { is_live: true, ..other_place() }
}

/// A place whose administration is not on the platform yet.
pub(crate) fn other_place() -> PlaceCard {
    PlaceCard { slug: "musterdorf".into(), name: "Musterdorf".into(), is_live: false }
}

/// A place that is not live.
pub(crate) fn known_place() -> KnownPlace {
    KnownPlace {
        key: "06999001".into(),
        slug: "musterdorf".into(),
        name: "Musterdorf".into(),
        full_name: "Gemeinde Musterdorf".into(),
        contact: Contact {
            name: "Der Gemeindevorstand der Gemeinde Musterdorf".into(),
            settings: Some(magistrat()),
        },
        county: Some(live_place()),
        towns: vec![other_place()],
    }
}

pub(crate) fn service() -> ServicePage {
    ServicePage {
        card: card(),
        who: "Alle, die einen Hund in ihren Haushalt aufnehmen.".into(),
        who_heading: None,
        action: None,
        fee: "Die Anmeldung ist gebührenfrei.".into(),
        costs: vec![Cost {
            label: "Erster Hund, im Jahr".into(),
            amount: Money::from_cents(9_000),
            source: "§ 5 Hundesteuersatzung".into(),
            from: None,
            is_example: true,
        }],
        procedures: vec![ProcedureCard {
            key: "register".into(),
            title: "Hund anmelden".into(),
            summary: "Wer einen Hund hält, zahlt Hundesteuer.".into(),
            needs: vec!["Chipnummer".into(), "Datum der Aufnahme".into()],
            duration: "Etwa 8 Minuten.".into(),
            next: "Sie bekommen einen Bescheid.".into(),
        }],
        legal_basis: vec!["§ 7 KAG Hessen".into()],
        trust_level: 0,
        authority: AuthorityView {
            name: "Der Magistrat der Stadt Musterstadt".into(),
            office: "Steueramt".into(),
            address: ["Marktplatz 1".into(), "12345 Musterstadt".into()],
            phone: "06031 12345".into(),
            mail: "steueramt@musterstadt.example".into(),
            opening_hours: vec!["Mo–Fr 8–12 Uhr".into()],
        },
    }
}

/// What the applicant holds in hand.
pub(crate) fn receipt() -> Receipt {
    Receipt {
        number: "2026-00042".into(),
        code: "ABCD-EFGH-JKLM-NPQR".into(),
        received_at: moment(),
        service_title: "Hund anmelden".into(),
        next: "Wir prüfen Ihre Angaben.".into(),
        aim: moment().date(),
        arrived: None,
    }
}

/// A mail of the demo.
pub(crate) fn demo_mail() -> DemoMail {
    DemoMail {
        id: "ab12@fachwerk".into(),
        sent_at: moment(),
        to: "erika@beispiel.example".into(),
        subject: "Bestätigen Sie Ihre E-Mail-Adresse".into(),
        text: "Guten Tag,\n\nhttp://127.0.0.1:8080/konto/bestaetigen/0\n".into(),
    }
}

/// A notice in the postbox, with its last day to object.
fn known_delivery() -> DeliveryView {
    DeliveryView {
        way: Some(Way::Postbox),
        deemed_on: "2026-12-24".parse().ok(),
        remedy: Some(Remedy::Objection),
        rule: "postbox-ozg".into(),
        objection_ends: "2027-01-25".parse().ok(),
        ..DeliveryView::default()
    }
}

/// A case that has come as far as this.
pub(crate) fn case(status: CaseStatus) -> StatusPage {
    let happened = CaseStatus::ALL.into_iter().filter(|earlier| *earlier <= status);
    let documents = match status {
        CaseStatus::Decided | CaseStatus::Ended => vec![DeliveredDocument {
            id: DocumentId::derived(&[b"sample"]),
            title: "Bescheid über Hundesteuer".into(),
            delivered_at: moment(),
            size_bytes: 48_000,
            has_page: true,
            delivery: known_delivery(),
        }],
        _ => Vec::new(),
    };
    StatusPage {
        town: town(),
        number: "2026-00042".into(),
        service_title: "Hund anmelden".into(),
        subject: "Bello".into(),
        status,
        received_at: moment(),
        timeline: happened.map(|status| TimelineEntry { at: moment(), status }).collect(),
        documents,
        payments: Vec::new(),
        extended: [Some(moment().date()), None]
            .map(|last_day| casework::ExtendedDeadline {
                last_day,
                reason: "Das Gutachten liegt noch nicht vor.".into(),
            })
            .into(),
        questions: match status {
            CaseStatus::Waiting => vec![question(None), question(Some(moment()))],
            _ => Vec::new(),
        },
        may_withdraw: status == CaseStatus::InProgress,
    }
}

/// Every way a payment can stand, three to a case.
/// An answer to a question that is not open any more.
pub(crate) fn unsent_answer() -> TypedAnswer {
    let question = QuestionId::derived(&[b"gone"]);
    TypedAnswer { question, text: "Die Bescheinigung liegt bei.".into(), problem: Vec::new() }
}

fn question(answered_at: Option<Moment>) -> CaseQuestion {
    CaseQuestion {
        id: QuestionId::derived(&[if answered_at.is_some() { b"old" } else { b"new" }]),
        asked_by: "Petra Weber".into(),
        asked_at: moment(),
        text: "Bitte schicken Sie uns die Bescheinigung.".into(),
        answer_by: Some(moment()),
        answered_at,
        entered_by: if answered_at.is_some() { "Elif Kaya".into() } else { String::new() },
        answer: if answered_at.is_some() { "Anbei.".into() } else { String::new() },
        documents: Vec::new(),
    }
}

pub(crate) fn cases_with_payments() -> Vec<StatusPage> {
    let standings = [
        PaymentStanding::Open(LastTry::None),
        PaymentStanding::Open(LastTry::Pending),
        PaymentStanding::Open(LastTry::Failed),
        PaymentStanding::Open(LastTry::Cancelled),
        PaymentStanding::Paid(moment()),
        PaymentStanding::Over,
    ];
    let payments: Vec<PaymentView> = standings.into_iter().zip(0..).map(payment).collect();
    let of =
        |payments: &[PaymentView]| StatusPage { payments: payments.to_vec(), ..case(CaseStatus::InProgress) };
    payments.chunks(3).map(of).collect()
}

/// The first is paid online, the second also by transfer, the third under a mandate.
fn payment((standing, number): (PaymentStanding, u8)) -> PaymentView {
    let transfer = TransferView {
        holder: "Stadtkasse Musterstadt".into(),
        iban: "DE02 1203 0000 0000 2020 51".into(),
        bic: String::new(),
        bank: "Musterbank".into(),
        giro_code: Some("<svg viewBox=\"0 0 1 1\"></svg>".into()),
    };
    let debit = DebitView {
        holder: "Erika Beispiel".into(),
        iban: "DE02 … 2051".into(),
        mandate: "M2026000000421".into(),
        creditor_id: "DE98ZZZ09999999999".into(),
    };
    PaymentView {
        id: PaymentId::from_bytes([number; 16]),
        amount: Money::from_cents(9_000),
        purpose: if number == 0 { String::new() } else { "Hundesteuer 2026".into() },
        reference: "2026000000421".into(),
        due: (number > 0).then(|| moment().date()),
        standing,
        online: number % 3 != 2,
        transfer: (number % 3 == 1).then_some(transfer),
        debit: (number % 3 == 2).then_some(debit),
        surplus: Money::from_cents(0),
        differs: false,
    }
}

/// An order at the demo provider.
pub(crate) fn demo_checkout(state: TransactionState) -> DemoCheckout {
    DemoCheckout {
        amount: Money::from_cents(9_000),
        reference: "2026000000421".into(),
        description: "Hundesteuer 2026".into(),
        is_open: state == TransactionState::Initial,
        state,
        return_url: "/musterstadt/vorgang/2026-00042/zahlung/0".into(),
    }
}
