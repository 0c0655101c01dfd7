//! Whole models: required decisions, knowledge models, declared types, the trace of rules.

use crate::{DOG_TAX, environment};
use checks::with_little_stack;
use dmn::{Definitions, Failure};
use feel::{Budget, Context, Date, Limits, Value};

fn dog(name: &str, listed: Value) -> Value {
    let since = Date::new(2026, 11, 1).expect("a date");
    Context::new().with("name", name).with("listed breed", listed).with("since", since).into()
}

/// A keeper of two dogs who lives on welfare is asked for half of both rates, and the file says which rules said so.
#[test]
fn a_decision_asks_others_and_says_which_rules_matched() {
    let definitions = Definitions::parse(DOG_TAX).expect("the model has no problems");
    assert_eq!(definitions.decisions().collect::<Vec<_>>(), ["yearly", "due"]);
    assert_eq!(definitions.inputs_of("due").into_iter().collect::<Vec<_>>(), ["dogs", "welfare"]);
    let dogs = vec![dog("Bello", false.into()), dog("Rex", false.into())];
    let inputs = Context::new().with("dogs", dogs).with("welfare", true);
    let outcome =
        definitions.evaluate("due", &inputs, &environment(), &Limits::default()).expect("within budgets");
    assert_eq!(outcome.value.to_string(), "105.25");
    let trace: Vec<String> = outcome
        .trace
        .iter()
        .map(|step| format!("{} {:?} {}", step.decision, step.rules, step.output))
        .collect();
    assert_eq!(trace, ["yearly [] 210.5", "due [\"half\"] 105.25"]);
    let unknown = definitions.evaluate("nothing", &inputs, &environment(), &Limits::default());
    assert_eq!(unknown, Err(Failure::UnknownDecision("nothing".to_owned())));
}

/// A decision service: the rate is given, the discount and the sum are decided.
const SERVICE: &str = "<definitions xmlns='https://www.omg.org/spec/DMN/20230324/MODEL/' id='d' name='d' namespace='n'>\
    <inputData id='dogs' name='dogs'><variable name='dogs' typeRef='number'/></inputData>\
    <decision id='rate' name='rate'><variable name='rate' typeRef='number'/><literalExpression><text>100</text></literalExpression></decision>\
    <decision id='discount' name='discount'><informationRequirement><requiredInput href='#dogs'/></informationRequirement>\
    <literalExpression><text>if dogs > 2 then 0.5 else 0</text></literalExpression></decision>\
    <decision id='sum' name='sum'><informationRequirement><requiredInput href='#dogs'/></informationRequirement>\
    <informationRequirement><requiredDecision href='#rate'/></informationRequirement>\
    <informationRequirement><requiredDecision href='#discount'/></informationRequirement>\
    <literalExpression><text>dogs * rate * (1 - discount)</text></literalExpression></decision>\
    <decisionService id='s1' name='yearly tax'><outputDecision href='#sum'/><outputDecision href='#discount'/>\
    <inputDecision href='#rate'/><inputData href='#dogs'/></decisionService></definitions>";

/// What a model offers as a service can be asked for by itself, with what it is given told apart from what it decides.
#[test]
fn a_decision_service_is_asked_like_a_decision() {
    let definitions = Definitions::parse(SERVICE).expect("the model has no problems");
    let id = definitions.service_named("yearly tax").expect("the service");
    assert_eq!((id, definitions.services().count()), ("s1", 1));
    assert_eq!(definitions.inputs_of(id).into_iter().collect::<Vec<_>>(), ["dogs", "rate"]);
    let (now, limits) = (environment(), Limits::default());
    let inputs = Context::new().with("dogs", 3).with("rate", 90);
    let outcome = definitions.evaluate(id, &inputs, &now, &limits).expect("within budgets");
    assert_eq!(outcome.value.to_string(), "{sum: 135, discount: 0.5}");
    let decided: Vec<&str> = outcome.trace.iter().map(|step| step.decision.as_str()).collect();
    assert_eq!(decided, ["discount", "sum"], "the rate is given");
    let wrong = Context::new().with("dogs", 3).with("rate", "90");
    assert_eq!(definitions.misfits(id, &wrong, &now, &limits).into_iter().collect::<Vec<_>>(), ["rate"]);
    let outcome = definitions.evaluate(id, &wrong, &now, &limits).expect("within budgets");
    assert_eq!(outcome.value.to_string(), "{sum: null, discount: 0.5}");
}

