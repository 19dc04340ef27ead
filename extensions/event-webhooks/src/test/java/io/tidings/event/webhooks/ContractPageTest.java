package io.tidings.event.webhooks;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidings.event.testkit.contract.Contract;
import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Holds {@code docs/contract-webhooks.md} against the tests: every row has one, none names no row.
 */
class ContractPageTest {

  private static final Path TESTS = Path.of("target/test-classes");
  private static final Pattern ROW = Pattern.compile("(?m)^\\| ([A-Z]+-\\d+) \\|");

  @Test
  void every_row_of_the_contract_is_named_by_a_test_and_every_name_is_a_row() throws Exception {
    List<String> rows = rows(Files.readString(Path.of("../../docs/contract-webhooks.md")));

    assertThat(rows).doesNotHaveDuplicates().hasSizeGreaterThan(20);
    assertThat(named()).isEqualTo(new TreeSet<>(rows));
  }

  @Test
  void a_row_that_is_added_is_noticed() {
    assertThat(rows("x\n| WEB-01 | a |\n| no | row |\n| NEW-1 | b |\n"))
        .containsExactly("WEB-01", "NEW-1");
  }

  private static List<String> rows(String page) {
    return ROW.matcher(page).results().map(row -> row.group(1)).toList();
  }

  private static Set<String> named() throws Exception {
    Set<String> named = new TreeSet<>();
    for (Class<?> test : tests()) {
      for (Method method : test.getDeclaredMethods()) {
        Contract contract = method.getAnnotation(Contract.class);
        if (contract != null) {
          named.addAll(List.of(contract.value()));
        }
      }
    }
    return named;
  }

  private static List<Class<?>> tests() throws IOException, ClassNotFoundException {
    List<Class<?>> classes = new ArrayList<>();
    try (Stream<Path> files = Files.walk(TESTS)) {
      for (Path file : files.filter(path -> path.toString().endsWith("Test.class")).toList()) {
        String name = TESTS.relativize(file).toString();
        classes.add(Class.forName(name.substring(0, name.length() - 6).replace('/', '.')));
      }
    }
    return classes;
  }
}
