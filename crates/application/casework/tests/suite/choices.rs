//! The office chooses what is done with a case.

use crate::office::{Office, on_both_databases, package, typed};
use cases::Actor;
use casework::{
    Beginning, CasePage, ChoiceView, Completed, Consequence, PageAsked, Refusal, ShowProblems, TaskAnswers,
    WorkQuery,
};
use values::{CaseId, Language, TaskId};

on_both_databases!(chosen_and_decided, by_two_at_once, only_by_those_who_are_asked, waiting_since_before);

/// What a database is told that was there before tasks asked people to choose, as PostgreSQL is told it, too.
const MIGRATION: &str = include_str!("../../../../adapters/store/migrations/sqlite/0024_choices.sql");

/// A case in which people choose; who sent it, its number and id, and the task that asks them.
pub(crate) struct Asked {
    pub(crate) guest: Actor,
    pub(crate) number: String,
    pub(crate) case: CaseId,
    pub(crate) task: TaskId,
}

pub(crate) async fn asked(office: &Office) -> Asked {
    office.publish(&package("tests/packages/examination")).await;
    let (casework, town) = (&office.casework, &office.town);
    let nobody = casework.visitor(None, None).await.expect("a visitor");
    let opened = casework.open_draft(&nobody, town, ("examination", "apply")).await.expect("a draft");
    let guest = casework.visitor(opened.session.as_deref(), None).await.expect("the guest");
    let page = PageAsked { index: 0, language: Language::De, problems: ShowProblems::Yes };
    let answers = typed(&[("party.host", "Erika Beispiel"), ("party.place", "Marktplatz")]);
    let saved = casework.save_page(&guest, town, opened.draft, page, answers).await;
    assert_eq!(saved.expect("the page is saved").problems, []);
    casework.submit_application(&guest, town, opened.draft, Language::De).await.expect("it is sent");
    let receipt = casework.receipt(&guest, town, opened.draft, Language::De).await.expect("a receipt");
    let (case, task) = office.open_task(&receipt.number).await;
    Asked { guest, number: receipt.number, case, task }
}

pub(crate) async fn page(office: &Office, actor: &Actor, case: CaseId) -> CasePage {
    office.casework.case_page(actor, &office.town, case, Language::De).await.expect("the page")
}

/// What the actor may choose from.
pub(crate) async fn choice(office: &Office, actor: &Actor, asked: &Asked) -> Option<ChoiceView> {
    let tasks = page(office, actor, asked.case).await.tasks;
    tasks.into_iter().find(|task| task.id == asked.task)?.choice
}

/// The names of the open tasks, from A to Z: in the tests all of them are equally old.
pub(crate) fn names(page: &CasePage) -> Vec<&str> {
    let mut names: Vec<_> = page.tasks.iter().map(|task| task.name.as_str()).collect();
    names.sort_unstable();
    names
}

pub(crate) async fn begin(
    office: &Office,
    actor: &Actor,
    asked: &Asked,
    (element, steps): (&str, i64),
) -> Result<(), Refusal> {
    let beginning = Beginning { task: asked.task, element, steps };
    office.casework.begin_step(actor, &office.town, asked.case, beginning).await
}

pub(crate) async fn complete(office: &Office, actor: &Actor, case: CaseId, name: &str) {
    let (casework, town) = (&office.casework, &office.town);
    let task = page(office, actor, case).await.tasks.into_iter().find(|task| task.name == name);
    let task = task.expect("an open task").id;
    casework.take_task(actor, town, case, task).await.expect("the task is free");
    let answers = typed(&[("check.result", "In Ordnung")]);
    let answers = TaskAnswers { case, task, answers, language: Language::De };
    let completed = casework.complete_task(actor, town, &answers).await.expect("the task is done");
    assert!(matches!(completed, Completed::Done), "{completed:?}");
}

