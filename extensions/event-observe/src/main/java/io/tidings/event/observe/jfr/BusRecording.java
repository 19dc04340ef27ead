package io.tidings.event.observe.jfr;

import static java.util.Objects.requireNonNull;

import io.tidings.event.EventBus;
import io.tidings.event.observe.BusObserver;
import java.util.Map;

/**
 * Events of the JDK Flight Recorder for the emits of a bus ({@code io.tidings.Emit}) and the calls
 * of its handlers ({@code io.tidings.Handler}). They are off until a recording enables them, for
 * example with {@link #settings}, and have no stack traces.
 *
 * <pre>{@code
 * EventBus bus = ObservedEventBus.wrap(EventBus.create(), BusRecording.create());
 * }</pre>
 *
 * <p>The file {@code tidings.jfc} in this package enables the events with thresholds, for {@code
 * -XX:StartFlightRecording:settings=default,settings=tidings.jfc}. Without the module {@code
 * jdk.jfr} nothing is recorded, and the bus is not wrapped. Thread-safe.
 *
 * @contract OBS-11
 */
public final class BusRecording implements BusObserver {

  private BusRecording() {}

  /** Returns an observer that records while a recording has the events enabled. */
  public static BusRecording create() {
    return new BusRecording();
  }

  /**
   * Returns the settings of {@code tidings.jfc}, for {@code jdk.jfr.Recording.setSettings}: all
   * events of this library with their thresholds. Empty without the module {@code jdk.jfr}.
   */
  public static Map<String, String> settings() {
    return FlightRecorderModule.isPresent() ? RecordingSettings.read() : Map.of();
  }

  @Override
  public EventBus observe(EventBus bus) {
    requireNonNull(bus, "bus");
    return FlightRecorderModule.isPresent() ? new RecordedBus(bus) : bus;
  }
}
