//! What holds for every state: nothing refers to what is not there, and whatever is live waits for something or is stuck.

use fachwerk_engine::{Instance, Key, Phase, Repetition, Wait};
use serde_json::Value;
use std::collections::BTreeSet;

/// Checks a state.
pub(crate) fn check(instance: &Instance) {
    let stored: Value = serde_json::from_slice(&instance.to_bytes()).expect("a state is JSON");
    lies_in_what_is_live(instance);
    counts_its_times(instance);
    belongs_to_what_is_live(instance, &stored);
    for (key, live) in instance.elements() {
        assert!(is_awaited(instance, &stored, *key, live.wait), "{key} {live:?} waits for nothing");
    }
    let waits = !instance.elements().is_empty() || !instance.incidents().is_empty();
    match instance.phase() {
        Phase::Running => assert!(waits, "a running process waits for something or is stuck"),
        Phase::New | Phase::Ended | Phase::Cancelled { .. } => {
            let is_empty = instance.timers().is_empty() && instance.subscriptions().is_empty();
            assert!(!waits && is_empty, "what has ended waits for nothing");
            assert_eq!(instance.waiting_tokens().count(), 0);
        }
    }
}

fn lies_in_what_is_live(instance: &Instance) {
    for (key, element) in instance.elements() {
        let around = element.scope;
        let scope = instance.elements().get(&around).map(|scope| scope.wait);
        assert!(
            around == Key::ROOT || matches!(scope, Some(Wait::Children | Wait::Choice | Wait::Compensation)),
            "{key} lies in a live scope"
        );
    }
}

fn counts_its_times(instance: &Instance) {
    for (key, counted) in instance.loops() {
        let inside = instance.elements().values().filter(|each| each.scope == *key).count();
        assert_eq!(counted.active() as usize, inside, "{key} counts what is being done");
        assert!(counted.total.is_none_or(|total| counted.begun <= total), "{key} is not begun too often");
    }
    for timer in instance.timers().values() {
        assert!(!matches!(&timer.repetition, Some(Repetition { left: Some(0), .. })));
    }
}

/// Nothing is kept for what is gone: a state that is used for years does not grow by what is over.
fn belongs_to_what_is_live(instance: &Instance, stored: &Value) {
    let live = |key: u64| key == 0 || instance.elements().keys().any(|known| u64::from(known.0) == key);
    let of = |part: &str| stored.get(part).and_then(Value::as_object).into_iter().flatten();
    let number = |text: &str| text.parse::<u64>().expect("a key is a number");
    for part in ["variables", "compensable", "undoers", "clocks", "loops", "inputs", "conditions"] {
        for (key, _) in of(part) {
            assert!(live(number(key)), "{part} of {key}, which is gone");
        }
    }
    let gathered = stored.get("gathered").and_then(Value::as_array).into_iter().flatten();
    let hangs =
        ["timers", "subscriptions", "incidents"].into_iter().flat_map(|part| of(part).map(|(_, it)| it));
    let places = hangs.map(|hangs| &hangs["key"]);
    let places =
        places.chain(gathered.map(|tokens| &tokens["scope"])).chain(of("yields").map(|(_, it)| &it["of"]));
    for place in places.chain(of("undoers").map(|(_, by)| by)) {
        assert!(
            live(place.as_u64().expect("a key is a number")),
            "something hangs on {place}, which is gone"
        );
    }
}

/// Whether something can happen to a live element.
fn is_awaited(instance: &Instance, stored: &Value, key: Key, wait: Wait) -> bool {
    let has_inside = || instance.elements().values().any(|inner| inner.scope == key);
    let is_stuck = instance.incidents().values().any(|incident| incident.key == key);
    let has_timer = || instance.timers().values().any(|timer| timer.key == key);
    let has_message = || instance.subscriptions().values().any(|open| open.key == key);
    let has_condition = || instance.conditions().contains_key(&key);
    let is_undone_for = || {
        let undoers = stored.get("undoers").and_then(Value::as_object).into_iter().flatten();
        undoers.map(|(_, by)| by.as_u64()).any(|by| by == Some(u64::from(key.0)))
    };
    match wait {
        Wait::Entry | Wait::Exit => is_stuck,
        Wait::Children => is_stuck || has_inside(),
        Wait::Compensation => is_stuck || has_inside() || is_undone_for(),
        Wait::Message | Wait::Signal => has_message(),
        Wait::Condition => has_condition(),
        // A legal clock that is suspended has no last day.
        Wait::Timer => has_timer() || !instance.clocks().is_empty(),
        Wait::Event => has_timer() || has_message() || has_condition() || !instance.clocks().is_empty(),
        Wait::Choice => is_stuck || has_inside() || !is_over_by_itself(instance, key),
        Wait::Task(_) | Wait::Job(_) | Wait::Reset => true,
    }
}

/// The random models call an ad-hoc sub-process so that ends when all that was begun is done: it waits for no choice then.
fn is_over_by_itself(instance: &Instance, key: Key) -> bool {
    instance.elements()[&key].element.starts_with("begun")
}

/// The elements at which nothing is live, for those that a person may end.
pub(crate) fn idle_choices(instance: &Instance) -> BTreeSet<Key> {
    let around: BTreeSet<Key> = instance.elements().values().map(|live| live.scope).collect();
    let choices = instance.elements().iter().filter(|(_, live)| live.wait == Wait::Choice);
    choices.map(|(key, _)| *key).filter(|key| !around.contains(key)).collect()
}