/// A clerk reads what can be begun and who will have it, begins one step by a double click, does it, and a colleague says that
/// nothing more is to be done. The history names who began what; whoever did the step must not decide too.
async fn chosen_and_decided(office: Office) {
    let weber = office.staff("weber", &["steueramt"], &[]).await;
    let kraemer = office.staff("kraemer", &["steueramt"], &[]).await;
    let asked = asked(&office).await;
    let (casework, town) = (&office.casework, &office.town);
    let offered = choice(&office, &weber, &asked).await.expect("a choice");
    let shown = offered.to_begin.iter().map(|step| format!("{} {}", step.name, step.groups.join(",")));
    assert_eq!(
        shown.collect::<Vec<_>>(),
        ["Veranstalter anrufen Steueramt", "Stellungnahme des Bauhofs einholen Bauhof"]
    );
    for _ in 0..2 {
        begin(&office, &weber, &asked, ("call_host", offered.steps)).await.expect("a double click");
    }
    let begun = page(&office, &weber, asked.case).await;
    assert_eq!(names(&begun), ["Antrag untersuchen", "Veranstalter anrufen"]);
    let line = begun.journal.last().expect("an entry");
    assert_eq!((line.command.as_str(), line.actor_name.as_str()), ("activate", "Frau weber"));
    assert_eq!(line.elements, ["Veranstalter anrufen"]);
    complete(&office, &weber, asked.case, "Veranstalter anrufen").await;

    let offered = choice(&office, &kraemer, &asked).await.expect("a choice");
    let follows = offered.finish.expect("nothing is open");
    let opens =
        matches!(&follows[..], [Consequence::Task { name, .. }] if name == "Über das Fest entscheiden");
    assert!(opens, "{follows:?}");
    for _ in 0..2 {
        let finished = casework.finish_steps(&kraemer, town, (asked.case, asked.task), offered.steps).await;
        finished.expect("a double click");
    }
    let finished = page(&office, &kraemer, asked.case).await;
    assert_eq!(names(&finished), ["Über das Fest entscheiden"]);
    let line = finished.journal.last().expect("an entry");
    assert_eq!((line.command.as_str(), line.actor_name.as_str()), ("finish-ad-hoc", "Frau kraemer"));
    let again = casework.take_task(&weber, town, asked.case, finished.tasks[0].id).await;
    assert_eq!(again, Err(Refusal::FourEyes));
    complete(&office, &kraemer, asked.case, "Über das Fest entscheiden").await;
    assert!(page(&office, &kraemer, asked.case).await.tasks.is_empty());
    let verified = casework.verify_case(town.tenant, &asked.number).await.expect("verified");
    assert_eq!(verified.breaks, Vec::<String>::new());
}

/// Of two who begin the same at the same moment one is told; nobody ends what a colleague has just begun without having read
/// that it would be ended.
async fn by_two_at_once(office: Office) {
    let weber = office.staff("weber", &["steueramt"], &[]).await;
    let kraemer = office.staff("kraemer", &["steueramt"], &[]).await;
    let asked = asked(&office).await;
    let (casework, town) = (&office.casework, &office.town);
    let steps = choice(&office, &weber, &asked).await.expect("a choice").steps;
    let (one, other) = tokio::join!(
        begin(&office, &weber, &asked, ("call_host", steps)),
        begin(&office, &kraemer, &asked, ("call_host", steps)),
    );
    let mut outcomes = [one, other];
    outcomes.sort_by_key(Result::is_err);
    assert_eq!(outcomes, [Ok(()), Err(Refusal::Conflict)]);
    let other_step = begin(&office, &kraemer, &asked, ("inspect", steps)).await;
    assert_eq!(other_step, Ok(()), "another step is no reason to look again");
    let open = ["Antrag untersuchen", "Stellungnahme des Bauhofs einholen", "Veranstalter anrufen"];
    assert_eq!(names(&page(&office, &weber, asked.case).await), open);

    let unread = casework.finish_steps(&weber, town, (asked.case, asked.task), steps).await;
    assert_eq!(unread, Err(Refusal::Conflict));
    let offered = choice(&office, &weber, &asked).await.expect("a choice");
    let follows = offered.finish.expect("what is open would end");
    let dropped = follows.iter().filter(|one| matches!(one, Consequence::TaskDropped { .. })).count();
    assert_eq!(dropped, 2, "{follows:?}");
    let finished = casework.finish_steps(&weber, town, (asked.case, asked.task), offered.steps).await;
    finished.expect("it was read");
    assert_eq!(names(&page(&office, &weber, asked.case).await), ["Über das Fest entscheiden"]);
    let late = begin(&office, &kraemer, &asked, ("call_host", offered.steps)).await;
    assert_eq!(late, Err(Refusal::Conflict));
    let late = casework.finish_steps(&kraemer, town, (asked.case, asked.task), offered.steps).await;
    assert_eq!(late, Err(Refusal::Conflict));
    let verified = casework.verify_case(town.tenant, &asked.number).await.expect("verified");
    assert_eq!(verified.breaks, Vec::<String>::new());
}

