//! Repetitions that are written for cron, as Zeebe and Operaton read them.

use fachwerk_bpmn::Cron;
use values::Moment;

/// An expression, a time in Germany, and the next times after it.
const TIMES: &str = "
0 0 9 * * MON | 2026-11-23T09:00 | 2026-11-30T09:00+01:00 2026-12-07T09:00+01:00
0 0 9 * * 1 | 2026-11-23T08:59 | 2026-11-23T09:00+01:00 2026-11-30T09:00+01:00
0 0 9 * * 0,7 | 2026-11-23T09:00 | 2026-11-29T09:00+01:00 2026-12-06T09:00+01:00
0 0 6 ? * fri-mon | 2026-11-26T12:00 | 2026-11-27T06:00+01:00 2026-11-28T06:00+01:00 2026-11-29T06:00+01:00 2026-11-30T06:00+01:00 2026-12-04T06:00+01:00
0 0/15 8-9 * * MON-FRI | 2026-11-27T09:40 | 2026-11-27T09:45+01:00 2026-11-30T08:00+01:00 2026-11-30T08:15+01:00
0 0 22-2/2 * * * | 2026-11-27T21:00 | 2026-11-27T22:00+01:00 2026-11-28T00:00+01:00 2026-11-28T02:00+01:00 2026-11-28T22:00+01:00
0 0 18 L * ? | 2027-01-30T12:00 | 2027-01-31T18:00+01:00 2027-02-28T18:00+01:00 2027-03-31T18:00+02:00
0 0 9 L-2 * * | 2026-11-01T00:00 | 2026-11-28T09:00+01:00 2026-12-29T09:00+01:00
0 0 8 LW * ? | 2026-12-01T00:00 | 2026-12-31T08:00+01:00 2027-01-29T08:00+01:00 2027-02-26T08:00+01:00
0 0 8 15W 5,11 ? | 2026-11-01T00:00 | 2026-11-16T08:00+01:00 2027-05-14T08:00+02:00
0 0 8 1W 8-11 ? | 2026-07-31T12:00 | 2026-08-03T08:00+02:00 2026-09-01T08:00+02:00 2026-10-01T08:00+02:00 2026-11-02T08:00+01:00
0 0 8 31W * ? | 2027-01-01T00:00 | 2027-01-29T08:00+01:00 2027-03-31T08:00+02:00
0 0 7 ? * FRI#2 | 2026-11-01T00:00 | 2026-11-13T07:00+01:00 2026-12-11T07:00+01:00
0 0 7 ? * FRIL | 2026-11-01T00:00 | 2026-11-27T07:00+01:00 2026-12-25T07:00+01:00
0 0 12 29 FEB * | 2026-01-01T00:00 | 2028-02-29T12:00+01:00 2032-02-29T12:00+01:00
0 0 12 29 FEB SUN | 2072-03-01T00:00 | 2088-02-29T12:00+01:00 2128-02-29T12:00+01:00
0 0 0 1 1 ? 2030-2031 | 2026-01-01T00:00 | 2030-01-01T00:00+01:00 2031-01-01T00:00+01:00 -
@monthly | 2026-11-01T00:00 | 2026-12-01T00:00+01:00 2027-01-01T00:00+01:00
0 30 2 * * * | 2027-03-27T12:00 | 2027-03-28T03:30+02:00 2027-03-29T02:30+02:00
0 30 2 * * * | 2027-10-30T12:00 | 2027-10-31T02:30+02:00 2027-11-01T02:30+01:00
0 0 * * * * | 2027-10-31T01:30 | 2027-10-31T02:00+02:00 2027-10-31T03:00+01:00
";

/// What is no expression, or not a clear one: the key of what is said, the field, what was found and where it begins.
const MISTAKES: &str = "
0 0 9 * * | bpmn-cron-fields all 0 0 9 * * 0
@always | bpmn-cron-fields all @always 0
0 60 9 * * * | bpmn-cron-field minute 60 2
0/0 * * * * * | bpmn-cron-field second 0/0 0
0 0 9 1,X * * | bpmn-cron-field day X 8
0 0 9 L-31 * * | bpmn-cron-field day L-31 6
0 0 9 * MAI * | bpmn-cron-field month MAI 8
0 0 9 * * MON#6 | bpmn-cron-field weekday MON#6 10
0 0 9 * * 8 | bpmn-cron-field weekday 8 10
0 0 9 ? * MON,3-5 | bpmn-cron-weekday weekday 3 14
0 0 9 * * 6L 2027 | bpmn-cron-weekday weekday 6 10
0 0 9 * * ? 2031-2030 | bpmn-cron-field year 2031-2030 12
0 0 9 30 2 * | bpmn-cron-never all 0 0 9 30 2 * 0
";

fn next(expression: &str, from: &str, how_many: usize) -> String {
    let cron = Cron::parse(expression).unwrap_or_else(|mistake| panic!("{expression}: {mistake:?}"));
    let from: jiff::civil::DateTime = from.parse().expect("a time");
    let from = Moment::from_timestamp(from.to_zoned_datetime(Moment::zone()).expect("a time").timestamp());
    let times = std::iter::successors(cron.next_after(from), |last| cron.next_after(*last)).take(how_many);
    let local = |time: Moment| time.timestamp().to_zoned_datetime(Moment::zone());
    let mut times: Vec<_> = times.map(|time| local(time).strftime("%Y-%m-%dT%H:%M%:z").to_string()).collect();
    times.resize(how_many, "-".to_owned());
    times.join(" ")
}

/// An office whose models tell times by cron keeps them: the same days at the same hour in Germany, also where the clocks
/// change, and no day that is another one in the engine that the model was drawn for.
#[test]
fn times_come_as_cron_names_them() {
    for row in TIMES.trim().lines() {
        let [expression, from, expected] = row.split(" | ").collect::<Vec<_>>()[..] else { panic!("{row}") };
        assert_eq!(next(expression, from, expected.split(' ').count()), expected, "{expression}");
    }
    for row in MISTAKES.trim().lines() {
        let (expression, expected) = row.split_once(" | ").expect("two cells");
        let mistake = Cron::parse(expression).expect_err(expression);
        let found = format!("{} {} {} {}", mistake.key, mistake.field, mistake.found, mistake.at);
        assert_eq!(found, expected, "{expression}");
    }
    let endless = format!("0 0 0 {} 2 ?", vec!["31"; 20_000].join(","));
    let mistake = Cron::parse(&endless).expect_err("it is too long");
    assert_eq!((mistake.key, mistake.found.len()), ("bpmn-cron-fields", 60));
}
