//! People of an office: they take tasks and decide, look at lists, post letters, and help what is stuck.

use super::{choosing, told};
use crate::simulation::answers::{self, Patience};
use crate::simulation::checks;
use crate::simulation::story::Story;
use crate::simulation::towns::Office;
use cases::Actor;
use casework::{Casework, Completed, Refusal, SetRight, TaskAnswers, WayOn, WorkQuery, WorkRow, WorkView};
use std::rc::Rc;
use values::{CaseId, Language};

/// A clerk takes a task from the list and decides, looks at what would follow, or gives it back.
pub(super) async fn work_at_desk(story: &Story<'_>, casework: Rc<Casework>) -> String {
    let dice = story.dice();
    let office = story.somewhere();
    let at = &story.template.offices[office];
    let clerk = &at.clerks[dice.below(at.clerks.len())];
    let rows = match listed(&casework, at, clerk).await {
        Ok(rows) => rows,
        Err(refusal) => return format!("no list: {refusal}"),
    };
    let Some(row) = dice.pick(&rows).cloned() else { return "nothing to do".to_owned() };
    let said = match dice.below(12) {
        0 => told(casework.give_back_task(clerk, &at.town, row.case, row.task).await),
        1 => told(
            casework.case_page(clerk, &at.town, row.case, Language::De).await.map(|page| page.tasks.len()),
        ),
        _ => decided(story, &casework, (office, clerk), &row, Patience::Patient).await,
    };
    format!("{} {}: {said}", row.number, row.task_name)
}

/// Takes the task and completes it; what somebody is told is remembered.
async fn decided(
    story: &Story<'_>,
    casework: &Casework,
    (office, clerk): (usize, &Actor),
    row: &WorkRow,
    patience: Patience,
) -> String {
    if row.task_name == choosing::ASKS {
        return choosing::chosen(story, casework, (office, clerk), row, patience).await;
    }
    let town = &story.template.offices[office].town;
    if let Err(refusal) = casework.take_task(clerk, town, row.case, row.task).await {
        return format!("not taken: {refusal}");
    }
    let answers = answers::decision(&row.task_name, story.dice(), story.stage.now().date(), patience);
    let asked = TaskAnswers { case: row.case, task: row.task, answers, language: Language::De };
    if story.dice().once_in(4) {
        let _ = casework.foresee_task(clerk, town, &asked).await;
    }
    let completed = casework.complete_task(clerk, town, &asked).await;
    if let Ok(Completed::Done) = completed {
        story.known.borrow_mut().done.insert((office, row.number.clone(), row.task));
        return "done".to_owned();
    }
    match completed {
        Ok(Completed::Problems(page)) => format!("problems: {:?}", page.problems),
        other => told(other.map(drop)),
    }
}

async fn listed(casework: &Casework, at: &Office, clerk: &Actor) -> Result<Vec<WorkRow>, Refusal> {
    let query = WorkQuery { view: WorkView::Groups, ..WorkQuery::default() };
    Ok(casework.work_list(clerk, &at.town, &query, Language::De).await?.rows)
}

/// Somebody looks for a case by its number.
pub(super) async fn look_at_lists(story: &Story<'_>, casework: Rc<Casework>) -> String {
    let office = story.somewhere();
    let at = &story.template.offices[office];
    let searched = casework.search(&at.head, &at.town, "mustermann", Language::De).await;
    told(searched.map(|found| found.cases.len()))
}

pub(super) async fn post_letters_now(story: &Story<'_>, casework: Rc<Casework>) -> String {
    let office = story.somewhere();
    post_letters(story, &casework, office).await
}

/// Everything in the tray of an office is posted today.
pub(crate) async fn post_letters(story: &Story<'_>, casework: &Casework, office: usize) -> String {
    let at = &story.template.offices[office];
    let clerk = &at.clerks[0];
    let tray = match casework.print_tray(clerk, &at.town).await {
        Ok(tray) => tray,
        Err(refusal) => return format!("no tray: {refusal}"),
    };
    let letters: Vec<String> = tray.letters.into_iter().map(|letter| letter.delivery).collect();
    if letters.is_empty() {
        return "no letters".to_owned();
    }
    told(casework.mark_several_posted(clerk, &at.town, &letters, tray.today).await)
}

/// Tries everything that is stuck once more.
pub(super) async fn try_stuck_again(story: &Story<'_>, casework: Rc<Casework>) -> String {
    let office = story.somewhere();
    let at = &story.template.offices[office];
    let numbers: Vec<String> = {
        let known = story.known.borrow();
        let here = known.applications.iter().filter(|one| one.office == office);
        here.filter_map(|one| one.number.clone()).collect()
    };
    let Some(number) = story.dice().pick(&numbers) else { return "no case".to_owned() };
    match casework.case_head(at.town.tenant, number).await {
        Ok(head) => told(casework.retry_jobs(&at.clerks[0], &at.town, head.id).await),
        Err(refusal) => format!("no case: {refusal}"),
    }
}

