package io.tidings.event.rx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidings.event.testkit.contract.Contract;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.Comparator;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.reactivestreams.tck.PublisherVerification;
import org.testng.SkipException;

/**
 * The Reactive Streams TCK on a flow of a bus, one test per test of the TCK. A skipped TCK test
 * fails here, so every required and optional rule is tested; rules for which the TCK has no test
 * are listed, and the list is checked.
 */
@Contract("STR-07")
class ReactiveStreamsTckTest {

  private static final String NO_TEST = "untested_";

  private static Stream<Method> methods() {
    return Stream.of(PublisherVerification.class.getMethods())
        .filter(method -> method.isAnnotationPresent(org.testng.annotations.Test.class))
        .sorted(Comparator.comparing(Method::getName));
  }

  @TestFactory
  Stream<DynamicTest> the_rules_of_the_tck_hold() {
    return methods()
        .filter(method -> !method.getName().startsWith(NO_TEST))
        .map(method -> DynamicTest.dynamicTest(method.getName(), () -> run(method)));
  }

  @Test
  void tck_has_31_tests_and_7_untested_rules() {
    assertThat(methods().filter(method -> !method.getName().startsWith(NO_TEST))).hasSize(31);
    assertThat(methods().filter(method -> method.getName().startsWith(NO_TEST)))
        .hasSize(7)
        .allSatisfy(
            method ->
                assertThatThrownBy(() -> run(method))
                    .isInstanceOf(SkipException.class)
                    .hasMessage("Not verified by this TCK."));
  }

  private static void run(Method test) throws Throwable {
    FlowVerification verification =
        new FlowVerification(test.getName().contains("multicast") ? 3 : 1);
    verification.setUp();
    try {
      test.invoke(verification);
    } catch (InvocationTargetException failed) {
      throw failed.getCause();
    }
  }
}
