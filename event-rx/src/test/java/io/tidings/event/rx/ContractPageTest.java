package io.tidings.event.rx;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.AnnotatedElement;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Holds {@code docs/contract-stream.md} against the tests: what is guaranteed, both ways. */
class ContractPageTest {

  private static final Path PAGE = Path.of("../docs/contract-stream.md");
  private static final Path TESTS = Path.of("target/test-classes");
  private static final Pattern GUARANTEED = Pattern.compile("(?s)\n## Guaranteed\n(.*?)\n## ");
  private static final Pattern ROW = Pattern.compile("(?m)^\\| ([A-Z]+-\\d+) \\|");

  @Test
  void every_guaranteed_line_has_a_test_and_every_test_a_guaranteed_line() throws Exception {
    MatchResult section =
        GUARANTEED.matcher(Files.readString(PAGE)).results().findFirst().orElseThrow();
    List<String> rows = ROW.matcher(section.group(1)).results().map(row -> row.group(1)).toList();

    assertThat(rows).doesNotHaveDuplicates().hasSizeGreaterThan(20);
    assertThat(named()).isEqualTo(new TreeSet<>(rows));
  }

  private static Set<String> named() throws Exception {
    Set<String> named = new TreeSet<>();
    for (AnnotatedElement test : tests()) {
      Contract contract = test.getAnnotation(Contract.class);
      if (contract != null) {
        named.addAll(List.of(contract.value()));
      }
    }
    return named;
  }

  private static List<AnnotatedElement> tests() throws Exception {
    List<AnnotatedElement> tests = new ArrayList<>();
    try (Stream<Path> files = Files.walk(TESTS)) {
      for (Path file : files.filter(file -> file.toString().endsWith("Test.class")).toList()) {
        String name = TESTS.relativize(file).toString();
        Class<?> test = Class.forName(name.substring(0, name.length() - 6).replace('/', '.'));
        tests.add(test);
        tests.addAll(List.of(test.getDeclaredMethods()));
      }
    }
    return tests;
  }
}
