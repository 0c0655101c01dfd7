//! The JSON in which values are stored and journaled.

use feel::{Context, Date, Number, Value};

/// What a citizen answered is read back as it was, today and after ten years.
#[test]
fn values_survive_storing() {
    let stored = concat!(
        r#"{"name":"Bello","age":3,"weight":{"@":"12.5"},"born":{"@":"2023-05-01"},"at":{"@":"14:30:00"},"#,
        r#""seen":{"@":"2026-11-23T14:30:00@Europe/Berlin"},"term":{"@":"P1Y"},"wait":{"@":"PT36H"},"#,
        r#""tags":["a",null,true],"@@odd":{"@":"10000000000000000000000000000"}}"#
    );
    let value: Value = serde_json::from_str(stored).expect("the stored form is read");
    let written = serde_json::to_string(&value).expect("the value can be stored");
    assert_eq!(written, stored.replace("PT36H", "P1DT12H"));
    let context = value.as_context().expect("an object is a context");
    assert_eq!(context.get("born"), Some(&Value::Date(Date::new(2023, 5, 1).expect("a date"))));
    assert_eq!(context.names().last(), Some("@odd"));
}

/// Who plays a model by hand sees the amounts that were written, to the last digit.
#[test]
fn written_numbers_keep_every_digit() {
    let written = r#"{"rate":0.1234567890123456789012345,"list":[{"big":12345678901234567890123}],"born":{"@":"2023-05-01"},"@@odd":{"@@":1}}"#;
    let read = feel::from_written(written).expect("the text is read");
    assert_eq!(
        serde_json::to_string(&read).expect("the value can be stored"),
        concat!(
            r#"{"rate":{"@":"0.1234567890123456789012345"},"list":[{"big":{"@":"12345678901234567890123"}}],"#,
            r#""born":{"@":"2023-05-01"},"@@odd":{"@@":1}}"#
        )
    );
    let refused = |text: &str| feel::from_written(text).expect_err("the text is refused").to_string();
    assert!(refused("[1]").contains("invalid type: sequence"), "{}", refused("[1]"));
    let deep = format!("{{\"a\":{}1{}}}", "[".repeat(110), "]".repeat(110));
    assert!(refused(&deep).contains("nests too deep"), "{}", refused(&deep));
}

/// Plain JSON of other programs is read the same way; what means nothing is refused by name.
#[test]
fn foreign_json_is_read_or_refused() {
    let read = |json: &str| serde_json::from_str::<Value>(json).map_err(|error| error.to_string());
    assert_eq!(read("0.1"), Ok(Value::Number(Number::parse("0.1").expect("a number"))));
    assert_eq!(
        read("18446744073709551615").map(|value| value.to_string()),
        Ok("18446744073709551615".to_owned())
    );
    assert!(
        read(r#"{"@":"gestern"}"#)
            .is_err_and(|error| error.contains("neither number, date, time nor duration"))
    );
    assert!(read(r#"{"@type":"x"}"#).is_err_and(|error| error.contains("one more")));
    let deep = format!("{}1{}", "[".repeat(100_000), "]".repeat(100_000));
    assert!(read(&deep).is_err());
    let range = Context::new().with(
        "r",
        Value::Range(std::sync::Arc::new(feel::Range {
            start: None,
            start_included: false,
            end: Some(1.into()),
            end_included: true,
        })),
    );
    assert!(
        serde_json::to_string(&range)
            .is_err_and(|error| error.to_string().contains("a range cannot be stored"))
    );
}
