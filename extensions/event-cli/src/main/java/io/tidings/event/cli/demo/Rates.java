package io.tidings.event.cli.demo;

import io.reactivex.rxjava3.core.Observable;
import io.reactivex.rxjava3.disposables.Disposable;
import io.reactivex.rxjava3.subjects.CompletableSubject;
import io.tidings.event.DomainEvent;
import io.tidings.event.EventKind;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;

/**
 * How many events of each category there are in a second, told as the seconds go by: a second ends
 * with the first event after it, the last one with the run. Confined to one thread.
 */
final class Rates {

  private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

  private final LongSupplier nanoTime;
  private final Consumer<String> reader;
  private final CompletableSubject over = CompletableSubject.create();
  private long began;

  /**
   * Creates rates that nobody is told yet.
   *
   * @param reader is given each line
   */
  Rates(LongSupplier nanoTime, Consumer<String> reader) {
    this.nanoTime = nanoTime;
    this.reader = reader;
    this.began = nanoTime.getAsLong();
  }

  /** Counts the events of a stream from now on, until {@link #end} or the stream's own end. */
  Disposable watch(Observable<DomainEvent> stream) {
    Observable<DomainEvent> events = stream.takeUntil(over.<DomainEvent>toObservable());
    return events
        .window(events.filter(event -> elapsed() >= SECOND))
        .flatMapSingle(second -> second.collect(TreeMap<String, Integer>::new, Rates::count))
        .filter(counts -> !counts.isEmpty())
        .subscribe(this::tell);
  }

  /** Tells of the second that has begun, and counts no more. */
  void end() {
    over.onComplete();
  }

  private static void count(Map<String, Integer> counts, DomainEvent event) {
    counts.merge(EventKind.category(event.kind()), 1, Integer::sum);
  }

  private void tell(Map<String, Integer> counts) {
    double seconds = Math.max(1, elapsed()) / (double) SECOND;
    began = nanoTime.getAsLong();
    reader.accept(
        counts.entrySet().stream()
            .map(
                count ->
                    String.format(
                        Locale.ROOT, "%s %,.0f", count.getKey(), count.getValue() / seconds))
            .collect(Collectors.joining(", ", "events per second: ", "")));
  }

  private long elapsed() {
    return nanoTime.getAsLong() - began;
  }
}
