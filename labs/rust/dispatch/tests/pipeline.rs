//! Orders through a real PostgreSQL. One test: the OpenTelemetry API's provider is the process's.

#![allow(clippy::expect_used, reason = "a test that cannot go on has failed")]

use std::time::Duration;

use dispatch::database::{Order, Orders, url_from_environment};
use dispatch::queue::{ORDERS, waiting};
use dispatch::worker::work;
use telemetry::testing::record;
use tokio_util::sync::CancellationToken;
use tracing::{Instrument, info_span};

#[tokio::test]
#[ignore = "needs a PostgreSQL in DATABASE_URL_FILE; check.sh starts one"]
async fn a_batch_links_to_its_senders_and_each_message_goes_on_with_its_trace() {
    let url = url_from_environment().expect("DATABASE_URL_FILE");
    let orders = Orders::open(&url).await.expect("a database");
    let recorded = record();
    let order = Order { sku: "lamp".to_owned(), quantity: 1, cents: 3_450 };
    for _ in 0..3 {
        orders.place(&order).instrument(info_span!("request")).await.expect("a number");
    }
    assert_eq!(waiting(&orders, ORDERS).await.expect("a number"), 3);

    let stop = CancellationToken::new();
    let (working, pause) = (work(&orders, 10, &stop), tokio::time::sleep(Duration::from_millis(500)));
    tokio::join!(working, async {
        pause.await;
        stop.cancel();
    })
    .0
    .expect("no failure");
    assert_eq!(waiting(&orders, ORDERS).await.expect("a number"), 0);

    let spans = recorded.spans();
    let named = |name: &'static str| spans.iter().filter(move |span| span.name == name);
    let senders: Vec<_> = named("send orders").map(|span| span.span_context.span_id()).collect();
    assert_eq!(senders.len(), 3);
    let received = recorded.span("receive orders");
    let linked: Vec<_> = received.links.iter().map(|link| link.span_context.span_id()).collect();
    assert_eq!(linked, senders);
    for processed in named("process orders") {
        assert!(senders.contains(&processed.parent_span_id));
        let links: Vec<_> = processed.links.iter().map(|link| link.span_context.span_id()).collect();
        assert_eq!(links, [received.span_context.span_id()]);
    }
    assert_eq!(named("process orders").count(), 3);
}
