package otlplab;

import io.opentelemetry.api.trace.SpanContext;
import jdk.jfr.Category;
import jdk.jfr.Event;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;

/** Says in a flight recording which span a thread worked for, and from when to when. */
@Name("otlplab.Span")
@Category("OpenTelemetry")
@StackTrace(false)
final class SpanEvent extends Event {
  final String traceId;
  final String spanId;

  SpanEvent(SpanContext span) {
    this.traceId = span.getTraceId();
    this.spanId = span.getSpanId();
  }
}
