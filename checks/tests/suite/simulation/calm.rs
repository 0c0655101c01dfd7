//! After the trouble: everything outside works again, everybody finishes what they began, and time goes on until nothing is
//! left to be done.

use super::acts::{self, Surroundings};
use super::checks;
use super::story::Story;
use casework::Casework;
use jiff::SignedDuration;

/// More days than any story needs to its end.
const ROUNDS: usize = 120;
/// For how long after the trouble a row may rest: by a clock that is wrong, for whoever failed often or was killed.
const RECOVERS: SignedDuration = SignedDuration::from_mins(10);

/// Lets everybody finish. What cannot be finished although all is well is noted as wrong.
pub(crate) fn finish(story: &Story<'_>, casework: &Casework) {
    Surroundings::of(story).all_well(story);
    story.stage.wait(RECOVERS);
    story.calm_since.set(Some(story.stage.now()));
    story.calmly(acts::brought_whole(story, casework));
    story.calmly(acts::entered_whole(story, casework));
    for _ in 0..ROUNDS {
        work_off(story, casework);
        checks::nothing_is_late(story).into_iter().for_each(|late| story.wrong(late));
        story.calmly(acts::some_look(story, casework));
        let done = story.calmly(acts::clear_desks(story, casework));
        match checks::next_due(story) {
            None if done == 0 && story.calmly(acts::end_what_was_led(story, casework)) == 0 => {
                return story.calmly(acts::note_from_old_pages(story, casework));
            }
            None => {}
            Some(due) => story.stage.wait_until(due),
        }
    }
    story.wrong("work does not come to an end");
}

/// The worker does what is due now; nothing stands in its way.
pub(crate) fn work_off(story: &Story<'_>, casework: &Casework) {
    for _ in 0..200 {
        match story.calmly(casework.work_once()) {
            Ok(worked) if worked.claimed == 0 => return,
            Ok(worked) if worked.again > 0 => story.wrong("a job fails although all is well"),
            Ok(_) => {}
            Err(refusal) => story.wrong(format!("the worker cannot work although all is well: {refusal}")),
        }
    }
    story.wrong("the worker finds something to do for ever");
}
