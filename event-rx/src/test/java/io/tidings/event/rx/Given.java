package io.tidings.event.rx;

import io.tidings.event.DomainEvent;
import io.tidings.event.EventKind;
import io.tidings.event.Subscription;
import io.tidings.event.spi.EventTap;
import io.tidings.event.spi.FailureListener;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** What tests start from. */
final class Given {

  static final EventKind A = EventKind.of("test.a");
  static final EventKind B = EventKind.of("test.b");

  private Given() {}

  static DomainEvent a() {
    return DomainEvent.of(A);
  }

  /** Returns an event that carries a number. */
  static DomainEvent a(int number) {
    return DomainEvent.root(A).sessionId(Integer.toString(number)).build();
  }

  /** A failure listener that notes what it is told. */
  static class Notes implements FailureListener {

    final List<String> lines = new CopyOnWriteArrayList<>();
    final List<Throwable> failures = new CopyOnWriteArrayList<>();
    final List<Object> sources = new CopyOnWriteArrayList<>();

    private void note(String phase, Object source, Throwable failure) {
      lines.add(phase);
      sources.add(source);
      failures.add(failure);
    }

    @Override
    public void selectorFailed(DomainEvent event, Subscription subscription, Throwable failure) {
      note("selector at " + event.kind().id(), subscription, failure);
    }

    @Override
    public void tapFailed(@Nullable DomainEvent event, EventTap tap, Throwable failure) {
      note("tap" + (event == null ? "" : " at " + event.kind().id()), tap, failure);
    }

    @Override
    public void handlerFailed(DomainEvent event, Subscription subscription, Throwable failure) {
      note("handler at " + event.kind().id(), subscription, failure);
    }

    @Override
    public void rejected(DomainEvent event, String reason) {
      lines.add("refused " + event.kind().id());
    }
  }
}
