//! The same work with `tracing` and with the OpenTelemetry API, one inside the other.

use opentelemetry::trace::{FutureExt, SpanKind, TraceContextExt, Tracer};
use opentelemetry::{Context, KeyValue, global};
use tracing::{Instrument, info_span};

use crate::wait;

// region tracing
/// With `tracing`: the fields are fixed when it is compiled, and the span ends with its last handle.
async fn weigh() {
    let span = info_span!("weigh", parcel.grams = tracing::field::Empty);
    async {
        wait(10).await;
        tracing::Span::current().record("parcel.grams", 350_i64);
        measure().await;
    }
    .instrument(span)
    .await;
}
// endregion tracing

// region opentelemetry
/// With the OpenTelemetry API: any attribute at any time, and the span ends when it is told to.
async fn measure() {
    let tracer = global::tracer("tasks.measure");
    let span = tracer.span_builder("measure").with_kind(SpanKind::Internal).start(&tracer);
    let context = Context::current_with_span(span);
    async {
        wait(10).await;
        for (side, millimetres) in [("length", 300), ("width", 200)] {
            Context::current()
                .span()
                .set_attribute(KeyValue::new(format!("parcel.{side}"), i64::from(millimetres)));
        }
        wait(10).instrument(info_span!("print label")).await; // a child of the other API's span
    }
    .with_context(context.clone())
    .await;
    context.span().end();
}
// endregion opentelemetry

/// Weighs and measures a parcel.
pub async fn both() {
    weigh().await;
}
