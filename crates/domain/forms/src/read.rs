//! Reads a form-js file: the walk over its components and what makes a whole form sound. Single questions are read in
//! `read::field`; nothing is checked against answers here.

mod field;
mod kind;
mod place;

use crate::definition::{Body, Form, Growth, List, Page, Part, TextRole};
use crate::located::{self, Located};
use crate::markdown;
use feel::{Expression, Names};
use place::Scope;
use std::collections::BTreeSet;
use values::{Language, Problem};

/// Components of one form at most, and levels of groups inside groups.
const MAX_COMPONENTS: usize = 1_000;
const MAX_DEPTH: usize = 8;
/// Groups of a list when the form sets no limit of its own, and the most it may set.
const DEFAULT_MAX_ITEMS: usize = 50;
const MOST_ITEMS: usize = 500;

impl Form {
    /// Reads a form in the form-js JSON schema. A top-level group is a page; components that stand loose belong to the
    /// page before them, those before the first group to the first page. Submit and reset buttons are left out,
    /// because the wizard has its own.
    ///
    /// # Errors
    /// All problems of the file, each with line and column and the id of the component.
    pub fn parse(text: &str) -> Result<Form, Vec<Problem>> {
        let root = located::read(text).map_err(|problem| vec![problem])?;
        let mut reader = Reader::new(text, &root);
        let form = reader.form(&root);
        if reader.problems.is_empty() { Ok(form) } else { Err(reader.problems) }
    }
}

/// The file being read and what was found wrong with it so far.
pub(crate) struct Reader<'a> {
    text: &'a str,
    problems: Vec<Problem>,
    ids: BTreeSet<String>,
    /// Paths of answers as `dogs[].name`.
    paths: BTreeSet<String>,
    deciding: BTreeSet<String>,
    components: usize,
    root_names: Names,
}

impl<'a> Reader<'a> {
    fn new(text: &'a str, root: &Located) -> Self {
        let mut names = BTreeSet::new();
        place::collect_names(root, "", &mut names);
        Self {
            text,
            problems: Vec::new(),
            ids: BTreeSet::new(),
            paths: BTreeSet::new(),
            deciding: BTreeSet::new(),
            components: 0,
            root_names: place::names_of(&names),
        }
    }

    fn form(&mut self, root: &Located) -> Form {
        let id = root.text_of("id").unwrap_or_default().to_owned();
        let Some(components) = root.get("components") else {
            self.problem(root, &id, "forms-no-components");
            return Form { id, language: Language::De, pages: Vec::new(), deciding: BTreeSet::new() };
        };
        let pages = self.pages(components);
        if pages.is_empty() {
            self.problem(components, &id, "forms-no-components");
        }
        Form { id, language: Language::De, pages, deciding: std::mem::take(&mut self.deciding) }
    }

    fn pages(&mut self, components: &Located) -> Vec<Page> {
        let scope = Scope::root(self.root_names.clone());
        let mut pages: Vec<Page> = Vec::new();
        let mut loose = Vec::new();
        for node in components.items() {
            if node.text_of("type") == Some("group") {
                let mut page = self.page(node, &scope);
                page.parts.splice(0..0, std::mem::take(&mut loose));
                pages.push(page);
            } else if let Some(part) = self.part(node, &scope) {
                pages.last_mut().map_or(&mut loose, |page| &mut page.parts).push(part);
            }
        }
        if !loose.is_empty() {
            pages.push(Page { id: "page".to_owned(), label: String::new(), hide: None, parts: loose });
        }
        pages
    }

    fn page(&mut self, node: &Located, scope: &Scope) -> Page {
        let id = self.id(node);
        let hide = self.hide(node, &id, scope);
        let label = self.plain_text(node, &id, "label").unwrap_or_default();
        let parts = self.parts_of_group(node, &id, scope);
        Page { id, label, hide, parts }
    }

    fn parts(&mut self, node: &Located, scope: &Scope) -> Vec<Part> {
        let items = node.get("components").map(Located::items).unwrap_or_default();
        items.iter().filter_map(|item| self.part(item, scope)).collect()
    }

