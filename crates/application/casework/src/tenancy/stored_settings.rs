//! The stored form of a tenant's settings: JSON with a format number. Older forms are brought up to the present one here,
//! one small function per number.

use crate::refusal::Fault;
use crate::views::TenantSettings;
use serde_json::{Map, Value, json};

const FORMAT: u64 = 2;
/// What format 1 knew of its only authority, and what format 2 calls it.
const OF_THE_AUTHORITY: [(&str, &str); 9] = [
    ("authority", "name"),
    ("authority_dative", "name_dative"),
    ("office", "office"),
    ("street", "street"),
    ("postcode", "postcode"),
    ("place", "place"),
    ("phone", "phone"),
    ("mail", "mail"),
    ("opening_hours", "opening_hours"),
];

/// The settings as a row keeps them.
pub(crate) fn to_text(settings: &TenantSettings) -> String {
    let mut value = serde_json::to_value(settings).expect("settings are texts");
    value["format"] = json!(FORMAT);
    value.to_string()
}

/// The settings that a row keeps.
pub(crate) fn from_text(text: &str) -> Result<TenantSettings, Fault> {
    let impossible = |why: String| Fault::while_doing("reading a tenant", why);
    let mut value: Map<String, Value> =
        serde_json::from_str(text).map_err(|error| impossible(error.to_string()))?;
    let format = value.remove("format").and_then(|format| format.as_u64()).unwrap_or(1);
    let value = match format {
        1 => from_format_1(value),
        FORMAT => value,
        other => return Err(impossible(format!("format {other}"))),
    };
    serde_json::from_value(Value::Object(value)).map_err(|error| impossible(error.to_string()))
}

/// Format 1 had one authority, spread over the settings, and kept a crest that was never shown.
fn from_format_1(mut old: Map<String, Value>) -> Map<String, Value> {
    let mut authority = Map::new();
    for (before, now) in OF_THE_AUTHORITY {
        authority.extend(old.remove(before).map(|value| (now.to_owned(), value)));
    }
    let place = authority.get("place").and_then(Value::as_str).unwrap_or_default();
    let bank = json!({
        "holder": format!("Stadtkasse {place}"),
        "name": old.remove("bank").unwrap_or_default().as_str().unwrap_or_default(),
        "iban": old.remove("iban").unwrap_or_default().as_str().unwrap_or_default(),
    });
    authority.insert("bank".to_owned(), bank);
    old.remove("crest");
    old.insert("authorities".to_owned(), json!({ "executive": authority }));
    old
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A town that was set up before it had several authorities keeps its address and its account.
    #[test]
    fn older_settings_are_understood() {
        let old = r##"{"authority":"Der Magistrat der Stadt Musterstadt","street":"Marktplatz 1","place":"Musterstadt",
            "bank":"Musterbank","iban":"DE02120300000000202051","colour":"#1f4e79","crest":"<svg/>"}"##;
        let settings = from_text(old).expect("format 1 is known");
        let executive = settings.main_authority().expect("its only authority");
        assert_eq!(executive.name, "Der Magistrat der Stadt Musterstadt");
        assert_eq!((executive.street.as_str(), executive.bank.name.as_str()), ("Marktplatz 1", "Musterbank"));
        assert_eq!((settings.colour.as_str(), settings.crest.as_str()), ("#1f4e79", ""));
        assert_eq!(from_text(&to_text(&settings)).expect("format 2 is known"), settings);
        assert!(from_text(r#"{"format":3}"#).is_err());
    }
}
