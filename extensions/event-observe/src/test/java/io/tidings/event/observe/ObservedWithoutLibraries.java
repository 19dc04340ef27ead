package io.tidings.event.observe;

import io.tidings.event.DomainEvent;
import io.tidings.event.EventBus;
import io.tidings.event.EventSelector;
import io.tidings.event.EventType;
import io.tidings.event.observe.jfr.BusRecording;

/** Program that observes a bus with what a JVM without libraries has. */
final class ObservedWithoutLibraries {

  private ObservedWithoutLibraries() {}

  public static void main(String[] args) {
    try (EventBus bus = ObservedEventBus.wrap(EventBus.create(), BusRecording.create())) {
      bus.subscribe(EventSelector.all(), event -> {});
      int delivered = bus.emit(DomainEvent.of(EventType.PLAN_CREATED)).delivered();
      boolean present = ModuleLayer.boot().findModule("jdk.jfr").isPresent();
      System.out.printf(
          "delivered %d, recorder %s, settings %d%n",
          delivered, present ? "present" : "absent", BusRecording.settings().size());
    }
  }
}
