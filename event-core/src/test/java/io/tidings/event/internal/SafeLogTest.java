package io.tidings.event.internal;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.ArgumentMatchers.anyString;
import static org.mockito.ArgumentMatchers.contains;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.ArgumentMatchers.isNull;
import static org.mockito.Mockito.doThrow;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.verifyNoMoreInteractions;
import static org.mockito.Mockito.withSettings;
import static org.mockito.quality.Strictness.STRICT_STUBS;

import io.tidings.event.Contract;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;

@Contract("FLT-05")
class SafeLogTest {

  private final Logger log = mock(Logger.class, withSettings().strictness(STRICT_STUBS));
  private final IllegalStateException cause = new IllegalStateException("why");

  @Test
  void a_warning_goes_to_the_log_with_its_cause() {
    SafeLog.warn(log, "what", cause);

    verify(log).warn("what", cause);
    verifyNoMoreInteractions(log);
  }

  @Test
  void where_the_log_chokes_on_the_cause_its_class_is_told() {
    doThrow(new IllegalStateException("appender")).when(log).warn("what", cause);

    SafeLog.warn(log, "what", cause);

    verify(log).warn(contains(IllegalStateException.class.getName()), isNull(Throwable.class));
  }

  @Test
  void a_log_that_always_throws_costs_the_warning_and_nothing_else() {
    doThrow(new LinkageError()).when(log).warn(anyString(), eq(cause));
    doThrow(new AssertionError()).when(log).warn(anyString(), isNull(Throwable.class));

    assertThatCode(() -> SafeLog.warn(log, "what", cause)).doesNotThrowAnyException();
    assertThatCode(() -> SafeLog.warn(log, "what", null)).doesNotThrowAnyException();
  }

  @Test
  @Contract("BUS-10")
  void fatal_errors_of_a_log_surface() {
    OutOfMemoryError fatal = new OutOfMemoryError();
    doThrow(fatal).when(log).warn("what", cause);

    assertThatThrownBy(() -> SafeLog.warn(log, "what", cause)).isSameAs(fatal);
  }
}
