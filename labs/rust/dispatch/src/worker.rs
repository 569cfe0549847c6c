//! A worker: takes orders in batches until it is told to stop.

use std::time::Duration;

use telemetry::unfinished::Unfinished;
use tokio_postgres::Transaction;
use tokio_util::sync::CancellationToken;
use tracing::{Instrument, Span, warn};

use crate::database::{Order, Orders, query};
use crate::queue::{self, Message};

/// How long a worker with nothing to do waits before it looks again.
const PAUSE: Duration = Duration::from_millis(50);

// region work
/// Takes batches of up to `batch` orders. It stops between two batches, never within one.
///
/// # Errors
/// When the database fails; what was being processed is then back in the queue.
pub async fn work(orders: &Orders, batch: i64, stop: &CancellationToken) -> anyhow::Result<()> {
    while !stop.is_cancelled() {
        if !take_batch(orders, batch).await? {
            tokio::select! {
                () = stop.cancelled() => {}
                () = tokio::time::sleep(PAUSE) => {}
            }
        }
    }
    Ok(())
}

/// Processes one batch within one transaction; false when there was nothing to do.
async fn take_batch(orders: &Orders, batch: i64) -> anyhow::Result<bool> {
    let mut connection = orders.connection().await?;
    let transaction = connection.transaction().await?;
    let (messages, received) = queue::receive(&transaction, queue::ORDERS, batch).await?;
    for message in &messages {
        let span = queue::process_span(queue::ORDERS, message, &received);
        dispatch(&transaction, message, &span).instrument(span.clone()).await?;
    }
    transaction.commit().await?;
    Ok(!messages.is_empty())
}

async fn dispatch(transaction: &Transaction<'_>, message: &Message, span: &Span) -> anyhow::Result<()> {
    let unfinished = Unfinished::new(span);
    match serde_json::from_str::<(i64, Order)>(&message.body) {
        Ok((id, _)) => {
            let text = "UPDATE orders SET state = 'dispatched' WHERE id = $1";
            query(transaction, "UPDATE orders", text, &[&id]).await?;
        }
        Err(error) => {
            // A message that nobody can read must not stop those behind it.
            warn!(name: "dispatch.unreadable", "message {}: {error}", message.id);
            span.record("error.type", "unreadable");
            span.record("otel.status_code", "ERROR");
        }
    }
    unfinished.finish();
    Ok(())
}
// endregion work
