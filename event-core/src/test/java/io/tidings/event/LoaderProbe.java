package io.tidings.event;

/** Uses the library in every way that touches a thread; run in a class loader of its own. */
public final class LoaderProbe implements Runnable {

  /** For the loader. */
  public LoaderProbe() {}

  @Override
  public void run() {
    EventBus other = EventBus.create();
    EventBus bus = EventBus.builder().tap(event -> {}).build();
    other.subscribe(EventSelector.all(), event -> {});
    bus.subscribe(
        EventType.PLAN_CREATED,
        event -> {
          bus.emit(DomainEvent.of(EventType.PLAN_APPLIED));
          other.emit(DomainEvent.of(EventType.PLAN_APPLIED));
          EventScope.none().withUser("left-open").open();
          throw new IllegalStateException("on purpose");
        });
    try (var opened = EventScope.none().withProject("p").open()) {
      EmitResult result = bus.emit(DomainEvent.of(EventType.PLAN_CREATED));
      if (result.failed() != 1) {
        throw new AssertionError(result);
      }
    }
  }
}
