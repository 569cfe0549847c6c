package otlplab;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import io.opentelemetry.context.propagation.TextMapGetter;
import io.opentelemetry.exporter.otlp.http.trace.OtlpHttpSpanExporter;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.export.BatchSpanProcessor;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Prices baskets, and can be profiled by JDK Flight Recorder and by async-profiler.
 *
 * <pre>
 * GET  /price?items=N     the total of a basket of N items; &amp;blanks=N in the customer's note
 * POST /profile/start     ?kind=jfr|cpu|wall|alloc|lock&amp;hz=100
 * POST /profile/stop      the recording since then, in the format of JFR
 * </pre>
 */
public final class Pricing {
  private static final int MOST = 100_000;

  private final Tracer tracer;
  private final SdkTracerProvider provider;
  private final Profiler profiler = new Profiler();

  private Pricing(SdkTracerProvider provider) {
    this.provider = provider;
    this.tracer = provider.get("pricing");
  }

  /** Serves on the port in PORT until the process is told to end. */
  public static void main(String[] arguments) throws IOException {
    String endpoint = System.getenv("OTEL_EXPORTER_OTLP_ENDPOINT") + "/v1/traces";
    SdkTracerProvider provider =
        SdkTracerProvider.builder()
            .setResource(
                Resource.getDefault()
                    .merge(
                        Resource.create(
                            Attributes.of(
                                AttributeKey.stringKey("service.name"),
                                "pricing",
                                AttributeKey.stringKey("service.version"),
                                System.getenv("VERSION")))))
            .addSpanProcessor(
                BatchSpanProcessor.builder(
                        OtlpHttpSpanExporter.builder().setEndpoint(endpoint).build())
                    .build())
            .build();
    Pricing pricing = new Pricing(provider);
    InetAddress loopback = InetAddress.getByName("127.0.0.1");
    int port = Integer.parseInt(System.getenv("PORT"));
    HttpServer server = HttpServer.create(new InetSocketAddress(loopback, port), 64);
    server.setExecutor(Executors.newFixedThreadPool(8));
    server.createContext("/price", exchange -> answer(exchange, pricing::price));
    server.createContext("/profile/start", exchange -> answer(exchange, pricing::start));
    server.createContext("/profile/stop", exchange -> answer(exchange, pricing::stop));
    server.start();
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(
                () -> {
                  server.stop(1);
                  provider.shutdown().join(5, TimeUnit.SECONDS);
                }));
  }

  // region price
  private byte[] price(HttpExchange exchange) throws Exception {
    Map<String, String> query = query(exchange);
    int items = number(query, "items", 100);
    int blanks = number(query, "blanks", 1);
    Context parent =
        W3CTraceContextPropagator.getInstance().extract(Context.root(), exchange, HEADERS);
    Span span =
        tracer.spanBuilder("GET /price").setSpanKind(SpanKind.SERVER).setParent(parent).startSpan();
    SpanEvent event = new SpanEvent(span.getSpanContext());
    event.begin();
    try (Scope ignored = span.makeCurrent()) {
      List<Integer> articles = basket(items);
      Basket.enter(Basket.total(articles));
      String note = Note.printed("Please wrap it." + " ".repeat(blanks) + "Thank you! ");
      return (Basket.receipt(articles) + note).getBytes(StandardCharsets.UTF_8);
    } catch (RuntimeException error) {
      span.setStatus(StatusCode.ERROR, error.toString());
      throw error;
    } finally {
      event.commit();
      span.end();
    }
  }

  // endregion price

  private static int number(Map<String, String> query, String name, int otherwise) {
    int number = Integer.parseInt(query.getOrDefault(name, String.valueOf(otherwise)));
    if (number < 1 || number > MOST) {
      throw new IllegalArgumentException(name + " has to be 1 to " + MOST);
    }
    return number;
  }

  static List<Integer> basket(int items) {
    Random chance = new Random(1);
    return Stream.generate(() -> chance.nextInt(10 * items))
        .limit(items)
        .collect(Collectors.toCollection(ArrayList::new));
  }

  private byte[] start(HttpExchange exchange) throws Exception {
    Map<String, String> query = query(exchange);
    profiler.start(query.get("kind"), Integer.parseInt(query.getOrDefault("hz", "100")));
    return new byte[0];
  }

  private byte[] stop(HttpExchange exchange) throws Exception {
    provider.forceFlush().join(5, TimeUnit.SECONDS);
    return profiler.stop();
  }

  private interface Handler {
    byte[] handle(HttpExchange exchange) throws Exception;
  }

  private static void answer(HttpExchange exchange, Handler handler) throws IOException {
    int status = 200;
    byte[] body;
    try {
      body = handler.handle(exchange);
    } catch (IllegalArgumentException | IllegalStateException error) {
      status = 400;
      body = error.getMessage().getBytes(StandardCharsets.UTF_8);
    } catch (Exception error) {
      status = 500;
      body = error.toString().getBytes(StandardCharsets.UTF_8);
    }
    try (exchange) {
      exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
      exchange.getResponseBody().write(body);
    }
  }

  private static Map<String, String> query(HttpExchange exchange) {
    String query = exchange.getRequestURI().getQuery();
    if (query == null) {
      return Map.of();
    }
    return Stream.of(query.split("&"))
        .map(pair -> pair.split("=", 2))
        .filter(pair -> pair.length == 2)
        .collect(Collectors.toMap(pair -> pair[0], pair -> pair[1], (first, second) -> second));
  }

  private static final TextMapGetter<HttpExchange> HEADERS =
      new TextMapGetter<>() {
        @Override
        public Iterable<String> keys(HttpExchange exchange) {
          return exchange.getRequestHeaders().keySet();
        }

        @Override
        public String get(HttpExchange exchange, String key) {
          return exchange == null ? null : exchange.getRequestHeaders().getFirst(key);
        }
      };
}
