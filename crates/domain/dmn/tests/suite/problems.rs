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

/// A designer finds the place also where a tool has written the text as plain text.
#[test]
fn problems_point_into_plain_text() {
    let told = |text: &str| {
        let model = format!(
            "<definitions xmlns='https://www.omg.org/spec/DMN/20230324/MODEL/' namespace='n'><decision id='a' name='a'>\
             <literalExpression>\n<text>{text}</text></literalExpression></decision></definitions>"
        );
        Definitions::parse(&model).expect_err("the model has a problem")[0].to_string()
    };
    assert_eq!(told("1 + foo"), ":2:11: feel-unknown-name element=a name=\"foo\"");
    assert_eq!(told("<![CDATA[1 + foo]]>"), ":2:20: feel-unknown-name element=a name=\"foo\"");
}

/// Whoever asks for the check of a model of others gets an answer at once, whatever it declares how often.
#[test]
fn crowded_models_are_read_at_once() {
    const NS: &str = "https://www.omg.org/spec/DMN/20230324/MODEL/";
    let told = |inside: &str| {
        let model = format!("<definitions xmlns='{NS}' namespace='n'>{inside}</definitions>");
        Definitions::parse(&model).map_or_else(|problems| problems.len(), |_| 0)
    };
    let each = |count: usize, one: &dyn Fn(usize) -> String| (0..count).map(one).collect::<String>();
    let component = |of: usize| {
        move |number: usize| {
            format!("<itemComponent name='f{number}'><typeRef>t{of}</typeRef></itemComponent>")
        }
    };
    let types = each(12, &|of| {
        format!("<itemDefinition name='t{}'>{}</itemDefinition>", of + 1, each(100, &component(of)))
    });
    let decision = |number: usize| {
        format!(
            "<decision id='d{number}' name='d{number}'><informationRequirement><requiredDecision href='#d{}'/>\
             </informationRequirement><literalExpression><text>1</text></literalExpression></decision>",
            number + 1
        )
    };
    let plain = "<itemDefinition name='t0'><typeRef>number</typeRef></itemDefinition>";
    let many = each(4_000, &|number| {
        format!("<itemDefinition name='n{number}'><typeRef>t0</typeRef></itemDefinition>")
    });
    let chain = format!("{}<decision id='d8000' name='d8000'/>", each(8_000, &decision));
    assert_eq!(told(&format!("{plain}{types}{many}{chain}")), 0);
    assert_eq!(told(&"<decision/>".repeat(150_000)), 150_000);
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
    let prefixes: String = (0..900).map(|number| format!(" xmlns:p{number}='{number}'")).collect();
    let declaring = "<a xmlns:z='1'/>".repeat(100);
    let many = format!("<definitions xmlns='{NS}'{prefixes}>{declaring}</definitions>");
    assert_eq!(key(&many), "dmn-too-many-namespaces");
}
