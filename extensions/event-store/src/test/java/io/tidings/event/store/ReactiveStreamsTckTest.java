package io.tidings.event.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidings.event.testkit.contract.Contract;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.reactivestreams.tck.PublisherVerification;
import org.testng.SkipException;

/**
 * The Reactive Streams TCK on the flow of a trail, each of its tests as one test here. It skips the
 * rules it has no test for, and those about the end, which a trail has not; that it skips these
 * alone is checked too.
 */
class ReactiveStreamsTckTest {

  private static final Set<String> ABOUT_THE_END =
      Set.of(
          "optional_spec105_emptyStreamMustTerminateBySignallingOnComplete",
          "optional_spec111_multicast_mustProduceTheSameElementsInTheSameSequenceToAllOfIts"
              + "SubscribersWhenRequestingManyUpfrontAndCompleteAsExpected",
          "optional_spec111_multicast_mustProduceTheSameElementsInTheSameSequenceToAllOfIts"
              + "SubscribersWhenRequestingOneByOne",
          "required_createPublisher1MustProduceAStreamOfExactly1Element",
          "required_createPublisher3MustProduceAStreamOfExactly3Elements",
          "required_spec102_maySignalLessThanRequestedAndTerminateSubscription",
          "required_spec105_mustSignalOnCompleteWhenFiniteStreamTerminates",
          "required_spec107_mustNotEmitFurtherSignalsOnceOnCompleteHasBeenSignalled",
          "required_spec317_mustSupportACumulativePendingElementCountUpToLongMaxValue",
          "required_spec317_mustSupportAPendingElementCountUpToLongMaxValue",
          "stochastic_spec103_mustSignalOnMethodsSequentially");

  @TempDir Path directory;

  private static Stream<Method> methods(boolean skipped) {
    return Stream.of(PublisherVerification.class.getMethods())
        .filter(method -> method.isAnnotationPresent(org.testng.annotations.Test.class))
        .filter(method -> isSkipped(method.getName()) == skipped)
        .sorted(Comparator.comparing(Method::getName));
  }

  private static boolean isSkipped(String name) {
    return name.startsWith("untested_") || ABOUT_THE_END.contains(name);
  }

  @Contract("FOL-04")
  @TestFactory
  Stream<DynamicTest> the_rules_of_the_tck_hold() {
    return methods(false)
        .map(method -> DynamicTest.dynamicTest(method.getName(), () -> run(method)));
  }

  @Contract("FOL-04")
  @Test
  void what_the_tck_skips_it_has_no_test_for_or_is_about_the_end() {
    assertThat(methods(true))
        .hasSize(18)
        .allSatisfy(
            method ->
                assertThatThrownBy(() -> run(method))
                    .as(method.getName())
                    .isInstanceOf(SkipException.class));
  }

  private void run(Method test) throws Throwable {
    Path file = Files.createTempDirectory(directory, "tck").resolve("trail.db");
    try (EventStore trail = EventStore.open(file)) {
      FlowVerification verification = new FlowVerification(trail);
      verification.setUp();
      test.invoke(verification);
    } catch (InvocationTargetException failed) {
      throw failed.getCause();
    }
  }
}
