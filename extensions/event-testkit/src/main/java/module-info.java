/**
 * Test support for code that emits events, and the contract suite for buses.
 *
 * <p>Start at {@link io.tidings.event.testkit.TidingsExtension}, or at {@link
 * io.tidings.event.testkit.contract.EventBusContract}.
 */
@org.jspecify.annotations.NullMarked
module io.tidings.event.testkit {
  requires transitive io.tidings.event;
  requires transitive org.junit.jupiter.api;
  requires transitive org.assertj.core;
  requires static org.jspecify;
  requires static org.slf4j;
  requires static ch.qos.logback.classic;
  requires static ch.qos.logback.core;

  exports io.tidings.event.testkit;
  exports io.tidings.event.testkit.catalog;
  exports io.tidings.event.testkit.contract;

  opens io.tidings.event.testkit.contract to
      org.junit.platform.commons;
}
