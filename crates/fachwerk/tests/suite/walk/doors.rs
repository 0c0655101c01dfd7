//! The doors: every route of the golden list, and which cookie the forms behind it are tied to.

use checks::Checkout;

/// A route.
#[derive(Debug, Clone)]
pub(super) struct Door {
    /// Portal, desk, demo or api.
    pub(super) audience: String,
    /// Whether it changes something.
    pub(super) changes: bool,
    /// The path with its parameters in braces.
    pub(super) path: String,
}

/// What ends an account or a session, in the order in which it is tried.
const ENDINGS: [&str; 3] = ["/konto/loeschen", "/abmelden", "/amt/{slug}/abmelden"];

/// Which cookies the forms of an address are tied to; the first beginning that fits counts, and of its cookies the first
/// that the browser holds.
const FORMS: [(&str, &[&str]); 6] = [
    ("/amt/{slug}/anmelden/code", &["fw_staff_half"]),
    ("/amt/", &["fw_staff"]),
    ("/konto", &["fw_citizen"]),
    ("/meine", &["fw_citizen"]),
    ("/abmelden", &["fw_citizen"]),
    ("/", &["fw_guest", "fw_status", "fw_citizen"]),
];

impl Door {
    /// How people name it.
    pub(super) fn name(&self) -> String {
        format!("{:<4} {}", if self.changes { "POST" } else { "GET" }, self.path)
    }

    /// Its place among what ends an account or a session; most doors end nothing.
    pub(super) fn ending(&self) -> Option<usize> {
        ENDINGS.iter().position(|path| *path == self.path)
    }

    /// The cookies its forms may be tied to.
    pub(super) fn cookies(&self) -> &'static [&'static str] {
        let fits = FORMS.iter().find(|(beginning, _)| self.path.starts_with(beginning));
        fits.map_or(&[], |(_, cookies)| cookies)
    }
}

/// Every door of the house.
pub(super) fn all() -> Vec<Door> {
    let list = Checkout::here().file("checks/tests/golden/routes.txt").text;
    let door = |line: &str| {
        let words: Vec<&str> = line.split_whitespace().collect();
        let [audience, method, _, path] = words.as_slice() else { panic!("not a route: {line}") };
        Door { audience: (*audience).to_owned(), changes: *method == "POST", path: (*path).to_owned() }
    };
    list.lines().map(door).collect()
}
