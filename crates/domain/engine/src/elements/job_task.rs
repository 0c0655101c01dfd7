//! Tasks for the world: service and send tasks, and others that name a type of job.

use super::caught::{self, Thrown};
use super::{activity, node_of};
use crate::command::Outcome;
use crate::effect::Effect;
use crate::incident::Cause;
use crate::instance::Wait;
use crate::key::Key;
use crate::program::{Job, Node, Sort};
use crate::variables;
use crate::work::Work;
use values::EffectId;

/// Asks the world. Mapped inputs are the input when there are any, else everything visible is.
pub(crate) fn enter(work: &mut Work<'_>, key: Key, node: &Node, job: &Job) {
    let input = if node.inputs.is_empty() {
        variables::all_visible(work, key)
    } else {
        work.state.local_variables(key)
    };
    let id = work.effect_id();
    work.wait(key, Wait::Job(id));
    work.ask(Effect::RunJob(crate::effect::Job {
        id,
        element: node.id.to_string(),
        job_type: job.job_type.clone(),
        retries: job.retries,
        headers: job.headers.clone(),
        input,
        chain: work.chain,
    }));
}

/// The world is asked anew for what it could not do. The task was begun long ago: nothing on its border begins a second
/// time, and nothing is heard twice.
pub(super) fn again(work: &mut Work<'_>, key: Key, node: &Node, job: &Job) {
    let of = work.state.looped_by(key);
    match activity::take_in(work, key, node, of) {
        Ok(()) => enter(work, key, node, job),
        Err(cause) => work.raise_begun(key, node.id.clone(), cause),
    }
}

/// The world has answered more than can be held. The answer is not taken, and the world is asked anew once a person has
/// looked at it.
pub(crate) fn refuse(work: &mut Work<'_>, key: Key, found: usize) {
    let limit = work.program.limits.bytes;
    work.wait(key, Wait::Entry);
    work.raise_begun(key, node_of(work, key).id.clone(), Cause::AnswerTooLarge { found, limit });
}

/// The world has answered. A failure is an error that an event further out may catch; otherwise the element is entered
/// anew once a person has looked at it.
pub(crate) fn complete(work: &mut Work<'_>, key: Key, outcome: Outcome) {
    match outcome {
        Outcome::Done(results) => activity::finish(work, key, results),
        Outcome::Failed { code, message, variables } => {
            work.wait(key, Wait::Entry);
            fail(work, key, Thrown { sort: Sort::Error, code, message: Some(message), variables });
        }
    }
}

fn fail(work: &mut Work<'_>, key: Key, thrown: Thrown) {
    if let Some(catcher) = caught::catcher(work, key, &thrown) {
        return caught::happen(work, &catcher, thrown);
    }
    let element = node_of(work, key).id.clone();
    let message = thrown.message.unwrap_or_default();
    work.raise(key, element, Cause::JobFailed { code: thrown.code, message });
}

/// The answer is no longer wanted.
pub(crate) fn cancel(work: &mut Work<'_>, effect: EffectId) {
    work.ask(Effect::CancelJob(effect));
}
