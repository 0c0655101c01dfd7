//! The program as people run it: real processes, real HTTP, real signals, on both databases. What one crate promises by
//! itself is proved in that crate's own suite.

#![allow(clippy::print_stdout, reason = "a run tells its seed, so that it can be repeated")]

mod account;
mod accounts;
mod answers;
mod at_the_door;
mod bad_input;
mod browser;
mod commands;
mod configuration;
mod crash;
mod demo;
mod ending;
mod html;
mod installation;
mod mail_server;
mod models;
mod patience;
mod processes;
mod program;
mod sandbox;
mod seed;
mod storage;
mod story;
mod typed;
mod uploads;
mod vitals;
mod walk;
