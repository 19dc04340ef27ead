package consumer;

import io.tidings.event.DomainEvent;
import io.tidings.event.EmitResult;
import io.tidings.event.EventBus;
import io.tidings.event.EventKind;
import io.tidings.event.EventSelector;
import io.tidings.event.EventType;
import io.tidings.event.spi.EventTap;
import java.util.ArrayList;
import java.util.List;

/** A host outside the library: one tap, one selector, one kind of its own. */
public final class Main {

  enum OrderEvent implements EventKind {
    PLACED;

    @Override
    public String id() {
      return "order.placed";
    }
  }

  public static void main(String[] args) {
    List<String> heard = new ArrayList<>();
    EventTap tap = event -> heard.add("tap " + event.kind().id());
    EventBus bus = EventBus.builder().tap(tap).build();
    bus.subscribe(
        EventSelector.category("order"),
        event -> heard.add("handler " + event.is(OrderEvent.PLACED)));

    require(bus.emit(DomainEvent.of(OrderEvent.PLACED)).equals(EmitResult.done(1)));
    require(
        bus.emit(DomainEvent.builder(EventType.PLAN_CREATED).detail("n", 1).build()).delivered()
            == 0);
    bus.close();
    require(heard.equals(List.of("tap order.placed", "handler true", "tap plan.created")));
    require(DomainEvent.of(OrderEvent.PLACED).id().length() == 26);
    require(Main.class.getModule().isNamed());
    require("io.tidings.event".equals(EventBus.class.getModule().getName()));
    require(!isVisible("io.tidings.event.internal.SafeLog"));
    System.out.println("consumer: " + heard);
  }

  private static boolean isVisible(String internal) {
    try {
      Class.forName(internal).getMethods()[0].invoke(null, null, null, null);
      return true;
    } catch (IllegalAccessException hidden) {
      return false;
    } catch (ReflectiveOperationException failure) {
      return true;
    }
  }

  private static void require(boolean holds) {
    if (!holds) {
      throw new AssertionError("the library does not do what its contract says");
    }
  }
}
