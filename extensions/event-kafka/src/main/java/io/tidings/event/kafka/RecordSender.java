package io.tidings.event.kafka;

import java.util.concurrent.CompletionStage;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

/**
 * Sender of records until each is acknowledged or can never be: what a broker's outage has failed
 * is sent again. Thread-safe.
 */
final class RecordSender implements AutoCloseable {

  private static final long RETRY_MILLIS = 500;

  private final Producer<String, byte[]> producer;
  private final RelayLog log;
  private final Topics topics;
  private final ScheduledThreadPoolExecutor again;

  RecordSender(String name, Producer<String, byte[]> producer) {
    this.producer = producer;
    this.log = new RelayLog(name);
    this.topics = new Topics(producer, this::attempt, log);
    this.again = new ScheduledThreadPoolExecutor(1, task -> daemon(task, name));
  }

  private static Thread daemon(Runnable task, String name) {
    Thread thread = new Thread(task, "tidings-kafka-" + name);
    thread.setDaemon(true);
    return thread;
  }

  /** Sends a record. The stage completes exceptionally for a final failure alone. */
  CompletionStage<?> send(ProducerRecord<String, byte[]> record) {
    Transfer transfer = new Transfer(record);
    topics.pass(transfer);
    return transfer.outcome();
  }

  private void attempt(Transfer transfer) {
    try {
      Future<?> unused =
          producer.send(transfer.record(), (metadata, failure) -> ended(transfer, failure));
    } catch (RuntimeException failure) {
      ended(transfer, failure);
    }
  }

  private void ended(Transfer transfer, @Nullable Exception failure) {
    String topic = transfer.record().topic();
    if (failure == null) {
      transfer.acknowledge();
    } else if (SendFailures.isFinal(failure)) {
      Throwable reason = SendFailures.reason(failure);
      if (SendFailures.isOfTopic(failure)) {
        topics.refused(topic, reason);
      }
      transfer.fail(reason);
    } else {
      log.unreachable(topic, failure);
      sendAgain(transfer);
    }
  }

  private void sendAgain(Transfer transfer) {
    try {
      Future<?> unused =
          again.schedule(() -> topics.pass(transfer), RETRY_MILLIS, TimeUnit.MILLISECONDS);
    } catch (RejectedExecutionException closed) {
      // The event is relayed by the next start.
    }
  }

  /** Sends nothing again from now on. */
  @Override
  public void close() {
    topics.close();
    again.shutdownNow();
  }
}
