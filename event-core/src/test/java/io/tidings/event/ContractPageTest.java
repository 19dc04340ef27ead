package io.tidings.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Holds {@code docs/contract.md} against the tests: every row has one, and none names no row. */
class ContractPageTest {

  private static final Path PAGE = Path.of("../docs/contract.md");
  private static final Path TESTS = Path.of("target/test-classes");
  private static final Pattern ROW = Pattern.compile("^\\| ([A-Z]+-[A-Z]*\\d+) \\|");

  @Test
  void every_row_of_the_contract_is_named_by_a_test_and_every_name_is_a_row() throws Exception {
    List<String> rows = rows();
    Set<String> named = named();

    assertThat(rows).as("rows").doesNotHaveDuplicates().hasSizeGreaterThan(60);
    assertThat(named).isEqualTo(new TreeSet<>(rows));
  }

  private static List<String> rows() throws IOException {
    return Files.readAllLines(PAGE).stream()
        .map(ROW::matcher)
        .filter(java.util.regex.Matcher::find)
        .map(row -> row.group(1))
        .toList();
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

  private static void add(Set<String> named, Contract contract) {
    if (contract != null) {
      named.addAll(List.of(contract.value()));
    }
  }

  private static List<Class<?>> tests() throws Exception {
    try (Stream<Path> files = Files.walk(TESTS)) {
      List<String> names =
          files
              .map(file -> TESTS.relativize(file).toString())
              .filter(name -> name.endsWith("Test.class"))
              .map(name -> name.substring(0, name.length() - 6).replace('/', '.'))
              .collect(Collectors.toList());
      List<Class<?>> classes = new java.util.ArrayList<>();
      for (String name : names) {
        classes.add(Class.forName(name));
      }
      return classes;
    }
  }
}
