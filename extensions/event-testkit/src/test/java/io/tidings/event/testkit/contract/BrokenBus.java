package io.tidings.event.testkit.contract;

import io.tidings.event.EventBus;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * A bus with one fault.
 *
 * @param fault the fault, to follow "a bus that"
 * @param factory the factory of the bus
 * @param lines the contract rows it breaks, and no others
 */
record BrokenBus(String fault, Function<BusSetup, EventBus> factory, Set<String> lines) {

  static BrokenBus that(String fault, String lines, Function<BusSetup, EventBus> factory) {
    return new BrokenBus(fault, factory, new TreeSet<>(Set.of(lines.trim().split("\\s+", -1))));
  }

  /** Returns all broken buses in the order of the contract. */
  static Stream<BrokenBus> all() {
    return Stream.of(
            BrokenContent.all(),
            BrokenDelivery.all(),
            BrokenThreads.all(),
            BrokenSelection.all(),
            BrokenOrder.all(),
            BrokenContext.all(),
            BrokenTaps.all(),
            BrokenFailures.all(),
            BrokenAsync.all(),
            BrokenEnd.all())
        .flatMap(each -> each);
  }

  @Override
  public String toString() {
    return fault;
  }
}
