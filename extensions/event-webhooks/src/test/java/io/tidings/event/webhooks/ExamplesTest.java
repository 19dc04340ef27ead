package io.tidings.event.webhooks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Finds every example of the Javadoc and the guide in the compiled sources of the tests, line by
 * line, so that none of them can rot.
 */
class ExamplesTest {

  private static final Path TESTS = Path.of("src/test/java/io/tidings/event/webhooks");
  private static final Pattern JAVADOC =
      Pattern.compile("<pre>\\{@code\\R(.*?)\\R\\s*\\* \\}</pre>", Pattern.DOTALL);
  private static final Pattern MARKDOWN = Pattern.compile("```java\\R(.*?)\\R```", Pattern.DOTALL);

  @Test
  void every_example_in_the_javadoc_compiles() throws IOException {
    Map<Path, List<String>> examples = new LinkedHashMap<>();
    for (Path source : javaFiles(Path.of("src/main/java"))) {
      examples.put(source, found(JAVADOC, source));
    }

    assertThat(examples.values().stream().mapToInt(List::size).sum()).isGreaterThanOrEqualTo(4);
    assertCompiled(examples);
  }

  @Test
  void every_example_in_the_guide_compiles() throws IOException {
    Path guide = Path.of("../../docs/guide/webhooks.md");
    List<String> examples = found(MARKDOWN, guide);

    assertThat(examples).isNotEmpty();
    assertCompiled(Map.of(guide, examples));
  }

  private static void assertCompiled(Map<Path, List<String>> examples) throws IOException {
    StringBuilder compiled = new StringBuilder();
    for (Path example : javaFiles(TESTS)) {
      compiled.append(normalized(Files.readString(example)));
    }
    examples.forEach(
        (source, blocks) ->
            blocks.forEach(
                block ->
                    assertThat(compiled.toString())
                        .as("an example of %s", source)
                        .contains(normalized(block))));
  }

  /**
   * Leaves of a text what the compiler sees: no line breaks, no indentation, no margin of stars.
   */
  private static String normalized(String text) {
    return text.lines()
        .map(line -> line.strip().replaceFirst("^\\*( |$)", "").strip())
        .filter(line -> !line.isEmpty())
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

  private static List<Path> javaFiles(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(file -> file.toString().endsWith(".java")).sorted().toList();
    }
  }
}
