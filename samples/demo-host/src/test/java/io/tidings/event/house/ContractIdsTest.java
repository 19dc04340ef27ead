package io.tidings.event.house;

import static java.util.stream.Collectors.toCollection;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Ids of promises and rows in sources: each is defined by a page under {@code docs/}, and main
 * sources name them in a trailing {@code @contract} tag only.
 */
@Tag("once")
class ContractIdsTest {

  private static final Pattern DEFINITION = Pattern.compile("(?m)^\\| ([A-Z]+-[A-Z]*\\d+) \\|");
  private static final Pattern ID = Pattern.compile("\\b[A-Z]{2,4}-[A-Z]?\\d{1,2}\\b(?!\\d)");
  private static final Pattern TAG = Pattern.compile("(?m)^\\s*\\* @contract (.*)$");
  private static final Pattern ONE_LINE_TAG = Pattern.compile("/\\*\\* @contract ([^*]*)\\*/");
  private static final Pattern ANNOTATION = Pattern.compile("@(?:Contract|Row|Spec)\\(([^)]*)\\)");
  private static final Pattern COMMENT = Pattern.compile("(?s)/\\*.*?\\*/|(?<!:)//[^\\n]*");

  /** Names that look like an id. */
  private static final Set<String> OTHERS = Set.of("UTF-8", "ISO-8601", "SHA-1");

  private static final Set<String> DEFINED =
      ProjectFiles.pages().stream()
          .filter(page -> ProjectFiles.path(page).startsWith("docs/"))
          .flatMap(page -> groups(DEFINITION, ProjectFiles.read(page)))
          .collect(toCollection(TreeSet::new));

  @Test
  void every_id_of_a_main_source_is_defined() {
    assertThat(ProjectFiles.mainSources())
        .allSatisfy(
            file ->
                assertThat(DEFINED)
                    .as("ids of %s", ProjectFiles.path(file))
                    .containsAll(ids(comments(ProjectFiles.read(file)))));
  }

  @Test
  void every_id_of_a_test_is_defined() {
    assertThat(ProjectFiles.testSources())
        .filteredOn(file -> !ProjectFiles.path(file).contains("/house/"))
        .allSatisfy(
            file ->
                assertThat(DEFINED)
                    .as("ids of %s", ProjectFiles.path(file))
                    .containsAll(
                        groups(ANNOTATION, ProjectFiles.read(file))
                            .flatMap(names -> ids(names).stream())
                            .toList()));
  }

  @Test
  void no_id_stands_inside_a_sentence() {
    assertThat(ProjectFiles.mainSources())
        .allSatisfy(
            file ->
                assertThat(ids(untagged(comments(ProjectFiles.read(file)))))
                    .as("ids outside @contract in %s", ProjectFiles.path(file))
                    .isEmpty());
  }

  @Test
  void dangling_and_untagged_ids_are_found() {
    String source = "/** Emits (BUS-09).\n   * @contract BUS-98, CA-R4\n   */ // XY-12 UTF-8";

    assertThat(ids(comments(source))).containsExactly("BUS-09", "BUS-98", "CA-R4", "XY-12");
    assertThat(ids(untagged(comments(source)))).containsExactly("BUS-09", "XY-12");
    assertThat(DEFINED).contains("BUS-09", "CA-01", "CA-R4").doesNotContain("BUS-98", "XY-12");
  }

  private static List<String> ids(String text) {
    return ID.matcher(text)
        .results()
        .map(MatchResult::group)
        .filter(id -> !OTHERS.contains(id))
        .toList();
  }

  private static String comments(String source) {
    return String.join("\n", COMMENT.matcher(source).results().map(MatchResult::group).toList());
  }

  private static String untagged(String comments) {
    return ONE_LINE_TAG.matcher(TAG.matcher(comments).replaceAll("")).replaceAll("");
  }

  private static Stream<String> groups(Pattern pattern, String text) {
    return pattern.matcher(text).results().map(match -> match.group(1));
  }
}
