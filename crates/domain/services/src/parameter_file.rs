//! The file in which a tenant sets the parameters of a service: a value for each name, or for a dated parameter one
//! table per day. Whether the values fit is decided where a release is made.

use crate::manifest::Manifest;
use crate::parameter::{Parameter, value_of};
use crate::sections::Sections;
use feel::{Context, Value};
use values::Problem;

/// The format of parameter files that this program reads.
const FORMAT: i64 = 1;

impl Manifest {
    /// Reads the parameter values of a tenant; `file` names the file in problems.
    ///
    /// # Errors
    /// All problems of the file: no TOML, another service, unknown names, values of another type or outside limits.
    pub fn read_parameters(&self, file: &str, text: &str) -> Result<Context, Vec<Problem>> {
        let mut sections = Sections::read(file, text);
        let format = sections.required::<i64>("format");
        if let Some(format) = format.filter(|format| format.value != FORMAT) {
            let problem = sections.problem_at(format.span, "services-unknown-format");
            problem.args.push(("format".into(), format.value.to_string()));
        }
        let service = sections.required::<String>("service");
        if let Some(other) = service.filter(|service| service.value != self.key) {
            sections.problem_at(other.span, "services-other-service").args.push(("key".into(), other.value));
        }
        let mut values = Context::new();
        for (name, parameter) in &self.parameters {
            if let Some(value) = take(&mut sections, name, parameter) {
                values.insert(name.as_str(), value);
            }
        }
        let problems = sections.finish();
        if problems.is_empty() { Ok(values) } else { Err(problems) }
    }
}

/// The value of one parameter, if the file sets it and it fits.
fn take(sections: &mut Sections<'_>, name: &str, parameter: &Parameter) -> Option<Value> {
    let at = sections.optional::<toml::Value>(name)?;
    let read = value_of(&at.value);
    let fitting = read.ok_or_else(|| parameter.misfit()).and_then(|value| parameter.fitting(value));
    fitting
        .map_err(|misfit| {
            let problem = sections.problem_at(at.span, misfit.key());
            problem.args.extend([("name".into(), name.to_owned()), ("type".into(), misfit.expected())]);
        })
        .ok()
}
