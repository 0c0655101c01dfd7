//! Every hit policy and aggregation over one table.

use crate::environment;
use dmn::Definitions;
use feel::{Context, Limits};

/// Rules for points: below 10, any, even numbers; outputs listed by priority.
fn model(hit_policy: &str) -> String {
    format!(
        r##"<definitions xmlns="http://www.omg.org/spec/DMN/20180521/MODEL/" id="d" name="d" namespace="n">
  <inputData id="i" name="points"/>
  <decision id="e" name="e"><informationRequirement><requiredInput href="#i"/></informationRequirement>
    <decisionTable {hit_policy}>
      <input><inputExpression><text>points</text></inputExpression></input>
      <output><outputValues><text>30, 20, 10</text></outputValues>
        <defaultOutputEntry><text>-1</text></defaultOutputEntry></output>
      <rule id="small"><inputEntry><text>&lt; 10</text></inputEntry><outputEntry><text>10</text></outputEntry></rule>
      <rule><inputEntry><text>[5..100]</text></inputEntry><outputEntry><text>30</text></outputEntry></rule>
      <rule id="even"><inputEntry><text>even(?)</text></inputEntry><outputEntry><text>10 + 10</text></outputEntry></rule>
      <rule id="same"><inputEntry><text>7, 200</text></inputEntry><outputEntry><text>30</text></outputEntry></rule>
    </decisionTable></decision></definitions>"##
    )
}

fn decided(hit_policy: &str, points: i64) -> String {
    let definitions = Definitions::parse(&model(hit_policy)).expect("the model has no problems");
    let inputs = Context::new().with("points", points);
    let outcome =
        definitions.evaluate("e", &inputs, &environment(), &Limits::default()).expect("within budgets");
    format!("{} {:?}", outcome.value, outcome.trace[0].rules)
}

/// The same rules mean what the letter in the corner of the table says.
#[test]
fn every_hit_policy() {
    let cases = [
        ("", 3, r#"10 ["small"]"#),
        ("", 6, r#"null ["small", "2", "even"]"#),
        ("hitPolicy='UNIQUE'", 201, "-1 []"),
        ("hitPolicy='FIRST'", 6, r#"10 ["small"]"#),
        ("hitPolicy='PRIORITY'", 6, r#"30 ["small", "2", "even"]"#),
        ("hitPolicy='ANY'", 11, r#"30 ["2"]"#),
        ("hitPolicy='ANY'", 6, r#"null ["small", "2", "even"]"#),
        ("hitPolicy='RULE ORDER'", 6, r#"[10, 30, 20] ["small", "2", "even"]"#),
        ("hitPolicy='OUTPUT ORDER'", 6, r#"[30, 20, 10] ["small", "2", "even"]"#),
        ("hitPolicy='COLLECT'", 7, r#"[10, 30, 30] ["small", "2", "same"]"#),
        ("hitPolicy='COLLECT' aggregation='SUM'", 7, r#"70 ["small", "2", "same"]"#),
        ("hitPolicy='COLLECT' aggregation='COUNT'", 7, r#"3 ["small", "2", "same"]"#),
        ("hitPolicy='COLLECT' aggregation='MIN'", 7, r#"10 ["small", "2", "same"]"#),
        ("hitPolicy='COLLECT' aggregation='MAX'", 7, r#"30 ["small", "2", "same"]"#),
    ];
    for (hit_policy, points, expected) in cases {
        assert_eq!(decided(hit_policy, points), expected, "{hit_policy} {points}");
    }
}
