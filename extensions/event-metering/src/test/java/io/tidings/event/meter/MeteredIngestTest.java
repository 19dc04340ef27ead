package io.tidings.event.meter;

import static io.tidings.event.meter.MeteredIngest.Outcome.CONFLICT;
import static io.tidings.event.meter.MeteredIngest.Outcome.DENIED;
import static io.tidings.event.meter.MeteredIngest.Outcome.MALFORMED;
import static io.tidings.event.meter.MeteredIngest.Outcome.STORED;
import static io.tidings.event.meter.MeteredIngest.Outcome.UNSTORABLE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Level;
import io.tidings.event.DomainEvent;
import io.tidings.event.EventBus;
import io.tidings.event.EventScope;
import io.tidings.event.EventType;
import io.tidings.event.async.AsyncTap;
import io.tidings.event.store.StoreException;
import io.tidings.event.testkit.contract.Contract;
import io.tidings.event.testkit.internal.LogCapture;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class MeteredIngestTest extends MeterFixture {

  private static final Quota TWO = QUOTA.withLimit(2L).withStrict(true);

  private record Adjusted(Meter meter, long delta, @Nullable String receipt) {}

  private final List<Adjusted> adjusted = new ArrayList<>();
  private @Nullable RuntimeException fault;
  private @Nullable Error error;
  private UsageMeter meter = UsageMeter.inMemory();
  private Metering metering = Metering.off();

  @BeforeEach
  void meter() {
    UsageMeter kept = UsageMeter.in(trail());
    meter =
        new UsageMeter() {
          @Override
          public long used(Meter of) {
            return kept.used(of);
          }

          @Override
          public Adjustment adjust(Meter of, long delta, Quota quota, @Nullable String receipt) {
            if (fault != null) {
              throw fault;
            }
            if (error != null) {
              throw error;
            }
            adjusted.add(new Adjusted(of, delta, receipt));
            return kept.adjust(of, delta, quota, receipt);
          }
        };
    metering = Metering.builder(meter, this::billing).clock(clock).build();
  }

  private List<MeteredIngest.Outcome> submit(DomainEvent... batch) {
    return metering.ingest(trail()).submit(List.of(batch));
  }

  @Contract({"MET-06", "TST-10"})
  @Test
  void the_projects_of_an_organization_are_charged_together_by_one_adjustment() {
    quotas.put("acme", QUOTA);

    assertThat(
            submit(
                event(READ, "acme", "apollo").build(),
                event(READ, "acme", "gemini").build(),
                event(READ, "acme", "apollo").build()))
        .containsExactly(STORED, STORED, STORED);

    assertThat(adjusted).hasSize(1);
    assertThat(adjusted.get(0).delta()).isEqualTo(3);
    assertThat(meter.used(meter("acme"))).isEqualTo(3);
    assertThat(stored()).hasSize(3);
    assertThat(metering.counts()).containsEntry("acme", new Metering.Tally(0, 0, 3, 0));
  }

  @Contract("MET-10")
  @Test
  void event_that_the_database_rejects_leaves_the_others_stored() throws SQLException {
    quotas.put("acme", QUOTA);
    quotas.put("other", QUOTA);
    try (Connection connection = trail().database().connect();
        Statement statement = connection.createStatement()) {
      statement.execute(
          "CREATE TRIGGER no_poison BEFORE INSERT ON trail_event WHEN NEW.details LIKE '%poison%'"
              + " BEGIN SELECT RAISE(ABORT, 'no poison'); END");
    }
    DomainEvent poison = event(READ, "acme", "apollo").detail("text", "poison").build();

    assertThat(submit(read("acme"), poison, read("other"), event(READ, "acme", "gemini").build()))
        .containsExactly(STORED, UNSTORABLE, STORED, STORED);
    assertThat(stored()).hasSize(3);
    assertThat(meter.used(meter("acme"))).isEqualTo(3);
    assertThat(metering.counts()).containsEntry("acme", new Metering.Tally(0, 0, 2, 0));
  }

  @Contract({"MET-07", "TST-10"})
  @Test
  void what_is_over_the_quota_is_denied_with_a_warning_and_answered() {
    quotas.put("acme", TWO);
    try (LogCapture log = LogCapture.of(MeteredIngest.class)) {
      assertThat(submit(read("acme"), read("acme"), read("acme")))
          .containsExactly(DENIED, DENIED, DENIED);
      assertThat(log.messages(Level.WARN)).hasSize(1);
      assertThat(log.messages(Level.WARN).get(0)).contains("acme", "3");
    }
    assertThat(stored()).isEmpty();
    assertThat(meter.used(meter("acme"))).isZero();
    assertThat(submit(read("acme"), read("acme"))).containsExactly(STORED, STORED);
    assertThat(metering.counts()).containsEntry("acme", new Metering.Tally(0, 0, 2, 3));
  }

  @Contract({"MET-08", "TST-10"})
  @Test
  void a_meter_that_fails_denies_with_an_error() {
    quotas.put("acme", QUOTA);
    fault = new IllegalStateException("down");
    try (LogCapture log = LogCapture.of(MeteredIngest.class)) {
      assertThat(submit(read("acme"), read(null))).containsExactly(DENIED, STORED);
      assertThat(log.messages(Level.ERROR)).hasSize(1);
      assertThat(log.messages(Level.ERROR).get(0)).contains("acme", "1");
    }
    assertThat(stored()).hasSize(1);
  }

  @Contract({"MET-08", "MET-10"})
  @Test
  void an_error_of_a_meter_denies_like_an_exception_and_others_are_stored() {
    quotas.put("acme", QUOTA);
    for (Error each :
        List.of(new NoClassDefFoundError("a"), new AssertionError("b"), new StackOverflowError())) {
      error = each;
      assertThat(submit(read("acme"), read(null))).containsExactly(DENIED, STORED);
    }
    OutOfMemoryError fatal = new OutOfMemoryError("none left");
    error = fatal;
    assertThatThrownBy(() -> submit(read("acme"))).isSameAs(fatal);
  }

  @Contract({"MET-08", "MET-10"})
  @Test
  void an_error_of_the_billing_denies_its_organization_alone() {
    metering =
        Metering.builder(
                meter,
                organization -> {
                  if (organization.equals("acme")) {
                    throw new NoClassDefFoundError("a");
                  }
                  return billing(organization);
                })
            .clock(clock)
            .build();
    quotas.put("other", QUOTA);

    assertThat(submit(read("acme"), read("other"))).containsExactly(DENIED, STORED);
  }

  @Contract("MET-08")
  @Test
  void an_event_that_is_ill_scoped_is_denied_alone() {
    quotas.put("acme", QUOTA.withScope(Quota.Scope.PROJECT));
    DomainEvent illScoped =
        events.root(READ).scope(new EventScope("acme", null, "apollo", null)).build();

    assertThat(submit(read("acme"), illScoped, read("acme")))
        .containsExactly(STORED, DENIED, STORED);
    assertThat(metering.counts()).containsEntry("acme", new Metering.Tally(0, 0, 2, 1));
  }

  @Contract("MTR-03")
  @Test
  void what_is_counted_as_stored_is_what_the_trail_did_not_have() {
    quotas.put("acme", QUOTA);
    DomainEvent event = read("acme");

    submit(event, event);
    submit(event);
    assertThat(metering.counts()).containsEntry("acme", new Metering.Tally(0, 0, 1, 0));
    Metering elsewhere = Metering.builder(meter, this::billing).clock(clock).build();
    MeteredIngest ingest = elsewhere.ingest(trail());
    DomainEvent unstored = read("acme");
    trail().close();
    assertThatThrownBy(() -> ingest.submit(List.of(unstored))).isInstanceOf(StoreException.class);
    assertThat(elsewhere.counts()).as("nothing was stored").doesNotContainKey("acme");
    openTrail();
  }

  @Contract("MTR-04")
  @Test
  void what_the_trail_has_of_another_organization_is_neither_stored_nor_free() {
    quotas.put("acme", QUOTA);
    quotas.put("mallory", QUOTA.withLimit(1L).withStrict(true));
    DomainEvent event = event(READ, "acme", "apollo").id("e-1").build();
    submit(event);

    assertThat(submit(event(READ, "mallory", "apollo").id("e-1").build()))
        .containsExactly(CONFLICT);
    assertThat(meter.used(meter("mallory"))).isEqualTo(1);
    assertThat(submit(event(READ, "mallory", "apollo").id("e-1").detail("a", 1).build()))
        .as("known by its receipt")
        .containsExactly(CONFLICT);
    assertThat(submit(event(READ, "mallory", "apollo").id("e-2").build()))
        .as("what was charged counts")
        .containsExactly(DENIED);
    assertThat(stored()).containsExactly(event);
  }

  @Contract("MTR-04")
  @Test
  void another_content_under_an_id_that_is_taken_is_a_conflict() {
    quotas.put("acme", QUOTA);
    DomainEvent event = event(READ, "acme", "apollo").id("e-1").build();
    submit(event);

    assertThat(submit(event.toBuilder().detail("a", 1).build(), event))
        .containsExactly(CONFLICT, STORED);
    assertThat(meter.used(meter("acme"))).isEqualTo(1);
    assertThat(stored()).containsExactly(event);
  }

  @Test
  void no_event_is_an_error_of_whoever_gives_it() {
    assertThatNullPointerException()
        .isThrownBy(() -> metering.ingest(trail()).submit(Arrays.asList((DomainEvent) null)))
        .withMessage("events");
  }

  @Contract("MET-08")
  @Test
  void an_organization_whose_billing_nobody_knows_is_denied() {
    assertThat(submit(read("stranger"))).containsExactly(DENIED);
    assertThat(adjusted).isEmpty();
  }

  @Contract({"MET-09", "TST-10"})
  @Test
  void events_without_an_organization_and_kinds_that_are_not_metered_are_stored_uncharged() {
    quotas.put("acme", QUOTA.withLimit(0L));

    assertThat(
            submit(
                read(null),
                event(EventType.PLAN_APPLIED, "acme", "apollo").build(),
                event(EventType.TOOL_INVOKED, "acme", "apollo").build()))
        .containsExactly(STORED, STORED, STORED);
    assertThat(adjusted).isEmpty();
    assertThat(stored()).hasSize(3);
  }

  @Contract({"MET-09", "TST-10"})
  @Test
  void metering_that_is_off_stores_all() {
    metering = Metering.off();

    assertThat(submit(read("stranger"))).containsExactly(STORED);
    assertThat(adjusted).isEmpty();
  }

  @Contract("MET-09")
  @Test
  void a_plan_without_a_quota_for_events_is_not_charged() {
    Plan bare = new Plan("bare", Set.of(), Map.of());
    metering = Metering.builder(meter, organization -> Billing.of(bare)).clock(clock).build();

    assertThat(submit(read("acme"))).containsExactly(STORED);
    assertThat(metering.gate().admits(read("acme"))).isTrue();
    assertThat(adjusted).isEmpty();
  }

  @Contract("MET-10")
  @Test
  void one_organization_that_is_denied_does_not_affect_another() {
    quotas.put("acme", QUOTA.withLimit(0L));
    quotas.put("other", QUOTA);

    assertThat(submit(read("acme"), read("other"), read("stranger"), read("acme"), read(null)))
        .containsExactly(DENIED, STORED, DENIED, DENIED, STORED);
    assertThat(stored()).hasSize(2);
  }

  @Contract("MET-11")
  @Test
  void a_message_that_is_no_event_is_answered_with_an_error_and_not_tried_again() {
    quotas.put("acme", TWO);
    String message =
        """
        {"organization_id": "acme", "project_id": "apollo", "event_id": "%s",
         "event_type": "traces.fetched", "timestamp": "2026-11-21T12:00:00Z"}\
        """;
    try (LogCapture log = LogCapture.of(MeteredIngest.class)) {
      assertThat(
              metering
                  .ingest(trail())
                  .submitMessages(
                      List.of(message.formatted("e-1"), "{", "[]", "", message.formatted("e-2"))))
          .containsExactly(STORED, MALFORMED, MALFORMED, MALFORMED, STORED);
      assertThat(log.messages(Level.ERROR)).hasSize(3);
    }
    assertThat(stored()).hasSize(2);
    assertThat(meter.used(meter("acme"))).isEqualTo(2);
  }

  @Contract("MET-17")
  @Test
  void the_gate_knows_of_an_adjustment_at_once() {
    quotas.put("acme", TWO);
    QuotaGate gate = metering.gate();
    assertThat(gate.admits(read("acme"))).isTrue();

    submit(read("acme"), read("acme"));
    assertThat(gate.admits(read("acme"))).as("refreshed").isFalse();

    meter.adjust(meter("acme"), -1, QUOTA, null);
    assertThat(gate.admits(read("acme"))).as("remembered").isFalse();
    assertThat(submit(read("acme"), read("acme"))).containsExactly(DENIED, DENIED);
    assertThat(gate.admits(read("acme"))).as("forgotten after a denial").isTrue();
  }

  @Contract("MET-17")
  @Test
  void a_shared_cache_hears_of_it_too_and_may_fail() {
    quotas.put("acme", TWO);
    List<String> calls = new ArrayList<>();
    UsageCache broken =
        new UsageCache() {
          @Override
          public @Nullable Long get(String key) {
            throw new IllegalStateException("down");
          }

          @Override
          public void put(String key, long value, Duration lifetime) {
            calls.add("put " + value);
            throw new IllegalStateException("down");
          }

          @Override
          public void remove(String key) {
            calls.add("remove");
            throw new IllegalStateException("down");
          }
        };
    metering = Metering.builder(meter, this::billing).clock(clock).sharedCache(broken).build();
    try (LogCapture log = LogCapture.of(Metering.class)) {
      assertThat(submit(read("acme"), read("acme"))).containsExactly(STORED, STORED);
      assertThat(submit(read("acme"))).containsExactly(DENIED);
      assertThat(log.messages(Level.WARN)).hasSize(2);
    }
    assertThat(calls).containsExactly("put 2", "remove");
  }

  @Contract("MET-25")
  @Test
  void entitlements_decide_nothing() {
    quotas.put("acme", QUOTA);
    assertThat(billing("acme").plan().entitlements()).isEmpty();

    assertThat(submit(read("acme"))).containsExactly(STORED);
  }

  @Contract("MET-27")
  @Test
  void a_batch_that_comes_again_is_charged_once() {
    quotas.put("acme", TWO);
    DomainEvent first = read("acme");
    DomainEvent second = read("acme");

    assertThat(submit(first, second)).containsExactly(STORED, STORED);
    assertThat(submit(first, second)).containsExactly(STORED, STORED);
    assertThat(submit(second)).as("in another batch").containsExactly(STORED);
    assertThat(submit(second, read("acme"))).as("with a new one").containsExactly(STORED, DENIED);
    assertThat(meter.used(meter("acme"))).isEqualTo(2);
    assertThat(stored()).hasSize(2);
  }

  @Contract("MET-27")
  @Test
  void an_event_twice_in_a_batch_is_charged_once() {
    quotas.put("acme", QUOTA);
    DomainEvent event = read("acme");

    assertThat(submit(event, event)).containsExactly(STORED, STORED);
    assertThat(meter.used(meter("acme"))).isEqualTo(1);
  }

  @Contract("MET-27")
  @Test
  void a_batch_that_was_charged_and_not_stored_is_charged_once_when_it_comes_again() {
    quotas.put("acme", TWO);
    UsageMeter remembering = UsageMeter.inMemory();
    metering = Metering.builder(remembering, this::billing).clock(clock).build();
    List<DomainEvent> batch = List.of(read("acme"), read("acme"));
    UsageMeter failing = remembering;
    Metering closing =
        Metering.builder(
                new UsageMeter() {
                  @Override
                  public long used(Meter of) {
                    return failing.used(of);
                  }

                  @Override
                  public Adjustment adjust(
                      Meter of, long delta, Quota quota, @Nullable String receipt) {
                    Adjustment made = failing.adjust(of, delta, quota, receipt);
                    trail().close();
                    return made;
                  }
                },
                this::billing)
            .clock(clock)
            .build();

    assertThatThrownBy(() -> closing.ingest(trail()).submit(batch))
        .isInstanceOf(StoreException.class);
    assertThat(remembering.used(meter("acme"))).isEqualTo(2);
    openTrail();
    List<DomainEvent> turned = Stream.of(batch.get(1), batch.get(0)).toList();
    assertThat(metering.ingest(trail()).submit(turned)).containsExactly(STORED, STORED);

    assertThat(remembering.used(meter("acme"))).isEqualTo(2);
    assertThat(stored()).hasSize(2);
  }

  @Contract("MET-27")
  @Test
  void a_batch_that_comes_again_in_the_next_period_is_charged_once() {
    quotas.put("acme", TWO);
    DomainEvent event = read("acme");
    MeteredIngest ingest = metering.ingest(trail());
    Meter november = meter("acme");
    clock.set(Instant.parse("2026-11-30T23:59:59Z"));
    Metering closing =
        Metering.builder(
                new UsageMeter() {
                  @Override
                  public long used(Meter of) {
                    return meter.used(of);
                  }

                  @Override
                  public Adjustment adjust(
                      Meter of, long delta, Quota quota, @Nullable String receipt) {
                    meter.adjust(of, delta, quota, receipt);
                    throw new NoSuchElementException("the answer is lost");
                  }
                },
                this::billing)
            .clock(clock)
            .build();
    assertThat(closing.ingest(trail()).submit(List.of(event))).containsExactly(DENIED);

    clock.set(Instant.parse("2026-12-01T00:00:01Z"));
    assertThat(ingest.submit(List.of(event))).containsExactly(STORED);
    assertThat(meter.used(november)).isEqualTo(1);
    assertThat(meter.used(meter("acme"))).as("of December").isZero();
  }

  @Contract("MTR-04")
  @Test
  void an_event_of_another_project_with_the_same_id_is_another_event() {
    quotas.put("acme", QUOTA);
    quotas.put("mallory", QUOTA.withLimit(0L));
    DomainEvent event = event(READ, "acme", "apollo").id("e-1").build();
    submit(event);

    assertThat(submit(event(READ, "mallory", "gemini").id("e-1").build()))
        .as("an id that was guessed is no way around the quota")
        .containsExactly(DENIED);
    assertThat(stored()).containsExactly(event);
  }

  @Contract("MTR-01")
  @ParameterizedTest
  @EnumSource(EventType.class)
  void a_kind_is_metered_if_it_is_a_platform_type(EventType type) {
    quotas.put("acme", QUOTA.withLimit(0L));

    assertThat(submit(event(type, "acme", "apollo").build()))
        .containsExactly(type.isPlatform() ? DENIED : STORED);
  }

  @Contract("ACC-20")
  @Test
  void both_layers_on_a_bus_enforce_the_quota() {
    quotas.put("acme", QUOTA.withLimit(10L).withStrict(true));
    List<DomainEvent> handled = new ArrayList<>();
    try (EventBus bus =
        EventBus.builder()
            .events(events)
            .tap(metering.gate().around(AsyncTap.of(metering.ingest(trail()))))
            .build()) {
      bus.subscribe(READ, handled::add);
      for (int i = 0; i < 100; i++) {
        bus.emit(read("acme"));
        assertThat(bus.flush(Duration.ofSeconds(30))).isTrue();
      }
    }
    assertThat(handled).hasSize(100);
    assertThat(stored()).hasSize(10);
    assertThat(meter.used(meter("acme"))).isEqualTo(10);
    assertThat(metering.counts().get("acme")).isEqualTo(new Metering.Tally(10, 90, 10, 0));
  }
}
