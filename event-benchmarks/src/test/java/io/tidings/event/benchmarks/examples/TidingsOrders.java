package io.tidings.event.benchmarks.examples;

import io.tidings.event.EventBus;
import io.tidings.event.PayloadKind;
import io.tidings.event.Subscription;
import java.util.List;

/** Listing of the guide: the same on Tidings. */
final class TidingsOrders {

  private TidingsOrders() {}

  record Placed(String orderId, long cents) {}

  record Shipped(String orderId) {}

  static final PayloadKind<Placed> PLACED = PayloadKind.of("order.placed", Placed.class);
  static final PayloadKind<Shipped> SHIPPED = PayloadKind.of("order.shipped", Shipped.class);

  static void run(List<String> mails) {
    EventBus bus = EventBus.create();
    Subscription mailer =
        bus.subscribe(PLACED, (placed, event) -> mails.add("placed " + placed.orderId()));
    bus.emit(PLACED, new Placed("o-1", 1990));
    Shipped shipped = new Shipped("o-1");
    if (bus.emit(SHIPPED, shipped).isUnhandled()) {
      mails.add("not received: " + shipped);
    }
    mailer.close();
  }
}
