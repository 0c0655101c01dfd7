//! The tests of decision models as seen from outside.

extern crate fachwerk_dmn as dmn;

mod compatibility;
