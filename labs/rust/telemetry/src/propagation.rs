//! Context out of a carrier and into one: what crosses a process, a queue or a file.

use std::collections::HashMap;

use opentelemetry::{Context, global};
use opentelemetry_http::{HeaderExtractor, HeaderInjector};
use tracing::Span;
use tracing_opentelemetry::OpenTelemetrySpanExt;

/// Makes the context in `headers` the parent of `span`, which must not have been entered yet.
///
/// A span that a filter has left out has no parent to set; then there is nothing to do.
pub fn continue_from_headers(span: &Span, headers: &http::HeaderMap) {
    let parent = global::get_text_map_propagator(|propagator| propagator.extract(&HeaderExtractor(headers)));
    continue_from(span, parent);
}

/// Makes `parent` the parent of `span`, which must not have been entered yet.
pub fn continue_from(span: &Span, parent: Context) {
    if let Err(error) = span.set_parent(parent)
        && !span.is_disabled()
    {
        tracing::warn!(name: "propagation.failed", "{error}");
    }
}

/// Writes the context of `span` into `headers`: `traceparent`, `tracestate`, `baggage`.
pub fn into_headers(span: &Span, headers: &mut http::HeaderMap) {
    let context = context_of(span);
    global::get_text_map_propagator(|propagator| {
        propagator.inject_context(&context, &mut HeaderInjector(headers));
    });
}

/// Returns what a message has to carry so that whoever receives it can go on from `span`.
pub fn into_carrier(span: &Span) -> HashMap<String, String> {
    let context = context_of(span);
    let mut carrier = HashMap::new();
    global::get_text_map_propagator(|propagator| propagator.inject_context(&context, &mut carrier));
    carrier
}

/// Returns the context that a message carries.
pub fn from_carrier(carrier: &HashMap<String, String>) -> Context {
    global::get_text_map_propagator(|propagator| propagator.extract(carrier))
}

/// The context of a span, and the current one where a filter has left that span out: a filter may make a
/// trace coarser, and must never tear it.
fn context_of(span: &Span) -> Context {
    if span.is_disabled() { Context::current() } else { span.context() }
}

/// Lets a propagator write into HTTP headers.
pub fn carrier(headers: &mut http::HeaderMap) -> HeaderInjector<'_> {
    HeaderInjector(headers)
}
