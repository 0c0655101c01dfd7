//! The user task: a person is asked, and answers with the variables of a form.

use super::caught::{self, Thrown};
use super::{activity, looping, node_of};
use crate::command::ThrownAtTask;
use crate::effect::{Effect, OpenTask};
use crate::event::Event;
use crate::formula::Formula;
use crate::incident::Cause;
use crate::instance::Wait;
use crate::key::Key;
use crate::program::{Kind, Looping, Node, NodeIndex, Sort, User};
use crate::rejection::Rejection;
use crate::timing::{self, Edge};
use crate::work::Work;
use bpmn::Interrupting;
use feel::{Context, Value};
use std::sync::Arc;
use values::TaskId;

/// Asks the person.
pub(crate) fn enter(work: &mut Work<'_>, key: Key, node: &Node, task: &User) -> Result<(), Cause> {
    let id = work.task_id();
    let open = asks(work, key, node, task, id)?;
    work.wait(key, Wait::Task(id));
    work.ask(Effect::OpenTask(open));
    Ok(())
}

/// What the person is asked.
pub(crate) fn asks(
    work: &Work<'_>,
    key: Key,
    node: &Node,
    task: &User,
    id: TaskId,
) -> Result<OpenTask, Cause> {
    let named = assignee(work, key, task.assignee.as_ref())?;
    let candidate_groups = groups(work, key, task.candidate_groups.as_ref())?;
    let due = timing::scheduled(work, key, task.due.as_ref(), Edge::End)?;
    let follow_up = timing::scheduled(work, key, task.follow_up.as_ref(), Edge::Start)?;
    let not_by: Vec<String> = first_eyes(work, key, task).map(ToString::to_string).collect();
    // Whoever must not do it is not asked by name: then the group is asked.
    let assignee = named.filter(|name| !not_by.contains(name));
    Ok(OpenTask {
        id,
        element: node.id.to_string(),
        name: node.name.clone(),
        form: task.form.clone(),
        candidate_groups,
        assignee,
        due,
        follow_up,
        not_by,
    })
}

fn assignee(work: &Work<'_>, key: Key, formula: Option<&Formula>) -> Result<Option<String>, Cause> {
    let Some(formula) = formula else { return Ok(None) };
    match formula.value(work, key)? {
        Value::Null => Ok(None),
        Value::Text(text) => Ok(Some(text.to_string()).filter(|text| !text.is_empty())),
        other => Err(formula.unfit("text", &other)),
    }
}

/// Groups are a list of texts, or one text with commas.
pub(super) fn groups(work: &Work<'_>, key: Key, formula: Option<&Formula>) -> Result<Vec<String>, Cause> {
    let Some(formula) = formula else { return Ok(Vec::new()) };
    let value = formula.value(work, key)?;
    let names: Option<Vec<&str>> = match &value {
        Value::Null => Some(Vec::new()),
        Value::Text(text) => Some(text.split(',').collect()),
        Value::List(items) => items.iter().map(Value::as_text).collect(),
        _ => None,
    };
    let names = names.ok_or_else(|| formula.unfit("texts", &value))?;
    Ok(names.into_iter().map(|name| name.trim().to_owned()).filter(|name| !name.is_empty()).collect())
}

/// Whoever did a task that this one looks at again must not do this one too. Asked when it is completed and not only
/// when it is opened, because both may be open at once.
pub(crate) fn four_eyes(work: &Work<'_>, key: Key, task: TaskId, by: Option<&str>) -> Result<(), Rejection> {
    let Kind::User(user) = &node_of(work, key).kind else { return Ok(()) };
    if user.four_eyes.is_empty() && user.remembered_in.is_empty() {
        return Ok(());
    }
    let by = by.ok_or(Rejection::DoneByNobody(task))?;
    if first_eyes(work, key, user).any(|first| **first == *by) {
        return Err(Rejection::FourEyes { task, by: by.to_owned() });
    }
    Ok(())
}

/// The person has answered.
pub(crate) fn complete(
    work: &mut Work<'_>,
    key: Key,
    task: TaskId,
    (variables, by): (Context, Option<&str>),
) {
    remember(work, key, by);
    work.ask(Effect::CloseTask(task));
    activity::finish(work, key, variables);
}

/// Keeps who decided the task, where another task asks for that.
pub(crate) fn remember(work: &mut Work<'_>, key: Key, by: Option<&str>) {
    let node = node_of(work, key);
    let (Kind::User(user), Some(by)) = (&node.kind, by) else { return };
    for body in &user.remembered_in {
        let (scope, among) = around(work, key, *body);
        work.emit(Event::DoneBy { scope, element: node.id.clone(), by: by.into(), among });
    }
}

/// Whoever did what this task looks at again.
fn first_eyes<'w>(work: &'w Work<'_>, key: Key, task: &'w User) -> impl Iterator<Item = &'w Arc<str>> {
    task.four_eyes.iter().flat_map(move |looked_at| {
        let (scope, _) = around(work, key, looked_at.body);
        work.state.who_did(scope, &looked_at.task)
    })
}

/// The live scope around a task that runs this body, and whether the task is done there for one of several: what stands
/// for all of them, or the ad-hoc sub-process in which it may be begun again and again.
fn around(work: &Work<'_>, key: Key, body: NodeIndex) -> (Key, Option<Key>) {
    let mut among = None;
    for scope in work.outwards(key).filter(|scope| *scope != Key::ROOT) {
        let node = node_of(work, scope);
        let is_each = matches!(node.looping.as_deref(), Some(Looping::Each(_)));
        if matches!(node.kind, Kind::AdHoc(_)) || (is_each && looping::is_all_times(work, scope)) {
            among = Some(scope);
        }
        if scope != key && node.kind.scope().is_some_and(|inside| inside.start == body) {
            return (scope, among);
        }
    }
    (Key::ROOT, among)
}

/// Something is thrown from the task. What nobody catches is refused, so that whoever says it knows that nothing followed.
/// Whoever ends the task by it has done it.
pub(crate) fn throw(
    work: &mut Work<'_>,
    (key, task): (Key, TaskId),
    (sort, thrown): (Sort, ThrownAtTask),
    by: Option<&str>,
) -> Result<(), Rejection> {
    let ThrownAtTask { code, message, variables } = thrown;
    let thrown = Thrown { sort, code, message, variables };
    let Some(catcher) = caught::catcher(work, key, &thrown) else {
        return Err(Rejection::NothingCatches { task, code: thrown.code });
    };
    if catcher.interrupting == Interrupting::Yes {
        remember(work, key, by);
    }
    caught::happen(work, &catcher, thrown);
    Ok(())
}

/// The person is no longer asked.
pub(crate) fn cancel(work: &mut Work<'_>, task: TaskId) {
    work.ask(Effect::CloseTask(task));
}
