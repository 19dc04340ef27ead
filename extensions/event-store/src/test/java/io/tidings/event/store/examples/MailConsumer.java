package io.tidings.event.store.examples;

import io.tidings.event.DomainEvent;
import io.tidings.event.EventType;
import io.tidings.event.async.RetryPolicy;
import io.tidings.event.store.EventQuery;
import io.tidings.event.store.EventStore;
import io.tidings.event.store.delivery.Delivery;
import io.tidings.event.store.delivery.DeliveryAttempt;
import io.tidings.event.store.delivery.DeliveryKey;
import io.tidings.event.store.delivery.DeliveryOptions;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;

/** A process that sends a mail for each applied plan: {@code MailConsumer TRAIL}. */
final class MailConsumer {

  private final PrintStream mails;

  MailConsumer(PrintStream mails) {
    this.mails = mails;
  }

  public static void main(String[] args) throws IOException {
    MailConsumer consumer = new MailConsumer(System.out);
    try (EventStore trail = EventStore.open(Path.of(args[0]));
        Delivery delivery = consumer.start(trail)) {
      System.out.println(delivery.describe());
      int unused = System.in.read();
    }
  }

  Delivery start(EventStore trail) {
    return trail.deliver(
        "mailer",
        EventQuery.platform().kinds(EventType.PLAN_APPLIED),
        DeliveryOptions.perKey(DeliveryKey.SESSION)
            .parallel(16)
            .retrying(
                RetryPolicy.attempts(8).backoff(Duration.ofSeconds(1), Duration.ofMinutes(10))),
        this::send);
  }

  private void send(DeliveryAttempt attempt) throws IOException {
    DomainEvent event = attempt.event();
    if (attempt.number() > 1) {
      mails.println("attempt " + attempt.number() + " after " + attempt.previousFailure());
    }
    mails.println("To the owner of session " + event.sessionId() + ": plan applied");
    if (mails.checkError()) {
      throw new IOException("the mail server is away");
    }
  }
}
