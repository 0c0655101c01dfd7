//! Rows as they lie in the database of a story, whichever it is: the same questions in the same words.

use crate::simulation::home::{Home, Server};
use crate::simulation::story::Story;
use engine::{Event, Instance, StoredPart};
use rusqlite::types::{FromSql, Value};
use rusqlite::{Connection, OpenFlags, params_from_iter};
use std::cell::{OnceCell, RefCell};
use std::collections::BTreeMap;
use std::rc::Rc;
use tokio::runtime::Handle;
use tokio_postgres::types::{ToSql, Type};
use values::Moment;

pub(crate) type Id = [u8; 16];

/// Looks at the rows of a story. The cases are read once: whoever asks again sees the same moment.
pub(crate) struct Database<'a> {
    reader: Reader<'a>,
    journals: &'a Journals,
    cases: OnceCell<Vec<Case>>,
}

/// What was read of the journals of a story so far, with the last step: they only grow.
pub(crate) type Journals = RefCell<BTreeMap<(Id, Id), (i64, Rc<Vec<Dated>>)>>;

enum Reader<'a> {
    File(&'a Connection),
    Server(&'a Server),
}

/// A case with its state.
pub(crate) struct Case {
    pub(crate) tenant: Id,
    pub(crate) id: Id,
    pub(crate) number: String,
    pub(crate) service: String,
    pub(crate) procedure: String,
    pub(crate) status: String,
    instance: OnceCell<Instance>,
    events: OnceCell<Rc<Vec<Dated>>>,
}

/// What happened to a case.
#[derive(Clone)]
pub(crate) struct Dated {
    /// By the clock of whoever did it, which may be wrong.
    pub(crate) at: Moment,
    /// Its step was stored after all with a smaller number, of whatever case.
    pub(crate) stored: i64,
    pub(crate) event: Event,
}

/// A row that was found.
pub(crate) struct Row(Vec<Value>);

impl Row {
    pub(crate) fn get<T: FromSql>(&self, column: usize) -> T {
        T::column_result((&self.0[column]).into()).expect("a value of this type")
    }
}

impl<'a> Database<'a> {
    pub(crate) fn of(story: &'a Story<'_>) -> Self {
        let reader = match &story.stage.home {
            Home::Server(server) => Reader::Server(server),
            file => Reader::File(
                story
                    .reader
                    .get_or_init(|| file.file(OpenFlags::SQLITE_OPEN_READ_ONLY).expect("it is a file")),
            ),
        };
        Self { reader, journals: &story.journals, cases: OnceCell::new() }
    }

    /// All rows, in the order that the statement asks for. Its parameters are ids.
    pub(crate) fn rows(&self, sql: &str, ids: &[Id]) -> Vec<Row> {
        match &self.reader {
            Reader::File(file) => of_file(file, sql, ids),
            Reader::Server(server) => of_server(server, sql, ids),
        }
    }

    /// The first column of all rows, sorted.
    pub(crate) fn column<T: FromSql + Ord>(&self, sql: &str, ids: &[Id]) -> Vec<T> {
        let mut column: Vec<T> = self.rows(sql, ids).iter().map(|row| row.get(0)).collect();
        column.sort();
        column
    }

    pub(crate) fn count(&self, sql: &str, ids: &[Id]) -> i64 {
        self.rows(sql, ids)[0].get(0)
    }

    /// Every case of every tenant, by number.
    pub(crate) fn cases(&self) -> &[Case] {
        self.cases.get_or_init(|| {
            let sql = "SELECT tenant, id, number, service_key, procedure, status FROM case_head
                       ORDER BY tenant, number";
            self.rows(sql, &[]).iter().map(|row| self.case(row)).collect()
        })
    }

    fn case(&self, row: &Row) -> Case {
        let (tenant, id) = (row.get(0), row.get(1));
        Case {
            tenant,
            id,
            number: row.get(2),
            service: row.get(3),
            procedure: row.get(4),
            status: row.get(5),
            instance: OnceCell::new(),
            events: OnceCell::new(),
        }
    }

    /// What happened to a case, from its journal.
    pub(crate) fn events<'c>(&self, case: &'c Case) -> &'c [Dated] {
        case.events.get_or_init(|| {
            let mut journals = self.journals.borrow_mut();
            let (step, events) = journals.entry((case.tenant, case.id)).or_default();
            self.read_on(case, (step, Rc::make_mut(events)));
            Rc::clone(events)
        })
    }

    /// Reads what has happened after this step.
    fn read_on(&self, case: &Case, (step, dated): (&mut i64, &mut Vec<Dated>)) {
        // People move one at a time, so transactions are stored in the order in which they began to write.
        let stored = match &self.reader {
            Reader::File(_) => "rowid",
            Reader::Server(_) => "xmin::text::bigint",
        };
        let sql = format!(
            "SELECT payload, {stored}, step FROM journal_payload
             WHERE tenant = ?1 AND chain = ?2 AND step > {step} ORDER BY step"
        );
        let mut at = dated.last().map_or(Moment::from_micros(0), |last| last.at);
        for row in self.rows(&sql, &[case.tenant, case.id]) {
            // Steps of people that are none of the process have payloads of their own.
            for event in serde_json::from_str::<Vec<Event>>(&row.get::<String>(0)).unwrap_or_default() {
                if let Event::Began { at: now, .. } | Event::Undone { at: now, .. } = &event {
                    at = *now;
                }
                dated.push(Dated { at, stored: row.get(1), event });
            }
            *step = row.get(2);
        }
    }

    /// The state of a case.
    pub(crate) fn instance<'c>(&self, case: &'c Case) -> &'c Instance {
        case.instance.get_or_init(|| self.read_instance(case.tenant, case.id))
    }

    /// The state of a case, from all its parts.
    fn read_instance(&self, tenant: Id, case: Id) -> Instance {
        let sql = "SELECT part, format, bytes FROM instance WHERE tenant = ?1 AND case_id = ?2";
        let rows = self.rows(sql, &[tenant, case]);
        let rows: Vec<(u32, u32, Vec<u8>)> =
            rows.iter().map(|row| (row.get(0), row.get(1), row.get(2))).collect();
        let parts =
            rows.iter().map(|(number, format, bytes)| StoredPart { number: *number, format: *format, bytes });
        Instance::from_parts(parts).expect("a readable state")
    }
}

