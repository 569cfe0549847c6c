//! The queue, with the spans that the conventions for messaging (in development) want.
//!
//! A message carries the context of the span that sent it. Whoever *receives* a batch serves many senders, and
//! a span has one parent: so the receiving span links to them all. Whoever *processes* one message serves one
//! sender, and goes on with its trace.

use std::collections::HashMap;
use std::time::SystemTime;

use opentelemetry::trace::{Link, Span, SpanContext, SpanKind, TraceContextExt, Tracer};
use opentelemetry::{Context, KeyValue, global};
use telemetry::propagation;
use tokio_postgres::Transaction;
use tracing::field::Empty;
use tracing::{Instrument, info_span};
use tracing_opentelemetry::OpenTelemetrySpanExt;

use crate::database::{Orders, query};

/// The queue's name.
pub const ORDERS: &str = "orders";

/// A message that was taken from a queue.
#[derive(Debug)]
pub struct Message {
    /// Its number.
    pub id: i64,
    /// What was sent.
    pub body: String,
    /// The context that it was sent in.
    pub context: Context,
}

// region send
/// Puts a message into a queue, within a PRODUCER span whose context the message carries.
///
/// # Errors
/// Those of the database.
pub async fn send(transaction: &Transaction<'_>, queue: &'static str, body: &str) -> anyhow::Result<()> {
    let span = info_span!(
        "send",
        otel.name = format!("send {queue}"),
        otel.kind = "producer",
        messaging.system = "postgresql",
        messaging.destination.name = queue,
        messaging.operation.name = "send",
        messaging.operation.r#type = "send",
    );
    let headers = serde_json::to_string(&propagation::into_carrier(&span))?;
    let text = "INSERT INTO message (queue, body, headers) VALUES ($1, $2, $3)";
    query(transaction, "INSERT message", text, &[&queue, &body, &headers]).instrument(span).await?;
    Ok(())
}
// endregion send

// region receive
/// Takes up to `limit` messages within a transaction, and returns them with the span that received them.
///
/// The span links to every sender. No messages, no span: waiting is no work. So the span is made when there is
/// something to say, and begins in the past; `tracing` has no way to say that, and the OpenTelemetry API has.
///
/// # Errors
/// Those of the database, and of headers that cannot be read.
pub async fn receive(
    transaction: &Transaction<'_>,
    queue: &'static str,
    limit: i64,
) -> anyhow::Result<(Vec<Message>, SpanContext)> {
    let begun = SystemTime::now();
    let text = "DELETE FROM message WHERE id IN (SELECT id FROM message WHERE queue = $1 ORDER BY id LIMIT $2 \
                FOR UPDATE SKIP LOCKED) RETURNING id, body, headers";
    let mut messages = Vec::new();
    for row in transaction.query(text, &[&queue, &limit]).await? {
        let headers: HashMap<String, String> = serde_json::from_str(row.get::<_, &str>(2))?;
        let context = propagation::from_carrier(&headers);
        messages.push(Message { id: row.get(0), body: row.get(1), context });
    }
    if messages.is_empty() {
        return Ok((messages, SpanContext::NONE));
    }
    messages.sort_by_key(|message| message.id);
    let senders =
        messages.iter().map(|message| Link::with_context(message.context.span().span_context().clone()));
    let tracer = global::tracer("dispatch.queue");
    let mut span = tracer
        .span_builder(format!("receive {queue}"))
        .with_kind(SpanKind::Client)
        .with_start_time(begun)
        .with_links(senders.collect())
        .with_attributes([
            KeyValue::new("messaging.system", "postgresql"),
            KeyValue::new("messaging.destination.name", queue),
            KeyValue::new("messaging.operation.name", "receive"),
            KeyValue::new("messaging.operation.type", "receive"),
            KeyValue::new("messaging.batch.message_count", i64::try_from(messages.len())?),
        ])
        .start_with_context(&tracer, &Context::new());
    span.end();
    Ok((messages, span.span_context().clone()))
}
// endregion receive

// region process
/// The CONSUMER span for one message: a child of its sender, linked to the span that received the batch.
pub fn process_span(queue: &'static str, message: &Message, received: &SpanContext) -> tracing::Span {
    let span = info_span!(
        "process",
        otel.name = format!("process {queue}"),
        otel.kind = "consumer",
        messaging.system = "postgresql",
        messaging.destination.name = queue,
        messaging.operation.name = "process",
        messaging.operation.r#type = "process",
        messaging.message.id = message.id.to_string(),
        error.r#type = Empty,
        otel.status_code = Empty,
    );
    propagation::continue_from(&span, message.context.clone());
    span.add_link(received.clone());
    span
}
// endregion process

/// How many messages wait in a queue.
///
/// # Errors
/// Those of the database.
pub async fn waiting(orders: &Orders, queue: &'static str) -> anyhow::Result<i64> {
    let connection = orders.connection().await?;
    Ok(connection.query_one("SELECT count(*) FROM message WHERE queue = $1", &[&queue]).await?.get(0))
}
