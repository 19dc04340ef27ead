package io.tidings.event.house;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * The language of main sources, help and documents. What is still to be rewritten is listed in
 * {@code language-exceptions.txt}: module, word, number. A number may only be lowered.
 */
@Tag("once")
class LanguageTest {

  private static final String EXCEPTIONS = "language-exceptions.txt";
  private static final Pattern CODE = Pattern.compile("(?ms)^```.*?^```$");

  @Test
  void refused_words_are_as_many_as_the_exceptions() throws IOException {
    Map<String, Integer> found = new TreeMap<>();
    Stream.of(ProjectFiles.mainSources(), ProjectFiles.pages(), ProjectFiles.texts())
        .flatMap(List::stream)
        .distinct()
        .forEach(file -> count(file, found));

    assertThat(lines(found))
        .as("refused words by module; rewrite a new one, or lower the number of a list entry")
        .isEqualTo(exceptions());
  }

  @Test
  void javadoc_opens_with_a_noun_or_a_verb() {
    assertThat(ProjectFiles.mainSources())
        .allSatisfy(
            file ->
                assertThat(Wording.headless(ProjectFiles.read(file)))
                    .as("%s", ProjectFiles.path(file))
                    .isEmpty());
  }

  @Test
  void refused_word_is_found_in_prose_and_names() {
    assertThat(Wording.refused("The bus tells\n   * it. heardAnyway, TOLD_LATER; let\n * go; told"))
        .isEqualTo(Map.of("tells", 1, "heard", 1, "told", 2, "let go", 1));
    assertThat(Wording.refused("besides, unheard, foretold, teller")).isEmpty();
  }

  @Test
  void headless_opening_is_found() {
    assertThat(Wording.headless("/** Who hears.\n */ /**\n   * What it is. */ /** The whole. */"))
        .containsExactly("Who hears", "What it is");
  }

  @Test
  void line_of_a_page_has_at_most_120_characters() {
    assertThat(ProjectFiles.pages())
        .allSatisfy(
            page ->
                assertThat(longLines(ProjectFiles.read(page)))
                    .as("%s", ProjectFiles.path(page))
                    .isEmpty());
  }

  @Test
  void long_line_of_prose_is_found() {
    String line = "x".repeat(121);

    assertThat(longLines(line)).containsExactly(line);
    assertThat(longLines("| " + line + " |\n```\n" + line + "\n```\n")).isEmpty();
  }

  /** Returns the long lines of prose; a row of a table and a line of code cannot be wrapped. */
  private static List<String> longLines(String page) {
    return CODE.matcher(page)
        .replaceAll("")
        .lines()
        .filter(line -> line.length() > 120 && !line.startsWith("|"))
        .toList();
  }

  private static void count(Path file, Map<String, Integer> found) {
    Wording.refused(ProjectFiles.read(file))
        .forEach(
            (word, number) ->
                found.merge(ProjectFiles.moduleOf(file) + "\t" + word, number, Integer::sum));
  }

  private static String lines(Map<String, Integer> found) {
    return found.entrySet().stream()
        .map(entry -> entry.getKey() + "\t" + entry.getValue())
        .collect(joining("\n"));
  }

  private static String exceptions() {
    try (var list = LanguageTest.class.getResourceAsStream(EXCEPTIONS)) {
      assertThat(list).isNotNull();
      return new String(list.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(line -> !line.startsWith("#"))
          .collect(joining("\n"));
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}
