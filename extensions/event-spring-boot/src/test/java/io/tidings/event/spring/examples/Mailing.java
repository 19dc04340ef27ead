package io.tidings.event.spring.examples;

import io.tidings.event.DomainEvent;
import io.tidings.event.EventBus;
import io.tidings.event.PayloadKind;
import io.tidings.event.spring.OnEvent;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.annotation.Transactional;

/** The listener and the service of the guide. */
class Mailing {

  /** A mail server. */
  interface Mailer {
    void send(String order, String correlation);
  }

  record OrderPlaced(String id) {}

  static final PayloadKind<OrderPlaced> ORDER_PLACED =
      PayloadKind.of("order.placed", OrderPlaced.class);

  private final EventBus bus;
  private final JdbcTemplate jdbc;
  private final Mailer mailer;

  Mailing(EventBus bus, JdbcTemplate jdbc, Mailer mailer) {
    this.bus = bus;
    this.jdbc = jdbc;
    this.mailer = mailer;
  }

  @Transactional
  public void place(String id) {
    jdbc.update("INSERT INTO orders VALUES (?)", id);
    bus.emit(ORDER_PLACED, new OrderPlaced(id));
  }

  @OnEvent("order.placed")
  void mail(OrderPlaced order, DomainEvent event) {
    mailer.send(order.id(), event.correlationId());
  }
}
