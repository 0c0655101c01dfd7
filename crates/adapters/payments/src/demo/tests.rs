//! The demo provider behaves as a real one: it takes an order once, keeps its result, and tells it only when asked.

use super::*;

fn moment(seconds: i64) -> Moment {
    Moment::from_micros(1_795_000_000_000_000 + seconds * 1_000_000)
}

fn order() -> Order {
    Order {
        request: "4711".into(),
        amount: Money::from_cents(9_000),
        reference: "2026000000427".into(),
        description: "Hundesteuer".into(),
        return_url: "http://town.example/back".into(),
        callback_url: "http://town.example/news".into(),
    }
}

struct Folder(PathBuf);

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

fn demo(name: &str) -> (Demo, Folder) {
    let folder = std::env::temp_dir().join(format!("fachwerk-payments-{}-{name}", std::process::id()));
    (Demo::in_folder(&folder, "http://pay.example/checkout"), Folder(folder))
}

/// A person who clicks "pay" twice has one payment at the provider, and what they chose there stays chosen.
#[tokio::test]
async fn an_order_is_taken_once_and_its_result_stays() {
    let (demo, _folder) = demo("once");
    let first = demo.start(&order()).await.expect("it begins");
    assert_eq!(demo.start(&order()).await.expect("it begins again"), first);
    assert_eq!(first.checkout, format!("http://pay.example/checkout/{}", first.transaction));
    let state =
        async |seconds| demo.status(&first.transaction, moment(seconds)).await.expect("it is known").state;
    assert_eq!(state(0).await, TransactionState::Initial);
    let back = demo.choose(&first.transaction, DemoChoice::Pay, moment(0)).await.expect("chosen");
    assert_eq!(back, "http://town.example/back");
    demo.choose(&first.transaction, DemoChoice::Cancel, moment(1)).await.expect("too late");
    assert_eq!(state(1).await, TransactionState::Paid);
    let report = demo.status(&first.transaction, moment(1)).await.expect("it is known");
    assert_eq!(
        (report.request.as_str(), report.amount.cents(), report.currency.as_str()),
        ("4711", 9_000, "EUR")
    );
}

/// Whoever tries the platform meets every way a payment can go: refused, broken off, late, never.
#[tokio::test]
async fn every_way_can_be_tried() {
    let (demo, _folder) = demo("ways");
    let ways = [
        (DemoChoice::Fail, TransactionState::Failed, TransactionState::Failed),
        (DemoChoice::Cancel, TransactionState::Cancelled, TransactionState::Cancelled),
        (DemoChoice::Later, TransactionState::Initial, TransactionState::Paid),
        (DemoChoice::Never, TransactionState::Initial, TransactionState::Initial),
    ];
    for (number, (choice, at_once, at_last)) in ways.into_iter().enumerate() {
        let started = demo.start(&Order { request: number.to_string(), ..order() }).await.expect("it begins");
        demo.choose(&started.transaction, choice, moment(0)).await.expect("chosen");
        for (seconds, expected) in [(1, at_once), (3_600, at_last)] {
            let report = demo.status(&started.transaction, moment(seconds)).await.expect("it is known");
            assert_eq!(report.state, expected, "{choice:?} after {seconds} s");
        }
    }
}

/// Nobody reads other files of the machine by naming them as a payment.
#[tokio::test]
async fn foreign_names_are_unknown() {
    let (demo, _folder) = demo("names");
    for name in ["", "../secret", "0123456789abcdef0123456789abcdef", "0123456789abcdef0123456789abcde/"] {
        let answer = demo.status(name, moment(0)).await;
        assert!(matches!(answer, Err(PaymentError::UnknownTransaction(_))), "{name}: {answer:?}");
    }
}
