//! One description per table: name, key, columns, guard; and the macro that makes the typed row from it. No SQL here.

use crate::error::Fault;
use crate::value::{Cell, Value};

/// How a row notices that somebody else has changed it meanwhile.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Guard {
    /// Nothing is compared; the row must only exist.
    Unguarded,
    /// Column `version`: an update expects the version of the row it is given and stores the next one.
    Version,
    /// Column `attempt`: whoever claims the row raises it, so a result of an older claim is refused.
    Attempt,
}

impl Guard {
    /// The column that is compared.
    pub const fn column(self) -> Option<&'static str> {
        match self {
            Self::Unguarded => None,
            Self::Version => Some("version"),
            Self::Attempt => Some("attempt"),
        }
    }
}

/// A table of the schema. The key columns come first in every table.
#[derive(Debug, PartialEq, Eq)]
pub struct Table {
    /// Its name on both databases.
    pub name: &'static str,
    /// All columns; the first `key_length` of them are the primary key.
    pub columns: &'static [&'static str],
    /// How many of the columns are the key.
    pub key_length: usize,
    /// What an update compares.
    pub guard: Guard,
}

impl Table {
    /// The primary key.
    pub fn key_columns(&self) -> &'static [&'static str] {
        &self.columns[..self.key_length]
    }

    /// Where a column stands.
    pub fn position(&self, column: &str) -> Option<usize> {
        self.columns.iter().position(|name| *name == column)
    }
}

/// Names rows of one table: by its whole key, or by some columns (for example all candidates of one task).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Key {
    pub(crate) table: &'static Table,
    pub(crate) columns: &'static [&'static str],
    pub(crate) values: Vec<Value>,
}

impl Key {
    /// The value that stands for this column, if the key names it.
    pub(crate) fn value(&self, column: &str) -> Option<&Value> {
        self.columns.iter().position(|name| *name == column).map(|place| &self.values[place])
    }
}

/// A typed row of one table.
pub trait Row: Sized + Send + 'static {
    /// Its table.
    const TABLE: &'static Table;
    /// The values in the order of the table's columns.
    fn values(&self) -> Vec<Value>;
    /// Reads the values in the order of the table's columns.
    fn from_values(values: &mut dyn Iterator<Item = Value>) -> Result<Self, Fault>;
}

/// Takes one value after the other from a row and says which column is impossible.
pub(crate) struct Cells<'a> {
    table: &'static str,
    values: &'a mut dyn Iterator<Item = Value>,
}

impl<'a> Cells<'a> {
    pub(crate) fn new(table: &'static str, values: &'a mut dyn Iterator<Item = Value>) -> Self {
        Self { table, values }
    }

    pub(crate) fn take<T: Cell>(&mut self, column: &'static str) -> Result<T, Fault> {
        self.take_as(column, T::from_value)
    }

    pub(crate) fn take_as<T>(
        &mut self,
        column: &'static str,
        read: impl FnOnce(Value) -> Option<T>,
    ) -> Result<T, Fault> {
        let impossible = Fault::ImpossibleRow { table: self.table, column };
        self.values.next().and_then(read).ok_or(impossible)
    }
}

macro_rules! column_name {
    ($field:ident) => {
        stringify!($field)
    };
    ($field:ident, $column:literal) => {
        $column
    };
}

macro_rules! to_value {
    ($value:expr) => {
        $crate::value::Cell::to_value($value)
    };
    ($value:expr, $codec:ident) => {
        $crate::value::$codec::to_value($value)
    };
}

macro_rules! reader {
    () => {
        $crate::value::Cell::from_value
    };
    ($codec:ident) => {
        $crate::value::$codec::from_value
    };
}

/// Makes a row type from one description. `field("column"): Type as Codec`; the column is the field's name and
/// the codec the type's own unless said otherwise.
macro_rules! row {
    (
        $(#[$doc:meta])*
        $name:ident in $table:literal guard $guard:ident
        key { $($(#[$key_doc:meta])* $key:ident $(($key_column:literal))? : $key_type:ty $(as $key_codec:ident)?),+ $(,)? }
        $($(#[$field_doc:meta])* $field:ident $(($column:literal))? : $type:ty $(as $codec:ident)?),* $(,)?
    ) => {
        $(#[$doc])*
        #[derive(Debug, Clone, PartialEq, Eq)]
        pub struct $name {
            $($(#[$key_doc])* pub $key: $key_type,)+
            $($(#[$field_doc])* pub $field: $type,)*
        }

        impl $name {
            /// Names one row of this table.
            pub fn key($($key: $key_type),+) -> $crate::table::Key {
                $crate::table::Key {
                    table: <Self as $crate::table::Row>::TABLE,
                    columns: <Self as $crate::table::Row>::TABLE.key_columns(),
                    values: vec![$($crate::table::to_value!(&$key $(, $key_codec)?)),+],
                }
            }
        }

        impl $crate::table::Row for $name {
            const TABLE: &'static $crate::table::Table = &$crate::table::Table {
                name: $table,
                columns: &[
                    $($crate::table::column_name!($key $(, $key_column)?),)+
                    $($crate::table::column_name!($field $(, $column)?),)*
                ],
                key_length: [$(stringify!($key)),+].len(),
                guard: $crate::table::Guard::$guard,
            };

            fn values(&self) -> Vec<$crate::value::Value> {
                vec![
                    $($crate::table::to_value!(&self.$key $(, $key_codec)?),)+
                    $($crate::table::to_value!(&self.$field $(, $codec)?),)*
                ]
            }

            fn from_values(
                values: &mut dyn Iterator<Item = $crate::value::Value>,
            ) -> Result<Self, $crate::error::Fault> {
                let mut cells = $crate::table::Cells::new($table, values);
                Ok(Self {
                    $($key: cells.take_as(stringify!($key), $crate::table::reader!($($key_codec)?))?,)+
                    $($field: cells.take_as(stringify!($field), $crate::table::reader!($($codec)?))?,)*
                })
            }
        }
    };
}
pub(crate) use {column_name, reader, row, to_value};
