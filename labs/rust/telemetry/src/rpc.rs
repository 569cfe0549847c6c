//! Spans of gRPC, as the Semantic Conventions (in development) want them: one layer for servers, one for clients.
//!
//! A tonic *interceptor* sees a request's metadata and never the answer, so it can carry context and cannot end
//! a span. A tower layer sees both. The status of a call comes last, in the trailers after the body: the span
//! ends there, and so a stream's span lasts as long as the stream.

use std::pin::Pin;
use std::task::{Context, Poll, ready};

use bytes::Buf;
use http::{HeaderMap, Request, Response};
use http_body::{Body, Frame, SizeHint};
use pin_project_lite::pin_project;
use tower_layer::Layer;
use tower_service::Service;
use tracing::field::Empty;
use tracing::{Span, info_span};

use crate::propagation;

/// Which end of the call a span stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Side {
    Server,
    Client,
}

/// Layer for a server: a SERVER span around each call, continuing the caller's trace.
#[derive(Clone, Copy, Debug)]
pub struct ServerLayer;

/// Layer for a client: a CLIENT span around each call, whose context the call carries.
#[derive(Clone, Copy, Debug)]
pub struct ClientLayer;

impl<S> Layer<S> for ServerLayer {
    type Service = Traced<S>;

    fn layer(&self, inner: S) -> Self::Service {
        Traced { inner, side: Side::Server }
    }
}

impl<S> Layer<S> for ClientLayer {
    type Service = Traced<S>;

    fn layer(&self, inner: S) -> Self::Service {
        Traced { inner, side: Side::Client }
    }
}

/// A service whose calls are spans.
#[derive(Clone, Debug)]
pub struct Traced<S> {
    inner: S,
    side: Side,
}

// region call
impl<S, Q, A> Service<Request<Q>> for Traced<S>
where
    S: Service<Request<Q>, Response = Response<A>>,
{
    type Response = Response<TracedBody<A>>;
    type Error = S::Error;
    type Future = Call<S::Future>;

    fn poll_ready(&mut self, context: &mut Context<'_>) -> Poll<Result<(), Self::Error>> {
        self.inner.poll_ready(context)
    }

    fn call(&mut self, mut request: Request<Q>) -> Self::Future {
        // The path is /package.Service/Method; the convention writes it without the first slash.
        let method = request.uri().path().trim_start_matches('/');
        let span = info_span!(
            "gRPC",
            otel.name = method,
            otel.kind = if self.side == Side::Server { "server" } else { "client" },
            rpc.system.name = "grpc",
            rpc.method = method,
            server.address = request.uri().host(),
            server.port = request.uri().port_u16().map(i64::from),
            rpc.response.status_code = Empty,
            error.r#type = Empty,
            otel.status_code = Empty,
        );
        match self.side {
            Side::Server => propagation::continue_from_headers(&span, request.headers()),
            Side::Client => propagation::into_headers(&span, request.headers_mut()),
        }
        let inner = span.in_scope(|| self.inner.call(request));
        Call { inner, ending: Some(Ending { span, side: self.side, told: false }) }
    }
}
// endregion call

pin_project! {
    /// A call that has begun and is not answered.
    pub struct Call<F> {
        #[pin]
        inner: F,
        ending: Option<Ending>,
    }
}

