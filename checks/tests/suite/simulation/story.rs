//! One story from one seed: people, offices, workers and outside vendors do what the dice say, somebody moves one point at a
//! time, and trouble comes. Afterwards it is calm, everybody finishes what they began, and what is there is looked at.

use super::acts;
use super::checks::Journals;
use super::dice::Dice;
use super::home::Home;
use super::stage::{Stage, Template};
use super::turns::{Fate, Moved};
use cases::Actor;
use casework::{Casework, ChoiceView, WorkRow};
use jiff::SignedDuration;
use rusqlite::Connection;
use std::cell::{Cell, OnceCell, RefCell};
use std::collections::{BTreeMap, BTreeSet};
use std::future::Future;
use std::pin::Pin;
use std::rc::Rc;
use store::{Fault, Point, StoreError};
use values::{AttemptId, CaseId, DocumentId, DraftId, Moment, PaymentId, TaskId};

/// Processes that share the database.
const PROCESSES: usize = 2;
/// How many people are under way at a time.
const UNDER_WAY: usize = 5;
/// How often somebody moves before it gets calm.
const MOVES: usize = 420;

/// Everything that happens in one story.
pub(crate) struct Story<'a> {
    pub(crate) template: &'a Template,
    pub(crate) stage: Stage,
    /// The towns of the story; the fewer, the more often people meet.
    pub(crate) places: Vec<usize>,
    /// How many applications there are at most.
    pub(crate) most: usize,
    pub(crate) known: RefCell<Known>,
    /// Reads the rows of a story in a file, once somebody looks.
    pub(crate) reader: OnceCell<Connection>,
    /// What was read of its journals.
    pub(crate) journals: Journals,
    /// Since when nothing breaks any more.
    pub(crate) calm_since: Cell<Option<Moment>>,
    log: RefCell<Vec<String>>,
}

/// What people know and hold in hand.
#[derive(Default)]
pub(crate) struct Known {
    pub(crate) applications: Vec<Application>,
    /// Tries to pay, with the town and the name the provider knows them by.
    pub(crate) attempts: Vec<(usize, AttemptId, String)>,
    /// Tasks that the program said were done, by case number.
    pub(crate) done: BTreeSet<(usize, String, TaskId)>,
    /// Files that came with an answer to the office, by office.
    pub(crate) answered_with: Vec<(usize, DocumentId)>,
    /// Payments of an office that a clerk has noted as paid, and whether the program said that they are.
    pub(crate) noted: BTreeMap<(usize, PaymentId), bool>,
    /// Payments of an office that a clerk has seen open, with their cases; the page may be old by now.
    pub(crate) seen_open: Vec<(usize, CaseId, PaymentId)>,
    /// How many notes of each case the program said were kept.
    pub(crate) notes: BTreeMap<(usize, String), i64>,
    /// Clicks that may begin a step, each with whoever was told that theirs has.
    pub(crate) clicks: BTreeMap<Click, BTreeSet<String>>,
    /// Pages of an office that lie open, on which something can be begun.
    pub(crate) pages: Vec<(usize, WorkRow, Rc<ChoiceView>)>,
    /// Cases that the head of office has led another way, or tried to.
    pub(crate) led: BTreeSet<(usize, String)>,
    /// Whoever had no account before the story.
    pub(crate) newcomer: Option<Actor>,
    /// What must never have happened.
    pub(crate) wrong: Vec<String>,
}

/// An application of somebody.
#[derive(Debug, Clone)]
pub(crate) struct Application {
    pub(crate) office: usize,
    pub(crate) service: (&'static str, &'static str),
    /// Who applies; a clerk for somebody who came with paper.
    pub(crate) actor: Actor,
    /// Into whose account they have begun to bring it; perhaps it is there already.
    pub(crate) brought_to: Option<Actor>,
    pub(crate) draft: DraftId,
    /// Files that were added to it.
    pub(crate) proofs: Vec<DocumentId>,
    /// Once somebody was told that it was sent.
    pub(crate) is_sent: bool,
    /// Once somebody holds the receipt.
    pub(crate) number: Option<String>,
}

/// A click on a page by which one step begins.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Click {
    pub(crate) office: usize,
    pub(crate) number: String,
    pub(crate) element: String,
    /// How many steps the case had taken when the page was made.
    pub(crate) steps: i64,
}

/// Somebody under way.
struct UnderWay<'s> {
    name: String,
    process: usize,
    future: Pin<Box<dyn Future<Output = String> + 's>>,
    at: Option<Point>,
}

impl<'a> Story<'a> {
    pub(crate) fn new(template: &'a Template, seed: u64) -> Self {
        let stage = template.copied(seed);
        let mut places: Vec<usize> = (0..template.offices.len()).collect();
        for _ in 0..stage.dice.below(places.len()) {
            places.swap_remove(stage.dice.below(places.len()));
        }
        Self {
            template,
            most: 1 + stage.dice.below(5),
            places,
            stage,
            known: RefCell::default(),
            reader: OnceCell::new(),
            journals: Journals::default(),
            calm_since: Cell::default(),
            log: RefCell::default(),
        }
    }

