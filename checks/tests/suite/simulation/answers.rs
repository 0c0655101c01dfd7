//! What people type: applications and decisions, chosen by the dice.

use super::dice::Dice;
use forms::RawAnswers;
use jiff::{Span, civil::Date};

/// Few chips, so that some dogs are registered twice.
const CHIPS: [&str; 5] =
    ["276098104123451", "276098104123452", "276098104123453", "276098104123454", "276098104123455"];
const IBAN: &str = "DE02120300000000202051";

/// Answers as a browser sends them.
pub(crate) fn typed(pairs: &[(&str, &str)]) -> RawAnswers {
    RawAnswers(pairs.iter().map(|(path, text)| ((*path).to_owned(), vec![(*text).to_owned()])).collect())
}

fn put(answers: &mut RawAnswers, pairs: &[(&str, &str)]) {
    answers.0.extend(typed(pairs).0);
}

fn day(date: Date) -> String {
    date.strftime("%d.%m.%Y").to_string()
}

fn before(today: Date, days: usize) -> String {
    day(today.saturating_sub(Span::new().days(days as i64)))
}

/// What somebody types who applies for this.
pub(crate) fn application(service: (&str, &str), dice: &Dice, today: Date) -> RawAnswers {
    match service {
        ("hundesteuer", "register") => registration(dice, today),
        ("hundesteuer", _) => deregistration(dice, today),
        ("verdachtsmeldung", _) => report(dice, today),
        ("examination", _) => typed(&[("party.host", "Erika Beispiel"), ("party.place", "Marktplatz")]),
        _ => {
            let way = ["online", "online", "online", "invoice", "debit"][dice.below(5)];
            typed(&[("payer.name", "Erika Beispiel"), ("payer.way", way)])
        }
    }
}

fn keeper() -> RawAnswers {
    typed(&[
        ("keeper.first_name", "Erika"),
        ("keeper.last_name", "Mustermann"),
        ("keeper.born", "12.08.1984"),
        ("keeper.street", "Lindenweg 4"),
        ("keeper.postcode", "35999"),
        ("keeper.city", "Musterstadt"),
        ("declaration", "on"),
    ])
}

fn registration(dice: &Dice, today: Date) -> RawAnswers {
    let mut answers = keeper();
    if !dice.once_in(3) {
        put(&mut answers, &[("keeper.email", "erika@example.org")]);
    }
    let dogs = if dice.once_in(3) { 2 } else { 1 };
    for dog in 0..dogs {
        one_dog(&mut answers, dog, dice, today);
    }
    put(
        &mut answers,
        &[("household.moved_here", "no"), ("household.other_dogs", "0"), ("relief.kind", "none")],
    );
    if dice.once_in(3) {
        let kind = ["assistance", "service", "shelter"][dice.below(3)];
        put(
            &mut answers,
            &[("relief.kind", kind), ("relief.reason", "Bello hilft im Alltag."), ("relief.dog", "1")],
        );
    }
    if dice.once_in(2) {
        put(&mut answers, &[("pay.way", "invoice")]);
    } else {
        put(
            &mut answers,
            &[
                ("pay.way", "debit"),
                ("pay.holder", "Erika Mustermann"),
                ("pay.iban", IBAN),
                ("pay.mandate", "on"),
            ],
        );
    }
    answers
}

fn one_dog(answers: &mut RawAnswers, dog: usize, dice: &Dice, today: Date) {
    let dangerous = dice.once_in(4);
    let chip = dice.pick(&CHIPS).expect("some chips");
    let fields = [
        ("name", format!("Bello {}", dice.below(1_000))),
        ("breed", if dangerous { "rottweiler" } else { "labrador" }.to_owned()),
        ("tested", if dangerous { "no" } else { "" }.to_owned()),
        ("born", "01.02.2025".to_owned()),
        ("sex", "female".to_owned()),
        ("colour", "schwarz".to_owned()),
        ("chip_number", if dice.once_in(4) { String::new() } else { (*chip).to_owned() }),
        ("kept_since", before(today, dice.below(30))),
    ];
    for (name, text) in fields.into_iter().filter(|(_, text)| !text.is_empty()) {
        answers.0.insert(format!("dogs[{dog}].{name}"), vec![text]);
    }
}

fn deregistration(dice: &Dice, today: Date) -> RawAnswers {
    let mut answers = keeper();
    put(&mut answers, &[("dog.reason", "given_away"), ("iban", IBAN), ("keeper.email", "erika@example.org")]);
    put(&mut answers, &[("dog.ended_on", &before(today, dice.below(20)))]);
    if dice.once_in(3) {
        put(&mut answers, &[("dog.tag", &(1_000 + dice.below(6)).to_string())]);
    } else {
        put(&mut answers, &[("dog.chip_number", dice.pick(&CHIPS).expect("some chips"))]);
    }
    answers
}

