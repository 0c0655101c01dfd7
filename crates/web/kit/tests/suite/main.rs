//! The kit as its users see it: a drawn form, answers of a router with everything around it.

mod answers;
mod drawn_form;
