package io.tidings.event.store.internal.follow;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidings.event.store.EventStore;
import io.tidings.event.testkit.contract.Contract;
import io.tidings.event.testkit.internal.LogCapture;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class CoalescingTaskTest {

  private static final long LONG_MILLIS = 3_600_000;

  @Test
  void however_many_commits_are_one_task_and_the_last_ones_are_done_at_the_end() throws Exception {
    Semaphore ran = new Semaphore(0);
    CountDownLatch ended = new CountDownLatch(1);
    CoalescingTask.Task task =
        new CoalescingTask.Task() {
          @Override
          public void run() {
            ran.release();
          }

          @Override
          public void end() {
            ended.countDown();
          }
        };
    CoalescingTask nudged = new CoalescingTask("nudged", LONG_MILLIS, task);
    nudged.committed();
    ran.acquire();
    for (int i = 0; i < 100; i++) {
      nudged.committed();
    }
    nudged.close();

    assertThat(ran.drainPermits()).isEqualTo(1);
    assertThat(ended.getCount()).isZero();
    nudged.committed();
    nudged.close();
    assertThat(ran.availablePermits()).isZero();
  }

  @Test
  void what_fails_is_tried_again_after_the_next_commit() throws Exception {
    AtomicInteger runs = new AtomicInteger();
    Semaphore ran = new Semaphore(0);
    try (CoalescingTask nudged =
        new CoalescingTask(
            "nudged",
            0,
            () -> {
              ran.release();
              if (runs.incrementAndGet() == 1) {
                throw new SQLException("away");
              }
            })) {
      nudged.committed();
      ran.acquire();
      nudged.committed();
      ran.acquire();
    }
    assertThat(runs).hasValue(2);
  }

  @Test
  void without_a_commit_the_task_is_ended_too() {
    AtomicInteger ends = new AtomicInteger();
    CoalescingTask.Task task =
        new CoalescingTask.Task() {
          @Override
          public void run() {}

          @Override
          public void end() {
            ends.incrementAndGet();
          }
        };
    new CoalescingTask("nudged", 0, task).close();

    assertThat(ends).hasValue(1);
  }

  @Contract("STO-16")
  @Test
  void any_failure_is_logged_once_and_leaves_the_task_running() throws Exception {
    AtomicInteger runs = new AtomicInteger();
    Semaphore ran = new Semaphore(0);
    List<Throwable> failures =
        List.of(
            new IllegalStateException("mine"),
            new SQLException("away"),
            new NoClassDefFoundError("mine"));
    CoalescingTask.Task task =
        () -> {
          int run = runs.getAndIncrement();
          ran.release();
          if (run < failures.size()) {
            throwUnchecked(failures.get(run));
          }
        };
    try (LogCapture log = LogCapture.of(EventStore.class);
        CoalescingTask nudged = new CoalescingTask("nudged", 0, task)) {
      for (int i = 0; i <= failures.size(); i++) {
        nudged.committed();
        ran.acquire();
      }
      assertThat(log.warnings()).hasSize(1);
      assertThat(log.warnings().get(0)).contains("nudged", "retrying after each commit");
    }
  }

  @Contract("STO-16")
  @Test
  void end_by_an_interrupt_is_logged() throws Exception {
    CountDownLatch ended = new CountDownLatch(1);
    CoalescingTask.Task task =
        new CoalescingTask.Task() {
          @Override
          public void run() {
            Thread.currentThread().interrupt();
          }

          @Override
          public void end() {
            ended.countDown();
          }
        };
    try (LogCapture log = LogCapture.of(EventStore.class);
        CoalescingTask nudged = new CoalescingTask("nudged", LONG_MILLIS, task)) {
      nudged.committed();
      ended.await();

      assertThat(log.warnings()).hasSize(1);
      assertThat(log.warnings().get(0)).contains("nudged", "has ended");
    }
  }

  @SuppressWarnings("unchecked")
  private static <T extends Throwable> void throwUnchecked(Throwable failure) throws T {
    throw (T) failure;
  }
}
