/**
 * Tests of what a host emits.
 *
 * <p>Start at {@link io.tidings.event.testkit.TidingsExtension}.
 */
@org.jspecify.annotations.NullMarked
module io.tidings.event.testkit {
  requires transitive io.tidings.event;
  requires transitive org.junit.jupiter.api;
  requires transitive org.assertj.core;
  requires static org.jspecify;

  exports io.tidings.event.testkit;
}
