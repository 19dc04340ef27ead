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
  void warning_is_logged_with_its_cause() {
    SafeLog.warn(log, "what", cause);

    verify(log).warn("what", cause);
    verifyNoMoreInteractions(log);
  }

  @Test
  void cause_that_cannot_be_formatted_is_named_by_its_class() {
    doThrow(new IllegalStateException("appender")).when(log).warn("what", cause);

    SafeLog.warn(log, "what", cause);

    verify(log).warn(contains(IllegalStateException.class.getName()), isNull(Throwable.class));
  }

  @Test
  void log_that_always_throws_costs_the_entry_only() {
    doThrow(new LinkageError()).when(log).warn(anyString(), eq(cause));
    doThrow(new AssertionError()).when(log).warn(anyString(), isNull(Throwable.class));

    assertThatCode(() -> SafeLog.warn(log, "what", cause)).doesNotThrowAnyException();
    assertThatCode(() -> SafeLog.warn(log, "what", null)).doesNotThrowAnyException();
  }

  @Test
  void error_is_logged_with_its_cause() {
    SafeLog.error(log, "what", cause);

    verify(log).error("what", cause);
    verifyNoMoreInteractions(log);
  }

  @Test
  @Contract("BUS-10")
  void fatal_error_of_a_log_is_rethrown() {
    OutOfMemoryError fatal = new OutOfMemoryError();
    doThrow(fatal).when(log).warn("what", cause);

    assertThatThrownBy(() -> SafeLog.warn(log, "what", cause)).isSameAs(fatal);
  }
}
