//! Level filters: a span that a filter leaves out has no context, and whoever propagates that tears the trace.

use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use opentelemetry::global;
use telemetry::propagation;
use tracing::{Instrument, Span, debug_span};
use tracing_opentelemetry::OpenTelemetrySpanExt;

use crate::{Shop, wait};

/// A way to call this service itself.
#[derive(Clone, Debug)]
pub(crate) struct Myself {
    client: reqwest::Client,
    url: String,
}

impl Myself {
    pub(crate) fn new(port: u16) -> Self {
        Self { client: reqwest::Client::new(), url: format!("http://127.0.0.1:{port}/levels/callee") }
    }

    async fn call(&self, headers: HeaderMap) -> StatusCode {
        let answer = self.client.get(&self.url).headers(headers).send().await;
        answer.map_or(StatusCode::BAD_GATEWAY, |answer| {
            StatusCode::from_u16(answer.status().as_u16()).unwrap_or(StatusCode::BAD_GATEWAY)
        })
    }
}

// region wrong
/// Calls within a span of level DEBUG, which the filter leaves out.
pub async fn wrong(State(shop): State<Shop>) -> StatusCode {
    let span = debug_span!("look up");
    let mut headers = HeaderMap::new();
    let context = span.context(); // of a span that is not there: empty
    global::get_text_map_propagator(|propagator| {
        propagator.inject_context(&context, &mut telemetry::propagation::carrier(&mut headers));
    });
    shop.myself.call(headers).instrument(span).await
}
// endregion wrong

// region right
/// Calls within a span of level DEBUG, which the filter leaves out.
pub async fn right(State(shop): State<Shop>) -> StatusCode {
    let span = debug_span!("look up");
    let call = async {
        let mut headers = HeaderMap::new();
        propagation::into_headers(&Span::current(), &mut headers); // the nearest span that is there
        shop.myself.call(headers).await
    };
    call.instrument(span).await
}
// endregion right

/// What is called: it goes on with whatever context it is given.
pub async fn callee() {
    wait(10).await;
}
