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
 * Logback encoder that writes each event logged by a {@link LoggingTap} as one line of {@link
 * DomainEventJson}.
 *
 * <p>Any other entry, even one with an event among its arguments, is one line of JSON with {@code
 * timestamp}, {@code level}, {@code logger}, {@code message}, {@code thrown} and {@code pairs}, and
 * without {@code event_id}. Its texts and pairs are redacted by {@link Redactor#standard()}.
 *
 * <p>Thread-safe.
 *
 * @contract LOG-05, LOG-07
 */
public final class AuditEncoder extends EncoderBase<ILoggingEvent> {

  /** Creates an encoder. Logback calls this constructor by the class name. */
  public AuditEncoder() {}

  /** Returns no bytes: the file has no header. */
  @Override
  public byte[] headerBytes() {
    return new byte[0];
  }

  /** Returns the entry as one line of UTF-8 that ends with {@code \n}. */
  @Override
  public byte[] encode(ILoggingEvent entry) {
    DomainEvent event = LogEntryPairs.event(entry);
    return event == null ? encodeOther(entry) : DomainEventJson.standard().writeLine(event);
  }

  /** Returns no bytes: the file has no footer. */
  @Override
  public byte[] footerBytes() {
    return new byte[0];
  }

  private static byte[] encodeOther(ILoggingEvent entry) {
    Map<String, Object> line = new LinkedHashMap<>();
    line.put("timestamp", entry.getInstant().toString());
    line.put("level", entry.getLevel().toString());
    line.put("logger", entry.getLoggerName());
    line.put("message", redacted(entry.getFormattedMessage()));
    IThrowableProxy thrown = entry.getThrowableProxy();
    if (thrown != null) {
      line.put("thrown", redacted(thrown.getClassName() + ": " + thrown.getMessage()));
    }
    List<KeyValuePair> pairs = entry.getKeyValuePairs();
    if (pairs != null && !pairs.isEmpty()) {
      line.put("pairs", LogEntryPairs.redacted(pairs));
    }
    return (DomainEventJson.standard().writeDetails(line) + "\n").getBytes(StandardCharsets.UTF_8);
  }

  private static String redacted(String text) {
    return Redactor.standard().redactText(String.valueOf(text));
  }
}
