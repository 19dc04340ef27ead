package io.tidings.event.house;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every example of the Javadoc, the README and the guides, compiled: its lines must occur in a
 * source file of a module's tests under {@code examples}.
 */
@Tag("once")
class ExamplesTest {

  private static final Path HOME = Path.of("../..");
  private static final String BLOCK = "<pre>{@code";
  private static final Pattern JAVADOC =
      Pattern.compile("<pre>\\{@code\\R(.+?)\\R\\s*\\* \\}</pre>", Pattern.DOTALL);
  private static final Pattern MARKDOWN = Pattern.compile("```java\\R(.+?)\\R```", Pattern.DOTALL);

  private static final List<String> COMPILED =
      files("src/test/java")
          .filter(file -> requireNonNull(file.getParent()).endsWith("examples"))
          .map(file -> normalized(read(file)))
          .toList();

  static Stream<Path> pages() {
    return Stream.concat(
        Stream.of(HOME.resolve("README.md")), listed(HOME.resolve("docs/guide")).stream());
  }

  static Stream<Path> sources() {
    return files("src/main/java").filter(file -> read(file).contains(BLOCK));
  }

  @ParameterizedTest
  @MethodSource("pages")
  void page_examples_are_compiled(Path page) {
    assertCompiled(page, MARKDOWN, "```java");
  }

  @ParameterizedTest
  @MethodSource("sources")
  void javadoc_examples_are_compiled(Path source) {
    assertCompiled(source, JAVADOC, BLOCK);
  }

  @Test
  void changed_example_is_not_found() {
    assertThat(isCompiled("EventBus bus = EventBus.create();")).isTrue();
    assertThat(isCompiled("EventBus bus = EventBus.created();")).isFalse();
  }

  private static void assertCompiled(Path file, Pattern pattern, String opening) {
    List<String> examples =
        pattern.matcher(read(file)).results().map(example -> example.group(1)).toList();
    long opened = Pattern.compile(opening, Pattern.LITERAL).matcher(read(file)).results().count();

    assertThat(examples).isNotEmpty().hasSize((int) opened);
    assertThat(examples).allMatch(ExamplesTest::isCompiled);
  }

  private static boolean isCompiled(String example) {
    return COMPILED.stream().anyMatch(compiled -> compiled.contains(normalized(example)));
  }

  /** Leaves what the compiler sees: no line breaks, no indentation, no margin of stars. */
  private static String normalized(String text) {
    return text.lines()
        .map(line -> line.strip().replaceFirst("^\\*( |$)", "").replaceAll("\\s+", ""))
        .collect(Collectors.joining());
  }

  /** Returns the files in a folder of all modules. */
  private static Stream<Path> files(String folder) {
    return Stream.of(HOME, HOME.resolve("extensions"), HOME.resolve("samples"))
        .flatMap(parent -> listed(parent).stream())
        .map(module -> module.resolve(folder))
        .filter(Files::isDirectory)
        .flatMap(ExamplesTest::walked);
  }

  private static Stream<Path> walked(Path folder) {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(Files::isRegularFile).sorted().toList().stream();
    } catch (IOException failure) {
      throw new IllegalStateException(failure);
    }
  }

  private static List<Path> listed(Path folder) {
    try (Stream<Path> files = Files.list(folder)) {
      return files.sorted().toList();
    } catch (IOException failure) {
      throw new IllegalStateException(failure);
    }
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException failure) {
      throw new IllegalStateException(failure);
    }
  }
}
