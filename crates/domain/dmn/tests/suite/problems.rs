//! What a designer is told about a model that does not fit together.

use dmn::Definitions;

/// All problems come at once, each with line, column and the id of the element.
#[test]
fn problems_name_line_column_and_element() {
    let model = r##"<definitions xmlns="https://www.omg.org/spec/DMN/20230324/MODEL/" id="d" name="d" namespace="n">
  <decision id="a" name="a">
    <variable name="a" typeRef="tHund"/>
    <informationRequirement><requiredDecision href="#b"/></informationRequirement>
    <literalExpression><text>b + prize</text></literalExpression>
  </decision>
  <decision id="b" name="b">
    <informationRequirement><requiredDecision href="#a"/></informationRequirement>
    <informationRequirement><requiredInput href="#missing"/></informationRequirement>
    <decisionTable hitPolicy="SOMETIMES"/>
  </decision>
  <decision id="c" name="c">
    <decisionTable>
      <input><inputExpression><text>1</text></inputExpression></input>
      <output/>
      <rule id="r"><inputEntry><text>[1..</text></inputEntry></rule>
    </decisionTable>
  </decision>
  <decision id="e" name="e"><context>
    <contextEntry><variable name="x"/><literalExpression><text>1</text></literalExpression></contextEntry>
    <contextEntry><variable name="x"/><literalExpression><text>2</text></literalExpression></contextEntry>
  </context></decision>
  <businessKnowledgeModel id="f" name="f"><encapsulatedLogic>
    <formalParameter name="x"/>
    <formalParameter name="x"/>
    <literalExpression><text>x</text></literalExpression>
  </encapsulatedLogic></businessKnowledgeModel>
</definitions>"##;
    let problems = Definitions::parse(model).expect_err("the model has problems");
    let mut told: Vec<String> = problems.iter().map(ToString::to_string).collect();
    told.dedup();
    let expected = [
        r#":2:3: dmn-unknown-type element=a name="tHund""#,
        r#":5:34: feel-unknown-name element=a name="prize""#,
        r##":9:29: dmn-unknown-reference element=b reference="#missing""##,
        ":10:5: dmn-unknown-hit-policy element=b",
        ":16:42: feel-missing-expression element=r",
        ":16:7: dmn-row-width element=r",
        ":2:3: dmn-cycle element=a",
        r#":21:5: dmn-double-entry element=e name="x""#,
        r#":25:5: dmn-double-parameter element=f name="x""#,
    ];
    for line in expected {
        assert!(told.iter().any(|problem| problem == line), "{line} is not among\n{}", told.join("\n"));
    }
    let typed = model.replace("tHund", "integer");
    let problems = Definitions::parse(&typed).expect_err("the model has problems");
    let told: Vec<String> = problems.iter().map(ToString::to_string).collect();
    let number = r#":2:3: dmn-foreign-type element=a name="integer" meant="number""#;
    assert!(told.iter().any(|problem| problem == number), "{}", told.join("\n"));
    let foreign = Definitions::parse("<html/>").expect_err("no decision model");
    assert_eq!(foreign[0].key, "dmn-unknown-version");
    let broken = |xml: &str| Definitions::parse(xml).expect_err("no XML")[0].key.clone();
    assert_eq!(broken("<definitions"), "dmn-xml-cut");
    assert_eq!(broken("<a></b>"), "dmn-xml-tag");
    assert_eq!(broken("<b:a/>"), "dmn-xml-prefix");
    assert_eq!(broken("<a x='' x=''/>"), "dmn-xml-twice");
    assert_eq!(broken("hello"), "dmn-no-xml");
}

/// An operator's server survives whatever a tenant brings as a decision model.
#[test]
fn hostile_files_are_refused() {
    const NS: &str = "https://www.omg.org/spec/DMN/20230324/MODEL/";
    let key = |model: &str| Definitions::parse(model).expect_err("a problem")[0].key.clone();
    let within = |inside: &str| format!("<definitions xmlns='{NS}' namespace='n'>{inside}</definitions>");
    let nested = |tag: &str, levels: usize| {
        let tags = [format!("<{tag} name='x'>").repeat(levels), format!("</{tag}>").repeat(levels)];
        within(&format!("<itemDefinition name='t'>{}</itemDefinition>", tags.concat()))
    };
    assert_eq!(key("<!DOCTYPE d [<!ENTITY a \"aaaa\">]><d>&a;</d>"), "dmn-doctype");
    assert_eq!(key(&nested("itemComponent", 40_000)), "dmn-too-deep");
    assert_eq!(key(&within(&"<a/>".repeat(400_001))), "dmn-too-many-nodes");
    assert_eq!(key(&" ".repeat((4 << 20) + 1)), "dmn-too-large");
    let many: String = (0..1_001).map(|number| format!(" a{number}=''")).collect();
    assert_eq!(key(&format!("<definitions xmlns='{NS}'{many}/>")), "dmn-too-many-attributes");
}