impl<F, A, E> Future for Call<F>
where
    F: Future<Output = Result<Response<A>, E>>,
{
    type Output = Result<Response<TracedBody<A>>, E>;

    fn poll(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Self::Output> {
        let this = self.project();
        let entered = this.ending.as_ref().map(|ending| ending.span.enter());
        let answer = ready!(this.inner.poll(context));
        drop(entered);
        let mut ending = this.ending.take();
        Poll::Ready(match answer {
            Ok(response) => {
                // A call that fails at once has its status in the headers, and no body.
                if let Some(ending) = &mut ending {
                    ending.tell(response.headers());
                }
                Ok(response.map(|inner| TracedBody { inner, ending }))
            }
            Err(error) => {
                if let Some(ending) = &mut ending {
                    ending.tell_code("UNAVAILABLE");
                }
                Err(error)
            }
        })
    }
}

pin_project! {
    /// The body of an answer, which keeps the span open until the trailers.
    pub struct TracedBody<B> {
        #[pin]
        inner: B,
        ending: Option<Ending>,
    }
}

// region body
impl<B: Body> Body for TracedBody<B>
where
    B::Data: Buf,
{
    type Data = B::Data;
    type Error = B::Error;

    fn poll_frame(
        self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Self::Data>, Self::Error>>> {
        let this = self.project();
        // A server's stream makes its messages while it is polled here: their spans are children of the call.
        let entered = this.ending.as_ref().map(|ending| ending.span.enter());
        let frame = ready!(this.inner.poll_frame(context));
        drop(entered);
        match &frame {
            Some(Ok(frame)) => {
                if let (Some(trailers), Some(ending)) = (frame.trailers_ref(), this.ending.as_mut()) {
                    ending.tell(trailers);
                    *this.ending = None; // the span ends with the trailers
                }
            }
            Some(Err(_)) => {
                if let Some(mut ending) = this.ending.take() {
                    ending.tell_code("UNKNOWN");
                }
            }
            None => *this.ending = None,
        }
        Poll::Ready(frame)
    }

    fn is_end_stream(&self) -> bool {
        self.inner.is_end_stream()
    }

    fn size_hint(&self) -> SizeHint {
        self.inner.size_hint()
    }
}
// endregion body

impl<B: Default> Default for TracedBody<B> {
    fn default() -> Self {
        Self { inner: B::default(), ending: None }
    }
}

/// A span that is told the status of its call. Dropped without one, it was cancelled.
#[derive(Debug)]
struct Ending {
    span: Span,
    side: Side,
    told: bool,
}

impl Ending {
    fn tell(&mut self, headers: &HeaderMap) {
        if let Some(code) = headers.get("grpc-status") {
            self.tell_code(name_of(code.as_bytes()));
        }
    }

    fn tell_code(&mut self, code: &'static str) {
        self.told = true;
        self.span.record("rpc.response.status_code", code);
        if self.is_error(code) {
            self.span.record("error.type", code);
            self.span.record("otel.status_code", "ERROR");
        }
    }

    /// For a client everything but OK is an error; for a server only what is the server's own fault.
    fn is_error(&self, code: &str) -> bool {
        match self.side {
            Side::Client => code != "OK",
            Side::Server => matches!(
                code,
                "UNKNOWN" | "DEADLINE_EXCEEDED" | "UNIMPLEMENTED" | "INTERNAL" | "UNAVAILABLE" | "DATA_LOSS"
            ),
        }
    }
}

impl Drop for Ending {
    fn drop(&mut self) {
        if !self.told {
            self.tell_code("CANCELLED");
        }
    }
}

/// The name of a gRPC status code, as the conventions write it.
fn name_of(code: &[u8]) -> &'static str {
    const NAMES: [&str; 17] = [
        "OK",
        "CANCELLED",
        "UNKNOWN",
        "INVALID_ARGUMENT",
        "DEADLINE_EXCEEDED",
        "NOT_FOUND",
        "ALREADY_EXISTS",
        "PERMISSION_DENIED",
        "RESOURCE_EXHAUSTED",
        "FAILED_PRECONDITION",
        "ABORTED",
        "OUT_OF_RANGE",
        "UNIMPLEMENTED",
        "INTERNAL",
        "UNAVAILABLE",
        "DATA_LOSS",
        "UNAUTHENTICATED",
    ];
    let number: Option<usize> = std::str::from_utf8(code).ok().and_then(|text| text.parse().ok());
    number.and_then(|number| NAMES.get(number).copied()).unwrap_or("UNKNOWN")
}
