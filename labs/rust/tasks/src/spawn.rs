//! `spawn`: a new task starts with an empty context.

use tracing::{Instrument, info_span};

use crate::wait;

async fn send_receipt() {
    wait(20).instrument(info_span!("send receipt")).await;
}

// region wrong
/// Answers, and sends the receipt in the background.
pub async fn wrong() {
    tokio::spawn(send_receipt());
}
// endregion wrong

// region right
/// Answers, and sends the receipt in the background.
pub async fn right() {
    tokio::spawn(send_receipt().in_current_span());
}
// endregion right
