//! Properties of random models under random commands.

use crate::blocks::{Visits, blocks, model};
use crate::driver::{Driver, first_variables, leaf, variables};
use crate::programs::{Declared, compile};
use checks::{given, rounds};
use fachwerk_engine::{Cause, Command, Limits, Phase, Resting};
use proptest::prelude::*;
use proptest::test_runner::{Config, RngAlgorithm, TestCaseError, TestRng, TestRunner};
use std::cell::{Cell, RefCell};
use std::collections::BTreeSet;

/// Tries a property on so many cases, the same on every machine. `FACHWERK_ROUNDS` says how many times as many, each time
/// from a seed of its own; `FACHWERK_SEED` repeats one.
pub(crate) fn hold<S: Strategy>(
    cases: u32,
    strategy: &S,
    property: impl Fn(S::Value) -> Result<(), TestCaseError>,
) {
    let rounds = u64::from(rounds());
    let seeds = given("FACHWERK_SEED").map_or(0..rounds, |seed| seed..seed + 1);
    for seed in seeds {
        let config = Config { cases, failure_persistence: None, ..Config::default() };
        let mut bytes = [0; 32];
        bytes[..8].copy_from_slice(&seed.to_le_bytes());
        let dice = TestRng::from_seed(RngAlgorithm::ChaCha, &bytes);
        let outcome = TestRunner::new_with_rng(config, dice).run(strategy, &property);
        if let Err(wrong) = outcome {
            panic!("FACHWERK_SEED={seed}: {wrong}");
        }
    }
}

pub(crate) fn declared(limits: Limits) -> Declared {
    let names = BTreeSet::from(["choice".to_owned(), "again".to_owned()]);
    Declared { names, limits, ..Declared::default() }
}

/// Nobody's application gets lost between two branches or is worked on twice: in every block-structured model as many
/// tokens leave a part as entered it, whatever people, jobs and clocks do.
#[test]
fn no_token_is_lost_or_doubled() {
    let (ended, counted, moved, chosen) = (Cell::new(0), Cell::new(0), Cell::new(0), Cell::new(0));
    let strategy = (blocks(), prop::collection::vec(any::<u16>(), 120));
    hold(200, &strategy, |(drawn, choices)| {
        let (xml, written) = model(&drawn);
        // What is done for several, several times in each other, needs more room than a case has.
        let program = compile("random.bpmn", &xml, declared(Limits { bytes: 1 << 24, ..Limits::default() }))
            .map_err(|problems| TestCaseError::fail(format!("{problems:?}\n{xml}")))?;
        let mut driver = Driver::new(&program);
        let mut visits = Visits::default();
        let first = driver.begin(first_variables(usize::from(choices[0]))).expect("every model can begin");
        visits.count(&first.events);
        for choice in choices.iter().map(|choice| usize::from(*choice)) {
            let Some(command) = driver.possible(choice, variables(choice / 16)) else { break };
            let step = driver.take(command);
            visits.count(&step.events);
            if choice.is_multiple_of(3) && *driver.instance.phase() == Phase::Running {
                driver.migrate_to_itself(choice / 3);
            }
            // Whoever moves a token to where it is begins that place anew, and nothing else.
            if choice.is_multiple_of(2)
                && let Some((from, to)) = leaf(&driver.instance, choice / 2)
            {
                let step = driver.take(Command::MoveToken { from, to });
                visits.count(&step.events);
                moved.set(moved.get() + 1);
            }
            let dead_end = driver.instance.incidents().values().any(|stuck| stuck.cause == Cause::DeadEnd);
            prop_assert!(!dead_end, "a block that was split is always joined: {xml}");
        }
        chosen.set(chosen.get() + visits.chosen());
        if *driver.instance.phase() == Phase::Ended {
            ended.set(ended.get() + 1);
            counted.set(counted.get() + i32::from(!visits.is_interrupted()));
            prop_assert!(visits.check(&written, 2).is_err(), "the count can fail");
            visits.check(&written, 1).map_err(|wrong| TestCaseError::fail(format!("{wrong}\n{xml}")))?;
        }
        Ok(())
    });
    let (ended, counted) = (ended.get(), counted.get());
    let (moved, chosen) = (moved.get(), chosen.get());
    println!(
        "random block-structured models: {ended} ended, {counted} of them without interruption, {moved} moves, {chosen} choices"
    );
    assert!(counted > 30, "enough models were counted to their end");
    assert!(moved > 100, "enough tokens were moved");
    assert!(chosen > 50, "people began enough in ad-hoc sub-processes");
}

/// A node of a random graph.
#[derive(Debug, Clone, Copy)]
enum Any {
    User,
    Pass,
    Exclusive,
    Inclusive,
    Parallel,
    End,
    Terminate,
}

