package io.tidings.event.store.internal.counts;

import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * The projects whose events are counted; none of them named means all. Immutable.
 *
 * @param projects the projects in ascending order, or empty for all
 */
record CountScope(List<String> projects) {

  static final CountScope PLATFORM = new CountScope(List.of());

  /**
   * Returns the scope of some projects.
   *
   * @throws IllegalArgumentException if there are none
   */
  static CountScope of(Set<String> projects) {
    if (projects.isEmpty()) {
      throw new IllegalArgumentException(
          "projects must not be empty; use platformCounts() for all projects");
    }
    return new CountScope(List.copyOf(new TreeSet<>(projects)));
  }

  boolean isPlatform() {
    return projects.isEmpty();
  }

  /** Returns the condition on the project's column, with a leading AND; empty for all projects. */
  String condition(String column) {
    return switch (projects.size()) {
      case 0 -> "";
      case 1 -> " AND " + column + " = ?";
      default -> " AND " + column + " IN (" + Select.marks(projects) + ")";
    };
  }

  /** Returns a query of the projects as rows with one column. */
  String rows(String column) {
    return Collections.nCopies(projects.size(), "SELECT CAST(? AS TEXT) AS " + column).stream()
        .collect(Collectors.joining(" UNION ALL "));
  }
}
