package io.tidings.samples.shop;

import io.tidings.event.EventBus;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** The orders: each is a row and an event of one transaction. */
@RestController
public class OrderController {

  private static final int LIMIT = 100_000;

  private final JdbcTemplate jdbc;
  private final EventBus bus;

  OrderController(JdbcTemplate jdbc, EventBus bus) {
    this.jdbc = jdbc;
    this.bus = bus;
  }

  /** Places an order; one over the limit is rolled back. */
  @PostMapping("/orders")
  @Transactional
  public String place(@RequestBody OrderPlaced order) {
    jdbc.update("INSERT INTO orders (id, amount) VALUES (?, ?)", order.orderId(), order.amount());
    bus.emit(OrderPlaced.KIND, order);
    if (order.amount() > LIMIT) {
      throw new IllegalArgumentException("the order exceeds the limit");
    }
    return order.orderId();
  }
}
