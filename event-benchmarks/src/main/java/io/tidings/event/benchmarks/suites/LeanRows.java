package io.tidings.event.benchmarks.suites;

import io.tidings.event.DomainEvent;
import io.tidings.event.json.DomainEventJson;
import java.math.BigInteger;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Events as rows of {@link LeanTable}, with numbers from maps. Confined to one thread. */
public final class LeanRows {

  private static final String DIGITS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
  private static final int ULID_BYTES = 16;

  private final Map<Object, Long> names = new HashMap<>();
  private final Map<Object, Long> kinds = new HashMap<>();
  private final Map<Object, Long> scopes = new HashMap<>();
  private final Map<Object, Long> contexts = new HashMap<>();

  /** Returns the rows of each batch. */
  public List<List<@Nullable Object[]>> of(List<List<DomainEvent>> batches) {
    List<List<@Nullable Object[]>> all = new ArrayList<>();
    for (List<DomainEvent> batch : batches) {
      all.add(rows(batch));
    }
    return all;
  }

  /** Returns the rows of a batch. */
  public List<@Nullable Object[]> rows(List<DomainEvent> batch) {
    List<@Nullable Object[]> rows = new ArrayList<>();
    batch.forEach(event -> rows.add(row(event)));
    return rows;
  }

  private @Nullable Object[] row(DomainEvent event) {
    long micros = ChronoUnit.MICROS.between(Instant.EPOCH, event.timestamp());
    String cause = event.causationId();
    return new @Nullable Object[] {
      bytes(event.id()),
      number(names, event.scope().project()),
      number(scopes, List.of(String.valueOf(event.scope().project()))),
      number(contexts, event.sessionId() + " " + event.planId()),
      number(kinds, event.kind().id()),
      micros,
      micros + 5_000,
      bytes(event.correlationId()),
      cause == null ? null : bytes(cause),
      number(names, event.actorName()),
      number(names, event.details().get("request_type")),
      number(names, event.details().get("tool_name")),
      event.details().get("duration_ms"),
      null,
      null,
      DomainEventJson.standard().writeDetails(event.details())
    };
  }

  private static Long number(Map<Object, Long> numbers, @Nullable Object text) {
    return text == null ? 0L : numbers.computeIfAbsent(text, key -> numbers.size() + 1L);
  }

  private static byte[] bytes(String ulid) {
    BigInteger value = BigInteger.ZERO;
    for (int i = 0; i < ulid.length(); i++) {
      value = value.shiftLeft(5).or(BigInteger.valueOf(DIGITS.indexOf(ulid.charAt(i))));
    }
    byte[] bytes = value.toByteArray();
    byte[] fixed = new byte[ULID_BYTES];
    int length = Math.min(ULID_BYTES, bytes.length);
    System.arraycopy(bytes, bytes.length - length, fixed, ULID_BYTES - length, length);
    return fixed;
  }
}
