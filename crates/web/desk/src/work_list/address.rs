//! What the address of the work list says: view, order, filters, page. Whoever keeps the address as a bookmark has kept the
//! view.

use super::columns;
use crate::places;
use casework::{WorkQuery, WorkView};
use kit::Submitted;
use serde::Deserialize;

/// The query of the address, as words.
#[derive(Debug, Default, Deserialize)]
pub(crate) struct Asked {
    #[serde(default)]
    sicht: String,
    #[serde(default)]
    sortierung: String,
    #[serde(default)]
    richtung: String,
    #[serde(default)]
    leistung: String,
    #[serde(default)]
    bei: String,
    #[serde(default)]
    nach: String,
}

impl Asked {
    /// The same from the hidden fields of a form.
    pub(super) fn of_form(form: &Submitted) -> Self {
        let field = |name: &str| form.get(name).to_owned();
        Self {
            sicht: field("sicht"),
            sortierung: field("sortierung"),
            richtung: field("richtung"),
            leistung: field("leistung"),
            bei: field("bei"),
            nach: field("nach"),
        }
    }

    /// The question to the list; what makes no sense is left out.
    pub(super) fn query(self, home: WorkView) -> WorkQuery {
        let some = |text: String| Some(text).filter(|text| !text.is_empty());
        WorkQuery {
            view: VIEWS.into_iter().find(|view| word_of(*view) == self.sicht).unwrap_or(home),
            order: columns::of_word(&self.sortierung),
            downwards: self.richtung == "ab",
            service: some(self.leistung),
            assignee: self.bei.parse().ok(),
            after: some(self.nach),
        }
    }
}

/// The views in the order in which they are offered.
pub(super) const VIEWS: [WorkView; 7] = [
    WorkView::Mine,
    WorkView::Groups,
    WorkView::Free,
    WorkView::Overdue,
    WorkView::Resubmitted,
    WorkView::PutAway,
    WorkView::All,
];

/// The word of a view in the address.
pub(super) fn word_of(view: WorkView) -> &'static str {
    match view {
        WorkView::Mine => "meine",
        WorkView::Groups => "gruppen",
        WorkView::Free => "frei",
        WorkView::Overdue => "ueberfaellig",
        WorkView::Resubmitted => "wiedervorlage",
        WorkView::PutAway => "zurueckgelegt",
        WorkView::All => "alle",
    }
}

/// Names and values of the address; what is as usual is left out.
pub(super) fn parts(query: &WorkQuery) -> Vec<(&'static str, String)> {
    let mut parts = vec![("sicht", word_of(query.view).to_owned())];
    if query.order != Default::default() {
        parts.push(("sortierung", columns::word(query.order).to_owned()));
    }
    if query.downwards {
        parts.push(("richtung", "ab".to_owned()));
    }
    parts.extend(query.service.iter().map(|service| ("leistung", service.clone())));
    parts.extend(query.assignee.iter().map(|person| ("bei", person.to_string())));
    parts.extend(query.after.iter().map(|mark| ("nach", mark.clone())));
    parts
}

/// The address of a question.
pub(super) fn of(slug: &str, query: &WorkQuery) -> String {
    let parts: Vec<String> =
        parts(query).iter().map(|(name, value)| format!("{name}={}", kit::in_address(value))).collect();
    format!("{}?{}", places::work_list(slug), parts.join("&"))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A bookmark of a filtered and sorted view leads back to the same view.
    #[test]
    fn a_bookmark_keeps_the_view() {
        let asked = || Asked {
            sicht: "frei".into(),
            sortierung: "person".into(),
            richtung: "ab".into(),
            leistung: "hundesteuer".into(),
            bei: "00".repeat(16),
            nach: "x~y".into(),
        };
        let address = of("stadt", &asked().query(WorkView::Groups));
        let expected = format!(
            "/amt/stadt/aufgaben?sicht=frei&sortierung=person&richtung=ab&leistung=hundesteuer&bei={}&nach=x~y",
            "00".repeat(16)
        );
        assert_eq!(address, expected);
        assert_eq!(
            of("stadt", &Asked::default().query(WorkView::Groups)),
            "/amt/stadt/aufgaben?sicht=gruppen"
        );
    }
}
