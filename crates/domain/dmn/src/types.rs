//! Types that a model declares: their shape, and the values they allow.

use feel::{Context, Evaluation, Exceeded, Type, UnaryTests, Value};
use std::sync::Arc;

/// A declared type.
#[derive(Debug, Clone, Default)]
pub(crate) struct DataType {
    /// What FEEL knows of it.
    pub(crate) shape: Type,
    /// Tests that a value must pass, all of them, besides having the shape.
    pub(crate) allowed: Vec<UnaryTests>,
    /// What a collection consists of.
    pub(crate) item: Option<Arc<DataType>>,
    /// The fields that have tests of their own, or fields with such.
    pub(crate) fields: Arc<Vec<(Arc<str>, DataType)>>,
}

impl DataType {
    /// A type of the language.
    pub(crate) fn plain(shape: Type) -> Self {
        Self { shape, ..Self::default() }
    }

    /// Whether values can fail no test once they have the shape.
    pub(crate) fn is_plain(&self) -> bool {
        self.allowed.is_empty() && self.item.is_none() && self.fields.is_empty()
    }

    /// The value as this type; null when it does not fit (DMN 1.5 §10.3.2.9.4).
    pub(crate) fn fitted(&self, value: Value, evaluation: &mut Evaluation<'_>) -> Result<Value, Exceeded> {
        let Some(value) = self.shape.coerced(value, evaluation)? else { return Ok(Value::Null) };
        if self.is_plain() || value.is_null() || self.allows(&value, evaluation)? {
            return Ok(value);
        }
        Ok(Value::Null)
    }

    fn allows(&self, value: &Value, evaluation: &mut Evaluation<'_>) -> Result<bool, Exceeded> {
        for tests in &self.allowed {
            if !tests.matches_within(value, &Context::new(), evaluation)? {
                return Ok(false);
            }
        }
        if let (Some(item_type), Value::List(items)) = (&self.item, value) {
            for item in items.iter() {
                if !item.is_null() && !item_type.allows(item, evaluation)? {
                    return Ok(false);
                }
            }
        }
        if let Value::Context(context) = value {
            for (name, field) in self.fields.iter() {
                let inner = context.get(name).filter(|inner| !inner.is_null());
                if let Some(inner) = inner
                    && !field.allows(inner, evaluation)?
                {
                    return Ok(false);
                }
            }
        }
        Ok(true)
    }
}
