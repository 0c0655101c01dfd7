//! No expression may abort the process, use up its stack or run on for ever.

use crate::environment;
use checks::with_little_stack;
use feel::{Budget, Context, Expression, Limits, Names, Value};

fn outcome(text: &str) -> Result<Value, Budget> {
    let expression =
        Expression::parse(text, &Names::new()).unwrap_or_else(|problems| panic!("{text}: {problems:?}"));
    expression
        .evaluate(&Context::new(), &environment(), &Limits::default())
        .map_err(|exceeded| exceeded.budget)
}

/// Holds that evaluating the text ends by the budget, within little stack.
fn ends(text: &str, budget: Budget) {
    let asked = text.to_owned();
    let found = with_little_stack(move || {
        outcome(&asked).map(|value| value.to_string().chars().take(60).collect::<String>())
    });
    assert_eq!(found, Err(budget), "{text}");
}

/// Whatever a tenant writes, the others go on working: the budget that ran out is named.
#[test]
fn budgets_end_every_expression() {
    let cases = [
        ("{f: function(n) f(n + 1), r: f(1)}.r", Budget::Depth),
        ("{f: function(n) if n = 0 then 0 else [f(n - 1)], r: f(100000)}.r", Budget::Depth),
        ("{f: function(n) sort([1, 2], function(a, b) f(n)), r: f(1)}.r", Budget::Depth),
        ("for i in 1..1000000000 return i", Budget::Steps),
        ("some i in 1..1000000000 satisfies i < 0", Budget::Steps),
        ("for a in 1..10000, b in 1..10000 return 1", Budget::Steps),
        ("count(for i in 1..200 return partial)", Budget::Steps),
        ("count(for i in 1..100000 return function() partial)", Budget::Steps),
        ("count(for i in 1..100000 return if i = 1 then [] else [partial[-1]])", Budget::Nesting),
        (
            "count(for i in 1..100000 return if i = 1 then 1 else {p: partial[-1], f: function() p}.f)",
            Budget::Nesting,
        ),
        ("for i in 1..90 return {a: partial, b: partial}", Budget::Steps),
        (
            "{a: \"xxxxxxxxxxxxxxxx\", b: for i in 1..40 return if i = 1 then a else partial[-1] + partial[-1]}",
            Budget::Bytes,
        ),
        (
            "{a: \"xxxxxxxxxxxxxxxx\", b: (for i in 1..20 return if i = 1 then a else partial[-1] + partial[-1])[-1]}.b",
            Budget::ResultBytes,
        ),
        (
            "{a: (for i in 1..22 return if i = 1 then \"ab\" else partial[-1] + partial[-1])[-1], b: for i in 1..100000 return contains(a, \"c\")}",
            Budget::Steps,
        ),
        ("count(for i in 1..100000 return 2 ** 0.7)", Budget::Steps),
        ("count(for i in 1..100000 return range(\"[substrinh beforf, b..c]\"))", Budget::Steps),
        ("count(for i in 1..100000 return format number(1e6111))", Budget::Bytes),
        ("string(for i in 1..100000 return 1e6111)", Budget::Bytes),
        ("to json(for i in 1..100000 return 1e-6176)", Budget::Bytes),
        (r#"count(for i in 1..100000 return matches("a", "[\\p{L}]{1,40}" + string(i)))"#, Budget::Steps),
        (
            r#"split((for i in 1..18 return if i = 1 then "AA" else partial[-1] + partial[-1])[-1], ".*[^A-Z]|[A-Z]")"#,
            Budget::Steps,
        ),
        (
            r#"count(for i in 1..50 return matches((for j in 1..16 return if j = 1 then "01" else partial[-1] + partial[-1])[-1], "[01]*1[01]{500}x" + string(i)))"#,
            Budget::Steps,
        ),
    ];
    for (text, budget) in cases {
        ends(text, budget);
    }
}

/// Lists, texts and functions that are large, or only stand for much, are counted wherever they are looked at.
#[test]
fn what_only_looks_small_is_counted() {
    let doubled = |first: &str, times: u32, sum: &str| {
        format!("(for i in 1..{times} return if i = 1 then {first} else {sum})[-1]")
    };
    let long = doubled("\"$0$0$0$0\"", 19, "partial[-1] + partial[-1]");
    let list = doubled("[\"\", \"\", \"\", \"\"]", 14, "concatenate(partial[-1], partial[-1])");
    let seven = |of: u32| format!("a{}: [{}]", of + 1, vec![format!("a{of}"); 7].join(", "));
    let many: Vec<String> = (0..40).map(seven).collect();
    let parameters: Vec<String> = (0..500).map(|number| format!("p{number}")).collect();
    let made = [
        (format!("replace({long}, \".+\", {long})"), Budget::Bytes),
        (format!("{{l: {list}, r: count(for i in 1..100000 return string join(l))}}.r"), Budget::Steps),
        (
            format!("{{l: {list}, r: count(for i in 1..100000 return l instance of list<string>)}}.r"),
            Budget::Steps,
        ),
        (
            format!(
                "{{l: {list}, f: function(t: list<string>) 1, r: count(for i in 1..100000 return f(l))}}.r"
            ),
            Budget::Steps,
        ),
        (format!("string({{a0: 1, {}}}.a40)", many.join(", ")), Budget::Steps),
        (format!("count(for i in 1..100000 return function({}) 1)", parameters.join(", ")), Budget::Bytes),
    ];
    for (text, budget) in made {
        ends(&text, budget);
    }
}

/// The stack suffices for half as much depth again as the default allows, whatever a function calls itself through.
#[test]
fn recursion_fits_the_stack() {
    let bodies = [
        "f(n + 1) + 1",
        "if n > 0 then f(n + 1) else 0",
        "for i in [n] return f(i)",
        "some i in [n] satisfies f(i)",
        "[n][f(item)]",
        "n in (f(n), < f(n))",
        "{a: {b: f(n)}}.a.b",
        "list replace([n], function(a, b) f(a), n)",
        "sort([n, n], function(a, b) f(a))",
        "not(n between f(n) and 5 or false)",
        "f(n: n)[1].x",
        "(function(x) f(x))(n)",
        "string(abs(f(n)))",
    ];
    for body in bodies {
        let text = format!("{{f: function(n) {body}, r: f(1)}}.r");
        let found = with_little_stack(move || {
            let expression = Expression::parse(&text, &Names::new()).expect("the text is an expression");
            let limits = Limits { depth: Limits::default().depth * 3 / 2, ..Limits::default() };
            expression.evaluate(&Context::new(), &environment(), &limits).map_err(|exceeded| exceeded.budget)
        });
        assert_eq!(found, Err(Budget::Depth), "{body}");
    }
}

/// The deepest texts that are read are also evaluated within the stack, and dropped.
#[test]
fn depth_fits_the_stack() {
    let sum = (0..170).map(|n| n.to_string()).collect::<Vec<_>>().join(" + ");
    let brackets = format!("{}1{}", "(".repeat(60), ")".repeat(60));
    let conditions = format!("{}1{}", "if true then ".repeat(60), " else 2".repeat(60));
    let contexts = format!("{}1{}", "{a: ".repeat(60), "}".repeat(60));
    let functions = format!("{}1{}", "(function() ".repeat(30), ")()".repeat(30));
    let filters = format!("[1]{}", "[item = 1]".repeat(100));
    let recursion = "{f: function(n) if n = 0 then 0 else f(n - 1) + 1, r: f(20)}.r".to_owned();
    for text in [sum, brackets, conditions, contexts, functions, filters, recursion] {
        assert!(with_little_stack(move || outcome(&text).is_ok()));
    }
    let deep = "-".repeat(100_000);
    assert!(with_little_stack(move || Expression::parse(&deep, &Names::new()).is_err()));
}
