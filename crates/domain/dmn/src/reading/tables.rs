//! Decision tables: columns, rules, hit policy.

use super::{Model, Reader, child, children, text_of, tidy_name};
use crate::graph::{Aggregation, HitPolicy, InputClause, Logic, OutputClause, Rule, Table};
use crate::types::DataType;
use feel::{Expression, Names, Type};
use roxmltree::Node;

impl Reader {
    /// Reads a decision table.
    pub(super) fn table(&mut self, model: &Model<'_>, node: Node<'_, '_>, names: &Names) -> Logic {
        let Some(hit_policy) = hit_policy(node) else {
            self.note(node, "dmn-unknown-hit-policy");
            return Logic::Broken;
        };
        let mut input_types = Vec::new();
        let inputs = children(node, "input")
            .map(|input| {
                let (clause, its_type) = self.input_clause(model, input, names);
                input_types.push(its_type);
                clause
            })
            .collect();
        let outputs: Vec<OutputClause> =
            children(node, "output").map(|output| self.output_clause(model, output, names)).collect();
        if outputs.is_empty() {
            self.note(node, "dmn-without-output");
            return Logic::Broken;
        }
        let rules = children(node, "rule")
            .enumerate()
            .map(|(index, rule)| self.rule(rule, index, names, &input_types, outputs.len()))
            .collect();
        Logic::Table(Box::new(Table { hit_policy, inputs, outputs, rules }))
    }

    fn input_clause(&mut self, model: &Model<'_>, node: Node<'_, '_>, names: &Names) -> (InputClause, Type) {
        let expression_node = child(node, "inputExpression");
        let text = expression_node.and_then(|expression| child(expression, "text"));
        let declared = expression_node.and_then(|expression| expression.attribute("typeRef"));
        let data_type = self.type_named(model, node, declared);
        let its_type = data_type.shape.clone();
        let expression = match text {
            Some(text) => match self.expression(text, names) {
                Some(expression) => Logic::Literal(expression, data_type),
                None => Logic::Broken,
            },
            None => {
                self.note(node, "dmn-without-text");
                Logic::Broken
            }
        };
        let allowed = child(node, "inputValues").and_then(|values| child(values, "text"));
        let allowed = allowed.and_then(|text| self.unary_tests(text, names));
        (InputClause { expression, allowed }, its_type)
    }

    fn output_clause(&mut self, model: &Model<'_>, node: Node<'_, '_>, names: &Names) -> OutputClause {
        let default = child(node, "defaultOutputEntry").and_then(|entry| child(entry, "text"));
        let default = default
            .and_then(|text| self.expression(text, names))
            .map(|expression| Logic::Literal(expression, DataType::default()));
        let order = child(node, "outputValues").and_then(|values| child(values, "text"));
        // Tests that are no values (`< 5`) give no order; they are not used for anything else.
        let order = order.and_then(|text| Expression::parse(&format!("[{}]", text_of(text)), names).ok());
        self.type_named(model, node, node.attribute("typeRef"));
        OutputClause { name: node.attribute("name").map(tidy_name), order, default }
    }

    fn rule(
        &mut self,
        node: Node<'_, '_>,
        index: usize,
        names: &Names,
        input_types: &[Type],
        outputs: usize,
    ) -> Rule {
        let mut tests = Vec::new();
        for (column, entry) in children(node, "inputEntry").enumerate() {
            let mut names = names.clone();
            names.insert("?", input_types.get(column).cloned().unwrap_or_default());
            tests.push(child(entry, "text").and_then(|text| self.unary_tests(text, &names)));
        }
        let entries: Vec<Logic> = children(node, "outputEntry")
            .map(|entry| {
                let expression = child(entry, "text").and_then(|text| self.expression(text, names));
                expression.map_or(Logic::Broken, |expression| Logic::Literal(expression, DataType::default()))
            })
            .collect();
        if tests.len() != input_types.len() || entries.len() != outputs {
            self.note(node, "dmn-row-width");
        }
        let id = node.attribute("id").map_or_else(|| (index + 1).to_string(), ToOwned::to_owned);
        Rule { id, tests, outputs: entries }
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