fn report(dice: &Dice, today: Date) -> RawAnswers {
    let mut answers = typed(&[
        ("emergency.breathing", "no"),
        ("emergency.confused", "no"),
        ("emergency.doctor", "no"),
        ("person.first_name", "Erika"),
        ("person.last_name", "Mustermann"),
        ("person.born", "24.3.1985"),
        ("person.phone", "06051 12345"),
        ("stay.street", "Lindenweg 4"),
        ("stay.postcode", "63571"),
        ("stay.city", "Gelnhausen"),
        ("stay.kind", "home"),
        ("situation.household", "2"),
        ("situation.work", "none"),
        ("contact.had", "no"),
        ("contact.travel", "no"),
        ("test.declaration", "true"),
        ("test.done", "no"),
    ]);
    if !dice.once_in(3) {
        put(&mut answers, &[("person.email", "erika@example.org")]);
    }
    if dice.once_in(3) {
        put(&mut answers, &[("symptoms.any", "no")]);
    } else {
        put(
            &mut answers,
            &[("symptoms.any", "yes"), ("symptoms.which", "cough"), ("symptoms.since", &before(today, 1))],
        );
    }
    if dice.once_in(3) {
        put(
            &mut answers,
            &[
                ("test.done", "yes"),
                ("test.kind", "self"),
                ("test.result", "positive"),
                ("test.on", &before(today, 0)),
            ],
        );
    }
    answers
}

/// What somebody of the office types into the form of the task of this name. A patient office asks and refuses now and
/// then; one that clears its desk decides.
pub(crate) fn decision(task: &str, dice: &Dice, today: Date, patience: Patience) -> RawAnswers {
    const REASON: &str = "Die Angaben passen nicht zu unseren Unterlagen.";
    let asks = patience == Patience::Patient && dice.once_in(3);
    let refuses = dice.once_in(5);
    match task {
        "Anmeldung prüfen" if asks => typed(&[
            ("decision.outcome", "ask"),
            ("decision.question", "Bitte schicken Sie uns den Ausweis."),
        ]),
        "Anmeldung prüfen" if refuses => {
            typed(&[("decision.outcome", "reject"), ("decision.reason", REASON)])
        }
        "Anmeldung prüfen" => typed(&[("decision.outcome", "approve"), ("decision.relief", "grant")]),
        "Ermäßigung freigeben" if asks => {
            typed(&[("release.outcome", "return"), ("release.reason", REASON)])
        }
        "Ermäßigung freigeben" => typed(&[("release.outcome", "release")]),
        "Doppelte Anmeldung klären" if asks => typed(&[("clearing.outcome", "again")]),
        "Doppelte Anmeldung klären" => typed(&[("clearing.outcome", "reject"), ("clearing.reason", REASON)]),
        "Abmeldung prüfen" if refuses => {
            typed(&[("decision.outcome", "reject"), ("decision.reason", REASON)])
        }
        "Abmeldung prüfen" => typed(&[("decision.outcome", "approve"), ("decision.tag", "1001")]),
        "Erstattung anweisen" => typed(&[("refund_done", "on")]),
        "Marke versenden" => typed(&[("tag_sent", "on")]),
        "Meldung einschätzen" => assessment(dice, today, patience),
        "Zurückrufen" => advice(&[("call.reached", "yes")]),
        "Testergebnis eintragen" => {
            typed(&[("finding.result", "negative"), ("finding.text", "Sie müssen nichts weiter tun.")])
        }
        "Antrag prüfen"
        | "Veranstalter anrufen"
        | "Stellungnahme des Bauhofs einholen"
        | "Über das Fest entscheiden"
        | "Unterlagen nachfordern"
        | "Rat geben" => typed(&[("check.result", "geprüft")]),
        // A reminder.
        _ => typed(&[("reminder.note", "Wir sind dran.")]),
    }
}

/// How the office works.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Patience {
    Patient,
    ClearsDesk,
}

fn advice(more: &[(&str, &str)]) -> RawAnswers {
    let mut answers = typed(more);
    put(
        &mut answers,
        &[("answer.outcome", "advice"), ("answer.text", "Ruhen Sie sich aus und trinken Sie viel.")],
    );
    answers
}

fn assessment(dice: &Dice, today: Date, patience: Patience) -> RawAnswers {
    match (patience, dice.below(4)) {
        (Patience::Patient, 0) => {
            typed(&[("answer.outcome", "ask"), ("answer.question", "Wie ist Ihr Selbsttest ausgegangen?")])
        }
        (Patience::Patient, 1) => typed(&[("answer.outcome", "call_back")]),
        (Patience::Patient, 2) => typed(&[
            ("answer.outcome", "test_date"),
            ("answer.text", "Bleiben Sie bis zum Test zu Hause."),
            ("answer.test_on", &day(today.saturating_add(Span::new().days(2)))),
            ("answer.test_time", "10:30"),
            ("answer.test_place", "Gesundheitsamt, Eingang B"),
        ]),
        _ => advice(&[]),
    }
}
