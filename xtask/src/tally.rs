//! Counting tests from the closing lines of the runners themselves. A stage that ends without such a line counts
//! nothing; that it failed is told by its exit code.

use std::fmt;

/// How many tests passed and failed.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Tally {
    passed: u64,
    failed: u64,
}

impl Tally {
    /// What one line of output says about tests; nothing for any other line.
    pub(crate) fn of_line(line: &str) -> Self {
        let of_cargo = line.strip_prefix("test result: ").map(Self::of_cargo);
        of_cargo.or_else(|| line.strip_prefix("ℹ ").map(Self::of_node)).unwrap_or_default()
    }

    /// Adds another count.
    pub(crate) fn add(&mut self, other: Self) {
        self.passed += other.passed;
        self.failed += other.failed;
    }

    /// `ok. 3 passed; 0 failed; 0 ignored; …`
    fn of_cargo(rest: &str) -> Self {
        let counts = rest.split_once(". ").map_or("", |(_, counts)| counts);
        let number =
            |word: &str| counts.split("; ").find_map(|part| part.strip_suffix(word)?.trim().parse().ok());
        Self { passed: number("passed").unwrap_or(0), failed: number("failed").unwrap_or(0) }
    }

    /// `pass 3`, `fail 0`, `cancelled 0` on lines of their own.
    fn of_node(rest: &str) -> Self {
        let (word, number) = rest.split_once(' ').unwrap_or_default();
        let number = number.trim().parse().unwrap_or(0);
        match word {
            "pass" => Self { passed: number, failed: 0 },
            "fail" | "cancelled" => Self { passed: 0, failed: number },
            _ => Self::default(),
        }
    }
}

impl fmt::Display for Tally {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} passed, {} failed", self.passed, self.failed)
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
            5 passed is what somebody printed\n";
        let mut tally = Tally::default();
        output.lines().for_each(|line| tally.add(Tally::of_line(line)));
        assert_eq!(tally.to_string(), "17 passed, 3 failed");
    }
}
