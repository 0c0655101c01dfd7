//! Changing a file without loss.

use crate::corpus::{files, say};
use fachwerk_bpmn::{Document, Element, Unchangeable};
use roxmltree::{Node, NodeType};
use std::fs;
use std::path::PathBuf;

const BPMN: &str = "http://www.omg.org/spec/BPMN/20100524/MODEL";
const ZEEBE: &str = "http://camunda.org/schema/zeebe/1.0";

/// Everything of a file but the white space between elements, one line per node: names with their prefixes as written,
/// namespaces, attributes in their order, texts, remarks and instructions.
fn tree(xml: &str) -> Vec<String> {
    let document = roxmltree::Document::parse(xml).expect("a file that was read before");
    document.root().descendants().filter_map(|node| line(xml, node)).collect()
}

fn line(xml: &str, node: Node<'_, '_>) -> Option<String> {
    let depth = node.ancestors().count();
    Some(match node.node_type() {
        NodeType::Root => return None,
        NodeType::Element => {
            let tag = &xml[node.range().start + 1..];
            let name = tag.split(|c: char| c.is_whitespace() || c == '>' || c == '/').next().unwrap_or("");
            let attributes = node
                .attributes()
                .map(|attribute| (attribute.name(), attribute.namespace(), attribute.value()));
            let namespace = node.tag_name().namespace();
            format!("{depth} {name} {namespace:?} {:?}", attributes.collect::<Vec<_>>())
        }
        NodeType::Text if node.text().is_none_or(|text| text.trim().is_empty()) => return None,
        NodeType::Text | NodeType::Comment => format!("{depth} {:?} {:?}", node.node_type(), node.text()),
        NodeType::PI => format!("{depth} {:?}", node.pi()),
    })
}

/// An element in the middle of the processes of a file.
fn some_id(xml: &str) -> Option<String> {
    let document = roxmltree::Document::parse(xml).expect("a file that was read before");
    let inside = |node: &Node<'_, '_>| {
        node.tag_name().namespace() == Some(BPMN)
            && node.ancestors().any(|around| around.has_tag_name((BPMN, "process")))
    };
    let with_id: Vec<_> =
        document.descendants().filter(inside).filter_map(|node| node.attribute("id")).collect();
    with_id.get(with_id.len() / 2).map(|id| (*id).to_owned())
}

/// What stands in one text and not in the other, between what both begin and end with.
fn difference<'t>(before: &'t str, after: &'t str) -> (&'t str, &'t str) {
    let begin = before.bytes().zip(after.bytes()).take_while(|(one, other)| one == other).count();
    let (before, after) = (&before.as_bytes()[begin..], &after.as_bytes()[begin..]);
    let end = before.iter().rev().zip(after.iter().rev()).take_while(|(one, other)| one == other).count();
    let text = |bytes: &'t [u8]| std::str::from_utf8(&bytes[..bytes.len() - end]).unwrap_or("not text");
    (text(before), text(after))
}

fn renamed(xml: &str, id: &str) {
    let tree_before = tree(xml);
    let before = Document::parse(xml).expect("a file that was read before");
    assert_eq!(before.write(), xml, "what is not changed stays byte for byte");

    let mut named = before.clone();
    named.set_name(id, "Prüfen & <\"entscheiden\">").expect("a name");
    let (was, is) = difference(xml, named.write());
    assert!(
        was.len() < 400 && is.len() < 400 && !is.contains(['<', '>', '\n']),
        "only the name: {was:?} {is:?}"
    );
    let tree_after = tree(named.write());
    let changed = tree_before.iter().zip(&tree_after).filter(|(one, other)| one != other).count();
    assert_eq!((changed, tree_after.len()), (1, tree_before.len()), "only one element changed");
    let name = roxmltree::Document::parse(xml).expect("read before");
    let name = name
        .descendants()
        .find(|node| node.attribute("id") == Some(id) && node.tag_name().namespace() == Some(BPMN));
    named.set_attribute(id, "name", name.and_then(|node| node.attribute("name"))).expect("the name it had");
    assert_eq!(tree(named.write()), tree_before, "the old name makes it the old file");
}

fn extended(xml: &str, id: &str) {
    let (tree_before, before) = (tree(xml), Document::parse(xml).expect("a file that was read before"));
    let mark = Element::new("urn:example:mark", "mark").with("by", "a \"tool\"");
    let mut marked = before.clone();
    marked
        .set_extension(id, &mark.clone().containing(Element::new("urn:example:mark", "note")))
        .expect("an extension");
    let added = tree(marked.write()).len() - tree_before.len();
    assert!((2..=3).contains(&added), "the element, its child, and what holds them when it was not there");
    marked.set_extension(id, &mark).expect("another in its place");
    assert_eq!(tree(marked.write()).len() - tree_before.len(), added - 1);
    marked.remove_extension(id, "urn:example:mark", "mark").expect("what is there");
    assert!(tree(marked.write()).iter().all(|line| !line.contains("mark")), "nothing is left of it");
}

