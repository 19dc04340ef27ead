package io.tidings.event.cli;

import io.tidings.event.measure.TimeWindow;
import java.time.Duration;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Parses a time window, whose text is then its label; rejects any text that is no length. */
final class WindowConverter implements ITypeConverter<TimeWindow> {

  @Override
  public TimeWindow convert(String value) {
    Duration length = TimeSpan.parse(value);
    if (length == null || length.isZero()) {
      throw new TypeConversionException(
          "'" + value + "' is not a window; write " + TimeSpan.FORMS + ", of more than zero");
    }
    return new TimeWindow(value, length);
  }
}
