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

impl Dialect {
    /// The clause for a lock of one of several tables.
    pub(crate) fn lock_of(self, lock: Lock, table: &str) -> String {
        let clause = self.lock(lock);
        clause.replace("UPDATE", &format!("UPDATE OF {table}")).replace("SHARE", &format!("SHARE OF {table}"))
    }

    /// Joins `x`, what is due soonest and `free` in each of the towns `t` of `busy`. Parameters: ?1 now, ?4 how much of all of
    /// them.
    pub(crate) fn first_due(self, free: impl Fn(&str) -> String) -> String {
        let soonest = format!(
            "FROM due y WHERE y.tenant = t.tenant AND y.due <= ?1 AND {} \
             ORDER BY y.due, y.id LIMIT (SELECT ?4 / (count(*) + 1) + 2 FROM busy)",
            free("y")
        );
        match self {
            Self::Sqlite => {
                format!("CROSS JOIN due x ON x.tenant = t.tenant AND x.id IN (SELECT y.id {soonest})")
            }
            Self::Postgres => format!("CROSS JOIN LATERAL (SELECT y.tenant, y.id, y.due {soonest}) x"),
        }
    }
}

impl Dialect {
    /// The statement that finds entries of the search, newest first. Parameters: ?1 what is searched, as
    /// [`Dialect::searched`] writes it, ?2 the limit, and on SQLite ?3 the tenant.
    pub(crate) const fn search(self) -> &'static str {
        match self {
            Self::Sqlite => {
                "SELECT e.kind, e.id FROM search_index JOIN search_entry e ON e.place = search_index.rowid \
                 WHERE search_index MATCH ?1 AND e.tenant = ?3 ORDER BY e.at DESC, e.id LIMIT ?2"
            }
            Self::Postgres => "SELECT kind, id FROM search_entries(?1::text::tsquery, ?2)",
        }
    }

    /// One of the groups, where there are any, and words that begin with each of these. All are letters and digits.
    pub(crate) fn searched(self, groups: &[String], beginnings: &[String]) -> String {
        let (quote, prefix, and, or) = match self {
            Self::Sqlite => ('"', "*", " AND ", " OR "),
            Self::Postgres => ('\'', ":*", " & ", " | "),
        };
        let groups: Vec<String> = groups.iter().map(|group| format!("{quote}{group}{quote}")).collect();
        let one_of = (!groups.is_empty()).then(|| format!("({})", groups.join(or)));
        let words = beginnings.iter().map(|word| format!("{quote}{word}{quote}{prefix}"));
        one_of.into_iter().chain(words).collect::<Vec<_>>().join(and)
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
