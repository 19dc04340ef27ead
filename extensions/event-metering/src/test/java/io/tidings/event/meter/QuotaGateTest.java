package io.tidings.event.meter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Level;
import io.tidings.event.DomainEvent;
import io.tidings.event.EmitResult;
import io.tidings.event.EventBus;
import io.tidings.event.EventCatalog;
import io.tidings.event.EventEmitter;
import io.tidings.event.EventKind;
import io.tidings.event.EventScope;
import io.tidings.event.EventSelector;
import io.tidings.event.EventType;
import io.tidings.event.SubscriptionOptions;
import io.tidings.event.logging.AuditSelectors;
import io.tidings.event.spi.BatchTap;
import io.tidings.event.spi.EventTap;
import io.tidings.event.store.StoreTap;
import io.tidings.event.testkit.contract.Contract;
import io.tidings.event.testkit.internal.LogCapture;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class QuotaGateTest extends MeterFixture {

  private static final Quota TWO = QUOTA.withLimit(2L).withStrict(true);

  private final UsageMeter inMemory = UsageMeter.inMemory();
  private final AtomicInteger asked = new AtomicInteger();
  private final List<DomainEvent> heard = new ArrayList<>();
  private final Metering metering = metering(counting(inMemory)).build();
  private final QuotaGate gate = metering.gate();
  private @Nullable Error error;
  private @Nullable RuntimeException fault;

  private Metering.Builder metering(UsageMeter meter) {
    return Metering.builder(meter, this::billing).clock(clock);
  }

  /** A meter that only the tests themselves write, and that may be down. */
  private UsageMeter counting(UsageMeter meter) {
    return new UsageMeter() {
      @Override
      public long used(Meter of) {
        asked.incrementAndGet();
        if (fault != null) {
          throw fault;
        }
        if (error != null) {
          throw error;
        }
        return meter.used(of);
      }

      @Override
      public Adjustment adjust(Meter of, long delta, Quota quota, @Nullable String receipt) {
        throw new AssertionError("the gate never writes");
      }
    };
  }

  private void use(String organization, long events) {
    inMemory.adjust(meter(organization), events, QUOTA, null);
  }

  @Contract({"MET-01", "MET-02", "TST-08"})
  @Test
  void what_is_within_the_quota_is_published_and_the_meter_is_not_written() {
    quotas.put("acme", TWO);
    use("acme", 1);

    for (int i = 0; i < 5; i++) {
      assertThat(gate.admits(read("acme"))).isTrue();
    }
    assertThat(inMemory.used(meter("acme"))).isEqualTo(1);
    assertThat(asked).as("read once, and remembered").hasValue(1);
    assertThat(metering.counts()).containsEntry("acme", new Metering.Tally(5, 0, 0, 0));
  }

  @Contract({"MET-03", "TST-08", "EMI-13", "ACC-20"})
  @Test
  void what_is_over_the_quota_is_dropped_silently_and_all_others_hear_it() throws Exception {
    quotas.put("acme", TWO);
    use("acme", 2);
    List<DomainEvent> handled = new ArrayList<>();
    try (EventBus bus =
            EventBus.builder()
                .events(events)
                .tap(heard::add)
                .tap(gate.around(new StoreTap(trail())))
                .build();
        LogCapture log = LogCapture.of(QuotaGate.class)) {
      bus.subscribe(EventSelector.all(), SubscriptionOptions.defaults(), handled::add);
      DomainEvent event = read("acme");

      EmitResult result = bus.emit(event);
      EventEmitter.of(bus).emit(READ, e -> e.scope(event.scope()));

      assertThat(result.delivered()).isEqualTo(1);
      assertThat(result.tapFailures()).isZero();
      assertThat(handled).hasSize(2).isEqualTo(heard);
      assertThat(stored()).isEmpty();
      assertThat(log.entries()).hasSize(1);
      assertThat(log.messages(Level.INFO).get(0)).contains("acme", "traces.fetched");
    }
    assertThat(metering.counts()).containsEntry("acme", new Metering.Tally(0, 2, 0, 0));
  }

  @Contract("MET-03")
  @Test
  void each_burst_is_logged_once() {
    quotas.put("acme", TWO);
    quotas.put("other", TWO);
    use("acme", 2);
    use("other", 2);
    try (LogCapture log = LogCapture.of(QuotaGate.class)) {
      for (int i = 0; i < 3; i++) {
        assertThat(gate.admits(read("acme"))).isFalse();
        assertThat(gate.admits(read("other"))).isFalse();
      }
      assertThat(log.messages(Level.INFO)).hasSize(2);

      clock.advance(UsageLookup.ACCOUNT_TTL);
      assertThat(gate.admits(read("acme"))).as("still over, asked again").isFalse();
      assertThat(log.messages(Level.INFO)).as("the same burst").hasSize(2);

      use("acme", -1);
      clock.advance(UsageLookup.ACCOUNT_TTL);
      assertThat(gate.admits(read("acme"))).isTrue();
      use("acme", 1);
      clock.advance(UsageLookup.ACCOUNT_TTL);
      assertThat(gate.admits(read("acme"))).isFalse();
      assertThat(log.messages(Level.INFO)).as("a new burst").hasSize(3);
    }
  }

  @Contract({"MET-04", "TST-08"})
  @Test
  void a_meter_that_is_down_admits_with_one_warning_and_is_left_alone_for_a_second() {
    quotas.put("acme", TWO.withLimit(0L));
    fault = new IllegalStateException("down");
    try (LogCapture log = LogCapture.of(QuotaGate.class)) {
      for (int i = 0; i < 10; i++) {
        assertThat(gate.admits(read("acme"))).isTrue();
      }
      assertThat(log.messages(Level.WARN)).hasSize(1);
      assertThat(log.messages(Level.WARN).get(0)).contains("acme", "admitting");
      assertThat(asked).hasValue(1);

      clock.advance(UsageLookup.RETRY_DELAY);
      assertThat(gate.admits(read("acme"))).isTrue();
      assertThat(log.messages(Level.WARN)).hasSize(2);

      fault = null;
      clock.advance(UsageLookup.RETRY_DELAY);
      assertThat(gate.admits(read("acme"))).as("it is up again").isFalse();
    }
  }

  @Contract("MET-04")
  @Test
  void an_organization_nobody_knows_and_a_scope_that_fits_no_quota_are_admitted() {
    quotas.put("gap", TWO.withLimit(0L).withScope(Quota.Scope.PROJECT));
    try (LogCapture log = LogCapture.of(QuotaGate.class)) {
      assertThat(gate.admits(read("stranger"))).isTrue();
      assertThat(
              gate.admits(
                  events.root(READ).scope(new EventScope("gap", null, "apollo", null)).build()))
          .isTrue();
      assertThat(log.messages(Level.WARN)).hasSize(2);
    }
    assertThat(metering.counts().get("stranger")).isEqualTo(new Metering.Tally(1, 0, 0, 0));
  }

  private DomainEvent illScoped(String project) {
    return events.root(READ).scope(new EventScope("gap", null, project, null)).build();
  }

  @Contract("MET-04")
  @Test
  void an_event_that_is_ill_scoped_opens_the_gate_for_itself_alone_and_is_told_once_a_minute() {
    quotas.put("gap", TWO.withLimit(0L).withScope(Quota.Scope.PROJECT));
    DomainEvent wellScoped = event(READ, "gap", "apollo").build();
    try (LogCapture log = LogCapture.of(QuotaGate.class)) {
      for (int i = 0; i < 5; i++) {
        assertThat(gate.admits(illScoped("p-" + i))).isTrue();
        assertThat(gate.admits(wellScoped)).as("after an ill-scoped one").isFalse();
      }
      assertThat(log.messages(Level.WARN)).hasSize(1);

      clock.advance(UsageLookup.ACCOUNT_TTL);
      assertThat(gate.admits(illScoped("p-1"))).isTrue();
      assertThat(log.messages(Level.WARN)).hasSize(2);
    }
  }

  @Contract("MET-04")
  @Test
  void the_pause_after_a_failure_begins_when_the_failure_is_over() {
    AtomicInteger calls = new AtomicInteger();
    QuotaGate slow =
        Metering.builder(
                inMemory,
                organization -> {
                  calls.incrementAndGet();
                  clock.advance(Duration.ofSeconds(30));
                  throw new IllegalStateException("timed out");
                })
            .clock(clock)
            .build()
            .gate();

    assertThat(slow.admits(read("acme"))).isTrue();
    assertThat(slow.admits(read("acme"))).isTrue();
    clock.advance(UsageLookup.RETRY_DELAY.minusMillis(1));
    assertThat(slow.admits(read("acme"))).isTrue();
    assertThat(calls).hasValue(1);
    clock.advance(Duration.ofMillis(1));
    slow.admits(read("acme"));
    assertThat(calls).hasValue(2);
  }

  @Contract("MET-04")
  @Test
  void errors_of_a_meter_admit_like_exceptions_but_for_those_of_the_machine() {
    quotas.put("acme", TWO.withLimit(0L));
    for (Error each :
        List.of(new NoClassDefFoundError("a"), new AssertionError("b"), new StackOverflowError())) {
      error = each;
      assertThat(gate.admits(read("acme"))).as(each.toString()).isTrue();
      clock.advance(UsageLookup.RETRY_DELAY);
    }
    OutOfMemoryError fatal = new OutOfMemoryError("none left");
    error = fatal;
    assertThatThrownBy(() -> gate.admits(read("acme"))).isSameAs(fatal);
  }

  @Contract("MET-04")
  @Test
  void a_failure_that_cannot_be_read_admits_and_is_told_by_its_class() {
    quotas.put("acme", TWO.withLimit(0L));
    fault = new Unreadable();
    try (LogCapture log = LogCapture.of(QuotaGate.class)) {
      assertThat(gate.admits(read("acme"))).isTrue();
      assertThat(log.messages(Level.WARN)).hasSize(1);
      assertThat(log.messages(Level.WARN).get(0)).contains("Unreadable");
    }
  }

  @Contract("MET-03")
  @Test
  void burst_is_logged_once_per_sharing_scope() {
    Quota perProject = TWO.withScope(Quota.Scope.PROJECT);
    quotas.put("acme", perProject);
    DomainEvent over = event(READ, "acme", "apollo").build();
    DomainEvent within = event(READ, "acme", "gemini").build();
    Meter full = perProject.meter(Meter.EVENTS_INGESTED, over.scope(), clock.instant(), null);
    inMemory.adjust(full, 2, QUOTA, null);
    try (LogCapture log = LogCapture.of(QuotaGate.class)) {
      for (int i = 0; i < 5; i++) {
        assertThat(gate.admits(over)).isFalse();
        assertThat(gate.admits(within)).isTrue();
      }
      assertThat(log.messages(Level.INFO)).hasSize(1);

      inMemory.adjust(full, -1, QUOTA, null);
      clock.advance(UsageLookup.ACCOUNT_TTL);
      assertThat(gate.admits(over)).isTrue();
      inMemory.adjust(full, 1, QUOTA, null);
      clock.advance(UsageLookup.ACCOUNT_TTL);
      assertThat(gate.admits(over)).isFalse();
      assertThat(log.messages(Level.INFO)).as("a new burst").hasSize(2);
    }
  }

  @Contract({"MET-02", "MET-18", "MTR-03"})
  @Test
  void of_more_than_ten_thousand_organizations_each_is_remembered_when_it_comes_again() {
    for (int i = 0; i < 10_050; i++) {
      quotas.put("o-" + i, TWO);
      gate.admits(read("o-" + i));
    }
    asked.set(0);
    quotas.put("another", TWO);
    fault = new IllegalStateException("down");
    try (LogCapture log = LogCapture.of(QuotaGate.class)) {
      for (int i = 0; i < 100; i++) {
        assertThat(gate.admits(read("another"))).isTrue();
      }
      assertThat(asked).as("the pause after the failure is kept").hasValue(1);
      assertThat(log.messages(Level.WARN)).hasSize(1);
    }
    fault = null;
    clock.advance(UsageLookup.RETRY_DELAY);
    for (int i = 0; i < 100; i++) {
      assertThat(gate.admits(read("another"))).isTrue();
    }
    assertThat(asked).as("asked once more, and remembered").hasValue(2);
    asked.set(0);
    for (int i = 0; i < 10_050; i++) {
      gate.admits(read("o-" + i));
    }
    assertThat(asked.get()).as("most of the others are remembered still").isLessThan(1_000);
  }

  @Contract({"MET-05", "TST-08"})
  @Test
  void without_an_organization_nobody_is_asked() {
    assertThat(gate.admits(read(null))).isTrue();
    assertThat(asked).hasValue(0);
    assertThat(metering.counts()).isEmpty();
  }

  @Contract({"MET-05", "TST-08"})
  @Test
  void metering_that_is_off_is_not_there() throws Exception {
    Metering off = Metering.off();
    EventTap tap = heard::add;

    assertThat(off.gate().around(tap)).isSameAs(tap);
    assertThat(off.gate().admits(read("stranger"))).isTrue();
    off.ingest(trail()).onEvent(read("stranger"));
    assertThat(stored()).hasSize(1);
    assertThat(off.counts()).isEmpty();
  }

  @Contract("MTR-01")
  @Test
  void only_the_metered_kinds_are_looked_at_and_security_relevant_ones_never() {
    quotas.put("acme", TWO.withLimit(0L));
    assertThat(gate.admits(read("acme"))).isFalse();
    assertThat(gate.admits(event(EventType.PLAN_CREATED, "acme", "apollo").build())).isTrue();
    assertThat(gate.admits(event(EventKind.of("order.placed"), "acme", "apollo").build())).isTrue();

    Set<String> all =
        Stream.concat(Stream.of(EventType.values()).map(EventType::id), Stream.of("order.placed"))
            .collect(Collectors.toSet());
    QuotaGate strict = metering(inMemory).kinds(all).build().gate();
    assertThat(strict.admits(event(EventKind.of("order.placed"), "acme", "a").build())).isFalse();
    assertThat(AuditSelectors.securityRelevantTypes())
        .isNotEmpty()
        .allSatisfy(type -> assertThat(strict.admits(event(type, "acme", "a").build())).isTrue());
  }

  @Contract("MET-18")
  @Test
  void what_is_remembered_is_a_minute_old_at_most_and_a_shared_cache_keeps_it_for_a_day() {
    quotas.put("acme", TWO);
    Map<String, Long> values = new HashMap<>();
    List<Duration> lifetimes = new ArrayList<>();
    UsageCache shared =
        new UsageCache() {
          @Override
          public @Nullable Long get(String key) {
            return values.get(key);
          }

          @Override
          public void put(String key, long value, Duration lifetime) {
            values.put(key, value);
            lifetimes.add(lifetime);
          }

          @Override
          public void remove(String key) {
            values.remove(key);
          }
        };
    QuotaGate one = metering(counting(inMemory)).sharedCache(shared).build().gate();
    QuotaGate another = metering(counting(inMemory)).sharedCache(shared).build().gate();

    assertThat(one.admits(read("acme"))).isTrue();
    use("acme", 2);
    clock.advance(UsageLookup.ACCOUNT_TTL.minusMillis(1));
    assertThat(one.admits(read("acme"))).as("remembered").isTrue();
    assertThat(another.admits(read("acme"))).as("by the other process too").isTrue();
    assertThat(asked).hasValue(1);
    assertThat(lifetimes).containsExactly(Duration.ofHours(24));
    assertThat(values).containsOnlyKeys(meter("acme").id().toString());

    values.clear();
    clock.advance(Duration.ofMillis(1));
    assertThat(one.admits(read("acme"))).isFalse();
    assertThat(UsageLookup.ACCOUNT_TTL).isEqualTo(Duration.ofSeconds(60));
  }

  @Contract("MET-18")
  @Test
  void what_is_remembered_ends_with_its_period() {
    quotas.put("acme", TWO);
    clock.set(Instant.parse("2026-12-31T23:59:50Z"));
    use("acme", 2);
    assertThat(gate.admits(read("acme"))).isFalse();

    clock.set(Instant.parse("2026-12-31T23:59:59.999Z"));
    assertThat(gate.admits(read("acme"))).isFalse();
    clock.set(Instant.parse("2027-01-01T00:00:00Z"));
    assertThat(gate.admits(read("acme"))).as("another year").isTrue();
  }

  @Contract("MET-14")
  @Test
  void a_quota_of_a_project_is_counted_for_each() {
    Quota perProject = TWO.withScope(Quota.Scope.PROJECT);
    quotas.put("acme", perProject);
    DomainEvent full = event(READ, "acme", "apollo").build();
    inMemory.adjust(
        perProject.meter(Meter.EVENTS_INGESTED, full.scope(), clock.instant(), null),
        2,
        QUOTA,
        null);

    assertThat(gate.admits(full)).isFalse();
    assertThat(gate.admits(event(READ, "acme", "gemini").build())).isTrue();
    assertThat(gate.admits(full)).isFalse();
    assertThat(asked).hasValue(2);
  }

  @Contract("MTR-02")
  @Test
  void a_gated_tap_is_asked_flushed_and_closed_as_the_tap_is() throws Exception {
    List<String> calls = new ArrayList<>();
    EventTap tap =
        new EventTap() {
          @Override
          public void onEvent(DomainEvent event) {
            heard.add(event);
          }

          @Override
          public boolean isInterested(EventKind kind) {
            calls.add("interested");
            return false;
          }

          @Override
          public boolean flush(Duration timeout) {
            calls.add("flush");
            return false;
          }

          @Override
          public boolean close(Duration timeout) {
            calls.add("close");
            return false;
          }
        };
    EventTap gated = gate.around(tap);

    assertThat(gated).isNotInstanceOf(BatchTap.class);
    gated.onEvent(read(null));
    assertThat(heard).hasSize(1);
    assertThat(gated.isInterested(READ)).isFalse();
    assertThat(gated.flush(Duration.ZERO)).isFalse();
    assertThat(gated.close(Duration.ZERO)).isFalse();
    assertThat(calls).containsExactly("interested", "flush", "close");
  }

  @Contract("MTR-02")
  @Test
  void batches_stay_batches() throws Exception {
    quotas.put("acme", TWO.withLimit(0L));
    List<List<DomainEvent>> batches = new ArrayList<>();
    BatchTap tap =
        new BatchTap() {
          @Override
          public void onEvents(List<DomainEvent> events) {
            batches.add(events);
          }

          @Override
          public void onEvent(DomainEvent event) {
            heard.add(event);
          }
        };
    BatchTap gated = (BatchTap) gate.around(tap);
    DomainEvent free = read(null);

    gated.onEvents(List.of(read("acme"), free, read("acme")));
    gated.onEvents(List.of(read("acme")));
    gated.onEvent(free);

    assertThat(batches).containsExactly(List.of(free));
    assertThat(heard).containsExactly(free);
  }

  /** Cannot be asked what it says. */
  private static final class Unreadable extends RuntimeException {

    private static final long serialVersionUID = 1L;

    @Override
    public String getMessage() {
      throw new IllegalStateException("no message");
    }
  }

  @Contract("MTR-03")
  @ParameterizedTest
  @ValueSource(ints = {10_000, 10_500})
  void organizations_beyond_ten_thousand_are_counted_together(int organizations) {
    for (int i = 0; i < organizations; i++) {
      quotas.put("o-" + i, QUOTA);
      assertThat(gate.admits(read("o-" + i))).isTrue();
    }
    assertThat(metering.counts().values().stream().mapToLong(Metering.Tally::admitted).sum())
        .isEqualTo(organizations);
    assertThat(metering.counts()).hasSize(Math.min(organizations, 10_001));
  }

  @Contract("MET-18")
  @Test
  void cached_usage_is_read_again_after_the_clock_was_set_back() {
    quotas.put("acme", TWO);
    assertThat(gate.admits(read("acme"))).isTrue();
    use("acme", 2);
    clock.set(clock.instant().minus(Duration.ofHours(1)));

    assertThat(gate.admits(read("acme"))).isFalse();
  }

  @Test
  @Contract("MTR-01")
  void kind_that_a_catalogue_does_not_have_is_rejected() {
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> metering(inMemory).kinds(EventCatalog.standard(), List.of("traces.fetchd")))
        .withMessageContaining("did you mean \"traces.fetched\"?");
    assertThat(metering(inMemory).kinds(EventCatalog.standard(), List.of("traces.fetched")).build())
        .isNotNull();
  }
}
