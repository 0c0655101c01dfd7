//! Decision tables: columns, rules, hit policy.

use super::logic::Site;
use super::{Reader, child, children, text_of, tidy_name};
use crate::graph::{Aggregation, HitPolicy, InputClause, Logic, OutputClause, Rule, Table};
use crate::types::DataType;
use feel::{Expression, Names, Type};
use roxmltree::Node;

/// The columns that a row must fit.
struct Columns<'c> {
    names: &'c Names,
    input_types: &'c [Type],
    outputs: usize,
}

impl Reader<'_> {
    /// Reads a decision table.
    pub(super) fn table(&mut self, node: Node<'_, '_>, site: &Site<'_, '_>) -> Logic {
        let Some(hit_policy) = hit_policy(node) else {
            self.note(node, "dmn-unknown-hit-policy");
            return Logic::Broken;
        };
        let clauses = children(node, "input").map(|input| self.input_clause(input, site));
        let (inputs, input_types): (Vec<InputClause>, Vec<Type>) = clauses.unzip();
        let outputs: Vec<OutputClause> =
            children(node, "output").map(|output| self.output_clause(output, site)).collect();
        if outputs.is_empty() {
            self.note(node, "dmn-without-output");
            return Logic::Broken;
        }
        let columns = Columns { names: site.names, input_types: &input_types, outputs: outputs.len() };
        let rows = children(node, "rule").enumerate();
        let rules = rows.map(|(index, rule)| self.rule(rule, index, &columns)).collect();
        let at = self.span(node);
        Logic::Table(Box::new(Table { hit_policy, inputs, outputs, rules, at }))
    }

    fn input_clause(&mut self, node: Node<'_, '_>, site: &Site<'_, '_>) -> (InputClause, Type) {
        let expression_node = child(node, "inputExpression");
        let declared = expression_node.and_then(|expression| expression.attribute("typeRef"));
        let data_type = self.type_named(site.model, node, declared);
        let its_type = data_type.shape.clone();
        let expression = match expression_node.and_then(|expression| child(expression, "text")) {
            Some(text) => {
                let expression = self.expression(text, site.names);
                expression.map_or(Logic::Broken, |expression| Logic::Literal(expression, data_type))
            }
            None => {
                self.note(node, "dmn-without-text");
                Logic::Broken
            }
        };
        let allowed = child(node, "inputValues").and_then(|values| child(values, "text"));
        let allowed = allowed.and_then(|text| self.unary_tests(text, site.names, &its_type));
        (InputClause { expression, allowed }, its_type)
    }

    fn output_clause(&mut self, node: Node<'_, '_>, site: &Site<'_, '_>) -> OutputClause {
        let default = child(node, "defaultOutputEntry").and_then(|entry| child(entry, "text"));
        let default = default
            .and_then(|text| self.expression(text, site.names))
            .map(|expression| Logic::Literal(expression, DataType::default()));
        let order = child(node, "outputValues").and_then(|values| child(values, "text"));
        // Tests that are no values (`< 5`) give no order; they are not used for anything else.
        let order =
            order.and_then(|text| Expression::parse(&format!("[{}]", text_of(text)), site.names).ok());
        self.type_named(site.model, node, node.attribute("typeRef"));
        OutputClause { name: node.attribute("name").map(tidy_name), order, default }
    }

    fn rule(&mut self, node: Node<'_, '_>, index: usize, columns: &Columns<'_>) -> Rule {
        let mut tests = Vec::new();
        for (column, entry) in children(node, "inputEntry").enumerate() {
            let input = columns.input_types.get(column).unwrap_or(&Type::Any);
            tests.push(child(entry, "text").and_then(|text| self.unary_tests(text, columns.names, input)));
        }
        let outputs: Vec<Logic> = children(node, "outputEntry")
            .map(|entry| {
                let text = child(entry, "text").filter(|text| !text_of(*text).trim().is_empty());
                let expression = text.and_then(|text| self.expression(text, columns.names));
                expression.map_or(Logic::Broken, |expression| Logic::Literal(expression, DataType::default()))
            })
            .collect();
        if tests.len() != columns.input_types.len() || outputs.len() != columns.outputs {
            self.note(node, "dmn-row-width");
        }
        let id = node.attribute("id").map_or_else(|| (index + 1).to_string(), ToOwned::to_owned);
        Rule { id, tests, outputs }
    }
}

fn hit_policy(node: Node<'_, '_>) -> Option<HitPolicy> {
    Some(match node.attribute("hitPolicy").unwrap_or("UNIQUE") {
        "UNIQUE" => HitPolicy::Unique,
        "FIRST" => HitPolicy::First,
        "PRIORITY" => HitPolicy::Priority,
        "ANY" => HitPolicy::Any,
        "RULE ORDER" => HitPolicy::RuleOrder,
        "OUTPUT ORDER" => HitPolicy::OutputOrder,
        "COLLECT" => HitPolicy::Collect(match node.attribute("aggregation") {
            None | Some("LIST") => Aggregation::List,
            Some("SUM") => Aggregation::Sum,
            Some("COUNT") => Aggregation::Count,
            Some("MIN") => Aggregation::Min,
            Some("MAX") => Aggregation::Max,
            Some(_) => return None,
        }),
        _ => return None,
    })
}
