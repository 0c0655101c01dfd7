//! The states, whose holidays differ, and the holidays that count in some of their places alone.

/// A state of Germany.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum State {
    /// Schleswig-Holstein.
    SchleswigHolstein,
    /// Hamburg.
    Hamburg,
    /// Niedersachsen.
    LowerSaxony,
    /// Bremen.
    Bremen,
    /// Nordrhein-Westfalen.
    NorthRhineWestphalia,
    /// Hessen.
    Hesse,
    /// Rheinland-Pfalz.
    RhinelandPalatinate,
    /// Baden-Württemberg.
    BadenWurttemberg,
    /// Bayern.
    Bavaria,
    /// Saarland.
    Saarland,
    /// Berlin.
    Berlin,
    /// Brandenburg.
    Brandenburg,
    /// Mecklenburg-Vorpommern.
    MecklenburgWesternPomerania,
    /// Sachsen.
    Saxony,
    /// Sachsen-Anhalt.
    SaxonyAnhalt,
    /// Thüringen.
    Thuringia,
}

impl State {
    /// All states, in the order of their official keys, which count from 01.
    pub const ALL: [State; 16] = [
        Self::SchleswigHolstein,
        Self::Hamburg,
        Self::LowerSaxony,
        Self::Bremen,
        Self::NorthRhineWestphalia,
        Self::Hesse,
        Self::RhinelandPalatinate,
        Self::BadenWurttemberg,
        Self::Bavaria,
        Self::Saarland,
        Self::Berlin,
        Self::Brandenburg,
        Self::MecklenburgWesternPomerania,
        Self::Saxony,
        Self::SaxonyAnhalt,
        Self::Thuringia,
    ];

    /// The state in which an area lies, by the first two digits of its official key (AGS).
    pub fn of_area(key: &str) -> Option<Self> {
        let number: usize = key.get(..2)?.parse().ok()?;
        Self::ALL.get(number.checked_sub(1)?).copied()
    }

    /// Its abbreviation, as ISO 3166-2:DE has it behind `DE-`.
    pub const fn abbreviation(self) -> &'static str {
        match self {
            Self::SchleswigHolstein => "SH",
            Self::Hamburg => "HH",
            Self::LowerSaxony => "NI",
            Self::Bremen => "HB",
            Self::NorthRhineWestphalia => "NW",
            Self::Hesse => "HE",
            Self::RhinelandPalatinate => "RP",
            Self::BadenWurttemberg => "BW",
            Self::Bavaria => "BY",
            Self::Saarland => "SL",
            Self::Berlin => "BE",
            Self::Brandenburg => "BB",
            Self::MecklenburgWesternPomerania => "MV",
            Self::Saxony => "SN",
            Self::SaxonyAnhalt => "ST",
            Self::Thuringia => "TH",
        }
    }

    /// The state with this abbreviation.
    pub fn with_abbreviation(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.abbreviation() == text)
    }
}

/// A holiday that a state's law leaves to single places. Which ones they are changes, so the place itself says so.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LocalHoliday {
    /// 8 August in the city of Augsburg (BayFTG Art. 1 II).
    AugsburgPeace,
    /// 15 August in Bavarian municipalities with more Catholic than Protestant inhabitants (BayFTG Art. 1 I 2).
    Assumption,
    /// Corpus Christi where an ordinance in Saxony (SächsSFG § 1 I) or Thuringia (ThürFtG § 2 II) says so.
    CorpusChristi,
}

impl LocalHoliday {
    /// All of them.
    pub const ALL: [LocalHoliday; 3] = [Self::AugsburgPeace, Self::Assumption, Self::CorpusChristi];

    /// The word for settings.
    pub const fn key(self) -> &'static str {
        match self {
            Self::AugsburgPeace => "augsburg-peace",
            Self::Assumption => "assumption",
            Self::CorpusChristi => "corpus-christi",
        }
    }

    /// The holiday with this word, where the state leaves it to its places.
    pub fn with_key(key: &str, state: State) -> Option<Self> {
        Self::ALL.into_iter().find(|holiday| holiday.key() == key && holiday.is_left_to_places_of(state))
    }

    fn is_left_to_places_of(self, state: State) -> bool {
        match self {
            Self::AugsburgPeace | Self::Assumption => state == State::Bavaria,
            Self::CorpusChristi => matches!(state, State::Saxony | State::Thuringia),
        }
    }
}