fn of_file(file: &Connection, sql: &str, ids: &[Id]) -> Vec<Row> {
    let mut statement = file.prepare_cached(sql).expect("a statement");
    let width = statement.column_count();
    let rows = statement.query_map(params_from_iter(ids.iter().map(|id| &id[..])), |row| {
        (0..width).map(|column| row.get(column)).collect::<rusqlite::Result<Vec<Value>>>().map(Row)
    });
    rows.expect("it runs").map(|row| row.expect("a row")).collect()
}

fn of_server(server: &Server, sql: &str, ids: &[Id]) -> Vec<Row> {
    let ids: Vec<&[u8]> = ids.iter().map(|id| &id[..]).collect();
    let parameters: Vec<&(dyn ToSql + Sync)> = ids.iter().map(|id| id as &(dyn ToSql + Sync)).collect();
    let sql = sql.replace('?', "$");
    let rows = Handle::current().block_on(server.owner().query(&sql, &parameters)).expect("it runs");
    rows.iter().map(|row| Row((0..row.len()).map(|column| cell(row, column)).collect())).collect()
}

fn cell(row: &tokio_postgres::Row, column: usize) -> Value {
    match *row.columns()[column].type_() {
        Type::BYTEA => row.get::<_, Option<Vec<u8>>>(column).map_or(Value::Null, Value::Blob),
        Type::INT8 => row.get::<_, Option<i64>>(column).map_or(Value::Null, Value::Integer),
        _ => row.get::<_, Option<String>>(column).map_or(Value::Null, Value::Text),
    }
}
