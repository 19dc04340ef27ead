package io.tidings.event.testkit.contract;

import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import io.tidings.event.EventBus;
import java.lang.reflect.Method;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.platform.engine.support.descriptor.MethodSource;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.junit.platform.testkit.engine.Event;
import org.junit.platform.testkit.engine.Events;

/**
 * One run of the whole suite against the buses of a factory.
 *
 * @param started the names of the tests that ran
 * @param failed the names of the tests that failed
 * @param messages the failure messages
 */
record SuiteRun(Set<String> started, Set<String> failed, List<String> messages) {

  static SuiteRun of(Function<BusSetup, EventBus> factory) {
    Case.factory = factory;
    Events tests =
        EngineTestKit.engine("junit-jupiter")
            .selectors(selectClass(Case.class))
            .execute()
            .testEvents();
    return new SuiteRun(
        names(tests.started().stream()),
        names(tests.failed().stream()),
        tests.failed().stream().map(SuiteRun::message).toList());
  }

  /** Returns the lines of the contract that the failed tests name. */
  Set<String> lines() {
    return tests()
        .filter(test -> failed.contains(test.getName()))
        .flatMap(SuiteRun::named)
        .collect(sorted());
  }

  /** Returns the tests of the suite. */
  static Stream<Method> tests() {
    return Stream.of(EventBusContract.class.getMethods())
        .filter(method -> method.isAnnotationPresent(Contract.class))
        .sorted(Comparator.comparing(Method::getName));
  }

  static Stream<String> named(Method test) {
    return Stream.of(test.getAnnotation(Contract.class).value());
  }

  private static Set<String> names(Stream<Event> events) {
    return events
        .map(event -> event.getTestDescriptor().getSource().orElseThrow())
        .map(source -> ((MethodSource) source).getMethodName())
        .collect(sorted());
  }

  private static String message(Event failed) {
    return failed.getPayload().orElseThrow().toString();
  }

  private static java.util.stream.Collector<String, ?, Set<String>> sorted() {
    return Collectors.toCollection(TreeSet::new);
  }

  /** The suite, extended as a host would. */
  static class Case extends EventBusContract {

    private static Function<BusSetup, EventBus> factory;

    @Override
    protected EventBus create(BusSetup setup) {
      return factory.apply(setup);
    }
  }
}
