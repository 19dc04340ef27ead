package io.tidings.event.logging;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.core.encoder.EncoderBase;
import io.tidings.event.DomainEvent;
import io.tidings.event.json.DomainEventJson;
import io.tidings.event.redact.Redactor;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.event.KeyValuePair;

/**
 * Logback's encoder of the audit trail: each event that a {@link LoggingTap} has logged as one line
 * of JSON, {@link DomainEventJson} (LOG-07).
 *
 * <p>Any other entry on the same logger, also one that has an event among its arguments, is one
 * line of JSON too, with timestamp, level, logger, message, thrown and its key-value pairs, all
 * without secrets and without {@code event_id}.
 *
 * <p>Thread-safe.
 */
public final class AuditEncoder extends EncoderBase<ILoggingEvent> {

  /** Creates an encoder; logback does so by name. */
  public AuditEncoder() {}

  @Override
  public byte[] headerBytes() {
    return new byte[0];
  }

  @Override
  public byte[] encode(ILoggingEvent entry) {
    DomainEvent event = LoggedPairs.event(entry);
    return event == null ? other(entry) : DomainEventJson.standard().writeLine(event);
  }

  @Override
  public byte[] footerBytes() {
    return new byte[0];
  }

  private static byte[] other(ILoggingEvent entry) {
    Map<String, Object> line = new LinkedHashMap<>();
    line.put("timestamp", entry.getInstant().toString());
    line.put("level", entry.getLevel().toString());
    line.put("logger", entry.getLoggerName());
    line.put("message", text(entry.getFormattedMessage()));
    IThrowableProxy thrown = entry.getThrowableProxy();
    if (thrown != null) {
      line.put("thrown", text(thrown.getClassName() + ": " + thrown.getMessage()));
    }
    List<KeyValuePair> pairs = entry.getKeyValuePairs();
    if (pairs != null && !pairs.isEmpty()) {
      line.put("pairs", LoggedPairs.shown(pairs));
    }
    return (DomainEventJson.standard().writeDetails(line) + "\n").getBytes(StandardCharsets.UTF_8);
  }

  private static String text(String text) {
    return Redactor.standard().redactText(String.valueOf(text));
  }
}
