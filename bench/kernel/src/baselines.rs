//! What was measured before, kept in the repository, so that a regression shows beside each figure.

use std::collections::BTreeMap;

/// One figure a line: `NAME = VALUE`. Times in microseconds, rates per second, sizes in bytes.
const FILE: &str = include_str!("../baselines");

/// The figures of one run beside those of the repository.
#[derive(Default)]
pub(crate) struct Baselines {
    measured: BTreeMap<String, f64>,
}

impl Baselines {
    /// Takes a figure down; gives how it compares, as the tables show it: 1.00 is as before.
    pub(crate) fn ratio(&mut self, name: &str, figure: f64) -> String {
        self.measured.insert(name.to_owned(), figure);
        match known(name) {
            Some(before) if before > 0.0 => format!("{:.2}", figure / before),
            _ => "new".to_owned(),
        }
    }

    /// The figures of this run in the form of the file, for whoever decides that they are the new measure.
    pub(crate) fn print(&self) {
        println!("\nFor `bench/kernel/baselines`, on the machine whose figures are to count:\n");
        for (name, figure) in &self.measured {
            println!("{name} = {figure:.3}");
        }
    }
}

fn known(name: &str) -> Option<f64> {
    let entries = FILE.lines().filter_map(|line| line.split_once('='));
    let mut found = entries.filter(|(known, _)| known.trim() == name);
    found.find_map(|(_, figure)| figure.trim().parse().ok())
}
