package io.tidings.event.services;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidings.event.EventType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Holds the guide to the services and its table of types against the code. */
class ServicesGuideTest {

  private static final Path GUIDE = Path.of("../../docs/guide/services.md");
  private static final Path MAIN = Path.of("src/main/java/io/tidings/event/services");
  private static final Path TESTS = Path.of("src/test/java/io/tidings/event/services");
  private static final Pattern ROW =
      Pattern.compile("\\| `([a-z_.]+)` \\| `(\\w+)\\.[^|]*\\| `(\\w+)\\.(\\w+)` \\|");

  private static List<MatchResult> found(Pattern pattern, String text) {
    Matcher matcher = pattern.matcher(text);
    List<MatchResult> found = new ArrayList<>();
    while (matcher.find()) {
      found.add(matcher.toMatchResult());
    }
    return found;
  }

  private static String source(Path root, String className) throws IOException {
    try (Stream<Path> files = Files.walk(root)) {
      Path file =
          files.filter(path -> path.endsWith(className + ".java")).findFirst().orElseThrow();
      return Files.readString(file);
    }
  }

  /**
   * EMI-15, ACC-14: the table names every type once, with a test that there is and that asks it.
   */
  @Test
  void the_table_has_every_lifecycle_type_with_a_service_and_a_test() throws IOException {
    List<MatchResult> rows = found(ROW, Files.readString(GUIDE));

    assertThat(rows)
        .extracting(row -> row.group(1))
        .containsExactlyElementsOf(
            Stream.of(EventType.values())
                .filter(EventType::isLifecycle)
                .map(EventType::id)
                .toList());
    for (MatchResult row : rows) {
      String constant = EventType.fromId(row.group(1)).name();
      assertThat(source(MAIN, row.group(2))).as(row.group()).contains("class " + row.group(2));
      assertThat(test(row.group(3), row.group(4))).as(row.group()).contains(constant);
    }
  }

  private static String test(String className, String method) throws IOException {
    String source = source(TESTS, className);
    int begin = source.indexOf("  void " + method + "(Host host)");
    assertThat(begin).as("%s.%s", className, method).isPositive();
    return source.substring(begin, source.indexOf("\n  }\n", begin));
  }

  @Test
  void the_page_says_how_many_types_there_are() throws IOException {
    long types = Stream.of(EventType.values()).filter(EventType::isLifecycle).count();
    assertThat(Files.readString(GUIDE).replaceAll("\\s+", " "))
        .contains(String.format(Locale.ROOT, "all %d lifecycle types", types));
  }
}
