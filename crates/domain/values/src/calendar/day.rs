//! Dates in stored and public formats: `2026-11-23`, for `#[serde(with = "values::calendar::day")]`.

use jiff::civil::Date;
use serde::{Deserialize, Deserializer, Serializer, de::Error};

/// Writes a date.
///
/// # Errors
/// When the format refuses a text.
pub fn serialize<S: Serializer>(date: &Date, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_str(date)
}

/// Reads a date.
///
/// # Errors
/// When the text is no date.
pub fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Date, D::Error> {
    String::deserialize(deserializer)?.parse().map_err(D::Error::custom)
}
