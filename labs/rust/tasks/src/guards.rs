//! `await`: a guard stays on the thread while its task waits, and other tasks run below it.

use tokio::runtime::Handle;
use tokio::task::spawn_blocking;
use tracing::{Instrument, Span, info_span};

use crate::wait;

// region wrong
#[expect(clippy::await_holding_invalid_type, reason = "this is the mistake")]
async fn pick_guarded(article: &str, milliseconds: u64) {
    let span = info_span!("pick", otel.name = format!("pick {article}"));
    let _entered = span.enter(); // entered until the end of this function, and it waits in between
    wait(milliseconds).await;
}

/// Picks two articles at a time.
pub async fn wrong() {
    // Both futures share one thread here, as they do in a `LocalSet` or on a current-thread runtime.
    let (runtime, span) = (Handle::current(), Span::current());
    let both = || async { tokio::join!(pick_guarded("lamp", 20), pick_guarded("vase", 40)) };
    let _ = spawn_blocking(move || span.in_scope(|| runtime.block_on(both()))).await;
}
// endregion wrong

// region right
async fn pick(article: &str, milliseconds: u64) {
    let span = info_span!("pick", otel.name = format!("pick {article}"));
    wait(milliseconds).instrument(span).await; // entered at each poll, left at each return
}

/// Picks two articles at a time.
pub async fn right() {
    tokio::join!(pick("lamp", 20), pick("vase", 40));
}
// endregion right
