//! The form of the data files: a line of column names, then one line per fact, separated by semicolons; `#` begins a
//! remark. Nothing is quoted.

use crate::read::AreasFault;
use crate::validity::Validity;
use jiff::civil::Date;

/// One fact, with its line number for whoever has to mend it.
pub(crate) struct Line<'a> {
    pub(crate) number: usize,
    columns: &'a [&'a str],
    cells: Vec<&'a str>,
}

/// All facts of a file with these columns.
pub(crate) fn lines<'a>(text: &'a str, columns: &'a [&'a str]) -> Result<Vec<Line<'a>>, AreasFault> {
    let numbered = text.lines().enumerate().map(|(index, line)| (index + 1, line.trim_end_matches('\r')));
    let mut facts = numbered.filter(|(_, line)| !line.is_empty() && !line.starts_with('#'));
    let (number, head) = facts.next().unwrap_or((0, ""));
    if head.split(';').ne(columns.iter().copied()) {
        return Err(AreasFault::at(number, format!("the columns must be {}", columns.join(";"))));
    }
    facts.map(|(number, line)| Line::read(number, line, columns)).collect()
}

impl<'a> Line<'a> {
    fn read(number: usize, line: &'a str, columns: &'a [&'a str]) -> Result<Self, AreasFault> {
        let cells: Vec<&str> = line.split(';').map(str::trim).collect();
        if cells.len() == columns.len() {
            Ok(Self { number, columns, cells })
        } else {
            Err(AreasFault::at(number, format!("{} columns instead of {}", cells.len(), columns.len())))
        }
    }

    /// What stands in a column.
    pub(crate) fn text(&self, column: &str) -> &'a str {
        self.columns.iter().position(|name| *name == column).map_or("", |place| self.cells[place])
    }

    /// What stands in a column, if anything does.
    pub(crate) fn some(&self, column: &str) -> Option<String> {
        Some(self.text(column)).filter(|text| !text.is_empty()).map(str::to_owned)
    }

    /// The columns `valid_from` and `valid_to`.
    pub(crate) fn validity(&self) -> Result<Validity, AreasFault> {
        let day = |column: &str| match self.text(column) {
            "" => Ok(None),
            text => text.parse::<Date>().map(Some).map_err(|_| self.wrong(column, "is no date")),
        };
        Ok(Validity { from: day("valid_from")?, to: day("valid_to")? })
    }

    /// What is wrong with a column of this line.
    pub(crate) fn wrong(&self, column: &str, why: &str) -> AreasFault {
        AreasFault::at(self.number, format!("{column} “{}” {why}", self.text(column)))
    }
}
