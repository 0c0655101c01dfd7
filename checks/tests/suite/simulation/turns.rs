//! Who moves next. Everybody stops at each point of the way to the database, and one at a time is let go on; between two
//! points nobody else moves. So the order of a run follows from its dice, whatever the machine does, and whoever stands at
//! a point can be cut off there.

use std::future::Future;
use std::pin::Pin;
use std::sync::{Arc, Condvar, Mutex};
use std::task::{Context, Poll, Wake, Waker};
use std::time::Duration;
use store::{Passage, Passing, Point, StoreError};

/// Nothing that people do here takes this long; whoever does not come back waits for somebody who was stopped.
const STUCK: Duration = Duration::from_secs(60);

/// What happens to whoever is let go on.
#[derive(Debug)]
pub(crate) enum Fate {
    /// The database answers.
    Passes,
    /// The way to it breaks.
    Breaks(StoreError),
}

/// The points at which somebody stands; shared with the stores of all processes.
#[derive(Debug, Clone, Default)]
pub(crate) struct Turns(Arc<Mutex<Standing>>);

#[derive(Debug, Default)]
struct Standing {
    /// Where whoever was moved last has stopped.
    stopped_at: Option<Point>,
    /// What happens to whoever is moved next.
    fate: Option<StoreError>,
    /// Nobody stops, while people come and go outside the story.
    open: bool,
}

impl Turns {
    /// The way of a store on which everybody stops.
    pub(crate) fn passage(&self) -> Passage {
        let turns = self.clone();
        Passage::new(move |point| -> Passing {
            Box::pin(Stop { turns: turns.clone(), point, has_stopped: false })
        })
    }

    /// Lets everybody pass without stopping until the answer is there.
    pub(crate) fn without_stops<T>(&self, future: impl Future<Output = T>) -> T {
        self.standing().open = true;
        let mut future = std::pin::pin!(future);
        let answer = loop {
            if let Poll::Ready(answer) = polled(future.as_mut()) {
                break answer;
            }
        };
        self.standing().open = false;
        answer
    }

    /// Moves somebody to their next point, or to the end.
    pub(crate) fn go_on<T>(&self, mut act: Pin<&mut (dyn Future<Output = T> + '_)>, fate: Fate) -> Moved<T> {
        if let Fate::Breaks(error) = fate {
            self.standing().fate = Some(error);
        }
        loop {
            let waker = Arc::new(Woken::default());
            match act.as_mut().poll(&mut Context::from_waker(&Waker::from(Arc::clone(&waker)))) {
                Poll::Ready(answer) => return Moved::ToTheEnd(answer),
                Poll::Pending => match self.standing().stopped_at.take() {
                    Some(point) => return Moved::To(point),
                    None => waker.wait(),
                },
            }
        }
    }

    fn standing(&self) -> std::sync::MutexGuard<'_, Standing> {
        self.0.lock().expect("nobody panics while moving")
    }
}

/// How far somebody came.
#[derive(Debug)]
pub(crate) enum Moved<T> {
    To(Point),
    ToTheEnd(T),
}

fn polled<T>(future: Pin<&mut impl Future<Output = T>>) -> Poll<T> {
    let waker = Arc::new(Woken::default());
    let polled = future.poll(&mut Context::from_waker(&Waker::from(Arc::clone(&waker))));
    if polled.is_pending() {
        waker.wait();
    }
    polled
}

/// Stops once, whenever it is.
struct Stop {
    turns: Turns,
    point: Point,
    has_stopped: bool,
}

impl Future for Stop {
    type Output = Result<(), StoreError>;

    fn poll(mut self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<Self::Output> {
        let turns = self.turns.clone();
        let mut standing = turns.standing();
        if standing.open {
            return Poll::Ready(Ok(()));
        }
        if !self.has_stopped {
            self.has_stopped = true;
            standing.stopped_at = Some(self.point);
            return Poll::Pending;
        }
        Poll::Ready(standing.fate.take().map_or(Ok(()), Err))
    }
}

/// Says that the database, a disk or a clock has answered.
#[derive(Debug, Default)]
struct Woken {
    is_woken: Mutex<bool>,
    rings: Condvar,
}

impl Woken {
    fn wait(&self) {
        let woken = self.is_woken.lock().expect("nobody panics while waking");
        let (_woken, late) = self
            .rings
            .wait_timeout_while(woken, STUCK, |is_woken| !*is_woken)
            .expect("nobody panics while waking");
        assert!(!late.timed_out(), "somebody waits for whoever was stopped");
    }
}

impl Wake for Woken {
    fn wake(self: Arc<Self>) {
        *self.is_woken.lock().expect("nobody panics while waking") = true;
        self.rings.notify_all();
    }
}
