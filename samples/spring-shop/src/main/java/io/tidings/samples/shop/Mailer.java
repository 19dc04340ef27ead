package io.tidings.samples.shop;

import io.tidings.event.DomainEvent;
import io.tidings.event.EventContext;
import io.tidings.event.spring.OnEvent;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** The confirmation of an order, whose mail server refuses each first attempt. */
@Component
public class Mailer {

  private static final Logger LOG = LoggerFactory.getLogger(Mailer.class);

  private final JdbcTemplate jdbc;

  Mailer(JdbcTemplate jdbc) {
    this.jdbc = jdbc;
  }

  @OnEvent(value = "order.placed", async = true, attempts = 3)
  void confirm(OrderPlaced order, DomainEvent event) {
    LOG.info("Confirming order {}, attempt {}", order.orderId(), EventContext.attempt());
    jdbc.update(
        "INSERT INTO mails (order_id, attempt, correlation) VALUES (?, ?, ?)",
        order.orderId(),
        EventContext.attempt(),
        event.correlationId());
    if (EventContext.attempt() == 1) {
      throw new IllegalStateException("the mail server is busy");
    }
  }
}
