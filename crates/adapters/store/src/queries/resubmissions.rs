//! Questions about the days on which cases are to be looked at again (Wiedervorlage).

use super::work::{LISTED, Statement, listed_case};
use crate::error::{Fault, StoreError};
use crate::rows::ResubmissionRow;
use crate::snapshot::{Snapshot, columns_of};
use crate::table::Row;
use crate::value::{Cell, Value};
use crate::views::{CaseReach, Resubmitted, ResubmittedCase, WorkQuestion};
use values::{CaseId, Moment};

/// Where counting stops.
const COUNTED: i64 = 100;

impl Snapshot {
    /// When a case is to be looked at again.
    pub async fn resubmission(&self, case: CaseId) -> Result<Option<ResubmissionRow>, StoreError> {
        self.by_key(ResubmissionRow::key(self.own_tenant()?, case)).await
    }

    /// A page of the cases that are to be looked at again, by day; behind the row given. Scope, service, and limit are
    /// those of the question.
    pub async fn resubmitted(
        &self,
        question: &WorkQuestion<'_>,
        which: Resubmitted,
        after: Option<(Moment, CaseId)>,
    ) -> Result<Vec<ResubmittedCase>, StoreError> {
        let mut statement = Statement::new(self.own_tenant()?.to_value());
        let Some(found) = statement.resubmitted(question, which, after) else { return Ok(Vec::new()) };
        let resubmission = columns_of(ResubmissionRow::TABLE, Some("r"));
        let sql = format!(
            "SELECT {resubmission}, {LISTED} FROM ({found}) f \
             JOIN resubmission r ON r.tenant = ?1 AND r.case_id = f.id \
             JOIN case_head c ON c.tenant = ?1 AND c.id = f.id ORDER BY f.day, f.id"
        );
        let rows = self.values(sql, statement.parameters).await?;
        rows.into_iter().map(|row| Ok(resubmitted_case(row)?)).collect()
    }

    /// How many cases are to be looked at again; counting stops at 100.
    pub async fn resubmitted_count(
        &self,
        question: &WorkQuestion<'_>,
        which: Resubmitted,
    ) -> Result<i64, StoreError> {
        let question = WorkQuestion { limit: COUNTED, ..question.clone() };
        let mut statement = Statement::new(self.own_tenant()?.to_value());
        let Some(found) = statement.resubmitted(&question, which, None) else { return Ok(0) };
        let rows = self.values(format!("SELECT COUNT(*) FROM ({found}) g"), statement.parameters).await?;
        let count = rows.into_iter().flatten().next().and_then(i64::from_value);
        Ok(count.ok_or(Fault::ImpossibleRow { table: "resubmission", column: "count" })?)
    }
}

impl Statement {
    /// Finds `(day, id)` of cases, each once, in order and limited; `None` when there can be none.
    fn resubmitted(
        &mut self,
        question: &WorkQuestion<'_>,
        which: Resubmitted,
        after: Option<(Moment, CaseId)>,
    ) -> Option<String> {
        let limit = self.bind(Value::I64(question.limit));
        let mut conditions = match which {
            Resubmitted::By(now) => format!("x.day <= {}", self.bind(now.to_value())),
            Resubmitted::After(now) => format!("x.day > {}", self.bind(now.to_value())),
        };
        if let Some((day, case)) = after {
            let (day, case) = (self.bind(day.to_value()), self.bind(case.to_value()));
            conditions.push_str(&format!(" AND (x.day, x.case_id) > ({day}, {case})"));
        }
        if let Some(service) = question.service {
            let service = self.bind(Value::Text(service.to_owned()));
            conditions.push_str(&format!(
                " AND EXISTS (SELECT 1 FROM case_head q WHERE q.tenant = ?1 AND q.id = x.case_id AND q.service_key = {service})"
            ));
        }
        let arm = |number: usize, table: &str, whose: &str| {
            format!(
                "SELECT day, id FROM (SELECT day, case_id AS id FROM {table} x WHERE x.tenant = ?1 {whose} AND {conditions} \
                 ORDER BY day, case_id LIMIT {limit}) a{number}"
            )
        };
        let found = match question.scope.cases {
            CaseReach::All => arm(0, "resubmission", ""),
            CaseReach::OfGroups => {
                let groups = self.bind_all(question.scope.groups);
                let arms = groups.iter().enumerate().map(|(number, group)| {
                    arm(number, "resubmission_candidate", &format!("AND x.group_key = {group}"))
                });
                arms.collect::<Vec<_>>().join(" UNION ")
            }
        };
        (!found.is_empty()).then(|| format!("SELECT day, id FROM ({found}) u ORDER BY day, id LIMIT {limit}"))
    }
}

fn resubmitted_case(row: Vec<Value>) -> Result<ResubmittedCase, Fault> {
    let mut values = row.into_iter();
    let resubmission = ResubmissionRow::from_values(&mut values)?;
    Ok(ResubmittedCase { resubmission, case: listed_case(&mut values)? })
}
