package io.tidings.event;

import static io.tidings.event.Kinds.A;
import static io.tidings.event.Kinds.B;
import static io.tidings.event.Kinds.a;
import static io.tidings.event.Kinds.b;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class SubscriptionTest {

  private final EventBus bus = EventBus.create();
  private final RecordedEvents heard = new RecordedEvents();

  @Test
  @Contract({"BUS-11", "BUS-12"})
  void a_closed_subscription_hears_nothing_more() {
    Subscription subscription = bus.subscribe(A, heard.handler("handler"));
    assertThat(subscription.isActive()).isTrue();

    subscription.close();
    bus.emit(a());

    assertThat(heard.lines()).isEmpty();
    assertThat(subscription.isActive()).isFalse();
  }

  @Test
  @Contract("BUS-11")
  void only_the_first_unsubscribe_removes_something() {
    Subscription subscription = bus.subscribe(A, heard.handler("handler"));

    assertThat(subscription.unsubscribe()).isTrue();
    assertThat(subscription.unsubscribe()).isFalse();
    subscription.close();
  }

  @Test
  @Contract("BUS-11")
  void closing_one_subscription_leaves_the_others() {
    bus.subscribe(A, heard.handler("first"));
    Subscription second = bus.subscribe(A, heard.handler("second"));
    bus.subscribe(EventSelector.all(), heard.handler("third"));

    second.close();
    bus.emit(a());

    assertThat(heard.lines()).containsExactly("first a", "third a");
  }

  @Test
  @Contract("BUS-13")
  void a_group_is_ended_by_one_call_that_may_be_repeated() {
    Subscription group =
        Subscription.group(
            bus.subscribe(A, heard.handler("a")), bus.subscribe(B, heard.handler("b")));
    assertThat(group.isActive()).isTrue();

    assertThat(group.unsubscribe()).isTrue();
    assertThat(group.unsubscribe()).isFalse();
    bus.emit(a());
    bus.emit(b());

    assertThat(heard.lines()).isEmpty();
    assertThat(group.isActive()).isFalse();
    assertThat(bus.isEnabled(A)).isFalse();
  }

  @Test
  @Contract("BUS-13")
  void a_group_ends_all_its_members_even_if_one_throws() {
    for (Throwable failure :
        List.of(new IllegalStateException("no"), new LinkageError("no"), new Exception("no"))) {
      endsAllMembers(failure);
    }
  }

  private void endsAllMembers(Throwable failure) {
    Subscription stubborn =
        new Subscription() {
          @Override
          public boolean unsubscribe() {
            Sneaky.throwUnchecked(failure);
            return true;
          }

          @Override
          public boolean isActive() {
            return true;
          }

          @Override
          public String name() {
            return "stubborn";
          }
        };
    Subscription other = bus.subscribe(A, heard.handler("other"));
    Subscription group = Subscription.group(stubborn, other, stubborn);

    assertThatThrownBy(group::close).hasMessageContaining("no");
    assertThat(other.isActive()).isFalse();
    assertThat(group.name()).startsWith("[stubborn, ");
  }

  @Test
  @Contract("BUS-12")
  void a_subscription_has_the_name_it_was_given() {
    Subscription named =
        bus.subscribe(EventSelector.all(), SubscriptionOptions.named("mailer"), event -> {});

    assertThat(named.name()).isEqualTo("mailer");
  }

  @Test
  @Contract("BUS-12")
  void without_a_name_it_is_called_by_the_place_its_handler_comes_from() {
    Subscription lambda = bus.subscribe(A, event -> {});
    Subscription object = bus.subscribe(A, new Mailer());

    assertThat(lambda.name()).isEqualTo(SubscriptionTest.class.getName() + "#1");
    assertThat(object.name()).isEqualTo(Mailer.class.getName() + "#2");
  }

  @Test
  @Contract("BUS-04")
  void a_name_must_be_a_name() {
    assertThatThrownBy(() -> SubscriptionOptions.named(" "))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("name");
    assertThatThrownBy(() -> SubscriptionOptions.named("a\nb"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("name");
  }

  private static final class Mailer implements EventHandler {
    @Override
    public void handle(DomainEvent event) {
      assertThat(event).isNotNull();
    }
  }
}