    pub(crate) fn dice(&self) -> &Dice {
        &self.stage.dice
    }

    /// One of the towns of the story.
    pub(crate) fn somewhere(&self) -> usize {
        self.places[self.dice().below(self.places.len())]
    }

    /// Notes what happened, for whoever looks for the cause of a finding.
    pub(crate) fn note(&self, what: impl Into<String>) {
        // Where the story is told is no part of it.
        let what = what.into().replace(&self.stage.folder.to_string(), "…");
        self.log.borrow_mut().push(format!("{} {what}", self.stage.now().civil()));
    }

    pub(crate) fn wrong(&self, what: impl Into<String>) {
        let what = what.into();
        self.note(format!("WRONG: {what}"));
        self.known.borrow_mut().wrong.push(what);
    }

    /// Everything that was noted.
    pub(crate) fn log(&self) -> Vec<String> {
        self.log.borrow().clone()
    }

    /// Lets people do what the dice say, with trouble.
    pub(crate) fn run(&self) {
        let clocks: [SignedDuration; PROCESSES] = std::array::from_fn(|_| self.wrong_clock());
        let mut processes: Vec<Rc<Casework>> = clocks.iter().map(|wrong_by| self.begun(*wrong_by)).collect();
        let mut under_way: Vec<UnderWay<'_>> = Vec::new();
        for _ in 0..MOVES {
            let begins = under_way.len() < UNDER_WAY && (under_way.is_empty() || self.dice().once_in(3));
            if begins {
                let process = self.dice().below(PROCESSES);
                let act = acts::chosen(self);
                let future = act.begin(self, Rc::clone(&processes[process]));
                self.moved(&mut under_way, UnderWay { name: act.name(), process, future, at: None });
                continue;
            }
            if self.dice().once_in(60) {
                let process = self.dice().below(PROCESSES);
                self.note(format!("process {process} is killed"));
                under_way.retain(|one| one.process != process);
                processes[process] = self.begun(clocks[process]);
                continue;
            }
            let who = self.dice().below(under_way.len().max(1));
            if under_way.is_empty() {
                continue;
            }
            let one = under_way.swap_remove(who);
            if self.dice().once_in(50) {
                self.note(format!("{} is cut off at {:?}", one.name, one.at));
                continue;
            }
            self.moved(&mut under_way, one);
        }
        self.note("the power fails");
    }

    /// Lets everything go on in a copy of the database; the whole one comes back.
    pub(crate) fn in_a_copy(&mut self) -> Home {
        let copy = self.stage.home.copied(&self.stage.folder);
        self.nothing_is_read();
        std::mem::replace(&mut self.stage.home, copy)
    }

    /// Lets everything go on in the database of before.
    pub(crate) fn back_in(&mut self, home: Home) {
        self.stage.home = home;
        self.nothing_is_read();
    }

    fn nothing_is_read(&mut self) {
        self.reader = OnceCell::new();
        self.journals = Journals::default();
    }

    /// A new process whose clock is right.
    pub(crate) fn started(&self) -> Rc<Casework> {
        self.begun(SignedDuration::ZERO)
    }

    fn begun(&self, wrong_by: SignedDuration) -> Rc<Casework> {
        Rc::new(self.stage.turns.without_stops(self.stage.process(wrong_by)))
    }

    /// By how much a clock is wrong: mostly not at all, else up to some minutes.
    fn wrong_clock(&self) -> SignedDuration {
        let dice = self.dice();
        if dice.once_in(2) {
            SignedDuration::ZERO
        } else {
            SignedDuration::from_secs(dice.below(361) as i64 - 180)
        }
    }

    fn moved<'s>(&'s self, under_way: &mut Vec<UnderWay<'s>>, mut one: UnderWay<'s>) {
        let fate = self.fate(one.at);
        if let Fate::Breaks(error) = &fate {
            self.note(format!("{}: {error}", one.name));
        }
        match self.stage.turns.go_on(one.future.as_mut(), fate) {
            Moved::To(point) => {
                one.at = Some(point);
                under_way.push(one);
            }
            Moved::ToTheEnd(answer) => self.note(format!("{}: {answer}", one.name)),
        }
    }

    /// Now and then the way to the database breaks, before or after it has written.
    fn fate(&self, at: Option<Point>) -> Fate {
        let lost = || "the connection was lost".to_owned();
        let fault = match at {
            Some(Point::Reading | Point::Writing) if self.dice().once_in(80) => Fault::Unreachable(lost()),
            Some(Point::Written) if self.dice().once_in(40) => Fault::OutcomeUnknown(lost()),
            _ => return Fate::Passes,
        };
        Fate::Breaks(StoreError::Fault(fault))
    }

    /// Does something to its end while it is calm.
    pub(crate) fn calmly<T>(&self, future: impl Future<Output = T>) -> T {
        self.stage.turns.without_stops(future)
    }
}
