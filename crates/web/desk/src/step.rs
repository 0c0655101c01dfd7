//! How a step of a process is called on a page. Where the model has no name for it, people read what it is, and its id.

use casework::StepName;
use kit::Words;

/// The step in words.
pub(crate) fn in_words(words: &Words, step: &StepName) -> String {
    if !step.name.is_empty() {
        return step.name.clone();
    }
    let kind = words.of(&format!("desk-step-{}", step.kind.key()));
    words.fill("desk-step-nameless", &[("kind", kind.as_str()), ("id", &step.id)])
}

#[cfg(test)]
mod tests {
    use super::*;
    use casework::StepKind;
    use kit::{Cookies, Frame};
    use values::Language;

    /// Nobody has to guess what an id means: each kind of step is told in words of either language.
    #[test]
    fn nameless_steps_are_told_by_kind() {
        let frame = Frame::new(&[crate::TEXTS], Cookies::Plain).expect("the desk's catalogue");
        let told = |language, name: &str, kind| {
            in_words(&frame.words(language), &StepName { name: name.into(), kind, id: "x1".into() })
        };
        let german: Vec<_> = StepKind::ALL.map(|kind| told(Language::De, "", kind)).into();
        let expected = [
            "Aufgabe ohne Namen (x1)",
            "Automatischer Schritt ohne Namen (x1)",
            "Warten ohne Namen (x1)",
            "Verzweigung ohne Namen (x1)",
            "Teilprozess ohne Namen (x1)",
            "Beginn ohne Namen (x1)",
            "Ende ohne Namen (x1)",
            "Gesetzliche Frist ohne Namen (x1)",
            "Weg ohne Namen (x1)",
            "Schritt ohne Namen (x1)",
        ];
        assert_eq!(german, expected);
        assert_eq!(told(Language::En, "", StepKind::Task), "Task without a name (x1)");
        assert_eq!(told(Language::De, "Anmeldung prüfen", StepKind::Task), "Anmeldung prüfen");
    }
}
