//! `select!`: the loser is dropped, and its span ends as if it had won.

use telemetry::unfinished::Unfinished;
use tracing::field::Empty;
use tracing::{Instrument, info_span};

use crate::wait;

// region wrong
async fn ask_quietly(warehouse: &str, milliseconds: u64) {
    let span = info_span!("ask", otel.name = format!("ask {warehouse}"));
    wait(milliseconds).instrument(span).await;
}

/// Asks two warehouses, and takes the answer that is there first.
pub async fn wrong() {
    tokio::select! {
        () = ask_quietly("north", 20) => {}
        () = ask_quietly("south", 60) => {}
    }
}
// endregion wrong

// region right
async fn ask(warehouse: &str, milliseconds: u64) {
    let name = format!("ask {warehouse}");
    let span = info_span!("ask", otel.name = name, error.r#type = Empty, otel.status_code = Empty);
    let unfinished = Unfinished::new(&span);
    wait(milliseconds).instrument(span).await;
    unfinished.finish();
}

/// Asks two warehouses, and takes the answer that is there first.
pub async fn right() {
    tokio::select! {
        () = ask("north", 20) => {}
        () = ask("south", 60) => {}
    }
}
// endregion right
