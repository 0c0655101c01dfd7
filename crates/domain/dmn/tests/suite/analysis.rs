//! What is told of a decision table before anybody decides by it.

use dmn::Definitions;
use std::fmt::Write;

/// A table over inputs with types, written as lines of cells; the last cell is the output.
fn table(hit_policy: &str, inputs: &[&str], rules: &str) -> String {
    let mut xml = String::new();
    let mut data = String::new();
    for input in inputs {
        let mut parts = input.splitn(3, ' ');
        let (name, kind) = (parts.next().unwrap_or_default(), parts.next().unwrap_or("Any"));
        let allowed = parts.next().map(|values| format!("<inputValues><text>{values}</text></inputValues>"));
        let _ = write!(data, "<inputData id='{name}' name='{name}'/>");
        let _ = write!(
            xml,
            "<input><inputExpression typeRef='{kind}'><text>{name}</text></inputExpression>{}</input>",
            allowed.unwrap_or_default()
        );
    }
    xml += "<output/>";
    for rule in rules.lines().map(str::trim).filter(|rule| !rule.is_empty()) {
        let cells: Vec<&str> = rule.split('|').map(str::trim).collect();
        let (output, entries) = cells.split_last().expect("a rule has an output");
        xml += "<rule>";
        for entry in entries {
            let entry = entry.replace('<', "&lt;");
            let _ = write!(xml, "<inputEntry><text>{entry}</text></inputEntry>");
        }
        let _ = write!(xml, "<outputEntry><text>{output}</text></outputEntry></rule>");
    }
    let required = inputs.iter().filter_map(|input| input.split(' ').next());
    let required: String = required
        .map(|name| {
            format!("<informationRequirement><requiredInput href='#{name}'/></informationRequirement>")
        })
        .collect();
    format!(
        "<definitions xmlns='https://www.omg.org/spec/DMN/20230324/MODEL/' id='d' name='d' namespace='n'>{data}\
        <decision id='e' name='e'>{required}<decisionTable hitPolicy='{hit_policy}'>{xml}</decisionTable></decision></definitions>"
    )
}

fn told(hit_policy: &str, inputs: &[&str], rules: &str) -> String {
    let definitions =
        Definitions::parse(&table(hit_policy, inputs, rules)).expect("the table has no problems");
    let analyses = definitions.analyses();
    let hints = analyses.iter().flat_map(dmn::Analysis::hints);
    let hints = hints.map(|hint| {
        let words: Vec<&str> = hint.args.iter().map(|(_, value)| value.as_str()).collect();
        format!("{} {}\n", hint.key, words.join(" | "))
    });
    hints.collect::<String>().trim_end().to_owned()
}

/// A designer is shown the inputs that nobody thought of, in words of the table.
#[test]
fn gaps_are_told_as_tests() {
    let numbers = told("UNIQUE", &["age number"], "< 18 | 1\n (18..65] | 2");
    assert_eq!(numbers, "dmn-gap age: 18, > 65");
    let allowed = told("UNIQUE", &["age number [0..120]"], "< 18 | 1\n [18..65) | 2");
    assert_eq!(allowed, "dmn-gap age: [65..120]");
    let dates =
        told("UNIQUE", &["day date"], "<= date(\"2026-06-30\") | 1\n [@\"2026-07-01\"..@\"2026-12-31\"] | 2");
    assert_eq!(dates, "dmn-gap day: > @\"2026-12-31\"", "between two days that follow each other is no gap");
    let texts =
        told("UNIQUE", &["kind string \"dog\", \"cat\", \"cow\""], "\"dog\" | 1\n not(\"dog\", \"cow\") | 2");
    assert_eq!(texts, "dmn-gap kind: \"cow\"");
    let open = told("UNIQUE", &["kind string"], "\"dog\", \"cat\" | 1");
    assert_eq!(open, "dmn-gap kind: not(\"dog\", \"cat\")");
    let two = told(
        "UNIQUE",
        &["second boolean", "age number"],
        "true | < 10 | 1\n true | >= 10 | 2\n false | <= 5 | 3",
    );
    assert_eq!(two, "dmn-gap second: false; age: > 5");
    assert_eq!(told("COLLECT", &["age number"], "< 18 | 1"), "", "an empty list is an answer");
    let negative = told(
        "FIRST",
        &["d dayTimeDuration"],
        "[duration(\"PT0S\")..duration(\"P1D\")] | 1\n > duration(\"P1D\") | 2",
    );
    assert_eq!(negative, "dmn-gap d: < @\"PT0S\"");
}

