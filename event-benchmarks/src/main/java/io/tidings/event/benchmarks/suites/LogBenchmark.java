package io.tidings.event.benchmarks.suites;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.util.LogbackMDCAdapter;
import ch.qos.logback.core.OutputStreamAppender;
import io.tidings.event.DomainEvent;
import io.tidings.event.EmitResult;
import io.tidings.event.EventBus;
import io.tidings.event.EventScope;
import io.tidings.event.json.DomainEventJson;
import io.tidings.event.logging.AuditEncoder;
import io.tidings.event.logging.LoggingEventBus;
import io.tidings.event.logging.LoggingTap;
import io.tidings.event.redact.Redactor;
import java.io.OutputStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** Logging of an event by the bus and by hand, through the same encoder to a counting stream. */
@State(Scope.Benchmark)
public class LogBenchmark {

  private final DomainEvent event = JsonBenchmark.event();
  private final DomainEventJson json = DomainEventJson.standard();
  private final Redactor redactor = Redactor.standard();
  private final Counting counting = new Counting();
  private final LoggerContext context = new LoggerContext();
  private final Logger logger = context.getLogger(LoggingTap.LOGGER_NAME);
  private EventBus bus = EventBus.noop();

  @Setup
  public void open() {
    context.setMDCAdapter(new LogbackMDCAdapter());
    AuditEncoder encoder = new AuditEncoder();
    encoder.setContext(context);
    OutputStreamAppender<ILoggingEvent> appender = new OutputStreamAppender<>();
    appender.setContext(context);
    appender.setEncoder(encoder);
    appender.setOutputStream(counting);
    appender.start();
    logger.addAppender(appender);
    bus = LoggingEventBus.of(EventBus.builder(), LoggingTap.standard().withLogger(logger));
  }

  @Benchmark
  public EmitResult bus() {
    return bus.emit(event);
  }

  @Benchmark
  public long byHand() {
    DomainEvent redacted = redactor.redact(event);
    EventScope scope = redacted.scope();
    logger
        .atInfo()
        .addKeyValue("event_id", redacted.id())
        .addKeyValue("event_type", redacted.kind().id())
        .addKeyValue("timestamp", DomainEventJson.timestamp(redacted.timestamp()))
        .addKeyValue("correlation_id", redacted.correlationId())
        .addKeyValue("causation_id", redacted.causationId())
        .addKeyValue("project_id", scope.project())
        .addKeyValue("user_id", scope.user())
        .addKeyValue("plan_id", redacted.planId())
        .addKeyValue("session_id", redacted.sessionId())
        .addKeyValue("actor_name", redacted.actorName())
        .addKeyValue("details", redacted.details())
        .addArgument(redacted)
        .log("plan.applied");
    return counting.written;
  }

  @Benchmark
  public DomainEvent redactClean() {
    return redactor.redact(event);
  }

  @Benchmark
  public byte[] encode() {
    return json.write(event);
  }

  private static final class Counting extends OutputStream {
    private long written;

    @Override
    public void write(int b) {
      written++;
    }

    @Override
    public void write(byte[] bytes, int offset, int length) {
      written += length;
    }
  }
}
