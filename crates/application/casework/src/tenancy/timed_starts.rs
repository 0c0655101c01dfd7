//! When the procedures of a service begin by a timer, as rows that the worker finds as soon as they are due. Each moment has
//! an id of its own, so that it opens one case however often somebody tries.

use engine::{Cause, Repetition, TimedStart};
use services::Release;
use store::{Change, DueKind, DueRow, TimedStartRow};
use values::{EffectId, Moment, Place, Problem, TenantId};

/// When a start is due, and how it goes on then.
type Next = Option<(Moment, Option<Repetition>)>;

/// What changes about the starts of a service when this release becomes live. Where the timer says the same as before, the
/// rhythm goes on; what is due already and has not begun begins on the new release.
pub(super) fn changed_timed_starts(
    before: &[TimedStartRow],
    release: &Release,
    (tenant, now): (TenantId, Moment),
) -> Result<Vec<Change>, Vec<Problem>> {
    let (mut changes, mut stays, mut problems) = (Vec::new(), Vec::new(), Vec::new());
    for procedure in release.procedures() {
        for start in procedure.program().timed_starts() {
            let key = (procedure.about().key(), start.element());
            let known = before.iter().find(|row| (row.procedure.as_str(), row.element.as_str()) == key);
            stays.extend(known.map(|row| &row.moment));
            let unknown = || TimedStartRow {
                tenant,
                service: release.manifest().key().to_owned(),
                procedure: key.0.to_owned(),
                element: key.1.to_owned(),
                rhythm: String::new(),
                moment: EffectId::from_bytes([0; 16]),
                due: None,
                repetition: String::new(),
                begun_at: None,
                version: 1,
            };
            match taken_over(start, known, unknown, now) {
                Ok(more) => changes.extend(more),
                Err(cause) => problems.push(problem(&cause)),
            }
        }
    }
    let gone = before.iter().filter(|row| !stays.contains(&&row.moment));
    changes.extend(gone.flat_map(|row| [forgotten(row), not_due(row)]));
    if problems.is_empty() { Ok(changes) } else { Err(problems) }
}

fn taken_over(
    start: TimedStart<'_>,
    known: Option<&TimedStartRow>,
    unknown: impl FnOnce() -> TimedStartRow,
    now: Moment,
) -> Result<Vec<Change>, Cause> {
    let rhythm = start.rhythm()?;
    let Some(row) = known else {
        let (row, due) = waiting(TimedStartRow { rhythm, ..unknown() }, start.first(now)?);
        return Ok([Change::insert(&row)].into_iter().chain(due).collect());
    };
    if row.rhythm == rhythm {
        return Ok(Vec::new());
    }
    if row.due.is_some_and(|due| due <= now) {
        // The worker follows the new rhythm from there, and looks again if it is under way already.
        return Ok(vec![Change::update(row)]);
    }
    let (next, due) =
        waiting(TimedStartRow { rhythm, ..row.clone() }, start.first(after(row.begun_at, now))?);
    Ok([Change::update(&next), not_due(row)].into_iter().chain(due).collect())
}

/// What changes with the case that a start has opened at a moment: the next one is waited for, as the release that is live
/// says now. The due row of the moment itself is the worker's.
pub(crate) fn begun(row: &TimedStartRow, due: Moment, start: TimedStart<'_>, now: Moment) -> Vec<Change> {
    let next = following(row, due, start, now).unwrap_or_else(|cause| {
        tracing::error!(
            service = row.service,
            element = row.element,
            ?cause,
            "a service begins no more by its timer"
        );
        (row.rhythm.clone(), None)
    });
    let begun = TimedStartRow { rhythm: next.0, begun_at: Some(due), ..row.clone() };
    let (row, due) = waiting(begun, next.1);
    [Change::update(&row)].into_iter().chain(due).collect()
}

fn following(
    row: &TimedStartRow,
    due: Moment,
    start: TimedStart<'_>,
    now: Moment,
) -> Result<(String, Next), Cause> {
    let rhythm = start.rhythm()?;
    let next = if rhythm == row.rhythm {
        let repetition: Option<Repetition> = serde_json::from_str(&row.repetition).ok();
        let next = repetition.and_then(|repetition| TimedStart::next(due, &repetition, now));
        next.map(|(due, repetition)| (due, Some(repetition)))
    } else {
        start.first(after(Some(due), now))?
    };
    Ok((rhythm, next))
}

/// From when on a rhythm is counted anew: no moment that has begun something comes again.
fn after(begun_at: Option<Moment>, now: Moment) -> Moment {
    begun_at.map_or(now, |begun| now.max(Moment::from_micros(begun.micros() + 1)))
}

/// The row of a start that waits for this moment, and the due row of the moment.
fn waiting(row: TimedStartRow, next: Next) -> (TimedStartRow, Option<Change>) {
    let Some((due, repetition)) = next else {
        let moment = moment_of(&row, None);
        return (TimedStartRow { moment, due: None, repetition: String::new(), ..row }, None);
    };
    let moment = moment_of(&row, Some(due));
    let due_row = DueRow {
        tenant: row.tenant,
        id: *moment.as_bytes(),
        kind: DueKind::Start,
        due,
        lease_until: Moment::from_micros(0),
        attempt: 0,
    };
    let written =
        |repetition| serde_json::to_string(repetition).expect("a repetition holds texts and numbers");
    let repetition = repetition.as_ref().map(written).unwrap_or_default();
    (TimedStartRow { moment, due: Some(due), repetition, ..row }, Some(Change::insert(&due_row)))
}

fn moment_of(row: &TimedStartRow, due: Option<Moment>) -> EffectId {
    let due = due.map_or(Vec::new(), |due| due.micros().to_be_bytes().to_vec());
    EffectId::derived(&[
        b"start",
        row.service.as_bytes(),
        row.procedure.as_bytes(),
        row.element.as_bytes(),
        &due,
    ])
}

/// A start that no live release has any more.
pub(crate) fn forgotten(row: &TimedStartRow) -> Change {
    let (service, procedure, element) = (row.service.clone(), row.procedure.clone(), row.element.clone());
    Change::delete_at(TimedStartRow::key(row.tenant, service, procedure, element), row.version)
}

/// Its moment is not waited for any more.
fn not_due(row: &TimedStartRow) -> Change {
    Change::clear(DueRow::key(row.tenant, *row.moment.as_bytes()))
}

fn problem(cause: &Cause) -> Problem {
    let problem = Problem::new(Place::Whole, cause.text_key());
    cause.text_args().into_iter().fold(problem, |problem, (name, value)| problem.with(name, value))
}
