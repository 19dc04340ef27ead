package io.tidings.event.observe.micrometer;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.FunctionTimer;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.TimeGauge;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.ToDoubleFunction;
import java.util.function.ToLongFunction;

/**
 * Meters that appear one after the other, in registries that appear one after the other: each meter
 * is registered once with each registry. The registries refer to the state of a meter weakly, this
 * refers to it strongly. Thread-safe.
 */
final class Bindings {

  private final Tags common;
  private final List<MeterRegistry> registries = new ArrayList<>();
  private final List<Consumer<MeterRegistry>> meters = new ArrayList<>();

  /** Creates bindings with tags that all meters have. */
  Bindings(Iterable<Tag> common) {
    this.common = Tags.of(common);
  }

  /** Registers all meters, those added later too; a second call has no effect. */
  synchronized void bind(MeterRegistry registry) {
    if (registries.stream().noneMatch(known -> known == registry)) {
      registries.add(registry);
      meters.forEach(meter -> meter.accept(registry));
    }
  }

  private synchronized void add(Consumer<MeterRegistry> meter) {
    meters.add(meter);
    registries.forEach(meter);
  }

  /** Returns the registries so far. */
  synchronized List<MeterRegistry> registries() {
    return List.copyOf(registries);
  }

  /** Returns the common tags, and the tags of a metric with their values. */
  Tags tags(Metric metric, String... values) {
    Tags tags = common;
    for (int i = 0; i < values.length; i++) {
      tags = tags.and(metric.tags().get(i), values[i]);
    }
    return tags;
  }

  <T> void counter(Metric metric, T state, ToDoubleFunction<T> count, String... values) {
    add(
        registry ->
            FunctionCounter.builder(metric.id(), state, count)
                .tags(tags(metric, values))
                .baseUnit(metric.unit())
                .description(metric.description())
                .register(registry));
  }

  <T> void timer(
      Metric metric, T state, ToLongFunction<T> count, ToDoubleFunction<T> nanos, String value) {
    add(
        registry ->
            FunctionTimer.builder(metric.id(), state, count, nanos, TimeUnit.NANOSECONDS)
                .tags(tags(metric, value))
                .description(metric.description())
                .register(registry));
  }

  <T> void gauge(Metric metric, T state, ToDoubleFunction<T> value, String... values) {
    add(
        registry ->
            Gauge.builder(metric.id(), state, value)
                .tags(tags(metric, values))
                .baseUnit(metric.unit())
                .description(metric.description())
                .strongReference(true)
                .register(registry));
  }

  <T> void time(Metric metric, T state, ToDoubleFunction<T> nanos, String value) {
    add(
        registry ->
            TimeGauge.builder(metric.id(), state, TimeUnit.NANOSECONDS, nanos)
                .tags(tags(metric, value))
                .description(metric.description())
                .strongReference(true)
                .register(registry));
  }
}
