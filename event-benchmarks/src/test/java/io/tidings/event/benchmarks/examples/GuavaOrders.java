package io.tidings.event.benchmarks.examples;

import com.google.common.eventbus.DeadEvent;
import com.google.common.eventbus.EventBus;
import com.google.common.eventbus.Subscribe;
import java.util.List;

/** Listing of the guide: orders and mails on Guava's bus. */
final class GuavaOrders {

  private GuavaOrders() {}

  record Placed(String orderId, long cents) {}

  record Shipped(String orderId) {}

  record Mailer(List<String> mails) {

    @Subscribe
    void onPlaced(Placed placed) {
      mails.add("placed " + placed.orderId());
    }

    @Subscribe
    void onDead(DeadEvent dead) {
      mails.add("not received: " + dead.getEvent());
    }
  }

  static void run(List<String> mails) {
    EventBus bus = new EventBus("orders");
    Mailer mailer = new Mailer(mails);
    bus.register(mailer);
    bus.post(new Placed("o-1", 1990));
    bus.post(new Shipped("o-1"));
    bus.unregister(mailer);
  }
}
