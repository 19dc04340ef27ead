package io.tidings.event.observe.micrometer;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.tidings.event.DomainEvent;
import io.tidings.event.EventBus;
import io.tidings.event.EventSelector;
import io.tidings.event.EventType;
import io.tidings.event.async.AsyncTap;
import io.tidings.event.async.RetryPolicy;
import io.tidings.event.observe.ObservedEventBus;
import io.tidings.event.store.Cursor;
import io.tidings.event.store.EventQuery;
import io.tidings.event.store.EventStore;
import io.tidings.event.store.Follower;
import io.tidings.event.store.StoreTap;
import io.tidings.event.store.delivery.Delivery;
import io.tidings.event.store.delivery.DeliveryKey;
import io.tidings.event.store.delivery.DeliveryOptions;
import io.tidings.event.testkit.contract.Contract;
import io.tidings.event.webhooks.WebhookDelivery;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The page of the metrics against their definitions, and these against registered meters. */
@Timeout(60)
class MetricsPageTest {

  private static final Path PAGE = Path.of("../../docs/reference/metrics.md");

  @TempDir private Path directory;

  private static String row(Metric metric) {
    return "| `%s` | %s | %s | %s | %s |"
        .formatted(
            metric.id(),
            metric.type().name().toLowerCase(Locale.ROOT).replace('_', ' '),
            metric.tags().isEmpty()
                ? ""
                : metric.tags().stream().collect(Collectors.joining("`, `", "`", "`")),
            metric.unit() == null ? "time" : metric.unit(),
            metric.description());
  }

  @Contract("OBS-12")
  @Test
  void page_lists_every_metric_with_tags_unit_and_meaning() throws Exception {
    List<String> rows =
        Files.readString(PAGE).lines().filter(line -> line.startsWith("| `tidings.")).toList();

    assertThat(rows)
        .containsExactlyElementsOf(Stream.of(Metric.values()).map(MetricsPageTest::row).toList());
  }

  @Contract("OBS-12")
  @Test
  void page_lists_every_tag() throws Exception {
    String page = Files.readString(PAGE);

    assertThat(Stream.of(Metric.values()).flatMap(metric -> metric.tags().stream()).distinct())
        .allSatisfy(tag -> assertThat(page).contains("\n- `" + tag + "`: "));
  }

  @Contract("OBS-12")
  @Test
  void registered_meters_are_exactly_those_defined() throws Exception {
    MeterRegistry registry = new SimpleMeterRegistry();
    observeEverything(registry);

    Map<String, String> defined = new TreeMap<>();
    for (Metric metric : Metric.values()) {
      defined.put(metric.id(), text(metric.tags(), metric.unit(), metric.description()));
    }
    Map<String, String> registered = new TreeMap<>();
    for (Meter meter : registry.getMeters()) {
      Meter.Id id = meter.getId();
      List<String> tags = id.getTags().stream().map(Tag::getKey).toList();
      boolean isTime = "seconds".equals(id.getBaseUnit());
      registered.put(
          id.getName(), text(tags, isTime ? null : id.getBaseUnit(), id.getDescription()));
    }
    assertThat(registered).isEqualTo(defined);
  }

  private static String text(
      List<String> tags, @Nullable String unit, @Nullable String description) {
    return tags.stream().sorted().toList() + " " + unit + " " + description;
  }

  private void observeEverything(MeterRegistry registry) throws Exception {
    TrailMeters trailMeters = TrailMeters.create();
    BusMeters busMeters = BusMeters.create();
    WebhookMeters webhooks = WebhookMeters.create();
    Stream.of(trailMeters, busMeters, webhooks).forEach(each -> each.bindTo(registry));
    EventStore trail =
        EventStore.builder(directory.resolve("trail.db")).observer(trailMeters).open();
    AsyncTap tap = AsyncTap.of(new StoreTap(trail));
    TapMeters.of("trail", tap).bindTo(registry);
    EventBus bus = ObservedEventBus.wrap(EventBus.builder().tap(tap).build(), busMeters);
    bus.subscribe(EventSelector.all(), event -> {});
    bus.emit(DomainEvent.of(EventType.PLAN_CREATED));
    assertThat(bus.flush(Duration.ofSeconds(30))).isTrue();
    try (Delivery delivery =
        trail.deliver(
            "mailer",
            EventQuery.platform(),
            DeliveryOptions.perKey(DeliveryKey.NONE)
                .retrying(
                    RetryPolicy.attempts(2).backoff(Duration.ofMillis(1), Duration.ofMillis(1))),
            attempt -> {
              throw new IllegalStateException("no mail");
            })) {
      assertThat(delivery.flush(Duration.ofSeconds(30))).isTrue();
    }
    Follower mirror = trail.follow(EventQuery.platform(), Cursor.start(), stored -> {});
    LagMeters.of(trail).follower("mirror", mirror).bindTo(registry);
    Instant now = Instant.EPOCH;
    webhooks.accept(
        new WebhookDelivery(
            "d", "p", "s", "e", "traces.fetched", true, 200, 1, "{}", null, null, now, now));
    bus.close();
    bus.emit(DomainEvent.of(EventType.PLAN_CREATED));
    trail.close();
  }
}
