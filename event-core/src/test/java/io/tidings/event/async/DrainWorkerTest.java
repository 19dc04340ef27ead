package io.tidings.event.async;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import io.tidings.event.LogCapture;
import io.tidings.event.spi.EventTap;
import io.tidings.event.spi.FailureListener;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class DrainWorkerTest {

  private final EventTap delegate = mock(EventTap.class);
  private final EventQueue queue = mock(EventQueue.class);
  private final FailureListener failures = mock(FailureListener.class);
  private final DrainWorker worker = new DrainWorker(delegate, queue, failures);

  @Test
  void worker_that_fails_logs_it_and_refuses_further_events() throws Exception {
    when(queue.newBatch()).thenThrow(new IllegalStateException("no batch"));
    when(queue.pending()).thenReturn(3L);
    when(delegate.close(any())).thenReturn(true);

    try (LogCapture log = LogCapture.open()) {
      worker.run();

      assertThat(log.errors()).singleElement().asString().contains("ended", "dropped");
    }

    verify(queue).end();
    verify(delegate).close(any());
    assertThat(worker.awaitEnd(Duration.ZERO)).isFalse();
  }

  @Test
  void fatal_error_surfaces_after_the_end() {
    when(queue.newBatch()).thenThrow(new OutOfMemoryError("test"));

    assertThatThrownBy(worker::run).isInstanceOf(OutOfMemoryError.class);

    verify(queue).end();
    verify(failures).summarize();
  }

  @Test
  void end_of_the_worker_summarizes_failures() {
    when(queue.take(any())).thenReturn(-1);

    worker.run();

    verify(failures).summarize();
  }
}
