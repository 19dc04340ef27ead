package io.tidings.event;

/** Failures in a class loader without an SLF4J provider. */
public final class NoProviderProbe implements Runnable {

  /** For the loader. */
  public NoProviderProbe() {}

  @Override
  public void run() {
    EventBus bus = EventBus.create();
    bus.subscribe(
        EventSelector.all(),
        SubscriptionOptions.named("mailer"),
        event -> {
          throw new IllegalStateException("lost\n\u001b[2Jforged \u202e line");
        });
    for (int i = 0; i < 3; i++) {
      bus.emit(DomainEvent.of(EventType.PLAN_APPLIED));
    }
    bus.close();
    EventEmitter.of(EventBus.create()).emit(() -> "a b");
  }
}
