//! What the samples of the lists show: work, what was found, registers.

use super::{days, moment};
use cases::CaseStatus;
use casework::{
    Found, FoundCase, FoundRecord, RecordCase, RecordDetail, RecordPage, RecordValue, RecordView, Refusal,
    ResubmittedRow, ServiceName, TaskAct, TaskAnswer, WorkCounts, WorkList, WorkRow,
};
use values::{CaseId, Moment, TaskId};

/// Nothing to do.
pub(crate) fn no_work() -> WorkList {
    WorkList {
        rows: Vec::new(),
        resubmitted: Vec::new(),
        next: None,
        counts: WorkCounts::default(),
        services: vec![ServiceName { key: "hundesteuer".into(), title: "Hund anmelden".into() }],
        people: vec![(values::StaffId::derived(&[b"sample"]), "Petra Weber".into())],
        may_migrate: true,
        sees_all: true,
        now: moment(),
    }
}

/// Something late, something for today, something without a deadline.
pub(crate) fn work() -> WorkList {
    let row = |number: u8, applicant: &str, due: Option<Moment>, assignee: Option<&str>| WorkRow {
        task: TaskId::derived(&[&[number]]),
        case: CaseId::derived(&[&[number]]),
        number: format!("2026-{number:05}"),
        service_title: "Hund anmelden".into(),
        applicant: applicant.into(),
        subject: "Bello".into(),
        task_name: "Anmeldung prüfen".into(),
        due,
        assignee: assignee.map(str::to_owned),
        is_mine: assignee == Some("Petra Weber"),
        put_away_until: due.is_none().then(|| days(9)),
        received_at: days(-i64::from(number)),
    };
    let rows = vec![
        row(41, "Erika Mustermann", Some(days(-2)), None),
        row(42, "Friedrich-Wilhelm von Oppeln-Bronikowski", Some(days(0)), Some("Petra Weber")),
        row(43, "Łukasz Żółć", None, None),
    ];
    let counts =
        WorkCounts { mine: 1, groups: 100, free: 2, overdue: 1, all: 100, resubmitted: 1, put_away: 3 };
    WorkList { rows, counts, ..no_work() }
}

/// Cases that have come back.
pub(crate) fn resubmitted() -> WorkList {
    let row = |number: u8, day| ResubmittedRow {
        case: CaseId::derived(&[&[number]]),
        number: format!("2026-{number:05}"),
        service_title: "Hund anmelden".into(),
        applicant: "Erika Mustermann".into(),
        subject: "Bello".into(),
        day: days(day),
        reason: "Antwort der Meldebehörde prüfen".into(),
        set_by: "Petra Weber".into(),
    };
    WorkList { resubmitted: vec![row(41, -3), row(42, 0)], ..work() }
}

/// What became of tasks, in every way.
pub(crate) fn answers() -> Vec<(TaskAct, TaskAnswer)> {
    let answer = |refusal| TaskAnswer { number: "2026-00041".into(), refusal };
    let taken = Refusal::TaskTaken { by: "Jan Krämer".into() };
    vec![
        (TaskAct::Take, answer(None)),
        (TaskAct::GiveBack, answer(None)),
        (TaskAct::Take, answer(Some(taken))),
        (TaskAct::Take, answer(Some(Refusal::FourEyes))),
        (TaskAct::Take, answer(Some(Refusal::NotAllowed))),
        (TaskAct::GiveBack, answer(Some(Refusal::NotAllowed))),
        (TaskAct::Take, TaskAnswer { number: String::new(), refusal: Some(Refusal::NotFound) }),
    ]
}

/// Two registers.
pub(crate) fn registers() -> Vec<casework::Register> {
    let register = |service: &str, kinds: &str, title: &str| casework::Register {
        service: service.into(),
        kinds: kinds.into(),
        title: title.into(),
    };
    vec![
        register("hundesteuer", "Hund", "Hundesteuer"),
        register("parkausweis", "Ausweis", "Bewohnerparkausweis"),
    ]
}

fn dog(number: i64, valid_to: Option<&str>) -> RecordView {
    let field = |label: &str, value: &str| RecordValue { label: label.into(), value: value.into() };
    RecordView {
        number,
        kind: "Hund".into(),
        title: "Bello".into(),
        valid_from: "2026-04-01".into(),
        valid_to: valid_to.map(str::to_owned),
        opened_by: CaseId::derived(&[b"sample"]),
        ended_by: None,
        fields: vec![
            field("Name", "Bello"),
            field("Halterin oder Halter", "Erika Mustermann"),
            field("geboren", "2025-05-01"),
            field("Chipnummer", ""),
        ],
    }
}

/// A page of records, with more behind it.
pub(crate) fn records() -> RecordPage {
    RecordPage { records: vec![dog(1001, None), dog(1002, Some("2026-11-30"))], next: Some(1002) }
}

/// A record with the cases that opened and ended it.
pub(crate) fn record() -> RecordDetail {
    let case = |number: u8, has_ended_it| RecordCase {
        case: CaseId::derived(&[&[number]]),
        number: format!("2026-{number:05}"),
        title: "Hund anmelden".into(),
        received_at: days(-3),
        has_ended_it,
    };
    RecordDetail {
        service_title: "Hundesteuer".into(),
        record: dog(1002, Some("2026-11-30")),
        cases: vec![case(41, false), case(42, true)],
    }
}

/// A case and a record that were found.
pub(crate) fn found() -> Found {
    let case = FoundCase {
        case: CaseId::derived(&[b"sample"]),
        number: "2026-00042".into(),
        service_title: "Hund anmelden".into(),
        applicant: "Erika Mustermann".into(),
        subject: "Bello".into(),
        status: CaseStatus::InProgress,
        received_at: days(-3),
    };
    let record = FoundRecord { service: "hundesteuer".into(), record: dog(1001, None) };
    Found { cases: vec![case], records: vec![record], is_cut: false, is_too_short: false }
}
