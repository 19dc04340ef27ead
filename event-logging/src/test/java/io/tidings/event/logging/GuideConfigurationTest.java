package io.tidings.event.logging;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.joran.JoranConfigurator;
import ch.qos.logback.classic.util.LogbackMDCAdapter;
import ch.qos.logback.core.joran.spi.JoranException;
import ch.qos.logback.core.status.Status;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The logback configurations of the README and the guides, as a reader copies them. */
class GuideConfigurationTest {

  private static final Path DOCS = Path.of("../docs/guide");
  private static final Pattern XML =
      Pattern.compile("```xml\\R(<configuration.+?</configuration>)\\R```", Pattern.DOTALL);
  private static final Pattern AUDIT_FILE = Pattern.compile("value=\"[^\"]*audit[^\"]*\\.jsonl\"");

  @TempDir private Path folder = Path.of("");

  static Stream<String> configurations() throws IOException {
    try (Stream<Path> guides = Files.list(DOCS)) {
      return Stream.concat(Stream.of(Path.of("../README.md")), guides.sorted())
          .map(GuideConfigurationTest::read)
          .flatMap(page -> XML.matcher(page).results().map(example -> example.group(1)))
          .toList()
          .stream();
    }
  }

  private static String read(Path page) {
    try {
      return Files.readString(page);
    } catch (IOException failure) {
      throw new IllegalStateException(failure);
    }
  }

  @Test
  void there_is_a_configuration() throws IOException {
    assertThat(configurations()).isNotEmpty();
  }

  @ParameterizedTest
  @MethodSource("configurations")
  void other_loggers_of_the_host_still_appear(String configuration) throws Exception {
    Path audit = folder.resolve("audit.jsonl");
    String console =
        output(AUDIT_FILE.matcher(configuration).replaceAll("value=\"" + audit + "\""));

    assertThat(console)
        .contains("WARN", "com.example.Shop", "stock is low")
        .doesNotContain("plan.applied", "too much detail");
    assertThat(Files.readAllLines(audit))
        .singleElement()
        .asString()
        .contains("\"event_type\":\"plan.applied\"");
  }

  /** Returns what a host with the configuration writes to the console. */
  private static String output(String configuration) throws JoranException {
    PrintStream before = System.out;
    ByteArrayOutputStream written = new ByteArrayOutputStream();
    LoggerContext context = new LoggerContext();
    context.setMDCAdapter(new LogbackMDCAdapter());
    System.setOut(new PrintStream(written, true, StandardCharsets.UTF_8));
    try {
      JoranConfigurator configurator = new JoranConfigurator();
      configurator.setContext(context);
      configurator.doConfigure(
          new ByteArrayInputStream(configuration.getBytes(StandardCharsets.UTF_8)));
      context.getLogger("com.example.Shop").warn("stock is low");
      context.getLogger("com.example.Shop").debug("too much detail");
      LoggingTap.standard()
          .withLogger(context.getLogger(LoggingTap.LOGGER_NAME))
          .onEvent(Samples.full());
      assertThat(errors(context)).isEmpty();
    } finally {
      context.stop();
      System.setOut(before);
    }
    return written.toString(StandardCharsets.UTF_8);
  }

  private static List<String> errors(LoggerContext context) {
    return context.getStatusManager().getCopyOfStatusList().stream()
        .filter(status -> status.getLevel() >= Status.WARN)
        .map(Status::toString)
        .toList();
  }
}
