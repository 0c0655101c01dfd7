//! Item definitions: the types a model declares, put together from each other.

use super::{Model, Reader, child, children, text_of, tidy_name};
use crate::types::DataType;
use feel::{Names, Type};
use roxmltree::Node;
use std::collections::BTreeMap;
use std::sync::Arc;

/// How deep types may stand in each other.
const MAX_LEVELS: u32 = 32;

impl Reader<'_> {
    /// Reads the types of a model.
    pub(super) fn item_definitions(&mut self, model: &Model<'_>) {
        for name in model.item_definitions.keys() {
            self.declared(model, name, MAX_LEVELS);
        }
    }

    /// A declared type, read once. While it is read it is known as any type, so one that contains itself ends there.
    fn declared(&mut self, model: &Model<'_>, name: &str, levels: u32) -> DataType {
        let key = (model.namespace.to_owned(), name.to_owned());
        if let Some(known) = self.types.get(&key) {
            return known.clone();
        }
        let Some(node) = model.item_definitions.get(name) else { return DataType::default() };
        self.types.insert(key.clone(), DataType::default());
        let data_type = self.item_definition(model, *node, levels);
        self.types.insert(key, data_type.clone());
        data_type
    }

    fn item_definition(&mut self, model: &Model<'_>, node: Node<'_, '_>, levels: u32) -> DataType {
        if levels == 0 {
            self.note(node, "dmn-too-deep");
            return DataType::default();
        }
        let mut data_type = if let Some(function) = child(node, "functionItem") {
            self.function_item(model, function, levels)
        } else if let Some(reference) = child(node, "typeRef") {
            self.reference(model, node, text_of(reference).trim(), levels)
        } else {
            self.components(model, node, levels)
        };
        if let Some(allowed) = child(node, "allowedValues").and_then(|allowed| child(allowed, "text")) {
            data_type.allowed.extend(self.unary_tests(allowed, &Names::new(), &data_type.shape));
        }
        if node.attribute("isCollection") == Some("true") {
            let shape = data_type.shape.clone().listed();
            let item = (!data_type.is_plain()).then(|| Arc::new(data_type));
            data_type = DataType { shape, item, ..DataType::default() };
        }
        if let Some(constraint) =
            child(node, "typeConstraint").and_then(|constraint| child(constraint, "text"))
        {
            data_type.allowed.extend(self.unary_tests(constraint, &Names::new(), &data_type.shape));
        }
        data_type
    }

    fn reference(&mut self, model: &Model<'_>, node: Node<'_, '_>, name: &str, levels: u32) -> DataType {
        if model.item_definitions.contains_key(name) {
            return self.declared(model, name, levels - 1);
        }
        self.type_named(model, node, Some(name))
    }

    fn components(&mut self, model: &Model<'_>, node: Node<'_, '_>, levels: u32) -> DataType {
        let (mut shapes, mut fields) = (BTreeMap::new(), Vec::new());
        for component in children(node, "itemComponent") {
            let Some(name) = component.attribute("name").map(tidy_name) else { continue };
            let field = self.item_definition(model, component, levels - 1);
            shapes.insert(name.clone(), field.shape.clone());
            if !field.is_plain() {
                fields.push((name, field));
            }
        }
        if shapes.is_empty() {
            return DataType::default();
        }
        DataType { shape: Type::Context(Arc::new(shapes)), fields: Arc::new(fields), ..DataType::default() }
    }

    fn function_item(&mut self, model: &Model<'_>, node: Node<'_, '_>, levels: u32) -> DataType {
        let mut shape = |name: Option<&str>| match name {
            Some(name) => self.reference(model, node, name, levels).shape,
            None => Type::Any,
        };
        let parameters =
            children(node, "parameters").map(|parameter| shape(parameter.attribute("typeRef"))).collect();
        let result = shape(node.attribute("outputTypeRef"));
        DataType::plain(Type::Function(Some(Arc::new(parameters)), Arc::new(result)))
    }

    /// The type of this name; any type when there is no name.
    pub(super) fn type_named(
        &mut self,
        model: &Model<'_>,
        node: Node<'_, '_>,
        name: Option<&str>,
    ) -> DataType {
        let Some(name) = name.map(str::trim).filter(|name| !name.is_empty()) else {
            return DataType::default();
        };
        let bare = name.split_once(':').map_or(name, |(_, bare)| bare);
        let known = |namespace: &str, name: &str| self.types.get(&(namespace.to_owned(), name.to_owned()));
        if let Some(found) = known(model.namespace, bare) {
            return found.clone();
        }
        for (namespace, import) in &model.imports {
            let inner = match *import {
                "" => Some(bare),
                import => bare.strip_prefix(import).and_then(|rest| rest.strip_prefix('.')),
            };
            if let Some(found) = inner.and_then(|inner| known(namespace, inner)) {
                return found.clone();
            }
        }
        match Type::named(bare) {
            Some(shape) => DataType::plain(shape),
            None => {
                let (key, meant) = match of_others(bare) {
                    Some(meant) => ("dmn-foreign-type", Some(("meant".into(), meant.to_owned()))),
                    None => ("dmn-unknown-type", None),
                };
                let told = [("name".into(), name.to_owned())];
                self.note(node, key).args.extend(told.into_iter().chain(meant));
                DataType::default()
            }
        }
    }

    /// Makes the types of a model and its imports known to expressions.
    pub(super) fn define_types(&self, model: &Model<'_>, names: &mut Names) {
        for ((namespace, name), data_type) in &self.types {
            if namespace == model.namespace {
                names.define_type(name.as_str(), data_type.shape.clone());
            } else if let Some(import) = model.imports.get(namespace.as_str()) {
                let prefix = if import.is_empty() { String::new() } else { format!("{import}.") };
                names.define_type(format!("{prefix}{name}"), data_type.shape.clone());
            }
        }
    }
}

/// What DMN calls a type that Camunda 7 and Operaton offer (integer, long, double) or that comes from Java or XML Schema.
fn of_others(name: &str) -> Option<&'static str> {
    Some(match name.to_ascii_lowercase().as_str() {
        "integer" | "int" | "long" | "short" | "double" | "float" | "decimal" | "bigdecimal" => "number",
        "string" | "text" => "string",
        "boolean" | "bool" => "boolean",
        "datetime" | "timestamp" => "dateTime",
        "list" | "map" | "object" => "Any",
        _ => return None,
    })
}
