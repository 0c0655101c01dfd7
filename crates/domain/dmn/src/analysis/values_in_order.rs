//! Values of one kind in their order, and values before, between and after them, all by FEEL itself.

use feel::{Context, Environment, Expression, Limits, Names, Value};
use std::sync::LazyLock;
use values::Moment;

/// How values before and after `a`, and between `a` and `b`, are made.
pub(super) struct Steps {
    before: Expression,
    between: Expression,
    after: Expression,
}

static STEPS: LazyLock<[Steps; 5]> = LazyLock::new(|| {
    let halfway = "a + (b - a) / 2";
    [
        ["a - 1", halfway, "a + 1"],
        ["a - duration(\"P1D\")", "a + duration(\"P1D\")", "a + duration(\"P1D\")"],
        ["a - duration(\"P1D\")", halfway, "a + duration(\"P1D\")"],
        ["a - duration(\"P1D\")", halfway, "a + duration(\"P1D\")"],
        ["a - duration(\"P1M\")", "a + duration(\"P1M\")", "a + duration(\"P1M\")"],
    ]
    .map(|texts| {
        let [before, between, after] = texts.map(read);
        Steps { before, between, after }
    })
});

static LESS: LazyLock<Expression> = LazyLock::new(|| read("a < b"));

fn read(text: &str) -> Expression {
    Expression::parse(text, &Names::from_iter(["a", "b"])).expect("the expression is right")
}

/// The steps of a kind of values that has an order in which there is room before and after.
pub(super) fn steps(value: &Value) -> Option<&'static Steps> {
    let index = match value {
        Value::Number(_) => 0,
        Value::Date(_) => 1,
        Value::DateTime(_) => 2,
        Value::DaysTime(_) => 3,
        Value::YearsMonths(_) => 4,
        _ => return None,
    };
    Some(&STEPS[index])
}

impl Steps {
    pub(super) fn before(&self, value: &Value) -> Option<Value> {
        evaluated(&self.before, value, value)
    }

    pub(super) fn after(&self, value: &Value) -> Option<Value> {
        evaluated(&self.after, value, value)
    }

    /// Something between two values; between a day and the next one there is nothing.
    pub(super) fn between(&self, a: &Value, b: &Value) -> Option<Value> {
        evaluated(&self.between, a, b).filter(|found| is_less(a, found) && is_less(found, b))
    }
}

fn is_less(a: &Value, b: &Value) -> bool {
    evaluated(&LESS, a, b) == Some(Value::Bool(true))
}

/// Values of which none occurs twice in their order; `None` when they cannot be ordered, such as local times and times with
/// a zone.
pub(super) fn sorted(values: Vec<Value>) -> Option<Vec<Value>> {
    let mut sorted: Vec<Value> = Vec::new();
    for value in values {
        let place = sorted.partition_point(|known| is_less(known, &value));
        sorted.insert(place, value);
    }
    sorted.windows(2).all(|pair| is_less(&pair[0], &pair[1])).then_some(sorted)
}

fn evaluated(expression: &Expression, a: &Value, b: &Value) -> Option<Value> {
    let names = Context::new().with("a", a.clone()).with("b", b.clone());
    let environment = Environment { now: Moment::from_micros(0) };
    let value = expression.evaluate(&names, &environment, &Limits::default()).ok()?;
    (!value.is_null()).then_some(value)
}
