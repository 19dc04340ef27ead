package io.tidings.event;

import static io.tidings.event.Kinds.A;
import static io.tidings.event.Kinds.a;
import static org.assertj.core.api.Assertions.assertThat;

import java.lang.ref.WeakReference;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What the bus must let go of. */
@Timeout(60)
class CollectableTest {

  private final EventBus bus = EventBus.create();
  private final ExecutorService pool = Executors.newSingleThreadExecutor();

  @AfterEach
  void shutDown() {
    pool.shutdownNow();
  }

  private static boolean isCollected(WeakReference<?> reference) {
    return isCollectedWithin(100, reference);
  }

  private static boolean isCollectedWithin(int collections, WeakReference<?> reference) {
    for (int i = 0; i < collections && reference.get() != null; i++) {
      System.gc();
    }
    return reference.get() == null;
  }

  /** Something a handler and a predicate hold. */
  private static final class Owner {
    private int heard;

    void hear() {
      heard++;
    }

    boolean wants() {
      return heard < 100;
    }
  }

  private WeakReference<Owner> subscribeAndClose(EventSelector selector, List<Subscription> kept) {
    Owner owner = new Owner();
    Subscription subscription =
        bus.subscribe(selector.where(event -> owner.wants()), event -> owner.hear());
    bus.emit(DomainEvent.builder(A).sessionId("s").build());
    subscription.close();
    kept.add(subscription);
    return new WeakReference<>(owner);
  }

  @Test
  @Contract("BUS-11")
  void the_owner_of_a_closed_subscription_can_be_collected_although_the_subscription_is_kept() {
    List<Subscription> kept = new ArrayList<>();
    bus.subscribe(EventSelector.all(), event -> {});

    for (EventSelector selector :
        List.of(EventSelector.all(), EventSelector.kind(A), EventSelector.session("s"))) {
      assertThat(isCollected(subscribeAndClose(selector, kept))).isTrue();
    }
    assertThat(kept).hasSize(3).noneMatch(Subscription::isActive);
  }

  @Test
  @Contract("BUS-11")
  void the_owner_of_an_open_subscription_is_held() {
    Supplier<WeakReference<Owner>> subscribe =
        () -> {
          Owner owner = new Owner();
          bus.subscribe(A, event -> owner.hear());
          return new WeakReference<>(owner);
        };

    assertThat(isCollectedWithin(10, subscribe.get())).as("the negative control").isFalse();
    assertThat(bus.emit(a())).isEqualTo(EmitResult.done(1));
  }

  @Test
  @Contract("BUS-14")
  void a_closed_bus_holds_no_handler() {
    Supplier<WeakReference<Owner>> subscribe =
        () -> {
          Owner owner = new Owner();
          bus.subscribe(A, event -> owner.hear());
          bus.subscribe(EventSelector.session("s"), event -> owner.hear());
          return new WeakReference<>(owner);
        };
    WeakReference<Owner> owner = subscribe.get();

    bus.close();

    assertThat(isCollected(owner)).isTrue();
    assertThat(bus.isEnabled(A)).isFalse();
  }

  @Test
  @Contract("CTX-03")
  void a_pool_thread_keeps_no_event() throws Exception {
    bus.subscribe(A, event -> bus.emit(DomainEvent.of(Kinds.B)));
    bus.subscribe(Kinds.B, event -> {});

    WeakReference<DomainEvent> event =
        pool.submit(
                () -> {
                  DomainEvent emitted = a();
                  bus.emit(emitted);
                  return new WeakReference<>(emitted);
                })
            .get();

    assertThat(isCollected(event)).isTrue();
  }

  @Test
  @Contract({"CTX-03", "BUS-14"})
  void a_pool_thread_keeps_no_bus_even_while_a_scope_is_open_on_it() throws Exception {
    pool.submit(() -> EventScope.none().withUser("u").open()).get();

    WeakReference<EventBus> gone =
        pool.submit(
                () -> {
                  EventBus inner = EventBus.create();
                  inner.subscribe(Kinds.B, event -> {});
                  bus.subscribe(A, event -> inner.emit(DomainEvent.of(Kinds.B)));
                  bus.emit(a());
                  bus.close();
                  return new WeakReference<>(inner);
                })
            .get();

    assertThat(isCollected(gone)).isTrue();
    assertThat(pool.submit(EventScope::current).get().user()).isEqualTo("u");
  }

  @Test
  @Contract("CTX-03")
  void a_pool_thread_does_not_keep_a_discarded_class_loader() throws Exception {
    WeakReference<ClassLoader> loader = runInOwnLoader();

    assertThat(isCollected(loader)).isTrue();
    assertThat(pool.submit(() -> "alive").get()).isEqualTo("alive");
  }

  private WeakReference<ClassLoader> runInOwnLoader() throws Exception {
    String verbosity = "slf4j.internal.verbosity";
    String before = System.setProperty(verbosity, "ERROR");
    try (URLClassLoader loader = new URLClassLoader(libraryUrls(), null)) {
      Runnable probe =
          (Runnable)
              loader.loadClass(LoaderProbe.class.getName()).getDeclaredConstructor().newInstance();
      assertThat(probe.getClass().getClassLoader()).isSameAs(loader);
      pool.submit(probe).get();
      return new WeakReference<>(loader);
    } finally {
      if (before == null) {
        System.clearProperty(verbosity);
      } else {
        System.setProperty(verbosity, before);
      }
    }
  }

  private static URL[] libraryUrls() throws Exception {
    List<URL> urls = new ArrayList<>();
    for (Path entry : ClassPath.entries()) {
      if (!entry.toString().contains("logback")) {
        urls.add(entry.toUri().toURL());
      }
    }
    return urls.toArray(URL[]::new);
  }

  @Test
  @Contract("CTX-03")
  void an_open_scope_keeps_no_bus_that_was_emitted_to_before() {
    Supplier<WeakReference<EventBus>> emits =
        () -> {
          EventBus forgotten = EventBus.create();
          forgotten.subscribe(A, event -> {});
          forgotten.emit(a());
          return new WeakReference<>(forgotten);
        };
    WeakReference<EventBus> forgotten = emits.get();

    try (var opened = EventScope.none().withUser("u").open()) {
      assertThat(isCollected(forgotten)).isTrue();
    }
  }
}