/// An answer of the wrong type is nothing, not a wrong amount.
#[test]
fn inputs_of_a_wrong_type_are_null() {
    let definitions = Definitions::parse(DOG_TAX).expect("the model has no problems");
    let inputs = Context::new().with("dogs", vec![dog("Bello", "yes".into())]).with("welfare", false);
    let outcome =
        definitions.evaluate("due", &inputs, &environment(), &Limits::default()).expect("within budgets");
    assert_eq!(outcome.value, Value::Null);
}

/// What is drawn as a loop, a filter, a relation or a condition means what the written expression means.
#[test]
fn boxed_expressions() {
    let cases = [
        (
            "<for iteratorVariable='i'><in><literalExpression><text>[1..3]</text></literalExpression></in><return>\
          <literalExpression><text>i * points + count(partial)</text></literalExpression></return></for>",
            "[2, 5, 8]",
        ),
        (
            "<every iteratorVariable='i'><in><literalExpression><text>[1, 2]</text></literalExpression></in><satisfies>\
          <literalExpression><text>i &lt; points</text></literalExpression></satisfies></every>",
            "false",
        ),
        (
            "<some iteratorVariable='i'><in><list><literalExpression><text>1</text></literalExpression>\
          <literalExpression><text>5</text></literalExpression></list></in><satisfies>\
          <literalExpression><text>i &gt; points</text></literalExpression></satisfies></some>",
            "true",
        ),
        (
            "<filter><in><relation><column name='name'/><column name='age'/><row><literalExpression><text>\"A\"</text>\
          </literalExpression><literalExpression><text>1</text></literalExpression></row><row><literalExpression>\
          <text>\"B\"</text></literalExpression><literalExpression><text>7</text></literalExpression></row></relation>\
          </in><match><literalExpression><text>age &gt; points</text></literalExpression></match></filter>",
            "[{name: \"B\", age: 7}]",
        ),
        (
            "<conditional><if><literalExpression><text>points = 2</text></literalExpression></if><then><list>\
          <literalExpression><text>1</text></literalExpression></list></then><else><literalExpression><text>0</text>\
          </literalExpression></else></conditional>",
            "[1]",
        ),
        (
            "<context><contextEntry><variable name='half of'/><functionDefinition><formalParameter name='n'/>\
          <literalExpression><text>n / 2</text></literalExpression></functionDefinition></contextEntry><contextEntry>\
          <invocation><literalExpression><text>half of</text></literalExpression><binding><parameter name='n'/>\
          <literalExpression><text>points</text></literalExpression></binding></invocation></contextEntry></context>",
            "1",
        ),
    ];
    for (boxed, expected) in cases {
        let model = format!(
            "<definitions xmlns='https://www.omg.org/spec/DMN/20211108/MODEL/' namespace='n'><inputData id='i' \
             name='points'/><decision id='e' name='e'><informationRequirement><requiredInput href='#i'/>\
             </informationRequirement>{boxed}</decision></definitions>"
        );
        let definitions =
            Definitions::parse(&model).unwrap_or_else(|problems| panic!("{boxed}: {problems:?}"));
        let inputs = Context::new().with("points", 2);
        let outcome =
            definitions.evaluate("e", &inputs, &environment(), &Limits::default()).expect("within budgets");
        assert_eq!(outcome.value.to_string(), expected, "{boxed}");
    }
}

