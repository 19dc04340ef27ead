package io.tidings.event;

/**
 * Handler of payloads. Pass it to {@link EventBus#subscribe(PayloadKind, PayloadHandler)}; it is
 * called as an {@link EventHandler} is.
 *
 * @contract PAY-02, PAY-09
 */
@FunctionalInterface
public interface PayloadHandler<P extends Record> {

  /**
   * Handles an event.
   *
   * @param payload the payload, never null; all handlers in the process receive the same instance
   * @param event the event, never null
   * @throws Exception any failure, treated as that of an {@link EventHandler}
   */
  void handle(P payload, DomainEvent event) throws Exception;
}
