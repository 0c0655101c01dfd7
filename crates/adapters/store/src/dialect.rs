//! Everything in which the two databases differ in the text of a statement. Statements are written once, for SQLite.

use std::fmt::Write;

/// Which database.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Dialect {
    Sqlite,
    Postgres,
}

/// What a SELECT does with the rows it finds, where more than one transaction writes at a time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Lock {
    /// Nobody changes them before our commit; others may look as well.
    Share,
    /// Nobody else looks at them for writing before our commit.
    Own,
    /// Ours alone; rows that somebody else has are passed over.
    SkipLocked,
}

impl Dialect {
    /// The clause for a lock; SQLite has one writer and needs none.
    pub(crate) const fn lock(self, lock: Lock) -> &'static str {
        match (self, lock) {
            (Self::Sqlite, _) => "",
            (Self::Postgres, Lock::Share) => " FOR SHARE",
            (Self::Postgres, Lock::Own) => " FOR UPDATE",
            (Self::Postgres, Lock::SkipLocked) => " FOR UPDATE SKIP LOCKED",
        }
    }
}

/// `?1` becomes `$1`. No statement of ours has a question mark elsewhere.
pub(crate) fn postgres_text(sql: &str) -> String {
    sql.replace('?', "$")
}

/// `a = ?1 AND b = ?2`, counting from `first`.
pub(crate) fn condition(columns: &[&str], first: usize) -> String {
    let mut text = String::new();
    for (place, column) in columns.iter().enumerate() {
        let and = if place == 0 { "" } else { " AND " };
        write!(text, "{and}{column} = ?{}", first + place).expect("a String takes every write");
    }
    text
}
