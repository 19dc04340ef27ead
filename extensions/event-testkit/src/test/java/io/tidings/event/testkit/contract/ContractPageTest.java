package io.tidings.event.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Comparison of the ids in {@code docs/contract.md} with the published suite, both ways. */
@Tag("once")
class ContractPageTest {

  private static final Path PAGE = Path.of("../../docs/contract.md");
  private static final Pattern GUARANTEED = Pattern.compile("(?s)\n## Guaranteed\n(.*?)\n## ");
  private static final Pattern ROW = Pattern.compile("(?m)^\\| ([A-Z]+-[A-Z]*\\d+) \\|");

  @Test
  void guaranteed_rows_and_tests_correspond() throws Exception {
    assertThat(
            named(
                Stream.concat(SuiteRun.tests(), Stream.of(NoopBusTest.class.getDeclaredMethods()))))
        .isEqualTo(new TreeSet<>(guaranteed(Files.readString(PAGE))));
  }

  @Test
  void added_or_removed_row_is_detected() {
    String page = "\n## Guaranteed\n| BUS-01 | a |\n| NEW-1 | b |\n\n## Not\n| NOT-01 | c |\n";

    assertThat(guaranteed(page)).containsExactly("BUS-01", "NEW-1");
  }

  private static List<String> guaranteed(String page) {
    MatchResult section = GUARANTEED.matcher(page).results().findFirst().orElseThrow();
    return ROW.matcher(section.group(1)).results().map(row -> row.group(1)).toList();
  }

  private static Set<String> named(Stream<Method> tests) {
    return tests
        .filter(test -> test.isAnnotationPresent(Contract.class))
        .flatMap(SuiteRun::named)
        .collect(Collectors.toCollection(TreeSet::new));
  }
}
