//! Areas (Gebiete) with validity, who is competent for them, and their courts. Which tenant administers an area is not
//! known here.

mod area;
mod areas;
mod competence;
mod court;
mod lines;
mod names;
mod read;
mod search;
mod validity;

pub use area::{Area, AreaKind, PlaceForm};
pub use areas::Areas;
pub use competence::{Competent, ServiceRule};
pub use court::Court;
pub use names::{authority_name, executive_name, full_name, name_with_article, slug_of};
pub use read::AreasFault;
pub use validity::Validity;