/// A designer who renames a task in a model of another tool keeps everything else of it: the diagram, remarks, and what
/// the other tool noted, down to the byte.
#[test]
fn a_change_keeps_everything_else() {
    let Some(cases) = std::env::var_os("FACHWERK_CASES").map(PathBuf::from) else {
        say("▫ not run: FACHWERK_CASES names no folder with bpmn-miwg and bpmn-operaton");
        return;
    };
    for (name, expected) in [("bpmn-miwg", 21), ("bpmn-operaton", 295)] {
        let folder = cases.join(name);
        if !folder.is_dir() {
            say(&format!("▫ not run: {} is missing", folder.display()));
            continue;
        }
        let (mut written, mut changed) = (0, 0);
        for path in files(&folder) {
            let xml = fs::read_to_string(&path).expect("a model in UTF-8");
            written += 1;
            if let Err(problems) = Document::parse(&xml) {
                assert_eq!(problems[0].key, "bpmn-too-many-attributes", "{}", path.display());
                continue;
            }
            if let Some(id) = some_id(&xml) {
                renamed(&xml, &id);
                if name == "bpmn-miwg" {
                    extended(&xml, &id);
                }
                changed += 1;
            }
        }
        say(&format!("▪ {name}: {written} models written, {changed} elements changed and changed back"));
        assert_eq!(written, expected, "every model of {name} was looked at");
        assert!(changed * 10 > written * 9, "most models have elements to change");
    }
}

const MODEL: &str = "<?xml version=\"1.0\"?>
<!-- drawn by hand -->
<b:definitions xmlns:b='http://www.omg.org/spec/BPMN/20100524/MODEL' xmlns:other=\"urn:other\">
  <b:process id=\"p\">
    <b:startEvent id='s' name='Los'/><b:sequenceFlow id='f' sourceRef='s' targetRef=\"t\" />
    <b:userTask  id=\"t\" >
\t<b:documentation>Bitte &gt; prüfen</b:documentation>
    </b:userTask>
    <b:task id=\"u\"><b:extensionElements><other:note>x</other:note></b:extensionElements></b:task>
  </b:process>
</b:definitions>
";

/// A designer sees in the file exactly what was changed, in the manner of the file.
#[test]
fn changes_are_written_where_they_belong() {
    let mut document = Document::parse(MODEL).expect("a file");
    let form = Element::new(ZEEBE, "formDefinition").with("formId", "antrag");
    document.set_extension("t", &form).expect("a form");
    document.set_name("s", "Beginn & \"mehr\"").expect("a name");
    document.set_name("t", "Prüfen").expect("a name");
    document.set_extension("s", &Element::new("urn:other", "note").with("of", "1\n2")).expect("a note");
    document.remove_extension("u", "urn:other", "note").expect("the note");
    document.set_attribute("f", "targetRef", None).expect("the attribute");
    let expected = "<?xml version=\"1.0\"?>
<!-- drawn by hand -->
<b:definitions xmlns:zeebe=\"http://camunda.org/schema/zeebe/1.0\" xmlns:b='http://www.omg.org/spec/BPMN/20100524/MODEL' xmlns:other=\"urn:other\">
  <b:process id=\"p\">
    <b:startEvent id='s' name='Beginn &amp; &quot;mehr&quot;'>
      <b:extensionElements>
        <other:note of=\"1&#10;2\"/>
      </b:extensionElements>
    </b:startEvent><b:sequenceFlow id='f' sourceRef='s' />
    <b:userTask  id=\"t\" name=\"Prüfen\" >
\t<b:documentation>Bitte &gt; prüfen</b:documentation>
      <b:extensionElements>
        <zeebe:formDefinition formId=\"antrag\"/>
      </b:extensionElements>
    </b:userTask>
    <b:task id=\"u\"/>
  </b:process>
</b:definitions>
";
    assert_eq!(document.write(), expected);
    let refused = |change: Result<(), Unchangeable>| change.expect_err("refused").to_string();
    assert_eq!(refused(document.set_name("v", "x")), "there is no element \"v\"");
    assert_eq!(refused(document.set_name("u", "\u{1}")), "XML cannot hold the character U+0001");
    assert_eq!(
        refused(document.set_attribute("u", "id", Some("v"))),
        "the id of an element cannot be changed"
    );
    assert_eq!(refused(document.set_attribute("u", "a b", Some("v"))), "\"a b\" cannot be a name in XML");
    assert_eq!(document.write(), expected, "a refused change changes nothing");
}
