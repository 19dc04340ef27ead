package io.tidings.event;

import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Iterator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Values of a host's own classes, which may say anything about themselves. */
@Contract("EVT-11")
class UntruthfulValuesTest {

  static Stream<Number> lyingNumbers() {
    return Stream.of(new LyingInteger(), new LyingDecimal(), new LyingNumber());
  }

  @ParameterizedTest(name = "[{index}]")
  @MethodSource("lyingNumbers")
  void a_number_of_a_hosts_own_class_is_refused(Number value) {
    assertThatIllegalArgumentException()
        .isThrownBy(DomainEvent.root(EventType.PLAN_CREATED).detail("k", value)::build)
        .withMessageStartingWith("details[\"k\"] is a " + value.getClass().getName());
  }

  @Test
  @Contract("BUS-10")
  void a_fatal_error_of_an_enums_id_surfaces() {
    assertThatThrownBy(DomainEvent.root(EventType.PLAN_CREATED).detail("k", FatalKind.FATAL)::build)
        .isInstanceOf(OutOfMemoryError.class)
        .hasMessage("made up");
  }

  enum FatalKind implements EventKind {
    FATAL;

    @Override
    public String id() {
      throw new OutOfMemoryError("made up");
    }
  }

  @Test
  void a_refusal_does_not_ask_the_value_what_it_is() {
    Iterable<Object> untellable =
        new Iterable<>() {
          @Override
          public Iterator<Object> iterator() {
            throw new AssertionError("asked");
          }

          @Override
          public String toString() {
            throw new AssertionError("asked");
          }

          @Override
          public int hashCode() {
            throw new AssertionError("asked");
          }
        };

    assertThatIllegalArgumentException()
        .isThrownBy(DomainEvent.root(EventType.PLAN_CREATED).detail("k", untellable)::build)
        .withMessageContaining(untellable.getClass().getName());
  }

  /** An enum of a host that cannot tell its id. */
  enum BrokenKind implements EventKind {
    NULL {
      @Override
      public String id() {
        return Absent.absent();
      }
    },
    THROWS {
      @Override
      public String id() {
        throw new IllegalStateException("not loaded yet");
      }
    },
    FAILS {
      @Override
      public String id() {
        throw new NoClassDefFoundError("gone");
      }
    },
    ILL_FORMED {
      @Override
      public String id() {
        return "a b";
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void an_enum_that_cannot_tell_its_id_is_refused(BrokenKind value) {
    assertThatIllegalArgumentException()
        .isThrownBy(DomainEvent.root(EventType.PLAN_CREATED).detail("k", value)::build)
        .withMessageStartingWith("details[\"k\"] is a " + BrokenKind.class.getName())
        .withMessageContaining("whose id() cannot be used")
        .havingCause();
  }

  private static final class LyingInteger extends BigInteger {
    private static final long serialVersionUID = 1L;

    LyingInteger() {
      super("7");
    }

    @Override
    public int bitLength() {
      return 1;
    }
  }

  private static final class LyingDecimal extends BigDecimal {
    private static final long serialVersionUID = 1L;

    LyingDecimal() {
      super("7");
    }

    @Override
    public String toString() {
      return "not a number";
    }
  }

  private static final class LyingNumber extends Number {
    private static final long serialVersionUID = 1L;

    @Override
    public int intValue() {
      return 1;
    }

    @Override
    public long longValue() {
      return 2;
    }

    @Override
    public float floatValue() {
      return 3;
    }

    @Override
    public double doubleValue() {
      return 4;
    }
  }
}
