package io.tidings.samples.demo;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.IDefaultValueProvider;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;

/** The widget types of this host as the default of {@code --widget-types}. Stateless. */
final class WidgetTypes implements IDefaultValueProvider {

  private static final String FILE = "/widget-types.txt";

  @Override
  public @Nullable String defaultValue(ArgSpec argument) {
    return argument instanceof OptionSpec option && "--widget-types".equals(option.longestName())
        ? String.join(",", read().lines().toList())
        : null;
  }

  private static String read() {
    try (InputStream file =
        requireNonNull(WidgetTypes.class.getResourceAsStream(FILE), "widget-types.txt")) {
      return new String(file.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}
