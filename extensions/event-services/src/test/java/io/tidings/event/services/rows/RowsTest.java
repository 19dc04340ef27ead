package io.tidings.event.services.rows;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidings.event.testkit.contract.Contract;
import java.io.File;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Completeness check: every row of the platform events is named by a test. */
class RowsTest {

  private static final Path CLASSES = Path.of("target/test-classes");

  /** AG-02 is emitted by the webhooks, AGR-17, 19 and 21 are the trail's. */
  private static Set<String> owned() {
    Set<String> owned = new TreeSet<>();
    range(owned, "AG", 1, 31);
    owned.remove("AG-02");
    range(owned, "AGR", 1, 16);
    owned.addAll(List.of("AGR-18", "AGR-20", "AGR-22", "AGR-23"));
    range(owned, "EMI", 6, 12);
    range(owned, "SCO", 6, 9);
    owned.addAll(List.of("TST-08", "TST-09", "ACC-22", "ACC-23", "EMI-02", "TST-05"));
    return owned;
  }

  private static void range(Set<String> rows, String page, int first, int last) {
    IntStream.rangeClosed(first, last)
        .mapToObj(number -> "%s-%02d".formatted(page, number))
        .forEach(rows::add);
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

  private static List<Class<?>> tests() throws Exception {
    try (Stream<Path> files = Files.walk(CLASSES)) {
      List<Path> compiled = files.filter(file -> file.toString().endsWith("Test.class")).toList();
      List<Class<?>> tests = new ArrayList<>();
      for (Path file : compiled) {
        String name = CLASSES.relativize(file).toString().replace(File.separatorChar, '.');
        tests.add(Class.forName(name.substring(0, name.length() - ".class".length())));
      }
      return tests;
    }
  }

  @Test
  void every_row_of_the_platform_half_is_named_by_a_test() throws Exception {
    assertThat(named()).containsAll(owned());
  }
}