    fn part(&mut self, node: &Located, scope: &Scope) -> Option<Part> {
        let id = self.id(node);
        self.components += 1;
        if self.components == MAX_COMPONENTS + 1 {
            self.problem(node, &id, "forms-too-many-components").args = limit_arg(MAX_COMPONENTS);
        }
        if self.components > MAX_COMPONENTS {
            return None;
        }
        let body = self.body(node, &id, scope)?;
        let hide = self.hide(node, &id, scope);
        Some(Part { id, hide, body })
    }

    fn body(&mut self, node: &Located, id: &str, scope: &Scope) -> Option<Body> {
        match node.text_of("type") {
            Some("group") => Some(self.group(node, id, scope)),
            Some("dynamiclist") => self.list(node, id, scope),
            Some("text") => Some(self.prose(node, id)),
            Some("separator") => Some(Body::Separator),
            Some("spacer") => Some(Body::Spacer),
            Some("button") => None,
            Some(kind) if kind::is_question(kind) => {
                self.field(node, id, scope).map(Box::new).map(Body::Field)
            }
            Some(kind) => {
                let place = node.get("type").unwrap_or(node);
                self.problem(place, id, "forms-unsupported-component").args = arg("type", kind);
                None
            }
            None => {
                self.problem(node, id, "forms-missing-attribute").args = arg("attribute", "type");
                None
            }
        }
    }

    fn group(&mut self, node: &Located, id: &str, scope: &Scope) -> Body {
        let label = self.plain_text(node, id, "label").unwrap_or_default();
        Body::Group { label, parts: self.parts_of_group(node, id, scope) }
    }

    fn parts_of_group(&mut self, node: &Located, id: &str, scope: &Scope) -> Vec<Part> {
        let inner = match node.text_of("path").filter(|path| !path.is_empty()) {
            Some(path) if self.is_plain_path(node, "path", id) => scope.below(path),
            _ => scope.deeper(),
        };
        if inner.depth > MAX_DEPTH {
            self.problem(node, id, "forms-too-deep").args = limit_arg(MAX_DEPTH);
            return Vec::new();
        }
        self.parts(node, &inner)
    }

    fn list(&mut self, node: &Located, id: &str, scope: &Scope) -> Option<Body> {
        let label = self.plain_text(node, id, "label").unwrap_or_default();
        let path = self.own_path(node, "path", id, scope)?;
        let mut names = BTreeSet::new();
        place::collect_names(node, "", &mut names);
        let inner = scope.item_of(&path, &names);
        if inner.depth > MAX_DEPTH {
            self.problem(node, id, "forms-too-deep").args = limit_arg(MAX_DEPTH);
            return None;
        }
        let parts = self.parts(node, &inner);
        let max_items =
            self.property_limit(node, id, "maxItems").unwrap_or(DEFAULT_MAX_ITEMS).min(MOST_ITEMS);
        let initial = self.limit(node, id, "defaultRepetitions").unwrap_or(1).min(max_items);
        let fixed =
            matches!(node.get("allowAddRemove").map(|value| &value.json), Some(located::Json::Bool(false)));
        let growth = if fixed { Growth::Fixed } else { Growth::Free };
        Some(Body::List(List { path, label, initial, max_items, growth, parts }))
    }

    fn prose(&mut self, node: &Located, id: &str) -> Body {
        let source = self.plain_text(node, id, "text").unwrap_or_default();
        let stops = field::property(node, "stop").is_some_and(|stop| stop == "true");
        let role = if stops { TextRole::Stop } else { TextRole::Information };
        Body::Text { blocks: markdown::parse(&source), source, role }
    }

    /// The condition that hides a component.
    fn hide(&mut self, node: &Located, id: &str, scope: &Scope) -> Option<Expression> {
        let hide = node.get("conditional")?.get("hide")?;
        if hide.text().is_some_and(|text| text.trim().is_empty()) {
            return None;
        }
        let expression = self.expression(hide, id, scope)?;
        self.deciding.extend(expression.names_used().map(str::to_owned));
        Some(expression)
    }
}

/// The arguments of a sentence that has one.
pub(crate) fn arg(name: &'static str, value: &str) -> Vec<(std::borrow::Cow<'static, str>, String)> {
    vec![(name.into(), value.to_owned())]
}

fn limit_arg(limit: usize) -> Vec<(std::borrow::Cow<'static, str>, String)> {
    arg("limit", &limit.to_string())
}