/// A model keeps its meaning, whichever version of the standard the tool writes that made it.
#[test]
fn every_version_is_read() {
    let versions = [
        ("1.2", "http://www.omg.org/spec/DMN/20180521/MODEL/"),
        ("1.3", "https://www.omg.org/spec/DMN/20191111/MODEL/"),
        ("1.4", "https://www.omg.org/spec/DMN/20211108/MODEL/"),
        ("1.5", "https://www.omg.org/spec/DMN/20230324/MODEL/"),
    ];
    for (version, namespace) in versions {
        let model = format!(
            r##"<definitions xmlns="{namespace}" id="d" name="d" namespace="n">
  <itemDefinition name="tKind"><typeRef>string</typeRef>
    <allowedValues><text>"dog", "guide dog"</text></allowedValues></itemDefinition>
  <inputData id="i" name="kind of dog"><variable name="kind of dog" typeRef="tKind"/></inputData>
  <businessKnowledgeModel id="b" name="rate of"><encapsulatedLogic><formalParameter name="kind" typeRef="tKind"/>
    <decisionTable hitPolicy="FIRST"><input><inputExpression><text>kind</text></inputExpression></input>
      <output typeRef="number"/>
      <rule><inputEntry><text>"guide dog"</text></inputEntry><outputEntry><text>0</text></outputEntry></rule>
      <rule><inputEntry><text>"dog"</text></inputEntry><outputEntry><text>90</text></outputEntry></rule>
    </decisionTable></encapsulatedLogic></businessKnowledgeModel>
  <decision id="e" name="yearly rate"><variable name="yearly rate" typeRef="number"/>
    <informationRequirement><requiredInput href="#i"/></informationRequirement>
    <knowledgeRequirement><requiredKnowledge href="#b"/></knowledgeRequirement>
    <invocation><literalExpression><text>rate of</text></literalExpression>
      <binding><parameter name="kind"/><literalExpression><text>kind of dog</text></literalExpression></binding>
    </invocation></decision>
  <decisionService id="s" name="ask the rate"><outputDecision href="#e"/><inputData href="#i"/></decisionService>
  <decision id="f" name="two years"><knowledgeRequirement><requiredKnowledge href="#s"/></knowledgeRequirement>
    <informationRequirement><requiredInput href="#i"/></informationRequirement>
    <literalExpression><text>2 * ask the rate(kind of dog)</text></literalExpression></decision>
</definitions>"##
        );
        let definitions =
            Definitions::parse(&model).unwrap_or_else(|problems| panic!("{version}: {problems:?}"));
        let two_years = |kind: &str| {
            let inputs = Context::new().with("kind of dog", kind);
            let outcome = definitions.evaluate("f", &inputs, &environment(), &Limits::default());
            outcome.expect("within budgets").value.to_string()
        };
        assert_eq!(two_years("dog"), "180", "{version}");
        assert_eq!(two_years("guide dog"), "0", "{version}");
        assert_eq!(two_years("cat"), "null", "{version}: no value that is allowed");
    }
}

/// A model that calls itself without end is stopped, and the decision is named.
#[test]
fn endless_knowledge_ends_with_a_named_budget() {
    let model = r##"<definitions xmlns="https://www.omg.org/spec/DMN/20230324/MODEL/" id="d" name="d" namespace="n">
      <businessKnowledgeModel id="b" name="again"><encapsulatedLogic><formalParameter name="n"/>
        <context><contextEntry><variable name="x"/><literalExpression><text>again(n + 1)</text></literalExpression>
        </contextEntry></context></encapsulatedLogic></businessKnowledgeModel>
      <decision id="e" name="e"><knowledgeRequirement><requiredKnowledge href="#b"/></knowledgeRequirement>
        <literalExpression><text>again(1)</text></literalExpression></decision></definitions>"##;
    let outcome = with_little_stack(move || {
        let definitions = Definitions::parse(model).expect("the model has no problems");
        definitions.evaluate("e", &Context::new(), &environment(), &Limits::default())
    });
    match outcome {
        Err(Failure::Exceeded { decision, exceeded }) => {
            assert_eq!((decision.as_str(), exceeded.budget), ("e", Budget::Depth));
        }
        other => panic!("{other:?}"),
    }
}
