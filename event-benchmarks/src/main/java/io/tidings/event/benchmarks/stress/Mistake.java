package io.tidings.event.benchmarks.stress;

import java.util.Set;

/**
 * Seeded mistake: calls that a method of the library leaves out.
 *
 * @param type the binary name of the class
 * @param method the name of the method, in all its overloads
 * @param calls the names of the methods that it does not call
 */
record Mistake(String type, String method, Set<String> calls) {

  static Mistake of(Class<?> type, String method, String... calls) {
    return new Mistake(type.getName(), method, Set.of(calls));
  }
}
