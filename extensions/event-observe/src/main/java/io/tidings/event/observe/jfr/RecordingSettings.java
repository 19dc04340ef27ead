package io.tidings.event.observe.jfr;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.util.Map;
import jdk.jfr.Configuration;

/** The settings of {@code tidings.jfc}. Stateless. */
final class RecordingSettings {

  private RecordingSettings() {}

  static Map<String, String> read() {
    try (Reader file =
        new InputStreamReader(
            requireNonNull(RecordingSettings.class.getResourceAsStream("tidings.jfc")),
            StandardCharsets.UTF_8)) {
      return Configuration.create(file).getSettings();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    } catch (ParseException failure) {
      throw new IllegalStateException(failure);
    }
  }
}
