//! Counting tests from the closing lines of the runners themselves. A stage that ends without such a line counts
//! nothing; that it failed is told by its exit code. Tests that hold us against others say what they found in lines of
//! their own: `▪ …` is a line of a table, `▫ …` says that a test was not run, which its runner counted as passed.

use std::fmt;

/// How many tests passed and failed, and what they said for the summary.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub(crate) struct Tally {
    passed: u64,
    failed: u64,
    not_run: u64,
    said: Vec<String>,
}

impl Tally {
    /// What one line of output says about tests; nothing for any other line.
    pub(crate) fn of_line(line: &str) -> Self {
        // The runner may have begun a line already.
        if let Some((_, said)) = line.split_once("▪ ") {
            return Self { said: vec![said.to_owned()], ..Self::default() };
        }
        if let Some((_, said)) = line.split_once("▫ ") {
            return Self { said: vec![said.to_owned()], not_run: 1, ..Self::default() };
        }
        let of_cargo = line.strip_prefix("test result: ").map(Self::of_cargo);
        of_cargo.or_else(|| line.strip_prefix("ℹ ").map(Self::of_node)).unwrap_or_default()
    }

    /// Adds another count.
    pub(crate) fn add(&mut self, other: Self) {
        self.passed += other.passed;
        self.failed += other.failed;
        self.not_run += other.not_run;
        self.said.extend(other.said);
    }

    /// The tables, and what was not run.
    pub(crate) fn said(&self) -> &[String] {
        &self.said
    }

    /// `ok. 3 passed; 0 failed; 0 ignored; …`
    fn of_cargo(rest: &str) -> Self {
        let counts = rest.split_once(". ").map_or("", |(_, counts)| counts);
        let number =
            |word: &str| counts.split("; ").find_map(|part| part.strip_suffix(word)?.trim().parse().ok());
        Self {
            passed: number("passed").unwrap_or(0),
            failed: number("failed").unwrap_or(0),
            ..Self::default()
        }
    }

    /// `pass 3`, `fail 0`, `cancelled 0` on lines of their own.
    fn of_node(rest: &str) -> Self {
        let (word, number) = rest.split_once(' ').unwrap_or_default();
        let number = number.trim().parse().unwrap_or(0);
        match word {
            "pass" => Self { passed: number, ..Self::default() },
            "fail" | "cancelled" => Self { failed: number, ..Self::default() },
            _ => Self::default(),
        }
    }
}

impl fmt::Display for Tally {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} passed, {} failed", self.passed.saturating_sub(self.not_run), self.failed)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Whoever reads the last line of a run can trust that it counts what both runners reported, and nothing else.
    #[test]
    fn closing_lines_are_counted() {
        let output = "running 4 tests\n\
            test walks ... ok\n\
            test result: FAILED. 3 passed; 1 failed; 0 ignored; 0 measured; 0 filtered out; finished in 0.00s\n\
            test result: ok. 10 passed; 0 failed; 2 ignored; 0 measured; 0 filtered out; finished in 1.20s\n\
            ℹ tests 6\nℹ suites 2\nℹ pass 4\nℹ fail 1\nℹ cancelled 1\nℹ skipped 0\nℹ duration_ms 8123.7\n\
            5 passed is what somebody printed\n\
            test kit ... ▪ kit level 2: 126/126\n▫ other kit: not run, the folder is missing\n";
        let mut tally = Tally::default();
        output.lines().for_each(|line| tally.add(Tally::of_line(line)));
        assert_eq!(tally.to_string(), "16 passed, 3 failed", "what was not run has not passed");
        assert_eq!(tally.said(), ["kit level 2: 126/126", "other kit: not run, the folder is missing"]);
    }
}
