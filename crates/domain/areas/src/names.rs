//! Names of areas and of their executives as German law writes them, and the words addresses are made of.

use crate::area::{Area, AreaKind, PlaceForm};

/// The name with its kind: `Stadt Hanau`, `Gemeinde Biblis`, `Wetteraukreis`, `Regierungsbezirk Kassel`, `Land Hessen`.
pub fn full_name(area: &Area) -> String {
    let name = &area.name;
    match (area.kind, area.form) {
        (AreaKind::Municipality, Some(PlaceForm::Town)) => format!("Stadt {name}"),
        (AreaKind::Municipality, _) => format!("Gemeinde {name}"),
        (AreaKind::County, _) => name.clone(),
        (AreaKind::Region, _) => format!("Regierungsbezirk {name}"),
        (AreaKind::State, _) => format!("Land {name}"),
    }
}

/// The authority that speaks for the area (HGO § 66, HKO § 41): Magistrat, Gemeindevorstand, Kreisausschuss,
/// Regierungspräsidium.
pub fn executive_name(area: &Area) -> String {
    let name = &area.name;
    match (area.kind, area.form) {
        (AreaKind::Municipality, Some(PlaceForm::Town)) => format!("Der Magistrat der Stadt {name}"),
        (AreaKind::Municipality, _) => format!("Der Gemeindevorstand der Gemeinde {name}"),
        (AreaKind::County, _) => format!("Der Kreisausschuss des {}", of_county(name)),
        (AreaKind::Region, _) => format!("Das Regierungspräsidium {name}"),
        (AreaKind::State, _) => format!("Das Land {name}"),
    }
}

/// An authority of an area by its key, as the law calls it: `executive`, `order`, `registry`, `health`, `regional`.
pub fn authority_name(area: &Area, authority: &str) -> String {
    let place = match area.kind {
        AreaKind::Municipality => full_name(area),
        AreaKind::County | AreaKind::Region | AreaKind::State => area.name.clone(),
    };
    match authority {
        "order" => format!("Der Bürgermeister der {place} als örtliche Ordnungsbehörde"),
        "registry" => format!("Standesamt {}", area.name),
        "health" => format!("Gesundheitsamt {}", area.name),
        _ => executive_name(area),
    }
}

/// The name with its article, as the subject of a German sentence: `der Wetteraukreis`, `die Stadt Hanau`.
pub fn name_with_article(area: &Area) -> String {
    match area.kind {
        AreaKind::Municipality => format!("die {}", full_name(area)),
        AreaKind::County => format!("der {}", area.name),
        AreaKind::Region => format!("das Regierungspräsidium {}", area.name),
        AreaKind::State => format!("das {}", full_name(area)),
    }
}

/// The genitive: `Landkreises Gießen`, `Main-Kinzig-Kreises`.
fn of_county(name: &str) -> String {
    match name.split_once(' ') {
        Some((kind, rest)) => format!("{kind}es {rest}"),
        None => format!("{name}es"),
    }
}

/// The name as part of an address: small letters, digits and single hyphens.
pub fn slug_of(name: &str) -> String {
    let mut slug = String::new();
    for sign in folded(name).chars() {
        if sign.is_ascii_alphanumeric() {
            slug.push(sign);
        } else if !slug.ends_with('-') {
            slug.push('-');
        }
    }
    slug.trim_matches('-').to_owned()
}

/// Small letters, umlauts written out, as people write them when they lack the keys.
pub(crate) fn folded(text: &str) -> String {
    spelled(text, &[('ä', "ae"), ('ö', "oe"), ('ü', "ue"), ('ß', "ss")])
}

/// Small letters, umlauts without their dots, as people write them who do not know them.
pub(crate) fn undotted(text: &str) -> String {
    spelled(text, &[('ä', "a"), ('ö', "o"), ('ü', "u"), ('ß', "ss")])
}

fn spelled(text: &str, instead: &[(char, &str)]) -> String {
    let mut written = String::new();
    for sign in text.chars().flat_map(char::to_lowercase) {
        match instead.iter().find(|(umlaut, _)| *umlaut == sign) {
            Some((_, plain)) => written.push_str(plain),
            None => written.push(sign),
        }
    }
    written
}
