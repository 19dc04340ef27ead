package io.tidings.samples.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidings.event.EventType;
import io.tidings.event.cli.text.Output;
import io.tidings.event.cli.text.Terminal;
import io.tidings.event.testkit.EmissionCoverage;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Coverage of the catalogue by a run of the demo, and the page that is generated from the run
 * (CA-R4, ACC-14, TST-02). {@code -Dupdate} writes the page.
 */
@Tag("once")
class EmissionMatrixTest {

  private static final Path PAGE = Path.of("../../docs/emission-matrix.md");
  private static final Path GUIDE = Path.of("../../docs/guide/services.md");
  private static final Pattern ROW =
      Pattern.compile("\\| `([a-z_.]+)` \\| .* \\| `(\\w+\\.\\w+)` \\|");
  private static final String PLATFORM_TEST =
      "AllTypesTest.all_29_read_and_commit_types_are_emitted_and_no_other";

  @TempDir private Path directory;
  @TempDir private Path place;

  private final EmissionCoverage coverage =
      EmissionCoverage.of(EventType.values())
          .except(EventType.UNKNOWN, EventType.WEBHOOKS_SUBSCRIPTIONS_TESTED);
  private final Sites sites = new Sites();

  @BeforeEach
  void play() throws IOException {
    Given.file(directory, "README.md", "# Apollo\n\nTODO land\n");
    Given.file(directory, "src/Apollo.java", "class Apollo {}\n");
    new Demo(
            DemoOptions.defaults(),
            Terminal.NONE,
            new Output(new StringWriter()),
            Given.environment(place))
        .tap(coverage)
        .tap(sites)
        .run(directory);
  }

  @Test
  void every_type_that_can_be_emitted_is_emitted_by_real_work() {
    coverage.assertComplete();
    assertThat(emitted()).hasSize(67).noneMatch(type -> sites.of(type).isEmpty());
    assertThat(emitted()).noneMatch(type -> sites.of(type).contains("unknown"));
  }

  @Test
  void types_that_nobody_emits_here_are_not_emitted() {
    assertThat(sites.of(EventType.UNKNOWN)).isEmpty();
    assertThat(sites.of(EventType.WEBHOOKS_SUBSCRIPTIONS_TESTED)).isEmpty();
  }

  @Test
  void the_page_is_what_the_run_has_emitted() throws IOException {
    String page = page();
    if (System.getProperty("update") != null) {
      Files.writeString(PAGE, page);
    }
    assertThat(PAGE).as("update it with -Dtest=EmissionMatrixTest -Dupdate").hasContent(page);
  }

  @Test
  void the_tests_of_the_page_are_there() throws IOException {
    Map<String, String> sources = new LinkedHashMap<>();
    try (Stream<Path> files =
        Files.walk(Path.of("../../extensions/event-services/src/test/java"))) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        sources.put(
            String.valueOf(file.getFileName()).replace(".java", ""), Files.readString(file));
      }
    }
    Map<String, String> tests = tests();
    for (EventType type : emitted()) {
      String test = tests.getOrDefault(type.id(), PLATFORM_TEST);
      int dot = test.indexOf('.');
      assertThat(sources.getOrDefault(test.substring(0, dot), ""))
          .contains("void " + test.substring(dot + 1) + "(");
    }
  }

  private static List<EventType> emitted() {
    Set<EventType> not = Set.of(EventType.UNKNOWN, EventType.WEBHOOKS_SUBSCRIPTIONS_TESTED);
    return Stream.of(EventType.values()).filter(type -> !not.contains(type)).toList();
  }

  private String page() throws IOException {
    StringBuilder page =
        new StringBuilder(
            """
            # Emission matrix

            The types of the catalogue that a host can emit, with the services and methods that emitted them in a run of
            `bin/tidings demo`, the details of their payload records, and the test of each type. The page is generated from
            such a run and from `ServiceCatalog`, and a test compares the two:

                mvn -ntp test -pl samples/demo-host -am -Dtest=EmissionMatrixTest \\
                  -Dsurefire.failIfNoSpecifiedTests=false -Dupdate

            """);
    page.append(
        "%d of %d types. `unknown` is never emitted (AG-01), `webhooks.subscriptions.tested` only by event-webhooks (AG-02).\n\n"
            .formatted(emitted().size(), EventType.values().length));
    page.append("| type | service and method | details | test |\n| --- | --- | --- | --- |\n");
    Map<String, String> tests = tests();
    for (EventType type : emitted()) {
      page.append(
          "| `%s` | %s | %s | `%s` |\n"
              .formatted(
                  type.id(),
                  code(sites.of(type)),
                  code(Payloads.names(type)),
                  tests.getOrDefault(type.id(), PLATFORM_TEST)));
    }
    return page.toString();
  }

  private static String code(Collection<String> words) {
    return words.stream().map(word -> "`" + word + "`").collect(Collectors.joining(", "));
  }

  /** Returns the test of each type from the guide of the services. */
  private static Map<String, String> tests() throws IOException {
    Map<String, String> tests = new LinkedHashMap<>();
    Files.readString(GUIDE)
        .lines()
        .map(ROW::matcher)
        .filter(Matcher::matches)
        .forEach(row -> tests.put(row.group(1), row.group(2)));
    return tests;
  }
}
