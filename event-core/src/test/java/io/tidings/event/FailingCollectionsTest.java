package io.tidings.event;

import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Iterator;
import java.util.Map;
import java.util.function.IntSupplier;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A host's map may throw from every call; the builder says so, and fatal errors surface. */
@Contract("EVT-06")
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class FailingCollectionsTest {

  private static <T> Iterator<T> endless(Supplier<T> element) {
    return Stream.generate(element).iterator();
  }

  /** Every call of a map's that may go wrong, going wrong with the given failure. */
  private static Stream<Map<String, Object>> failingMaps(Throwable thrown) {
    IntSupplier throwing =
        () -> {
          throw Sneaky.undeclared(thrown);
        };
    Map.Entry<String, Object> entry =
        new Map.Entry<>() {
          @Override
          public String getKey() {
            return "k";
          }

          @Override
          public Object getValue() {
            return throwing.getAsInt();
          }

          @Override
          public Object setValue(Object value) {
            throw new UnsupportedOperationException();
          }
        };
    return Stream.of(
        new HostileMap(() -> 0, pass -> endless(() -> entry)),
        new HostileMap(
            () -> 0,
            pass -> {
              throw Sneaky.undeclared(thrown);
            }));
  }

  static Stream<Throwable> containedFailures() {
    return Stream.of(
        new IllegalStateException("closed"),
        new Exception("checked, but thrown all the same"),
        new NoClassDefFoundError("gone"),
        new AssertionError("no"),
        new StackOverflowError());
  }

  @ParameterizedTest
  @MethodSource("containedFailures")
  void whatever_a_map_throws_becomes_an_argument_error_with_its_cause(Throwable thrown) {
    failingMaps(thrown)
        .forEach(
            map ->
                assertThatIllegalArgumentException()
                    .isThrownBy(DomainEvent.root(EventType.PLAN_CREATED).details(map)::build)
                    .withMessage("details could not be read: " + thrown.getClass().getName())
                    .withCause(thrown));
  }

  @Test
  @Contract("BUS-10")
  void a_fatal_error_of_a_map_surfaces() {
    OutOfMemoryError fatal = new OutOfMemoryError("made up");
    failingMaps(fatal)
        .forEach(
            map ->
                assertThatThrownBy(DomainEvent.root(EventType.PLAN_CREATED).details(map)::build)
                    .isSameAs(fatal));
  }

  @Test
  void a_map_without_an_iterator_or_entries_is_refused() {
    couldNotBeRead(new HostileMap(() -> 0, pass -> Absent.absent()));
    couldNotBeRead(new HostileMap(() -> 1, pass -> endless(Absent::absent)));
  }

  private static void couldNotBeRead(Map<String, Object> map) {
    assertThatIllegalArgumentException()
        .isThrownBy(DomainEvent.root(EventType.PLAN_CREATED).details(map)::build)
        .withMessageStartingWith("details could not be read: ");
  }
}
