package io.tidings.event.house;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Holds the pages of the contract against the tests of their modules, as they are written: every
 * row is named by a test, and no test names what is no row.
 */
@Tag("once")
class ContractPagesTest {

  private static final Path HOME = Path.of("../..");
  private static final Pattern ROW = Pattern.compile("(?m)^\\| ([A-Z]+-[A-Z]*\\d+) \\|");
  private static final Pattern NAMED = Pattern.compile("(?m)^ *@Contract\\(([^)]*)\\)");
  private static final Pattern PAGE = Pattern.compile("([^+]+)");
  private static final Pattern ID = Pattern.compile("\"([^\"]*)\"");

  /** What the stream does not promise is not tested either. */
  private static final Pattern UNTESTED = Pattern.compile("STN-.*");

  @ParameterizedTest
  @CsvSource({
    "event-core, contract.md, 90",
    "event-rx, contract-stream.md, 20",
    "event-logging, contract-log.md, 15",
    "extensions/event-store, contract-store.md, 60",
    "extensions/event-metering+extensions/event-measurement, contract-metering.md, 50",
    "extensions/event-webhooks, contract-webhooks.md, 20",
    "extensions/event-observe, contract-observe.md, 10",
    "extensions/event-kafka, contract-kafka.md, 7"
  })
  void rows_and_contract_annotations_match(String modules, String pages, int atLeast)
      throws IOException {
    List<String> rows = new ArrayList<>();
    for (String page : found(PAGE, pages)) {
      rows.addAll(found(ROW, Files.readString(HOME.resolve("docs").resolve(page))));
    }
    rows.removeIf(UNTESTED.asMatchPredicate());

    assertThat(rows).doesNotHaveDuplicates().hasSizeGreaterThan(atLeast);
    Set<String> named = new TreeSet<>();
    for (String module : found(PAGE, modules)) {
      named.addAll(named(module));
    }
    assertThat(named).isEqualTo(new TreeSet<>(rows));
  }

  @Test
  void rows_and_annotations_are_parsed() {
    assertThat(found(ROW, "x\n| STO-01 | a |\n| no | row |\n| CA-R1 | b |\n"))
        .containsExactly("STO-01", "CA-R1");
    assertThat(
            names("  @Contract({\"A-1\",\n \"B-2\"})\n@Contract(\"C-3\")\n// @Contract(\"D-4\")"))
        .containsExactly("A-1", "B-2", "C-3");
  }

  private static Set<String> named(String module) throws IOException {
    Set<String> named = new TreeSet<>();
    try (Stream<Path> files = Files.walk(HOME.resolve(module).resolve("src/test/java"))) {
      for (Path file : files.filter(path -> path.toString().endsWith("Test.java")).toList()) {
        named.addAll(names(Files.readString(file)));
      }
    }
    return named;
  }

  private static List<String> names(String source) {
    return found(NAMED, source).stream().flatMap(ids -> found(ID, ids).stream()).toList();
  }

  private static List<String> found(Pattern pattern, String text) {
    return pattern.matcher(text).results().map(match -> match.group(1)).toList();
  }
}
