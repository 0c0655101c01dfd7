//! Where a task asks what is to be done with a case: somebody begins a step, perhaps with a second click or at the same moment
//! as a colleague, or says that nothing more is to be done.

use super::told;
use crate::simulation::answers::Patience;
use crate::simulation::story::{Click, Story};
use cases::Actor;
use casework::{Beginning, Casework, ChoiceView, WorkRow};
use std::rc::Rc;
use values::Language;

/// The name of the task that asks.
pub(super) const ASKS: &str = "Antrag untersuchen";

/// Chooses, as the page offers it.
pub(super) async fn chosen(
    story: &Story<'_>,
    casework: &Casework,
    who: (usize, &Actor),
    row: &WorkRow,
    patience: Patience,
) -> String {
    let town = &story.template.offices[who.0].town;
    let page = match casework.case_page(who.1, town, row.case, Language::De).await {
        Ok(page) => page,
        Err(refusal) => return format!("no page: {refusal}"),
    };
    let offered = page.tasks.into_iter().find(|task| task.id == row.task).and_then(|task| task.choice);
    let Some(choice) = offered else { return "asks somebody else".to_owned() };
    let ends = patience == Patience::ClearsDesk || story.dice().once_in(3);
    let said = if ends {
        finished(story, casework, who, (row, &choice)).await
    } else {
        begun(story, casework, who, (row, &choice)).await
    };
    if story.dice().once_in(4) {
        story.known.borrow_mut().pages.push((who.0, row.clone(), Rc::new(choice)));
    }
    said
}

/// Somebody clicks on a page that lies open since before.
pub(super) async fn clicked_late(story: &Story<'_>, casework: Rc<Casework>) -> String {
    let pages = story.known.borrow().pages.clone();
    let Some((office, row, choice)) = story.dice().pick(&pages) else { return "no page".to_owned() };
    let clerks = &story.template.offices[*office].clerks;
    let clerk = &clerks[story.dice().below(clerks.len())];
    if story.dice().once_in(3) {
        return finished(story, &casework, (*office, clerk), (row, choice)).await;
    }
    begun(story, &casework, (*office, clerk), (row, choice)).await
}

async fn begun(
    story: &Story<'_>,
    casework: &Casework,
    (office, clerk): (usize, &Actor),
    (row, choice): (&WorkRow, &ChoiceView),
) -> String {
    let town = &story.template.offices[office].town;
    let Some(step) = story.dice().pick(&choice.to_begin) else { return "nothing to begin".to_owned() };
    let (element, steps) = (step.element.clone(), choice.steps);
    let beginning = Beginning { task: row.task, element: &step.element, steps };
    let who = name_of(clerk);
    let click = Click { office, number: row.number.clone(), element, steps };
    story.known.borrow_mut().clicks.entry(click.clone()).or_default();
    let begun = casework.begin_step(clerk, town, row.case, beginning).await;
    if begun.is_ok() {
        story.known.borrow_mut().clicks.entry(click).or_default().insert(who);
    }
    format!("begins {}: {}", step.name, told(begun))
}

async fn finished(
    story: &Story<'_>,
    casework: &Casework,
    (office, clerk): (usize, &Actor),
    (row, choice): (&WorkRow, &ChoiceView),
) -> String {
    let town = &story.template.offices[office].town;
    let finished = casework.finish_steps(clerk, town, (row.case, row.task), choice.steps).await;
    if finished.is_ok() {
        story.known.borrow_mut().done.insert((office, row.number.clone(), row.task));
        return "done".to_owned();
    }
    format!("nothing more: {}", told(finished))
}

fn name_of(clerk: &Actor) -> String {
    match clerk {
        Actor::Staff(staff) => staff.name.clone(),
        _ => String::new(),
    }
}
