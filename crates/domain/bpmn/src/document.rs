//! A file that can be changed without loss: the text stays as it was written, with its diagram, remarks, foreign
//! extension elements and their prefixes, and a change touches only its own place. What the model means is not asked
//! here; it is read anew from the text.

mod attribute;
mod escape;
mod extension;
mod tag;

pub use extension::Element;

use crate::definitions::{Definitions, Limits};
use crate::read::{self, BPMN};
use roxmltree::Node;
use std::ops::Range;
use values::Problem;

/// A BPMN file and its text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Document {
    text: String,
}

/// Why a change was not made. The text is as it was before.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Unchangeable {
    /// No element of BPMN has this id.
    #[error("there is no element {0:?}")]
    NoElement(String),
    /// Others refer to an element by its id, in the diagram too.
    #[error("the id of an element cannot be changed")]
    Id,
    /// XML allows no such name.
    #[error("{0:?} cannot be a name in XML")]
    Name(String),
    /// XML cannot hold a character of the value.
    #[error("XML cannot hold the character U+{0:04X}")]
    Character(u32),
    /// The file would become larger, or have more elements, than is read.
    #[error("the file would become too large")]
    TooLarge,
}

/// A piece of the text, and what stands there instead.
struct Splice {
    range: Range<usize>,
    with: String,
}

impl Document {
    /// Takes a file in. It may have problems as a model; it must be XML within the limits of a file.
    ///
    /// # Errors
    /// When the text is no XML or too large.
    pub fn parse(xml: &str) -> Result<Self, Vec<Problem>> {
        read::tree(xml, Limits::default())?;
        Ok(Self { text: xml.to_owned() })
    }

    /// The file as it is written: what was not changed is byte for byte as it was taken in.
    pub fn write(&self) -> &str {
        &self.text
    }

    /// The model as it now is.
    ///
    /// # Errors
    /// As [`Definitions::parse`].
    pub fn definitions(&self) -> Result<Definitions, Vec<Problem>> {
        Definitions::parse(&self.text)
    }

    /// Sets what people read on an element.
    ///
    /// # Errors
    /// When there is no such element, or XML cannot hold the name.
    pub fn set_name(&mut self, id: &str, name: &str) -> Result<(), Unchangeable> {
        self.set_attribute(id, "name", Some(name))
    }

    /// Sets an attribute of BPMN itself, or takes it away.
    ///
    /// # Errors
    /// When there is no such element, the attribute is its id, or XML cannot hold the name or the value.
    pub fn set_attribute(&mut self, id: &str, name: &str, value: Option<&str>) -> Result<(), Unchangeable> {
        if name == "id" {
            return Err(Unchangeable::Id);
        }
        escape::check_name(name)?;
        let value = value.map(escape::attribute).transpose()?;
        self.change(id, |text, node| match value {
            Some(value) => vec![attribute::set(text, node, name, &value)],
            None => attribute::remove(text, node, name).into_iter().collect(),
        })
    }

    /// Puts an extension element on an element, in the place of the first one with the same name. Its prefix is the one
    /// that the file has for the namespace; a new one is declared when there is none.
    ///
    /// # Errors
    /// When there is no such element, or XML cannot hold a name or a value.
    pub fn set_extension(&mut self, id: &str, extension: &Element) -> Result<(), Unchangeable> {
        extension.check()?;
        self.change(id, |text, node| extension::set(text, node, extension))
    }

    /// Takes the first extension element of this namespace and name away from an element, when there is one.
    ///
    /// # Errors
    /// When there is no such element.
    pub fn remove_extension(&mut self, id: &str, namespace: &str, name: &str) -> Result<(), Unchangeable> {
        self.change(id, |text, node| extension::remove(text, node, (namespace, name)).into_iter().collect())
    }

    fn change(
        &mut self,
        id: &str,
        edit: impl FnOnce(&str, Node<'_, '_>) -> Vec<Splice>,
    ) -> Result<(), Unchangeable> {
        let tree = read::tree(&self.text, Limits::default()).map_err(|_| Unchangeable::TooLarge)?;
        let mut elements = tree.descendants().filter(|node| node.tag_name().namespace() == Some(BPMN));
        let element = elements.find(|node| node.attribute("id") == Some(id));
        let element = element.ok_or_else(|| Unchangeable::NoElement(id.to_owned()))?;
        let mut splices = edit(&self.text, element);
        splices.sort_by_key(|splice| splice.range.start);
        let mut changed = self.text.clone();
        for splice in splices.into_iter().rev() {
            changed.replace_range(splice.range, &splice.with);
        }
        read::tree(&changed, Limits::default()).map_err(|_| Unchangeable::TooLarge)?;
        self.text = changed;
        Ok(())
    }
}
