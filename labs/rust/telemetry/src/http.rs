//! Spans of HTTP, as the Semantic Conventions (stable) want them.

use ::http::{Method, Response as HttpResponse, StatusCode};
use axum::extract::{MatchedPath, Request};
use axum::middleware::Next;
use axum::response::Response;
use tracing::field::Empty;
use tracing::{Instrument, Span, info_span};

use crate::propagation;
use crate::unfinished::Unfinished;

/// What went wrong, in a word that a handler puts into the extensions of its response: it becomes
/// `error.type`.
#[derive(Clone, Copy, Debug)]
pub struct ErrorType(pub &'static str);

// region server
/// Middleware: a SERVER span around each request, continuing the caller's trace.
///
/// Put on with `Router::layer`, so that the route is already known.
pub async fn server_span(request: Request, next: Next) -> Response {
    let route = request.extensions().get::<MatchedPath>().map(|path| path.as_str().to_owned());
    let method = known(request.method());
    let span = info_span!(
        "HTTP server",
        otel.name = route.as_ref().map_or_else(|| method.to_owned(), |route| format!("{method} {route}")),
        otel.kind = "server",
        http.request.method = method,
        http.route = route,
        url.scheme = "http",
        url.path = request.uri().path(),
        network.protocol.version = version(request.version()),
        http.response.status_code = Empty,
        error.r#type = Empty,
        otel.status_code = Empty,
    );
    propagation::continue_from_headers(&span, request.headers());
    // A client that hangs up drops this future; the span must not look like success then.
    let unfinished = Unfinished::new(&span);
    let response = next.run(request).instrument(span.clone()).await;
    unfinished.finish();
    let status = response.status();
    span.record("http.response.status_code", i64::from(status.as_u16()));
    if status.is_server_error() {
        // A 4xx is the client's fault: no error of this server.
        let kind = response.extensions().get::<ErrorType>().map_or(status.as_str(), |kind| kind.0);
        span.record("error.type", kind);
        span.record("otel.status_code", "ERROR");
    }
    response
}
// endregion server

// region client
/// Sends a request within a CLIENT span of its own, whose context it carries.
///
/// `attempt` counts from 0: a request that is sent again is a span again, and says which try it is.
///
/// # Errors
/// Those of [`reqwest::Client::execute`].
pub async fn send(
    client: &reqwest::Client,
    mut request: reqwest::Request,
    attempt: u32,
) -> reqwest::Result<reqwest::Response> {
    let url = request.url();
    let span = info_span!(
        "HTTP client",
        otel.name = known(request.method()),
        otel.kind = "client",
        http.request.method = known(request.method()),
        http.request.resend_count = (attempt > 0).then_some(i64::from(attempt)),
        url.full = url.as_str(),
        server.address = url.host_str(),
        server.port = url.port_or_known_default().map(i64::from),
        http.response.status_code = Empty,
        error.r#type = Empty,
        otel.status_code = Empty,
    );
    propagation::into_headers(&span, request.headers_mut());
    let unfinished = Unfinished::new(&span);
    let result = client.execute(request).instrument(span.clone()).await;
    unfinished.finish();
    record_answer(&span, &result);
    result
}

fn record_answer(span: &Span, result: &reqwest::Result<reqwest::Response>) {
    match result {
        Ok(response) => {
            let status = response.status();
            span.record("http.response.status_code", i64::from(status.as_u16()));
            if status.is_client_error() || status.is_server_error() {
                span.record("error.type", status.as_str());
                span.record("otel.status_code", "ERROR");
            }
        }
        Err(error) => {
            let kind = match error {
                error if error.is_timeout() => "timeout",
                error if error.is_connect() => "connect",
                _ => "request",
            };
            span.record("error.type", kind);
            span.record("otel.status_code", "ERROR");
        }
    }
}
// endregion client

/// The method's name, or `_OTHER` for one that no standard knows: a span's name must not be chosen by a client.
fn known(method: &Method) -> &'static str {
    match *method {
        Method::GET => "GET",
        Method::HEAD => "HEAD",
        Method::POST => "POST",
        Method::PUT => "PUT",
        Method::DELETE => "DELETE",
        Method::CONNECT => "CONNECT",
        Method::OPTIONS => "OPTIONS",
        Method::TRACE => "TRACE",
        Method::PATCH => "PATCH",
        _ => "_OTHER",
    }
}

fn version(version: ::http::Version) -> Option<&'static str> {
    match version {
        ::http::Version::HTTP_10 => Some("1.0"),
        ::http::Version::HTTP_11 => Some("1.1"),
        ::http::Version::HTTP_2 => Some("2"),
        _ => None,
    }
}

/// An error's answer: the status, the text for people, and the word for telemetry.
pub fn error_response(status: StatusCode, kind: &'static str, text: String) -> Response {
    let mut response = HttpResponse::new(axum::body::Body::from(text));
    *response.status_mut() = status;
    response.extensions_mut().insert(ErrorType(kind));
    response
}
