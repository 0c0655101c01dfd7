//! The permission matrix: who may do what with a case, as one table that people can read. The rule itself stands in
//! `crates/domain/cases/src/permissions.rs`.

use cases::{
    Action, Actor, CaseFacts, Citizen, Guest, Machine, Role, Scope, Staff, TrustLevel, case_scope, may,
    migrates_in, scope,
};
use checks::Golden;
use std::collections::BTreeSet;
use std::fmt::Write;
use values::{CaseId, CitizenId, EffectId, StaffId, TenantId};

const REASON: &str =
    "Who may do what is decided in one place; a change of the matrix is a decision about people.";

/// Nobody sees or changes a case that is not theirs: not another citizen, not another office, not another town.
#[test]
fn the_matrix_is_what_people_decided() {
    let width = actors().iter().map(|(name, ..)| name.chars().count()).max().unwrap_or(0);
    let mut table = format!("{:width$}", "");
    for action in Action::ALL {
        write!(table, " {action:?}").expect("text grows");
    }
    for (name, actor, facts) in actors() {
        write!(table, "\n{name:width$}").expect("text grows");
        for action in Action::ALL {
            let answer = if may(&actor, action, &facts) { "yes" } else { "·" };
            write!(table, " {answer:^cell$}", cell = format!("{action:?}").len()).expect("text grows");
        }
    }
    let trimmed: String = table.lines().map(|line| format!("{}\n", line.trim_end())).collect();
    Golden::named("permissions.txt").compare(&trimmed, REASON);
}

/// A work list shows a free task exactly to those who may take it.
#[test]
fn lists_and_answers_agree() {
    for (name, actor, facts) in
        actors().into_iter().filter(|(.., facts)| facts.assignee.is_none() && facts.not_by.is_empty())
    {
        let listed = match scope(&actor) {
            Scope::Nothing => false,
            Scope::Groups { tenant, groups } => {
                tenant == facts.tenant && !groups.is_disjoint(&facts.task_groups)
            }
        };
        assert_eq!(listed, may(&actor, Action::TakeTask, &facts), "{name}");
    }
}

/// A list of cases shows a case exactly to those who may read it.
#[test]
fn lists_of_cases_and_answers_agree() {
    for (name, actor, facts) in actors() {
        let listed = case_scope(&actor).holds(facts.tenant, &facts.groups);
        assert_eq!(listed, may(&actor, Action::ReadCase, &facts), "{name}");
        assert_eq!(migrates_in(&actor, facts.tenant), may(&actor, Action::Migrate, &facts), "{name}");
    }
}

/// Everybody whom the rule tells apart, each with the case as they meet it.
fn actors() -> Vec<(&'static str, Actor, CaseFacts)> {
    let guests = [
        ("guest: applied in this browser", Guest { citizen: Some(citizen(1)), opened: None }),
        ("guest: number and code", Guest { citizen: None, opened: Some(case(1)) }),
        ("guest: number and code of another case", Guest { citizen: None, opened: Some(case(2)) }),
        ("guest: applied for something else", Guest { citizen: Some(citizen(2)), opened: None }),
        ("guest: nobody", Guest::default()),
    ];
    let mut rows: Vec<_> =
        guests.into_iter().map(|(name, guest)| (name, Actor::Guest(guest), free_task())).collect();
    let account =
        |id, opened| Actor::Citizen(Citizen { id: citizen(id), trust: TrustLevel::Account, opened });
    rows.extend([
        ("citizen: applied", account(1, None), free_task()),
        ("citizen: applied for something else", account(2, None), free_task()),
        ("citizen: number and code of somebody else's case", account(2, Some(case(1))), free_task()),
        ("citizen: number and code of another case", account(2, Some(case(2))), free_task()),
    ]);
    let clerk = || staff(&["steueramt"], &[]);
    let office = || staff(&["kasse"], &[]);
    let administrator = || staff(&["steueramt"], &[Role::Administrator]);
    let elsewhere = || Staff { tenant: tenant(2), ..staff(&["steueramt"], &[Role::Head]) };
    rows.extend([
        ("staff: may take the task, it is free", Actor::Staff(clerk()), free_task()),
        ("staff: may take the task, has it", Actor::Staff(clerk()), task_of(1)),
        ("staff: may take the task, a colleague has it", Actor::Staff(clerk()), task_of(2)),
        ("staff: works on the service, not on this task", Actor::Staff(office()), free_task()),
        ("staff: left the group, still has the task", Actor::Staff(staff(&[], &[])), task_of(1)),
        ("staff: of another office", Actor::Staff(staff(&["ordnungsamt"], &[])), free_task()),
        ("staff: has prepared what the task looks at again", Actor::Staff(clerk()), second_eyes()),
        ("head: task is free", Actor::Staff(staff(&[], &[Role::Head])), free_task()),
        ("head: a colleague has the task", Actor::Staff(staff(&[], &[Role::Head])), task_of(2)),
        ("mail room: task is free", Actor::Staff(staff(&[], &[Role::MailRoom])), free_task()),
        ("administrator: task is free", Actor::Staff(staff(&[], &[Role::Administrator])), free_task()),
        ("administrator: works on the service", Actor::Staff(administrator()), free_task()),
        ("staff and head: of another town, task is free", Actor::Staff(elsewhere()), free_task()),
        ("staff and head: of another town, same id has the task", Actor::Staff(elsewhere()), task_of(1)),
        ("system", Actor::System(EffectId::from_bytes([9; 16])), free_task()),
        ("machine", Actor::Machine(Machine { command: "case verify" }), free_task()),
    ]);
    rows
}

fn free_task() -> CaseFacts {
    CaseFacts {
        tenant: tenant(1),
        case: case(1),
        citizen: citizen(1),
        groups: keys(&["kasse", "steueramt"]),
        task_groups: keys(&["steueramt"]),
        assignee: None,
        not_by: BTreeSet::new(),
    }
}

/// A free task for a second pair of eyes; the first were those of person 1.
fn second_eyes() -> CaseFacts {
    CaseFacts { not_by: BTreeSet::from([StaffId::from_bytes([1; 16])]), ..free_task() }
}

fn task_of(holder: u8) -> CaseFacts {
    CaseFacts { assignee: Some(StaffId::from_bytes([holder; 16])), ..free_task() }
}

fn staff(groups: &[&str], roles: &[Role]) -> Staff {
    Staff {
        id: StaffId::from_bytes([1; 16]),
        tenant: tenant(1),
        name: "Weber".to_owned(),
        groups: keys(groups),
        roles: roles.iter().copied().collect(),
    }
}

fn keys(names: &[&str]) -> BTreeSet<String> {
    names.iter().map(|name| (*name).to_owned()).collect()
}

fn tenant(number: u8) -> TenantId {
    TenantId::from_bytes([number; 16])
}

fn case(number: u8) -> CaseId {
    CaseId::from_bytes([number; 16])
}

fn citizen(number: u8) -> CitizenId {
    CitizenId::from_bytes([number; 16])
}
