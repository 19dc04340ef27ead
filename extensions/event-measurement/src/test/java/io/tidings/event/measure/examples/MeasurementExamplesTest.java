package io.tidings.event.measure.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidings.event.measure.ErrorRates;
import io.tidings.event.measure.ErrorRecorder;
import io.tidings.event.measure.Measurements;
import io.tidings.event.measure.TimeWindow;
import io.tidings.event.measure.TrailMeasures.FailureRate;
import io.tidings.event.store.EventStore;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Examples of the measurement guide and Javadoc. */
class MeasurementExamplesTest {

  @TempDir private Path directory;

  private interface Index {
    void rebuild() throws IOException;
  }

  private EventStore open() {
    return EventStore.open(directory.resolve("trail.db"));
  }

  @Test
  void errors_are_recorded() {
    EventStore trail = open();
    Index index =
        () -> {
          throw new IOException("no disk");
        };
    ErrorRecorder errors = ErrorRecorder.in(trail);
    try {
      index.rebuild();
    } catch (IOException failure) {
      errors.record("search", "rebuild", failure);
    }
    assertThat(Measurements.of(trail).platformErrors(TimeWindow.DAY).total()).isEqualTo(1);
    trail.close();
  }

  @Test
  void numbers() {
    EventStore trail = open();
    Measurements measurements = Measurements.of(trail);
    ErrorRates errors = measurements.errors("w-1", TimeWindow.parse("24h"));
    List<FailureRate> worst = measurements.project("apollo").failingTools(TimeWindow.WEEK, 10);
    assertThat(errors.total()).isZero();
    assertThat(worst).isEmpty();
    trail.close();
  }
}
