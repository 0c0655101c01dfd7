//! What somebody brought into their account is theirs, whole, and nobody else's: the draft, the case, what lists show of it,
//! and what lies in the postbox about it.

use super::Findings;
use super::rows::Database;
use crate::simulation::story::Story;
use cases::Actor;

/// Rows that show a case to somebody whose it is not, or to nobody.
const ASTRAY: [(&str, &str); 3] = [
    (
        "a case stands in a list of somebody whose it is not",
        "SELECT count(*) FROM citizen_case c JOIN case_head h ON h.tenant = c.tenant AND h.id = c.case_id
         WHERE c.citizen <> h.citizen",
    ),
    (
        "a case stands in no list of whose it is",
        "SELECT count(*) FROM case_head h WHERE NOT EXISTS
         (SELECT 1 FROM citizen_case c WHERE c.tenant = h.tenant AND c.case_id = h.id AND c.citizen = h.citizen)",
    ),
    (
        "a letter lies in the postbox of somebody whose case it is not",
        "SELECT count(*) FROM postbox_item p JOIN case_head h ON h.tenant = p.tenant AND h.id = p.case_id
         WHERE p.citizen <> h.citizen",
    ),
];

pub(super) fn check(story: &Story<'_>, database: &Database<'_>, findings: &mut Findings) {
    for (what, sql) in ASTRAY {
        let count = database.count(sql, &[]);
        if count > 0 {
            findings.push(format!("{what} ({count})"));
        }
    }
    for one in &story.known.borrow().applications {
        let Actor::Citizen(account) = &one.actor else { continue };
        let tenant = *story.template.offices[one.office].town.tenant.as_bytes();
        let sql = "SELECT count(*) FROM draft d LEFT JOIN case_head h ON h.tenant = d.tenant AND h.id = d.submitted_case
                   WHERE d.tenant = ?1 AND d.id = ?2 AND d.citizen = ?3 AND (h.id IS NULL OR h.citizen = ?3)";
        if database.count(sql, &[tenant, *one.draft.as_bytes(), *account.id.as_bytes()]) != 1 {
            findings.push(format!("{:?} is not in the account that it was brought into", one.number));
        }
    }
}
