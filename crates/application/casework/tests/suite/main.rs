//! The one test binary of casework: real databases of both kinds, real letters, the real dog-tax package.

extern crate fachwerk_casework as casework;

mod accounts;
mod between;
mod choices;
mod competence;
mod conflicts;
mod counter;
mod deadlines;
mod decide;
mod delivery;
mod dog_tax;
mod drafts;
mod isolation;
mod library;
mod lists;
mod migrations;
mod notes;
mod office;
mod overrun;
mod parts;
mod payments;
mod proof;
mod search;
mod second_factor;
mod story;
mod stuck;
mod suspicion;
mod talk;
mod thrown;
mod timed_starts;
mod uploads;
mod worker;
