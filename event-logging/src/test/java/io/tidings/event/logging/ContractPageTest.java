package io.tidings.event.logging;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Holds {@code docs/contract-log.md} against the tests: every row has one, none names no row. */
class ContractPageTest {

  private static final Path TESTS = Path.of("target/test-classes");
  private static final Pattern ROW = Pattern.compile("^\\| ([A-Z]+-\\d+) \\|");

  @Test
  void every_row_of_the_contract_is_named_by_a_test_and_every_name_is_a_row() throws Exception {
    List<String> rows =
        Files.readAllLines(Path.of("../docs/contract-log.md")).stream()
            .map(ROW::matcher)
            .filter(java.util.regex.Matcher::find)
            .map(row -> row.group(1))
            .toList();

    assertThat(rows).doesNotHaveDuplicates().hasSizeGreaterThan(10);
    assertThat(named()).isEqualTo(new TreeSet<>(rows));
  }

  private static Set<String> named() throws Exception {
    Set<String> named = new TreeSet<>();
    for (Class<?> test : tests()) {
      add(named, test.getAnnotation(Contract.class));
      for (Method method : test.getDeclaredMethods()) {
        add(named, method.getAnnotation(Contract.class));
      }
    }
    return named;
  }

  private static void add(Set<String> named, @Nullable Contract contract) {
    if (contract != null) {
      named.addAll(List.of(contract.value()));
    }
  }

  private static List<Class<?>> tests() throws IOException, ClassNotFoundException {
    List<Class<?>> classes = new java.util.ArrayList<>();
    try (Stream<Path> files = Files.walk(TESTS)) {
      for (Path file : files.filter(path -> path.toString().endsWith("Test.class")).toList()) {
        String name = TESTS.relativize(file).toString();
        classes.add(Class.forName(name.substring(0, name.length() - 6).replace('/', '.')));
      }
    }
    return classes;
  }
}
