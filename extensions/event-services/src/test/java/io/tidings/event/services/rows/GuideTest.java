package io.tidings.event.services.rows;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidings.event.EventType;
import io.tidings.event.services.platform.RequestType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Holds the guide to emitting, and the examples of the platform half, against the code. */
class GuideTest {

  private static final Path GUIDE = Path.of("../../docs/guide/emitting.md");
  private static final Path EXAMPLES =
      Path.of("src/test/java/io/tidings/event/services/examples/EmittingExamples.java");
  private static final Path SOURCES = Path.of("src/main/java/io/tidings/event/services");
  private static final Pattern MARKDOWN = Pattern.compile("```java\\R(.*?)\\R```", Pattern.DOTALL);
  private static final Pattern JAVADOC =
      Pattern.compile("<pre>\\{@code\\R(.*?)\\R\\s*\\* \\}</pre>", Pattern.DOTALL);
  private static final Pattern ROW = Pattern.compile("^\\| `([a-z.]+)` \\|", Pattern.MULTILINE);

  @Test
  void every_example_of_the_guide_compiles() throws IOException {
    assertThat(found(MARKDOWN, GUIDE)).hasSizeGreaterThan(8);
    assertCompiled(GUIDE, MARKDOWN);
  }

  @Test
  void every_example_of_the_javadoc_compiles() throws IOException {
    int examples = 0;
    for (String folder : List.of("platform", "revision", "boundary")) {
      try (Stream<Path> files = Files.walk(SOURCES.resolve(folder))) {
        for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
          examples += found(JAVADOC, file).size();
          assertCompiled(file, JAVADOC);
        }
      }
    }
    assertThat(examples).isGreaterThanOrEqualTo(4);
  }

  @Test
  @Row("ACC-22")
  void the_guide_lists_every_platform_type_and_flag() throws IOException {
    List<String> types =
        Stream.of(EventType.values()).filter(EventType::isPlatform).map(EventType::id).toList();

    assertThat(found(ROW, GUIDE)).hasSize(31).containsExactlyInAnyOrderElementsOf(types);
    assertThat(Files.readString(GUIDE))
        .contains("`" + RequestType.DETAIL + "`")
        .contains(Stream.of(RequestType.values()).map(type -> "`" + type.id() + "`").toList());
  }

  @Test
  @Row({"ACC-22", "ACC-23"})
  void the_guide_says_that_commits_have_no_count_and_deltas_one_event() throws IOException {
    String guide = Files.readString(GUIDE);

    assertThat(guide).contains("**Commit events have no `count`**");
    assertThat(guide.replaceAll("\\s+", " "))
        .contains("A delta is worked out to the full data and committed once")
        .contains("its one event tells the result");
    assertThat(guide.lines().filter(line -> line.contains("stored | `references`")))
        .singleElement()
        .asString()
        .contains("no `count`");
  }

  private static void assertCompiled(Path file, Pattern pattern) throws IOException {
    String compiled = normalized(Files.readString(EXAMPLES));
    for (String example : found(pattern, file)) {
      assertThat(compiled).as("an example of %s", file).contains(normalized(example));
    }
  }

  private static String normalized(String text) {
    return text.lines()
        .map(line -> line.strip().replaceFirst("^\\*( |$)", ""))
        .map(line -> line.replaceAll("\\s+", ""))
        .collect(Collectors.joining());
  }

  private static List<String> found(Pattern pattern, Path file) throws IOException {
    List<String> blocks = new ArrayList<>();
    Matcher matcher = pattern.matcher(Files.readString(file));
    while (matcher.find()) {
      blocks.add(matcher.group(1));
    }
    return blocks;
  }
}
