//! Every case, once, on one thread: what is torn is torn, and what is right is whole.
//!
//! One test: the OpenTelemetry API's provider is the process's.

#![allow(clippy::expect_used, reason = "a test that cannot go on has failed")]

use std::time::Duration;

use tasks::serve;
use telemetry::testing::{Recorded, attribute, is_error, record};
use tokio::net::TcpListener;
use tokio_util::sync::CancellationToken;

async fn run(path: &str) -> Recorded {
    let recorded = record();
    let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
    let url = format!("http://{}{path}", listener.local_addr().expect("an address"));
    let stop = CancellationToken::new();
    let _stop = stop.clone().drop_guard();
    tokio::spawn(serve(listener, stop));
    reqwest::get(url).await.expect("an answer");
    tokio::time::sleep(Duration::from_millis(60)).await; // for what goes on in the background
    recorded
}

#[tokio::test]
async fn what_is_torn_is_torn_and_what_is_right_is_whole() {
    for (case, traces) in [
        ("spawn/wrong", 2),
        ("spawn/right", 1),
        ("channel/wrong", 2),
        ("channel/right", 1),
        ("select/wrong", 1),
        ("select/right", 1),
        ("timeout/wrong", 1),
        ("timeout/right", 1),
        ("blocking/wrong", 1),
        ("levels/wrong", 2),
        ("levels/right", 1),
        ("api/both", 1),
    ] {
        assert_eq!(run(&format!("/{case}")).await.traces(), traces, "{case}");
    }
    assert!(!is_error(&run("/select/wrong").await.span("ask south")), "the loser looks as if it had won");
    let south = run("/select/right").await.span("ask south");
    assert_eq!(attribute(&south, "error.type").as_deref(), Some("cancelled"));
    assert!(!is_error(&run("/timeout/wrong").await.span("charge")));
    assert!(is_error(&run("/timeout/right").await.span("charge")));
    let both = run("/api/both").await;
    assert_eq!(both.parent_of("print label").as_deref(), Some("measure"));
    assert_eq!(both.parent_of("measure").as_deref(), Some("weigh"));
    assert_eq!(attribute(&both.span("measure"), "parcel.width").as_deref(), Some("200"));
}
