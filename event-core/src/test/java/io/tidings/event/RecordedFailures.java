package io.tidings.event;

import io.tidings.event.spi.EventTap;
import io.tidings.event.spi.FailureListener;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** Notes every failure as a short line: phase, kind, who, what. Thread-safe. */
class RecordedFailures implements FailureListener {

  private final List<String> lines = new CopyOnWriteArrayList<>();

  List<String> lines() {
    return List.copyOf(lines);
  }

  @Override
  public void selectorFailed(DomainEvent event, Subscription subscription, Throwable failure) {
    note("selector", event, subscription.name(), failure);
  }

  @Override
  public void tapFailed(@Nullable DomainEvent event, EventTap tap, Throwable failure) {
    note("tap", event, "-", failure);
  }

  @Override
  public void handlerFailed(DomainEvent event, Subscription subscription, Throwable failure) {
    note("handler", event, subscription.name(), failure);
  }

  @Override
  public void rejected(DomainEvent event, String reason) {
    lines.add("refused " + event.kind().id());
  }

  private void note(String phase, @Nullable DomainEvent event, String who, Throwable failure) {
    String kind = event == null ? "-" : event.kind().id();
    lines.add(phase + " " + kind + " " + who + " " + failure.getClass().getSimpleName());
  }
}
