//! The middleware, with real requests through a router.

#![allow(clippy::expect_used, reason = "a test that cannot go on has failed")]

use std::time::Duration;

use axum::body::Body;
use axum::extract::Request;
use axum::http::StatusCode;
use axum::routing::get;
use axum::{Router, middleware};
use telemetry::http::{error_response, server_span};
use telemetry::testing::{attribute, is_error, is_root, record};
use tower::ServiceExt;

const PARENT: &str = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";

fn app() -> Router {
    Router::new()
        .route("/items/{id}", get(|| async { "found" }))
        .route("/missing/{id}", get(|| async { StatusCode::NOT_FOUND }))
        .route(
            "/broken",
            get(|| async { error_response(StatusCode::BAD_GATEWAY, "upstream", String::new()) }),
        )
        .route("/panic", get(|| async { StatusCode::INTERNAL_SERVER_ERROR }))
        .route("/slow", get(|| tokio::time::sleep(Duration::from_secs(60))))
        .layer(middleware::from_fn(server_span))
}

fn request(method: &str, path: &str) -> Request {
    let request = Request::builder().method(method).uri(path).header("traceparent", PARENT);
    request.body(Body::empty()).expect("a request")
}

#[tokio::test]
async fn continues_the_callers_trace_and_is_named_by_its_route() {
    let recorded = record();
    app().oneshot(request("GET", "/items/7")).await.expect("an answer");
    let span = recorded.span("GET /items/{id}");
    assert_eq!(span.span_context.trace_id().to_string(), "0af7651916cd43dd8448eb211c80319c");
    assert_eq!(span.parent_span_id.to_string(), "b7ad6b7169203331");
    assert_eq!(attribute(&span, "url.path").as_deref(), Some("/items/7"));
    assert_eq!(attribute(&span, "http.response.status_code").as_deref(), Some("200"));
    assert!(!is_error(&span));
}

#[tokio::test]
async fn a_callers_mistake_is_no_error_of_the_server() {
    let recorded = record();
    app().oneshot(request("GET", "/missing/7")).await.expect("an answer");
    let span = recorded.span("GET /missing/{id}");
    assert_eq!(attribute(&span, "http.response.status_code").as_deref(), Some("404"));
    assert!(!is_error(&span));
    assert_eq!(attribute(&span, "error.type"), None);
}

#[tokio::test]
async fn a_servers_error_has_the_handlers_word_or_the_status() {
    let recorded = record();
    for path in ["/broken", "/panic"] {
        app().oneshot(request("GET", path)).await.expect("an answer");
    }
    let (broken, other) = (recorded.span("GET /broken"), recorded.span("GET /panic"));
    assert!(is_error(&broken) && is_error(&other));
    assert_eq!(attribute(&broken, "error.type").as_deref(), Some("upstream"));
    assert_eq!(attribute(&other, "error.type").as_deref(), Some("500"));
}

#[tokio::test]
async fn a_client_that_hangs_up_leaves_a_cancelled_span() {
    let recorded = record();
    let answer = app().oneshot(request("GET", "/slow"));
    assert!(tokio::time::timeout(Duration::from_millis(20), answer).await.is_err());
    let span = recorded.span("GET /slow");
    assert!(is_error(&span));
    assert_eq!(attribute(&span, "error.type").as_deref(), Some("cancelled"));
}

#[tokio::test]
async fn a_client_chooses_neither_name_nor_trace_with_nonsense() {
    let recorded = record();
    let mut strange = request("BREW", "/items/7");
    strange.headers_mut().insert("traceparent", "00-nonsense".parse().expect("a header"));
    app().oneshot(strange).await.expect("an answer");
    let span = recorded.span("_OTHER /items/{id}");
    assert!(is_root(&span));
}
