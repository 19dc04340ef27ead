package io.tidings.event.redact;

import static io.tidings.event.testkit.internal.Absent.absent;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidings.event.DomainEvent;
import io.tidings.event.EventFactory;
import io.tidings.event.EventKind;
import io.tidings.event.EventLimits;
import io.tidings.event.EventScope;
import io.tidings.event.EventType;
import io.tidings.event.logging.Shop;
import io.tidings.event.testkit.contract.Contract;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RedactorTest {

  private static final String CANARY = "hunter2";

  private final Redactor redactor = Redactor.standard();

  private Map<String, Object> shown(Map<String, ?> details) {
    return redactor.redact(Shop.sold(details)).details();
  }

  @Test
  @Contract("RED-01")
  void description_shows_no_secret() {
    DomainEvent event = Shop.sold(Map.of("password", CANARY, "amount", 3));

    assertThat(event.describe()).contains(CANARY);
    assertThat(redactor.describe(event))
        .contains("\"amount\": 3", Redactor.MASK)
        .doesNotContain(CANARY);
  }

  @Test
  @Contract("RED-01")
  void a_secret_is_masked_at_any_depth_and_in_lists() {
    Map<String, Object> shown =
        shown(
            Map.of(
                "password",
                CANARY,
                "nested",
                Map.of("list", List.of(Map.of("apiKey", CANARY, "ok", 1))),
                "credentials",
                Map.of("user", "bob", "code", CANARY),
                "secrets",
                List.of(CANARY, 7),
                "cookie",
                12345,
                "private_key",
                true,
                "note",
                "with password=" + CANARY,
                "notes",
                List.of("a", "Bearer " + CANARY)));

    assertThat(shown)
        .isEqualTo(
            Map.of(
                "password", Redactor.MASK,
                "nested", Map.of("list", List.of(Map.of("apiKey", Redactor.MASK, "ok", 1L))),
                "credentials", Redactor.MASK,
                "secrets", Redactor.MASK,
                "cookie", Redactor.MASK,
                "private_key", Redactor.MASK,
                "note", "with password=" + Redactor.MASK,
                "notes", List.of("a", "Bearer " + Redactor.MASK)));
  }

  @Test
  @Contract("RED-03")
  void numbers_of_tokens_are_seen_and_tokens_are_not() {
    assertThat(
            shown(
                Map.of(
                    "tokens",
                    4096,
                    "maxTokens",
                    1.5,
                    "token",
                    CANARY,
                    "used_tokens",
                    Map.of("input", 3, "which", CANARY, "parts", List.of(1, CANARY)),
                    "token_count",
                    "4096",
                    "secret_token",
                    12345)))
        .isEqualTo(
            Map.of(
                "tokens",
                4096L,
                "maxTokens",
                1.5,
                "token",
                Redactor.MASK,
                "used_tokens",
                Map.of("input", 3L, "which", Redactor.MASK, "parts", List.of(1L, Redactor.MASK)),
                "token_count",
                "4096",
                "secret_token",
                Redactor.MASK));
  }

  @Test
  @Contract("RED-05")
  void the_event_is_unchanged_and_a_clean_one_is_returned_as_it_is() {
    Map<String, Object> details = Map.of("a", List.of(Map.of("b", "c")), "tokens", 3, "d", "e: f");
    DomainEvent clean = Shop.builder().actorName("Ada").projectName("x").details(details).build();
    DomainEvent secret = Shop.sold(Map.of("password", CANARY));

    assertThat(redactor.redact(clean)).isSameAs(clean);
    assertThat(redactor.redact(Shop.sold(1))).isNotNull();
    assertThat(redactor.redact(secret)).isNotSameAs(secret);
    assertThat(secret.details()).containsEntry("password", CANARY);
  }

  @Test
  @Contract("RED-05")
  void everything_else_is_unchanged_and_in_order() {
    Map<String, Object> details = new LinkedHashMap<>();
    details.put("z", 1);
    details.put("password", CANARY);
    details.put("a", "b");
    DomainEvent event =
        Shop.builder()
            .correlationId("c")
            .causationId("cause")
            .scope(new EventScope("o", "w", "p", "u"))
            .planId("plan")
            .rootPlanId("root")
            .sessionId("s")
            .actorName("Ada, password=" + CANARY)
            .projectName("https://bob:" + CANARY + "@h/r")
            .traceId("token=00f067aa0ba902b7")
            .spanId("00f067aa0ba902b7")
            .details(details)
            .build();

    DomainEvent shown = redactor.redact(event);

    assertThat(shown)
        .isEqualTo(
            event.toBuilder()
                .actorName("Ada, password=[redacted]")
                .projectName("https://[redacted]@h/r")
                .detail("password", Redactor.MASK)
                .build());
    assertThat(shown.details().keySet()).containsExactly("z", "password", "a");
  }

  @Test
  @Contract("RED-02")
  void a_name_that_grows_too_long_is_masked_as_a_whole() {
    String name = "token=a ".repeat(30).strip();

    assertThat(redactor.redact(Shop.builder().actorName(name).build()).actorName())
        .isEqualTo(Redactor.MASK);
  }

  @Test
  @Contract("RED-02")
  void secrets_in_names_of_details_are_masked_and_none_gets_lost() {
    Map<String, Object> details = new LinkedHashMap<>();
    details.put("clean", 0);
    details.put("x?token=" + CANARY + "1", 1);
    details.put("x?token=" + CANARY + "2", 2);
    details.put("x?token=" + CANARY + "3", 3);

    assertThat(shown(details).keySet())
        .containsExactly(
            "clean", "x?token=[redacted]", "x?token=[redacted] (2)", "x?token=[redacted] (3)");
  }

  @Test
  @Contract("RED-04")
  void own_rules_go_by_key_by_path_and_by_kind() {
    Map<String, Object> details =
        Map.of(
            "oldCustomerNumber",
            1,
            "request",
            Map.of("body", "x", "list", List.of(Map.of("body", "y"))),
            "body",
            "z",
            "token_type",
            "jwt",
            "token_budget",
            5);
    Redactor own =
        redactor
            .maskingKeys("customer number", "token budget")
            .maskingPath("request", "body")
            .keepingKeys("token_type")
            .maskingKind(EventType.TOOL_INVOKED, "body")
            .maskingKind(EventType.TOOL_COMPLETED);

    assertThat(own.redact(Shop.sold(details)).details())
        .isEqualTo(
            Map.of(
                "oldCustomerNumber",
                Redactor.MASK,
                "request",
                Map.of("body", Redactor.MASK, "list", List.of(Map.of("body", "y"))),
                "body",
                "z",
                "token_type",
                "jwt",
                "token_budget",
                Redactor.MASK));
    DomainEvent invoked = DomainEvent.root(EventType.TOOL_INVOKED).detail("body", "z").build();
    assertThat(own.redact(invoked).details()).containsEntry("body", Redactor.MASK);
    DomainEvent completed = DomainEvent.root(EventType.TOOL_COMPLETED).detail("n", 1).build();
    assertThat(own.redact(completed).details()).containsEntry("n", Redactor.MASK);
    assertThat(own.redactText("customer number: 7")).isEqualTo("customer number: [redacted]");
    assertThat(redactor.redact(invoked)).isSameAs(invoked);
  }

  @Test
  @Contract({"RED-02", "RED-04"})
  void own_keys_of_several_words_are_found_in_texts() {
    Redactor own = redactor.maskingKeys("social security number");

    assertThat(own.redactText("the social security number: 123-45-6789"))
        .isEqualTo("the social security number: [redacted]");
    assertThat(own.redactText("socialSecurity number=1"))
        .isEqualTo("socialSecurity number=[redacted]");
    assertThat(own.redactText("social  security number: 7"))
        .isEqualTo("social  security number: 7");
    assertThat(own.redactText("security number: 7")).isEqualTo("security number: 7");
    assertThat(own.redactText("an api key x: done")).isEqualTo("an api key x: done");
  }

  @Test
  @Contract("RED-04")
  void rule_replaces_or_omits_a_value_by_its_path() {
    List<String> asked = new ArrayList<>();
    Redactor own =
        redactor.with(
            (kind, path, value) -> {
              asked.add(kind.id() + path);
              return switch (path.get(path.size() - 1)) {
                case "out" -> null;
                case "other" -> Map.of("password", CANARY, "n", 1);
                default -> value;
              };
            });

    assertThat(
            own.redact(Shop.sold(Map.of("m", Map.of("out", 1, "other", 2, "l", List.of("x")))))
                .details())
        .isEqualTo(
            Map.of(
                "m",
                Map.of("other", Map.of("password", Redactor.MASK, "n", 1L), "l", List.of("x"))));
    assertThat(asked)
        .containsExactlyInAnyOrder(
            "shop.sold[m]",
            "shop.sold[m, out]",
            "shop.sold[m, other]",
            "shop.sold[m, other, password]",
            "shop.sold[m, other, n]",
            "shop.sold[m, l]",
            "shop.sold[m, l]");
  }

  @Test
  @Contract("RED-04")
  void failing_rule_drops_the_value_and_not_the_record() {
    Redactor own =
        redactor.with(
            (kind, path, value) ->
                switch (path.get(0)) {
                  case "throws" -> throw new Exception("on purpose");
                  case "overflows" -> throw new StackOverflowError("on purpose");
                  case "nonsense" -> new Object();
                  default -> value;
                });

    assertThat(
            own.redact(Shop.sold(Map.of("throws", 1, "overflows", 2, "nonsense", 3, "fine", 4)))
                .details())
        .isEqualTo(
            Map.of(
                "throws", Redactor.DROPPED,
                "overflows", Redactor.DROPPED,
                "nonsense", Redactor.DROPPED,
                "fine", 4L));
  }

  @Test
  @Contract("RED-04")
  void a_fatal_error_of_a_rule_surfaces() {
    OutOfMemoryError fatal = new OutOfMemoryError("on purpose");
    Redactor own =
        redactor.with(
            (kind, path, value) -> {
              throw fatal;
            });

    assertThatThrownBy(() -> own.redact(Shop.sold(1))).isSameAs(fatal);
  }

  @Test
  @Contract("RED-04")
  void too_deep_rule_result_drops_the_details_and_not_the_record() {
    Object deep = "x";
    for (int i = 0; i < EventLimits.GREATEST_DEPTH; i++) {
      deep = List.of(deep);
    }
    Object tooDeep = deep;
    Redactor own = redactor.with((kind, path, value) -> value.equals("deep") ? tooDeep : value);

    assertThat(own.redact(Shop.sold(Map.of("m", Map.of("n", "deep")))).details())
        .isEqualTo(Map.of("details", Redactor.DROPPED));
  }

  @Test
  @Contract("RED-05")
  void an_event_with_raised_limits_can_be_copied() {
    String huge = "x".repeat(1 << 20);
    EventLimits wide =
        EventLimits.defaults().withMaxStringLength(1 << 21).withMaxTotalLength(1 << 22);
    DomainEvent event =
        EventFactory.standard()
            .withLimits(wide)
            .root(Shop.SOLD)
            .detail("huge", huge)
            .detail("token", CANARY)
            .build();

    assertThat(redactor.redact(event).details())
        .containsEntry("huge", huge)
        .containsEntry("token", Redactor.MASK);
  }

  @Test
  void name_cache_stays_within_its_bounds() {
    KeyRules rules = new KeyRules(java.util.Set.of(), java.util.Set.of());
    NameCache names = new NameCache(rules, new SecretText(rules));
    names.of("x".repeat(NameCache.MAX_NAME_LENGTH + 1));
    assertThat(names.size()).isZero();

    for (int i = 0; i < 2 * NameCache.MAX_ENTRIES; i++) {
      assertThat(names.of("password_" + i).sensitivity()).isEqualTo(Sensitivity.VALUE);
    }
    assertThat(names.size()).isEqualTo(NameCache.MAX_ENTRIES);
  }

  @Test
  @Contract("NOT-08")
  void a_secret_without_a_sign_is_not_found() {
    DomainEvent event =
        Shop.builder()
            .sessionId("token=" + CANARY)
            .detail("note", "I told him it was hunter2")
            .detail("harmless", CANARY)
            .build();

    assertThat(redactor.redact(event)).isSameAs(event);
  }

  @Test
  void invalid_arguments_are_rejected_by_name() {
    assertThatThrownBy(() -> redactor.redact(absent())).isInstanceOf(NullPointerException.class);
    assertThatThrownBy(() -> redactor.redactText(absent())).hasMessage("text");
    assertThatThrownBy(() -> redactor.with(absent())).hasMessage("rule");
    assertThatThrownBy(() -> redactor.maskingKeys("a", absent())).hasMessage("keys");
    assertThatThrownBy(() -> redactor.keepingKeys(absent(), "a")).hasMessage("keys");
    assertThatThrownBy(() -> redactor.maskingPath(absent(), "a")).hasMessage("names");
    EventKind none = absent();
    assertThatThrownBy(() -> redactor.maskingKind(none)).hasMessage("kind");
    assertThatThrownBy(() -> redactor.maskingKeys("-")).hasMessageContaining("keys must have");
    assertThatThrownBy(() -> redactor.maskingPath())
        .hasMessageContaining("names must not be empty");
  }
}
