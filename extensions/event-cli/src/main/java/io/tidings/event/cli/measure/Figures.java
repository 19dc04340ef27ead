package io.tidings.event.cli.measure;

import io.tidings.event.json.DomainEventJson;
import io.tidings.event.measure.Activation;
import io.tidings.event.measure.Counts;
import io.tidings.event.measure.Engagement;
import io.tidings.event.measure.ErrorRates;
import io.tidings.event.measure.Measurements;
import io.tidings.event.measure.SuccessRate;
import io.tidings.event.measure.TimeWindow;
import io.tidings.event.measure.TrailMeasures;
import io.tidings.event.measure.TrailMeasures.FailureRate;
import io.tidings.event.measure.TrailMeasures.Latency;
import io.tidings.event.measure.WorkspaceSource;
import io.tidings.event.meter.QuotaUse;
import io.tidings.event.store.EventStore;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * The measurements of a trail for the operator of a platform. Workspaces are those that its events
 * name. Immutable.
 *
 * @param window the time window
 * @param at the time of the measurement
 * @param counts events over time by category
 * @param errors errors by subsystem
 * @param activation workspaces with a completed run at any time
 * @param engagement the use of widgets
 * @param success the share of completed runs and passed validations
 * @param latencies durations of tools and actors
 * @param tools failed tools
 * @param actors failed actors
 * @param quotas used quotas
 */
public record Figures(
    TimeWindow window,
    Instant at,
    Counts counts,
    ErrorRates errors,
    Activation activation,
    Engagement engagement,
    SuccessRate success,
    List<Latency> latencies,
    List<FailureRate> tools,
    List<FailureRate> actors,
    List<QuotaUse> quotas) {

  private static final int MOST = 10;

  /**
   * Measures a trail at one point in time.
   *
   * @param progress receives a text before each measurement
   */
  public static Figures of(
      EventStore trail,
      TimeWindow window,
      Collection<String> widgetTypes,
      InstantSource clock,
      Consumer<String> progress) {
    Instant now = clock.instant();
    Measurements measurements = Measurements.of(trail).withClock(() -> now);
    TrailMeasures all = measurements.platform();
    Steps steps = new Steps(progress);
    return new Figures(
        window,
        now,
        steps.run("events", () -> all.counts(Counts.By.CATEGORY, window)),
        steps.run("errors", () -> measurements.platformErrors(window)),
        steps.run("activation", () -> measurements.activation(WorkspaceSource.namedIn(trail))),
        steps.run("engagement", () -> measurements.platformEngagement(window, widgetTypes)),
        steps.run("success", () -> all.successRate(window)),
        steps.run("durations", () -> all.latencies(window, MOST)),
        steps.run("failed tools", () -> all.failingTools(window, MOST)),
        steps.run("failed actors", () -> all.failingActors(window, MOST)),
        steps.run("quotas", () -> QuotaUse.latest(trail, MOST)));
  }

  /** The measurements in their order, with a number each. Confined to one thread. */
  private static final class Steps {

    private static final int ALL = 9;

    private final Consumer<String> progress;
    private int number;

    Steps(Consumer<String> progress) {
      this.progress = progress;
    }

    <T> T run(String name, Supplier<T> measurement) {
      number++;
      progress.accept("measuring %s (%s of %s)".formatted(name, number, ALL));
      return measurement.get();
    }
  }

  /** Returns the measurements as one line of JSON. */
  public String json() {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("window", window.text());
    json.put("since", DomainEventJson.timestamp(counts.since()));
    json.put("generated_at", DomainEventJson.timestamp(at));
    json.put("events", counts.toMap());
    json.put("errors", errors.toMap());
    json.put("activation", activation.toMap());
    json.put("engagement", engagement.toMap());
    json.put("success", success.toMap());
    json.put("latencies", latencies.stream().map(Latency::toMap).toList());
    json.put("failing_tools", tools.stream().map(FailureRate::toMap).toList());
    json.put("failing_actors", actors.stream().map(FailureRate::toMap).toList());
    json.put("quotas", quotas.stream().map(QuotaUse::toMap).toList());
    return DomainEventJson.standard().writeDetails(json);
  }
}
