//! What a designer is told about an expression that cannot be read.

use crate::names;
use feel::{Expression, Type, UnaryTests};

fn told(text: &str) -> String {
    match Expression::parse(text, &names()) {
        Ok(expression) => format!("reads {:?}", expression.names_used().collect::<Vec<_>>()),
        Err(problems) => problems.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n"),
    }
}

/// A designer is told line, column, what was found and expected, and the name that was probably meant.
#[test]
fn problems_say_where_and_what() {
    let cases = [
        ("age >= 18", r#"reads ["age"]"#),
        ("first  name + Date-Time", r#"reads ["first name", "Date-Time"]"#),
        (
            "aeg > 3 and\n  frist name = 1",
            ":1:1: feel-misspelt-name name=\"aeg\" suggestion=\"age\"\n:2:3: feel-misspelt-name name=\"frist name\" suggestion=\"first name\"",
        ),
        ("if age then 1", ":1:14: feel-unexpected-end expected=\"else\""),
        ("(age", ":1:5: feel-unexpected-end expected=\")\""),
        ("age + * 2", ":1:7: feel-expected-expression found=\"*\""),
        ("age age", ":1:5: feel-unexpected found=\"age\""),
        ("\"offen", ":1:1: feel-open-text"),
        ("age + /* offen", ":1:7: feel-open-comment"),
        ("age /* offen", ":1:5: feel-open-comment"),
        ("größe > 1", ":1:1: feel-unknown-name name=\"größe\""),
        ("function(a) external {java: 1}", ":1:13: feel-external-refused"),
        ("age instance of Hund", ":1:17: feel-unknown-type name=\"Hund\""),
        ("age instance of nubmer", ":1:17: feel-misspelt-type name=\"nubmer\" suggestion=\"number\""),
        ("{a: 1, a: 2}", ":1:8: feel-double-key name=\"a\""),
        ("function(x, y: number,\n  x) x", ":2:3: feel-double-parameter name=\"x\""),
        (
            "1 + string lenght(age)",
            ":1:5: feel-misspelt-function name=\"string lenght\" suggestion=\"string length\"",
        ),
        ("age == 18", ":1:5: feel-other-notation found=\"==\" instead=\"=\""),
        ("age <> 18", ":1:5: feel-other-notation found=\"<>\" instead=\"!=\""),
        ("age > 3 && age < 5", ":1:9: feel-other-notation found=\"&&\" instead=\"and\""),
        ("age > 3 und age < 5", ":1:9: feel-other-notation found=\"und\" instead=\"and\""),
        ("age > 3 OR age < 5", ":1:9: feel-other-notation found=\"OR\" instead=\"or\""),
        ("!dog", ":1:1: feel-other-notation found=\"!\" instead=\"not(…)\""),
        ("dog = 'Bello'", ":1:7: feel-other-notation found=\"'\" instead=\"\\\"…\\\"\""),
        ("rate * 1,19", ":1:9: feel-other-notation found=\",\" instead=\".\""),
        ("age % 2", ":1:5: feel-other-notation found=\"%\" instead=\"modulo(…, …)\""),
        ("dog.", ":1:5: feel-unexpected-end expected=\"name\""),
        ("age instance of", ":1:16: feel-unexpected-end expected=\"type\""),
        ("@\"gestern\"", ":1:1: feel-bad-at-literal found=\"gestern\""),
    ];
    for (text, expected) in cases {
        assert_eq!(told(text), expected, "{text}");
    }
    let deep = format!("{}1{}", "(".repeat(5_000), ")".repeat(5_000));
    assert!(told(&deep).ends_with("feel-too-deep"), "{}", told(&deep));
    assert!(UnaryTests::parse("> 5, [10..20), \"a\"", &names(), &Type::Any).is_ok());
    assert!(UnaryTests::parse("not(-)", &names(), &Type::Any).is_err());
}
