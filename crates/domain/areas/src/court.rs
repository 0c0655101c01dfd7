//! The administrative court of an area (§ 1 HessAGVwGO), for instructions on remedies.

use crate::area::Area;
use crate::areas::Areas;
use crate::validity::Validity;
use jiff::civil::Date;

/// An administrative court (Verwaltungsgericht).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Court {
    /// Its name, such as `Verwaltungsgericht Gießen`.
    pub name: String,
    /// Its seat, such as `Gießen`.
    pub place: String,
}

/// Which court an area has, and when.
#[derive(Debug, Clone)]
pub(crate) struct CourtOf {
    pub(crate) area: String,
    pub(crate) court: Court,
    pub(crate) validity: Validity,
}

impl Areas {
    /// The court of an area on a day; `None` where it is not known, so that no instruction names a wrong one
    /// (§ 58 II VwGO: a wrong one opens a whole year).
    pub fn court(&self, area: &Area, on: Date) -> Option<&Court> {
        let of =
            |area: &Area| self.courts.iter().find(|court| court.area == area.key && court.validity.holds(on));
        self.upwards(area, on).find_map(of).map(|found| &found.court)
    }
}