/// Everybody of every office decides what is open and tries again what is stuck; how much there was to do.
pub(crate) async fn clear_desks(story: &Story<'_>, casework: &Casework) -> usize {
    let mut count = 0;
    // A case may have been opened where nobody of the story is.
    for office in 0..story.template.offices.len() {
        let at = &story.template.offices[office];
        for number in checks::stuck(story, at.town.tenant) {
            count += stuck_again(story, casework, office, &number).await;
        }
        for row in listed(casework, at, &at.clerks[0]).await.unwrap_or_default() {
            count += 1;
            let said = by_anybody(story, casework, office, &row).await;
            story.note(format!("{} {}: {said}", row.number, row.task_name));
        }
        count += usize::from(post_letters(story, casework, office).await != "no letters");
    }
    count
}

async fn stuck_again(story: &Story<'_>, casework: &Casework, office: usize, number: &str) -> usize {
    let at = &story.template.offices[office];
    let Ok(head) = casework.case_head(at.town.tenant, number).await else { return 0 };
    if head.incidents.is_empty() {
        return 0;
    }
    story.note(format!("{number} is stuck: {:?}", head.incidents));
    // Two towns have cases of one number.
    if story.known.borrow().led.iter().any(|(of, led)| *of == office && led == number) {
        // It was led where it cannot go on, so whoever led it there ends it.
        story.note(format!("{number}: {}", told(ended(casework, at, head.id).await)));
        return 1;
    }
    let retried = casework.retry_jobs(&at.clerks[0], &at.town, head.id).await;
    if let Err(refusal) = retried {
        story.wrong(format!("what is stuck in {number} cannot be tried again: {refusal}"));
    }
    1
}

/// Whoever led a case where nothing comes any more ends it; how many there were.
pub(crate) async fn end_what_was_led(story: &Story<'_>, casework: &Casework) -> usize {
    let led = story.known.borrow().led.clone();
    let mut count = 0;
    for (office, number) in led {
        let at = &story.template.offices[office];
        let Ok(head) = casework.case_head(at.town.tenant, &number).await else { continue };
        let page = casework.stuck_case(&at.head, &at.town, head.id, Language::De).await;
        if page.is_ok_and(|page| page.may_cancel) {
            count += 1;
            story.note(format!("{number}: {}", told(ended(casework, at, head.id).await)));
        }
    }
    count
}

async fn ended(casework: &Casework, at: &Office, case: CaseId) -> Result<(), Refusal> {
    let page = casework.stuck_case(&at.head, &at.town, case, Language::De).await?;
    let (reason, steps) = ("Der Antrag ist überholt.".to_owned(), page.steps.to_string());
    let asked = SetRight { place: String::new(), way: WayOn::Cancelled, reason, steps };
    casework.set_right(&at.head, &at.town, case, &asked).await
}

/// What a clerk is told who has worked on a case that somebody else must decide (four eyes).
const BARRED: &str = "not taken: another person must do it";

/// Everybody of a small office has worked on the case, so nobody is left to decide it: the head ends it.
async fn ended_for_want_of_others(
    story: &Story<'_>,
    casework: &Casework,
    office: usize,
    row: &WorkRow,
) -> String {
    let at = &story.template.offices[office];
    story.known.borrow_mut().led.insert((office, row.number.clone()));
    format!("nobody else is left: {}", told(ended(casework, at, row.case).await))
}

/// Whoever may decides: whoever has the task already, or somebody who has not decided before.
async fn by_anybody(story: &Story<'_>, casework: &Casework, office: usize, row: &WorkRow) -> String {
    let at = &story.template.offices[office];
    let (mut said, mut barred) = (String::new(), 0);
    for clerk in &at.clerks {
        said = decided(story, casework, (office, clerk), row, Patience::ClearsDesk).await;
        if said == "done" {
            return said;
        }
        barred += usize::from(said == BARRED);
    }
    if barred == at.clerks.len() {
        return ended_for_want_of_others(story, casework, office, row).await;
    }
    // Another task of the list may have taken this one away.
    let head = casework.case_head(at.town.tenant, &row.number).await;
    if head.is_ok_and(|head| head.open_tasks.iter().any(|(id, _)| *id == row.task.to_string())) {
        story.wrong(format!("nobody can do “{}” of {}: {said}", row.task_name, row.number));
    }
    said
}
