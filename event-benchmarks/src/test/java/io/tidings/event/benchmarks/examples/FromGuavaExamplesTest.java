package io.tidings.event.benchmarks.examples;

import static io.tidings.event.benchmarks.examples.TidingsOrders.PLACED;
import static io.tidings.event.benchmarks.examples.TidingsOrders.SHIPPED;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.eventbus.Subscribe;
import io.tidings.event.DomainEvent;
import io.tidings.event.EventBus;
import io.tidings.event.EventSelector;
import io.tidings.event.Subscription;
import io.tidings.event.SubscriptionOptions;
import io.tidings.event.benchmarks.examples.TidingsOrders.Placed;
import io.tidings.event.benchmarks.examples.TidingsOrders.Shipped;
import io.tidings.event.spi.FailureListener;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The other examples of the guide, and the size of its listings. */
class FromGuavaExamplesTest {

  private static final Pattern LISTING = Pattern.compile("```java\\R(.+?)\\R```", Pattern.DOTALL);

  /** A listener that has not moved yet. */
  record OldMailer(List<String> mails) {

    @Subscribe
    void onPlaced(Placed placed) {
      mails.add("old mailer: " + placed.orderId());
    }
  }

  private final List<String> mails = new ArrayList<>();

  @Test
  void both_listings_do_the_same() {
    List<String> onGuava = new ArrayList<>();
    GuavaOrders.run(onGuava);
    TidingsOrders.run(mails);

    assertThat(mails)
        .containsExactly("placed o-1", "not received: Shipped[orderId=o-1]")
        .isEqualTo(onGuava);
  }

  @Test
  void listing_of_tidings_has_at_most_20_lines() throws IOException {
    List<Long> lines =
        LISTING
            .matcher(Files.readString(Path.of("../docs/guide/from-guava.md")))
            .results()
            .map(listing -> listing.group(1).lines().count())
            .toList();

    assertThat(lines.get(0)).as("Guava").isEqualTo(25);
    assertThat(lines.subList(1, lines.size())).hasSize(5).allMatch(count -> count <= 20);
  }

  @Test
  void selector_receives_related_kinds() {
    EventBus bus = EventBus.create();
    bus.subscribe(EventSelector.category("order"), event -> mails.add(event.describe()));
    bus.subscribe(
        EventSelector.kinds(PLACED, SHIPPED), event -> mails.add("order " + event.kind().id()));
    bus.emit(SHIPPED, new Shipped("o-1"));

    assertThat(mails).hasSize(2).contains("order order.shipped");
  }

  @Test
  void failure_listener_receives_exceptions() {
    EventBus bus =
        EventBus.builder()
            .failureListener(
                new FailureListener() {
                  @Override
                  public void handlerFailed(
                      DomainEvent event, Subscription handler, Throwable failure) {
                    mails.add(handler.name() + " failed at " + event.kind().id());
                  }
                })
            .build();
    bus.subscribe(
        PLACED,
        (placed, event) -> {
          throw new IllegalStateException("thrown on purpose");
        });
    bus.emit(PLACED, new Placed("o-1", 1990));

    assertThat(mails).singleElement().asString().endsWith(" failed at order.placed");
  }

  @Test
  void asynchronous_handler_receives_the_payload() {
    EventBus bus = EventBus.create();
    bus.subscribe(
        EventSelector.kind(PLACED),
        SubscriptionOptions.named("mailer").async(),
        PLACED.handler((placed, event) -> mails.add(placed.orderId())));
    bus.emit(PLACED, new Placed("o-1", 1990));
    assertThat(bus.close(Duration.ofSeconds(20)).isComplete()).isTrue();

    assertThat(mails).containsExactly("o-1");
  }

  @Test
  void old_bus_receives_events_meanwhile() {
    com.google.common.eventbus.EventBus guava = new com.google.common.eventbus.EventBus();
    guava.register(new OldMailer(mails));
    EventBus bus = EventBus.create();
    bus.subscribe(PLACED, (placed, event) -> guava.post(placed));
    bus.emit(PLACED, new Placed("o-1", 1990));

    assertThat(mails).containsExactly("old mailer: o-1");
  }
}
