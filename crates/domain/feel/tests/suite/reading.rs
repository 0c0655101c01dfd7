//! No text keeps the reader busy, be it as long as a text may be.

use checks::with_little_stack;
use feel::{Expression, Names};

/// How many problems a text has.
fn problems(text: String) -> usize {
    with_little_stack(move || Expression::parse(&text, &Names::new()).map_or_else(|found| found.len(), |_| 0))
}

fn each(count: u32, one: impl Fn(u32) -> String) -> String {
    (0..count).map(one).collect::<Vec<_>>().join(", ")
}

/// A designer who opens a model gets an answer at once, whatever somebody else has put into it.
#[test]
fn long_texts_are_read_at_once() {
    let keys = each(30_000, |number| format!("a{number}: 1"));
    let named = each(10_000, |number| format!("c.a{number}, a{number}"));
    assert_eq!(problems(format!("{{c: {{{keys}}}, {keys}, r: [{named}]}}")), 0);
    assert_eq!(problems(format!("[{}]", each(20_000, |number| format!("{{a{number}: 1}}")))), 0);
    assert_eq!(problems("a ".repeat(100_000)), 1);
    assert_eq!(problems(format!("f({}", "a/*".repeat(200_000))), 3);
    assert_eq!(problems(format!("[{}]", each(100_000, |_| "@\"x\"".to_owned()))), 30);
}

/// A few lines that stand for types with more parts than there are atoms are told apart as far as that can be done.
#[test]
fn types_in_types_are_compared_at_once() {
    let chain = |name: &str| each(60, |of| format!("{name}{}: {{x: {name}{of}, y: {name}{of}}}", of + 1));
    let text = format!(
        "{{a0: 1, {}, b0: 1, {}, r: if true then a60 else b60, l: [a60, b60], s: r.x.y.x, t: l.x.y}}",
        chain("a"),
        chain("b")
    );
    assert_eq!(problems(text), 0);
}
