//! The holidays that count for a tenant: those of the state it lies in, those that the state leaves to its places, and single
//! days by ordinance. They are the tenant's and not the release's: a day that a government adds counts for cases that run.

use crate::Casework;
use crate::views::TenantSettings;
use areas::{AreaKind, Areas};
use jiff::civil::Date;
use values::Problem;
use values::calendar::{Calendar, LocalHoliday, State};

impl Casework {
    /// The calendar by which a tenant's periods are counted.
    pub(crate) fn calendar(&self, settings: &TenantSettings) -> Calendar {
        let state = state(settings, self.areas(), self.today());
        let days = settings.holidays.iter().filter_map(|word| word.parse().ok()).collect();
        let local = settings.holidays.iter().filter_map(|word| LocalHoliday::with_key(word, state)).collect();
        Calendar::new(state, days).with_local(local)
    }
}

/// The state that a tenant lies in; without an area it is the one whose areas come with the program.
fn state(settings: &TenantSettings, areas: &Areas, today: Date) -> State {
    let area = areas.area(&settings.area, today);
    let around = area.and_then(|area| areas.around(area, AreaKind::State, today));
    let key = around.map_or(settings.area.as_str(), |state| &state.key);
    State::of_area(key).unwrap_or(State::Hesse)
}

/// What is wrong with the holidays that a tenant sets: neither a day nor one that its state leaves to its places.
pub(crate) fn problems(settings: &TenantSettings, areas: &Areas, today: Date) -> Vec<Problem> {
    let state = state(settings, areas, today);
    let is_known = |word: &str| word.parse::<Date>().is_ok() || LocalHoliday::with_key(word, state).is_some();
    let unknown = settings.holidays.iter().filter(|word| !is_known(word));
    let problem =
        |word: &String| Problem::in_answer("holidays", "tenant-holiday-unknown").with("holiday", word);
    unknown.map(problem).collect()
}
