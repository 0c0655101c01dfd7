//! Expressions that were parsed once, evaluated again and again; and what parsing costs.

use crate::baselines::Baselines;
use crate::measure::{median, micros};
use feel::{Context, Environment, Expression, Limits, Names, Value};
use values::Moment;

/// Expression, and the microseconds that it is to stay below.
const CASES: [(&str, &str, f64); 3] = [
    ("simple comparison", "income > 1000", 0.3),
    ("date arithmetic", "born + duration(\"P18Y\")", 1.0),
    ("some … satisfies over 10 items", "some age in ages satisfies age > 9", 2.0),
];

/// Prints the table.
pub(crate) fn report(baselines: &mut Baselines) {
    let variables = variables();
    let environment = Environment { now: Moment::from_micros(1_795_424_400_000_000) };
    let names: Names = ["income", "born", "ages"].into_iter().collect();
    println!("| expression | evaluated, µs | aim, µs | ÷ baseline | parsed, µs |\n|---|---|---|---|---|");
    for (name, text, aim) in CASES {
        let parse = || Expression::parse(text, &names).expect("it can be read");
        let expression = parse();
        let evaluate =
            || expression.evaluate(&variables, &environment, &Limits::default()).expect("within its budgets");
        assert_ne!(evaluate(), Value::Null, "{text}: it computes something");
        let (evaluated, parsed) = (median(evaluate), median(parse));
        let ratio = baselines.ratio(&format!("feel.{name}.us"), evaluated.as_secs_f64() * 1e6);
        println!("| {name}: `{text}` | {} | {aim} | {ratio} | {} |", micros(evaluated), micros(parsed));
    }
}

fn variables() -> Context {
    let ages: Vec<Value> = (1..=10).map(Value::from).collect();
    let names = Names::default();
    let born = Expression::parse("date(\"2008-11-23\")", &names).expect("a date");
    let environment = Environment { now: Moment::from_micros(0) };
    let born = born.evaluate(&Context::new(), &environment, &Limits::default()).expect("a date");
    Context::new().with("income", 1_250).with("born", born).with("ages", ages)
}
