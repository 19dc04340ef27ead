package io.tidings.samples.demo;

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
 * The events of each category per second. A second ends with the first event after it, the last one
 * with the run. Confined to one thread.
 */
final class Rates {

  private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

  private final LongSupplier nanoTime;
  private final Consumer<String> reader;
  private final CompletableSubject end = CompletableSubject.create();
  private long start;

  /**
   * Creates rates.
   *
   * @param reader receives each line
   */
  Rates(LongSupplier nanoTime, Consumer<String> reader) {
    this.nanoTime = nanoTime;
    this.reader = reader;
    this.start = nanoTime.getAsLong();
  }

  /** Counts the events of a stream until {@link #end} or the end of the stream. */
  Disposable watch(Observable<DomainEvent> stream) {
    Observable<DomainEvent> events = stream.takeUntil(end.<DomainEvent>toObservable());
    return events
        .window(events.filter(event -> elapsed() >= SECOND))
        .flatMapSingle(second -> second.collect(TreeMap<String, Integer>::new, Rates::count))
        .filter(counts -> !counts.isEmpty())
        .subscribe(this::report);
  }

  /** Reports the current second and stops counting. */
  void end() {
    end.onComplete();
  }

  private static void count(Map<String, Integer> counts, DomainEvent event) {
    counts.merge(EventKind.category(event.kind()), 1, Integer::sum);
  }

  private void report(Map<String, Integer> counts) {
    double seconds = Math.max(1, elapsed()) / (double) SECOND;
    start = nanoTime.getAsLong();
    reader.accept(
        counts.entrySet().stream()
            .map(
                count ->
                    String.format(
                        Locale.ROOT, "%s %,.0f", count.getKey(), count.getValue() / seconds))
            .collect(Collectors.joining(", ", "events per second: ", "")));
  }

  private long elapsed() {
    return nanoTime.getAsLong() - start;
  }
}
