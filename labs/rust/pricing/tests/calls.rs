//! Real calls over a real connection, on one thread so that one recorder sees both sides.

#![allow(clippy::expect_used, reason = "a test that cannot go on has failed")]

use opentelemetry::Context;
use opentelemetry::baggage::BaggageExt;
use opentelemetry::trace::{FutureExt, SpanKind};
use pricing::{Client, QuoteRequest, WatchRequest, client, serve};
use telemetry::testing::{Recorded, attribute, is_error, record};
use tokio::net::TcpListener;
use tokio_util::sync::{CancellationToken, DropGuard};
use tonic::Code;

async fn start() -> (Client, DropGuard) {
    let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
    let url = format!("http://{}", listener.local_addr().expect("an address"));
    let stop = CancellationToken::new();
    tokio::spawn(serve(listener, stop.clone()));
    (client(&url).expect("a client"), stop.drop_guard())
}

fn side(recorded: &Recorded, kind: SpanKind) -> opentelemetry_sdk::trace::SpanData {
    let mut found = recorded.spans().into_iter().filter(|span| span.span_kind == kind);
    found.next().expect("a span of that kind")
}

fn code(recorded: &Recorded, kind: SpanKind) -> Option<String> {
    attribute(&side(recorded, kind), "rpc.response.status_code")
}

#[tokio::test]
async fn a_call_is_two_spans_of_one_trace() {
    let (recorded, (mut client, _stop)) = (record(), start().await);
    let price = client.quote(QuoteRequest { sku: "lamp".to_owned(), quantity: 2 }).await.expect("a price");
    assert_eq!(price.into_inner().cents, 6_900);
    let (asked, answered) = (side(&recorded, SpanKind::Client), side(&recorded, SpanKind::Server));
    assert_eq!(asked.name, "pricing.v1.Pricing/Quote");
    assert_eq!(answered.parent_span_id, asked.span_context.span_id());
    assert_eq!(attribute(&answered, "rpc.system.name").as_deref(), Some("grpc"));
    assert_eq!(code(&recorded, SpanKind::Client).as_deref(), Some("OK"));
    assert_eq!(code(&recorded, SpanKind::Server).as_deref(), Some("OK"));
}

#[tokio::test]
async fn baggage_arrives_with_the_call() {
    let (recorded, (mut client, _stop)) = (record(), start().await);
    let gold = Context::current().with_baggage([opentelemetry::KeyValue::new("customer.tier", "gold")]);
    let quote = QuoteRequest { sku: "lamp".to_owned(), quantity: 1 };
    let price = client.quote(quote).with_context(gold).await.expect("a price");
    assert_eq!(price.into_inner().cents, 3_105);
    assert_eq!(attribute(&side(&recorded, SpanKind::Server), "customer.tier").as_deref(), Some("gold"));
}

#[tokio::test]
async fn not_found_is_the_clients_error_alone() {
    let (recorded, (mut client, _stop)) = (record(), start().await);
    let status = client.quote(QuoteRequest { sku: "unicorn".to_owned(), quantity: 1 }).await;
    assert_eq!(status.expect_err("there is no unicorn").code(), Code::NotFound);
    assert!(is_error(&side(&recorded, SpanKind::Client)));
    assert!(!is_error(&side(&recorded, SpanKind::Server)));
    assert_eq!(code(&recorded, SpanKind::Server).as_deref(), Some("NOT_FOUND"));
}

#[tokio::test]
async fn a_streams_span_lasts_as_long_as_the_stream() {
    let (recorded, (mut client, _stop)) = (record(), start().await);
    let request = WatchRequest { sku: "chair".to_owned(), times: 3 };
    let mut prices = client.watch(request).await.expect("a stream").into_inner();
    assert!(recorded.spans().iter().all(|span| span.span_kind == SpanKind::Internal), "it is still open");
    let mut seen = Vec::new();
    while let Some(price) = prices.message().await.expect("a price") {
        seen.push(price.cents);
    }
    assert_eq!(seen, [8_900, 8_901, 8_902]);
    let call = side(&recorded, SpanKind::Server);
    let ticks: Vec<_> = recorded.spans().into_iter().filter(|span| span.name == "price").collect();
    assert_eq!(ticks.len(), 3);
    for tick in ticks {
        assert_eq!(tick.parent_span_id, call.span_context.span_id());
        assert!(tick.end_time <= call.end_time);
    }
    assert_eq!(code(&recorded, SpanKind::Client).as_deref(), Some("OK"));
}

#[tokio::test]
async fn a_stream_that_is_dropped_is_cancelled_on_both_sides() {
    let (recorded, (mut client, _stop)) = (record(), start().await);
    let request = WatchRequest { sku: "chair".to_owned(), times: 1_000 };
    let mut prices = client.watch(request).await.expect("a stream").into_inner();
    prices.message().await.expect("a first price");
    drop(prices);
    for _ in 0..100 {
        if recorded.spans().iter().any(|span| span.span_kind == SpanKind::Server) {
            break;
        }
        tokio::time::sleep(std::time::Duration::from_millis(10)).await;
    }
    assert_eq!(code(&recorded, SpanKind::Client).as_deref(), Some("CANCELLED"));
    assert_eq!(code(&recorded, SpanKind::Server).as_deref(), Some("CANCELLED"));
}

#[tokio::test]
async fn nobody_there_is_unavailable() {
    let recorded = record();
    let mut client = client("http://127.0.0.1:1").expect("a client");
    let status = client.quote(QuoteRequest { sku: "lamp".to_owned(), quantity: 1 }).await;
    assert_eq!(status.expect_err("nobody is there").code(), Code::Unavailable);
    assert_eq!(code(&recorded, SpanKind::Client).as_deref(), Some("UNAVAILABLE"));
}