/// A table that would refuse to decide, or that has rules nobody will ever see at work, is told before it is published.
#[test]
fn collisions_and_idle_rules_are_told() {
    let unique = told(
        "UNIQUE",
        &["age number", "member boolean"],
        "<= 18 | - | 1\n [18..20] | true | 2\n > 20 | - | 3\n (18..20] | false | 4",
    );
    assert_eq!(unique, "dmn-collision 1 | 2 | age: 18; member: true");
    let any = told("ANY", &["age number"], "<= 18 | 1 + 1\n >= 18 | 2\n > 10 | 3");
    assert_eq!(any, "dmn-collision 1 | 3 | age: (10..18]\ndmn-collision 2 | 3 | age: >= 18");
    let first = told("FIRST", &["age number"], "< 18 | 1\n >= 18 | 2\n [10..30] | 3\n (5..5) | 4\n - | 5");
    assert_eq!(first, "dmn-masked 3\ndmn-never 4\ndmn-masked 5");
}

/// What cannot be judged is said, and nothing is claimed of it.
#[test]
fn what_is_beyond_analysis_is_said() {
    let told_of = told("UNIQUE", &["age number"], "even(?) | 1\n < 18 | 2\n >= 20 | 3");
    assert_eq!(told_of, "dmn-beyond-analysis 1 | even(?)", "{told_of}");
    let first = told("FIRST", &["age number"], "even(?) | 1\n < 18 | 2\n >= 18 | 3");
    assert_eq!(first, "dmn-beyond-analysis 1 | even(?)");
    let mut many = String::new();
    (0..40).for_each(|row| {
        let cells: Vec<String> =
            (0..40).map(|column| if row == column { "1".to_owned() } else { "-".to_owned() }).collect();
        let _ = writeln!(many, "{} | 1", cells.join(" | "));
    });
    let inputs: Vec<String> = (0..40).map(|index| format!("i{index} number")).collect();
    let inputs: Vec<&str> = inputs.iter().map(String::as_str).collect();
    assert_eq!(told("FIRST", &inputs, &many), "dmn-too-many-cases");
}

/// A long table is analysed to its end, and one too long for that says so instead of keeping the designer waiting.
#[test]
fn long_tables_are_analysed_or_said_to_be_too_long() {
    let told_of = |count: u32| {
        let rules: String = (0..count).map(|row| format!("[{row}..{}) | {row}\n", row + 1)).collect();
        told("UNIQUE", &["code number"], &rules)
    };
    assert_eq!(told_of(200), "dmn-gap code: < 0, >= 200");
    assert_eq!(told_of(2_000), "dmn-gap code: < 0, >= 2000");
    assert_eq!(told_of(20_000), "dmn-too-many-cases");
    let texts: String = (0..1_000).map(|row| format!("\"{row:05}\" | {row}\n")).collect();
    let told_of = told("UNIQUE", &["code string"], &format!("{texts} \"00007\", \"00990\" | 1"));
    let collisions = "dmn-collision 8 | 1001 | code: \"00007\"\ndmn-collision 991 | 1001 | code: \"00990\"";
    assert!(told_of.ends_with(collisions), "{told_of}");
    let values: Vec<String> = (0..100_000).map(|value| value.to_string()).collect();
    let long_cells = format!("{} | 1\n > 7 | 2", values.join(", "));
    assert_eq!(told("UNIQUE", &["code number"], &long_cells), "dmn-too-many-cases");
}

/// A rule for an input that is missing is not called idle.
#[test]
fn rules_for_a_missing_input_are_at_work() {
    assert_eq!(told("FIRST", &["age number"], "null | 0\n < 18 | 1\n >= 18 | 2\n null, 5 | 3"), "");
    assert_eq!(told("UNIQUE", &["kind string"], "null | 0\n not(\"dog\") | 1\n \"dog\", \"dog\" | 2"), "");
}