/// The choice stands in the work list of those whom the model asks, and nobody else makes it; what a colleague has taken is
/// theirs. In English everything has an English name.
async fn only_by_those_who_are_asked(office: Office) {
    let weber = office.staff("weber", &["steueramt"], &[]).await;
    let kraemer = office.staff("kraemer", &["steueramt"], &[]).await;
    let yard = office.staff("bauer", &["bauhof"], &[]).await;
    let stranger = office.staff("fremd", &["sozialamt"], &[]).await;
    let asked = asked(&office).await;
    let (casework, town) = (&office.casework, &office.town);
    for (actor, listed) in [(&weber, vec!["Antrag untersuchen"]), (&yard, vec![])] {
        let list =
            casework.work_list(actor, town, &WorkQuery::default(), Language::De).await.expect("the list");
        assert_eq!(list.rows.iter().map(|row| row.task_name.as_str()).collect::<Vec<_>>(), listed);
    }
    let english = casework.case_page(&weber, town, asked.case, Language::En).await.expect("the page");
    let offered = english.tasks[0].choice.as_ref().expect("a choice");
    let shown = offered.to_begin.iter().map(|step| format!("{} {}", step.name, step.groups.join(",")));
    assert_eq!(english.tasks[0].name, "Examine the application");
    assert_eq!(
        shown.collect::<Vec<_>>(),
        ["Call the host Tax office", "Ask the works yard for its opinion Works yard"]
    );
    let steps = offered.steps;
    assert!(choice(&office, &yard, &asked).await.is_none());
    let refused =
        [(&yard, Refusal::NotAllowed), (&stranger, Refusal::NotFound), (&asked.guest, Refusal::NotFound)];
    for (actor, why) in refused {
        assert_eq!(begin(&office, actor, &asked, ("inspect", steps)).await, Err(why.clone()));
        let finished = casework.finish_steps(actor, town, (asked.case, asked.task), steps).await;
        assert_eq!(finished, Err(why));
    }
    assert_eq!(begin(&office, &weber, &asked, ("decide", steps)).await, Err(Refusal::Conflict));
    casework.take_task(&kraemer, town, asked.case, asked.task).await.expect("the task is free");
    assert!(choice(&office, &weber, &asked).await.is_none());
    let taken = Refusal::TaskTaken { by: "Frau kraemer".to_owned() };
    assert_eq!(begin(&office, &weber, &asked, ("inspect", steps)).await, Err(taken));
    begin(&office, &kraemer, &asked, ("inspect", steps)).await.expect("it is theirs");
}

/// A case that waited for a choice when no task asked for it yet comes into the work list of those who are to choose, and goes
/// on as any other; a case that has the task keeps it.
async fn waiting_since_before(office: Office) {
    let weber = office.staff("weber", &["steueramt"], &[]).await;
    let (old, new) = (asked(&office).await, asked(&office).await);
    office.work().await;
    let (casework, town) = (&office.casework, &office.town);
    let steps = choice(&office, &weber, &old).await.expect("a choice").steps;
    for table in ["task_candidate", "task"] {
        let of_case = format!("case_id IN (SELECT id FROM case_head WHERE number = '{}')", old.number);
        office.tamper(&format!("DELETE FROM {table} WHERE {of_case}")).await;
    }
    casework.take_task(&weber, town, new.case, new.task).await.expect("the task is free");
    assert_eq!(names(&page(&office, &weber, old.case).await), Vec::<&str>::new());
    office.tamper(MIGRATION).await;
    office.work().await;
    let list = casework.work_list(&weber, town, &WorkQuery::default(), Language::De).await.expect("the list");
    assert_eq!(list.rows.len(), 2);
    assert_eq!(office.count("SELECT COUNT(*) FROM task WHERE assignee IS NOT NULL").await, 1);
    begin(&office, &weber, &old, ("call_host", steps)).await.expect("it can be begun");
    complete(&office, &weber, old.case, "Veranstalter anrufen").await;
    let offered = choice(&office, &weber, &old).await.expect("a choice");
    let finished = casework.finish_steps(&weber, town, (old.case, old.task), offered.steps).await;
    finished.expect("nothing more is to be done");
    assert_eq!(names(&page(&office, &weber, old.case).await), ["Über das Fest entscheiden"]);
    let verified = casework.verify_case(town.tenant, &old.number).await.expect("verified");
    assert_eq!(verified.breaks, Vec::<String>::new());
}
