package io.tidings.event.logging;

import io.tidings.event.DomainEvent;
import io.tidings.event.EventFactory;
import io.tidings.event.EventKind;
import io.tidings.event.EventLimits;
import io.tidings.event.EventScope;
import io.tidings.event.EventType;
import java.math.BigInteger;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Events for tests. */
public final class Samples {

  /** Texts that try to end a line, to hide or to look like other text. */
  public static final List<String> FORGERIES =
      List.of(
          "\r",
          "\n",
          "\r\n",
          "\0",
          "\u001b[31m",
          "\u007f",
          "\u0085",
          "\u009b2J",
          "\u2028",
          "\u2029",
          "\u202e",
          "\u2066",
          "\u2069",
          "\u200f",
          "\u061c",
          "\ufeff",
          "\ud800",
          "\udc00",
          "\udc00\ud800",
          "\ud83d\ude00",
          "\"",
          "\\",
          "\\n",
          "\\u000a",
          "\"}\n{\"event_id\":\"x",
          "}",
          "${user.home}",
          "${jndi:ldap://x}",
          "%m%n",
          "%kvp",
          "{}",
          "{} {}",
          "</script>",
          "\t",
          "\b\f",
          "\u00e9\u4e2d",
          "x\ny\rz");

  private Samples() {}

  /** Returns an event that has everything, always the same one. */
  public static DomainEvent full() {
    Map<String, Object> details = new LinkedHashMap<>();
    details.put("text", "a \"quoted\" text");
    details.put("whole", 42);
    details.put("huge", BigInteger.TEN.pow(40).negate());
    details.put("decimal", 0.1);
    details.put("yes", true);
    details.put("list", List.of(1, "two", List.of(), Map.of()));
    details.put("map", Map.of("inner", Map.of("n", -1.5e300)));
    return DomainEvent.root(EventType.PLAN_APPLIED)
        .id("01JCEVENT")
        .timestamp(Instant.parse("2026-11-01T12:30:00.00025Z"))
        .correlationId("01JCCORRELATION")
        .causationId("01JCCAUSE")
        .scope(new EventScope("acme", "lab", "apollo", "ada"))
        .planId("p-1")
        .rootPlanId("p-0")
        .sessionId("s-1")
        .actorName("Ada L\u00f6ve")
        .projectName("Apollo")
        .traceId("0af7651916cd43dd8448eb211c80319c")
        .spanId("b7ad6b7169203331")
        .details(details)
        .build();
  }

  /** Returns an event of a kind with a single detail. */
  public static DomainEvent with(EventKind kind, String name, Object value) {
    return DomainEvent.root(kind).detail(name, value).build();
  }

  /** Returns the events of the forging corpus: every forgery in every place that takes it. */
  public static List<DomainEvent> forged() {
    EventLimits wide =
        EventLimits.defaults().withMaxStringLength(1 << 20).withMaxTotalLength(1 << 22);
    EventFactory events = EventFactory.standard().withLimits(wide);
    List<DomainEvent> forged = new ArrayList<>();
    for (String forgery : FORGERIES) {
      forged.add(
          events
              .root(EventType.PLAN_APPLIED)
              .detail("k" + forgery + "k", forgery)
              .detail("nested", Map.of(forgery + "x", List.of(forgery, Map.of("y", forgery))))
              .build());
      if (forgery.chars().noneMatch(Character::isISOControl)) {
        forged.add(
            events
                .root(EventType.PLAN_APPLIED)
                .actorName("a" + forgery)
                .projectName(forgery + "p")
                .build());
      }
      if (forgery.chars().allMatch(c -> c > ' ' && c <= '~')) {
        forged.add(
            events
                .root(EventKind.of("x." + forgery))
                .id("id" + forged.size() + forgery)
                .correlationId(forgery)
                .causationId(forgery)
                .scope(new EventScope(forgery, forgery, forgery, forgery))
                .planId(forgery)
                .rootPlanId(forgery)
                .sessionId(forgery)
                .traceId(forgery)
                .spanId(forgery)
                .build());
      }
    }
    forged.add(events.root(EventType.PLAN_APPLIED).detail("s", "x".repeat(64 * 1024)).build());
    forged.add(events.root(EventType.PLAN_APPLIED).detail("s", "\n".repeat(1 << 20)).build());
    return forged;
  }
}
