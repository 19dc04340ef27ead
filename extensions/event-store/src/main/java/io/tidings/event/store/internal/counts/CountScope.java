package io.tidings.event.store.internal.counts;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;

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

  /**
   * Returns the condition on the number of a scope, with a leading AND; empty for all projects. Its
   * parameters are the projects.
   */
  String condition(String column) {
    return isPlatform()
        ? ""
        : """
         AND %s IN (SELECT named.id FROM trail_scope named
          LEFT JOIN trail_name project ON project.id = named.project
          WHERE coalesce(project.text, '') IN (%s))\
        """
            .formatted(column, Select.marks(projects));
  }
}
