package io.tidings.event.logging;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.tidings.event.DomainEvent;
import io.tidings.event.EventType;
import io.tidings.event.redact.Redactor;
import io.tidings.event.testkit.contract.Contract;
import io.tidings.event.testkit.internal.Absent;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Distinction of events from other entries in the audit log. */
class AuditEncoderTest {

  private static final String CANARY = "hunter2";

  private final Captured captured = new Captured(Level.INFO);
  private final DomainEvent secret =
      DomainEvent.root(EventType.TOOL_ERRORED)
          .actorName("password=" + CANARY)
          .detail("password", CANARY)
          .build();

  private String line() {
    return new String(new AuditEncoder().encode(captured.only()), UTF_8);
  }

  private JsonObject parsed() {
    assertThat(line()).doesNotContain(CANARY).endsWith("}\n");
    return JsonParser.parseString(line()).getAsJsonObject();
  }

  @Test
  @Contract({"LOG-05", "LOG-07"})
  void event_logged_by_the_host_is_an_ordinary_argument() {
    captured
        .logger()
        .atWarn()
        .setCause(new IllegalStateException("on purpose"))
        .addKeyValue("attempt", 2)
        .log("retry {}", secret);

    JsonObject line = parsed();
    assertThat(line.has("event_id")).isFalse();
    assertThat(line.get("message").getAsString()).startsWith("retry DomainEvent[id=" + secret.id());
    assertThat(line.get("thrown").getAsString()).contains("on purpose");
    assertThat(line.get("pairs").getAsJsonObject().get("attempt").getAsInt()).isEqualTo(2);
  }

  @Test
  @Contract("LOG-10")
  void pair_whose_toString_fails_costs_no_other_pair() {
    for (Throwable failure :
        List.of(new IllegalStateException("on purpose"), new NoClassDefFoundError("on purpose"))) {
      captured.entries().clear();
      captured
          .logger()
          .atWarn()
          .addKeyValue("attempt", 2)
          .addKeyValue("broken", new Unprintable(failure))
          .addKeyValue("nothing", new Unprintable(null))
          .log("retry");

      JsonObject pairs = parsed().get("pairs").getAsJsonObject();
      assertThat(pairs.get("attempt").getAsString()).isEqualTo("2");
      assertThat(pairs.get("broken").getAsString())
          .isEqualTo("[toString() of " + Unprintable.class.getName() + " failed]");
      assertThat(pairs.get("nothing").getAsString()).isEqualTo("null");
    }
  }

  /** A value whose text fails, or is null. */
  private record Unprintable(@Nullable Throwable failure) {

    @Override
    public String toString() {
      if (failure instanceof Error error) {
        throw error;
      }
      if (failure instanceof RuntimeException exception) {
        throw exception;
      }
      return Absent.absent();
    }
  }

  @Test
  @Contract("LOG-05")
  void entry_in_the_form_of_the_tap_is_redacted() {
    captured
        .logger()
        .atInfo()
        .addKeyValue("event_id", secret.id())
        .addKeyValue("details", secret.details())
        .addArgument(secret)
        .log(secret.kind().id());

    assertThat(parsed().get("event_id").getAsString()).isEqualTo(secret.id());
  }

  @Test
  @Contract("LOG-05")
  void what_a_host_wants_to_see_is_not_masked_behind_its_back() {
    Redactor own = Redactor.standard().keepingKeys("token_type");
    captured
        .tap()
        .withRedactor(own)
        .onEvent(secret.toBuilder().detail("token_type", "jwt").build());

    assertThat(parsed().get("details").getAsJsonObject().get("token_type").getAsString())
        .isEqualTo("jwt");
  }

  @Test
  @Contract("LOG-05")
  void pairs_of_other_entries_are_masked_by_their_keys() {
    Object none = Absent.absent();
    captured
        .logger()
        .atInfo()
        .addKeyValue("password", "hun\"ter2 " + CANARY)
        .addKeyValue("request", Map.of("apiKey", "a b " + CANARY, "n", List.of(1, "x")))
        .addKeyValue("note", "Bearer " + CANARY)
        .addKeyValue("tokens", 7)
        .addKeyValue("tokens", 8)
        .addKeyValue("none", none)
        .log("other");

    JsonObject pairs = parsed().get("pairs").getAsJsonObject();
    assertThat(pairs.toString())
        .isEqualTo(
            "{\"password\":\"[redacted]\","
                + "\"request\":"
                + pairs.get("request")
                + ",\"note\":\"Bearer [redacted]\",\"tokens\":7,\"tokens (2)\":8,"
                + "\"none\":\"null\"}");
    assertThat(pairs.get("request").getAsJsonObject().get("apiKey").getAsString())
        .isEqualTo(Redactor.MASK);
    assertThat(line()).doesNotContain("ter2");
  }

  @Test
  @Contract("LOG-05")
  void pairs_that_no_event_can_hold_are_written_as_texts() {
    captured
        .logger()
        .atInfo()
        .addKeyValue("", new AtomicReference<>("password=" + CANARY))
        .addKeyValue("cookie", new AtomicReference<>(CANARY))
        .log("other");

    assertThat(parsed().get("pairs").toString())
        .isEqualTo("{\"null\":\"password=[redacted]\",\"cookie\":\"[redacted]\"}");
  }
}
