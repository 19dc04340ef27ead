package io.tidings.event.rx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import io.reactivex.rxjava3.core.Observer;
import io.reactivex.rxjava3.disposables.Disposable;
import io.reactivex.rxjava3.observers.TestObserver;
import io.reactivex.rxjava3.plugins.RxJavaPlugins;
import io.tidings.event.DomainEvent;
import io.tidings.event.EventContext;
import io.tidings.event.EventKind;
import io.tidings.event.PayloadKind;
import io.tidings.event.RedactedDetailException;
import io.tidings.event.testkit.contract.Contract;
import io.tidings.event.testkit.internal.Absent;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Typed streams. */
class PayloadStreamTest {

  record Paid(String order, int cents) {}

  enum Order implements EventKind {
    PAID;

    @Override
    public String id() {
      return "order.paid";
    }
  }

  private static final PayloadKind<Paid> PAID = PayloadKind.of(Order.PAID, Paid.class);

  private final Given.Notes notes = new Given.Notes();
  private final ReactiveEventBus bus = ReactiveEventBus.builder().failureListener(notes).build();
  private final List<Throwable> plugin = new CopyOnWriteArrayList<>();

  @BeforeEach
  void recordPluginErrors() {
    RxJavaPlugins.setErrorHandler(plugin::add);
  }

  @AfterEach
  void resetPluginErrors() {
    RxJavaPlugins.setErrorHandler(null);
  }

  private static DomainEvent paid(String detail, Object value) {
    return DomainEvent.builder(Order.PAID).detail("order", "o-1").detail(detail, value).build();
  }

  @Test
  @Contract("STR-17")
  void observer_receives_the_emitted_instance_and_its_event() {
    List<@Nullable DomainEvent> current = new ArrayList<>();
    TestObserver<PayloadEvent<Paid>> observer =
        bus.stream(PAID).doOnNext(each -> current.add(EventContext.capture().event())).test();
    Paid payload = new Paid("o-1", 990);
    DomainEvent event = bus.events().builder(PAID, payload).sessionId("s-1").build();
    bus.emit(event);
    bus.emit(Given.a());

    observer.assertValueCount(1);
    assertThat(observer.values().get(0).payload()).isSameAs(payload);
    assertThat(observer.values().get(0).event()).isSameAs(event);
    assertThat(current).containsExactly(event);
  }

  @Test
  @Contract("STR-17")
  void untyped_event_is_decoded() {
    TestObserver<Paid> observer = bus.stream(PAID).map(PayloadEvent::payload).test();
    bus.emit(paid("cents", 990));

    observer.assertValuesOnly(new Paid("o-1", 990));
    assertThat(notes.lines).isEmpty();
  }

  @Test
  @Contract({"STR-17", "STR-12"})
  void unreadable_event_is_reported_and_the_stream_continues() {
    TestObserver<Paid> observer = bus.stream(PAID).map(PayloadEvent::payload).test();
    TestObserver<DomainEvent> untyped = bus.stream().test();
    List<DomainEvent> handled = new ArrayList<>();
    bus.subscribe(Order.PAID, event -> handled.add(event));
    bus.emit(paid("cents", "many"));
    bus.emit(paid("cents", "[redacted]"));
    bus.emit(PAID, new Paid("o-2", 1));

    observer.assertValuesOnly(new Paid("o-2", 1));
    untyped.assertValueCount(3);
    assertThat(handled).hasSize(3);
    assertThat(notes.lines).containsExactly("handler at order.paid", "handler at order.paid");
    assertThat(notes.failures.get(0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("details[\"cents\"]")
        .hasMessageNotContaining("many");
    assertThat(notes.failures.get(1)).isInstanceOf(RedactedDetailException.class);
    assertThat(bus.metrics().failed()).isEqualTo(2);
    assertThat(plugin).isEmpty();
  }

  @Test
  @Contract("STR-17")
  void throwing_observer_is_reported_and_receives_the_next_payload() {
    List<Paid> received = new ArrayList<>();
    PayloadObserver observer = new PayloadObserver(received);
    bus.stream(PAID).subscribe(observer);
    bus.emit(PAID, new Paid("o-1", 1));
    bus.emit(PAID, new Paid("o-2", 2));

    assertThat(received).containsExactly(new Paid("o-1", 1), new Paid("o-2", 2));
    assertThat(notes.lines).containsExactly("handler at order.paid", "handler at order.paid");
    assertThat(notes.sources.toString()).contains(PayloadObserver.class.getName() + "#1");
  }

  @Test
  @Contract({"STR-04", "STR-05"})
  void typed_stream_enables_its_kind_and_ends_with_the_bus() {
    TestObserver<PayloadEvent<Paid>> observer = bus.stream(PAID).test();

    assertThat(bus.isEnabled(Order.PAID)).isTrue();
    assertThat(bus.isEnabled(Given.A)).isFalse();
    bus.close();
    observer.assertComplete();
    bus.stream(PAID).test().assertComplete();
  }

  @Test
  void text_shows_names_and_no_values() {
    DomainEvent event = DomainEvent.builder(PAID, new Paid("hunter2", 1)).build();
    PayloadEvent<Paid> pair = new PayloadEvent<>(event.payload(PAID), event);

    assertThat(pair).hasToString(event.toString());
    assertThat(pair.toString()).doesNotContain("hunter2");
  }

  @Test
  void null_kind_is_rejected() {
    assertThatNullPointerException()
        .isThrownBy(() -> bus.stream(Absent.<PayloadKind<Paid>>absent()))
        .withMessage("kind");
  }

  /** A raw observer that throws at each payload. */
  private record PayloadObserver(List<Paid> received) implements Observer<PayloadEvent<Paid>> {

    @Override
    public void onSubscribe(Disposable disposable) {
      // Stays subscribed.
    }

    @Override
    public void onNext(PayloadEvent<Paid> event) {
      received.add(event.payload());
      throw new IllegalStateException("thrown on purpose");
    }

    @Override
    public void onError(Throwable failure) {
      throw new AssertionError(failure);
    }

    @Override
    public void onComplete() {
      // Records payloads only.
    }
  }
}