fn any_graph() -> impl Strategy<Value = Vec<(Any, usize, usize)>> {
    let node = prop_oneof![
        2 => Just(Any::User),
        2 => Just(Any::Pass),
        3 => Just(Any::Exclusive),
        3 => Just(Any::Inclusive),
        3 => Just(Any::Parallel),
        1 => Just(Any::End),
        1 => Just(Any::Terminate),
    ];
    prop::collection::vec((node, any::<usize>(), any::<usize>()), 2..12)
}

/// Every node hangs on an earlier one and has a second way to anywhere, backwards too.
fn graph(nodes: &[(Any, usize, usize)]) -> String {
    let mut xml = String::from("<startEvent id='n0'/>");
    let leads_on = |index: usize| index == 0 || !matches!(nodes[index - 1].0, Any::End | Any::Terminate);
    let mut flows = Vec::new();
    for (index, (kind, from, to)) in nodes.iter().enumerate() {
        let id = index + 1;
        xml.push_str(&match kind {
            Any::User => format!(
                "<userTask id='n{id}'><extensionElements><z:formDefinition formId='form'/>\
                 </extensionElements></userTask>"
            ),
            Any::Pass => format!("<task id='n{id}'/>"),
            Any::Exclusive => format!("<exclusiveGateway id='n{id}'/>"),
            Any::Inclusive => format!("<inclusiveGateway id='n{id}'/>"),
            Any::Parallel => format!("<parallelGateway id='n{id}'/>"),
            Any::End => format!("<endEvent id='n{id}'/>"),
            Any::Terminate => format!("<endEvent id='n{id}'><terminateEventDefinition/></endEvent>"),
        });
        let earlier: Vec<usize> = (0..id).filter(|earlier| leads_on(*earlier)).collect();
        flows.push((earlier[from % earlier.len()], id));
        if leads_on(id) {
            flows.push((id, to % nodes.len() + 1));
        }
    }
    for (index, (from, to)) in flows.into_iter().enumerate() {
        let decides = from > 0 && matches!(nodes[from - 1].0, Any::Exclusive | Any::Inclusive);
        let condition = match index % 3 {
            0 => "<conditionExpression>=choice = 1</conditionExpression>",
            1 => "<conditionExpression>=again</conditionExpression>",
            _ => "<conditionExpression>=true</conditionExpression>",
        };
        let condition = if decides { condition } else { "" };
        xml.push_str(&format!(
            "<sequenceFlow id='f{index}' sourceRef='n{from}' targetRef='n{to}'>{condition}</sequenceFlow>"
        ));
    }
    format!(
        "<definitions xmlns='http://www.omg.org/spec/BPMN/20100524/MODEL' \
         xmlns:z='http://camunda.org/schema/zeebe/1.0'><process id='p'>{xml}</process></definitions>"
    )
}

/// A person moves a token anywhere, or lets it end.
fn take_in_hand(driver: &mut Driver<'_>, choice: usize, nodes: usize) {
    let stuck = driver.instance.incidents().keys().next().map(|id| Resting::Stuck(*id));
    let live = driver.instance.elements().keys().next().map(|key| Resting::On(*key));
    match (choice % 6, stuck.or(live)) {
        (0, Some(from)) => drop(driver.take(Command::DropToken { from })),
        (1, Some(from)) => {
            let to = format!("n{}", choice / 6 % nodes + 1);
            drop(driver.take(Command::MoveToken { from, to }));
        }
        _ => {}
    }
}

/// An operator's server survives every model a tenant can draw: it ends, waits, or says where it is stuck.
#[test]
fn every_model_ends_waits_or_says_why_it_is_stuck() {
    let kinds = RefCell::new(BTreeSet::new());
    let strategy = (any_graph(), prop::collection::vec(any::<u16>(), 12));
    let limits = Limits { activations: 60, ..Limits::default() };
    hold(400, &strategy, |(nodes, choices)| {
        let xml = graph(&nodes);
        let program = compile("random.bpmn", &xml, declared(limits))
            .map_err(|problems| TestCaseError::fail(format!("{problems:?}\n{xml}")))?;
        let mut driver = Driver::new(&program);
        driver.take(Command::Start { variables: variables(2) });
        for choice in choices.iter().map(|choice| usize::from(*choice)) {
            let stuck = driver.instance.incidents().values().map(|incident| incident.cause.text_key());
            kinds.borrow_mut().extend(stuck);
            let Some(command) = driver.possible(choice, variables(choice / 16)) else { break };
            driver.take(command);
            take_in_hand(&mut driver, choice, nodes.len());
        }
        if *driver.instance.phase() == Phase::Running {
            driver.take(Command::Cancel { reason: "enough".to_owned() });
        }
        Ok(())
    });
    let kinds = kinds.into_inner();
    println!("random graphs were stuck by: {kinds:?}");
    assert!(kinds.len() >= 4, "the graphs were wild enough");
}
