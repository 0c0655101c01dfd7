//! Tests of the house itself: what may depend on what, what the domain may not ask for, how files look, that no text is
//! missing and no page fetches from a stranger. What the program does is tested beside the program.

mod decisions;
mod documents;
mod floors;
mod neutral;
mod pages;
mod permissions;
mod purity;
mod routes;
mod simulation;
mod texts;
mod tidy;
