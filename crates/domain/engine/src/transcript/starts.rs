//! What the clock begins while nobody else does: the timer starts of the program that is played. One instance is played
//! at a time; one that would begin beside it is told and not played.

use super::{Player, Told};
use crate::command::Command;
use crate::instance::{Instance, Phase, Repetition};
use crate::program::{Program, StartedBy, TimedStart};
use feel::Context;
use values::{CaseId, Moment};

/// A timer start that is waited for.
pub(super) struct Awaited<'p> {
    start: TimedStart<'p>,
    due: Moment,
    repetition: Option<Repetition>,
}

/// The timer starts of a program that counts from this moment on.
pub(super) fn awaited(program: &Program, from: Moment) -> Vec<Awaited<'_>> {
    // A time that cannot be computed is a problem of the program, which has none.
    let first = |start: TimedStart<'_>| start.first(from).ok().flatten();
    let starts = program.timed_starts();
    starts
        .filter_map(|start| first(start).map(|(due, repetition)| Awaited { start, due, repetition }))
        .collect()
}

impl Player<'_> {
    /// The place of the start that is due first.
    pub(super) fn next_start(&self) -> Option<(Moment, usize)> {
        self.starts.iter().enumerate().map(|(place, awaited)| (awaited.due, place)).min()
    }

    /// A timer start is due: it begins an instance unless one is being played.
    pub(super) fn begin_by_clock(&mut self, place: usize, told: &mut Told) {
        let Awaited { start, due, repetition } = self.starts.remove(place);
        let next = repetition.and_then(|repetition| TimedStart::next(due, &repetition, self.moment));
        if let Some((due, repetition)) = next {
            self.starts.insert(place, Awaited { start, due, repetition: Some(repetition) });
        }
        if *self.instance.phase() == Phase::Running {
            told.text.push_str(&format!("  another instance begins by {}\n", start.by()));
            return;
        }
        self.instance = Instance::new(CaseId::from_bytes([0; 16]));
        self.take(Command::StartBy { by: start.by(), variables: Context::new() }, told);
    }

    /// The timer start of this id, while nothing has begun.
    pub(super) fn timed_start(&self, element: &str) -> Option<StartedBy> {
        let mut starts = self.program.timed_starts();
        let is_new = *self.instance.phase() == Phase::New;
        starts.find(|start| is_new && start.element() == element).map(|start| start.by())
    }
}
