package io.tidings.event.benchmarks.suites;

import io.reactivex.rxjava3.disposables.CompositeDisposable;
import io.reactivex.rxjava3.subjects.PublishSubject;
import io.reactivex.rxjava3.subjects.Subject;
import io.tidings.event.DomainEvent;
import io.tidings.event.EmitResult;
import io.tidings.event.EventBus;
import io.tidings.event.EventHandler;
import io.tidings.event.rx.ReactiveEventBus;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Threads;
import reactor.core.publisher.Sinks;

/**
 * Emits of two threads to a stream with one observer. The serialized subject queues the events of
 * the other thread without a bound; with ten observers it runs out of memory.
 */
@State(Scope.Benchmark)
@Threads(2)
public class StreamOfTwoBenchmark {

  private DomainEvent event;
  private EventBus plain;
  private ReactiveEventBus unobserved;
  private ReactiveEventBus stream;
  private Subject<DomainEvent> serialized;
  private Sinks.Many<DomainEvent> sink;
  private final CompositeDisposable disposables = new CompositeDisposable();

  @Setup
  public void prepare() throws Exception {
    Handlers.trainCompiler();
    event = Handlers.event();
    EventHandler handler = Handlers.create(1)[0];
    plain = Handlers.bus(handler);
    unobserved = ReactiveEventBus.create();
    stream = ReactiveEventBus.create();
    disposables.add(stream.stream().subscribe(handler::handle));
    serialized = PublishSubject.<DomainEvent>create().toSerialized();
    disposables.add(serialized.subscribe(handler::handle));
    sink = Sinks.many().multicast().directBestEffort();
    sink.asFlux().subscribe(e -> Handlers.handleUnchecked(handler, e));
  }

  /** Reference with a callback in place of an observer: nothing is serialized. */
  @Benchmark
  public EmitResult callback() {
    return plain.emit(event);
  }

  @Benchmark
  public EmitResult unobserved() {
    return unobserved.emit(event);
  }

  @Benchmark
  public EmitResult stream() {
    return stream.emit(event);
  }

  @Benchmark
  public void serialized() {
    serialized.onNext(event);
  }

  /** The sink rejects a concurrent event; the emit is retried until it succeeds. */
  @Benchmark
  public void reactor() {
    while (sink.tryEmitNext(event) == Sinks.EmitResult.FAIL_NON_SERIALIZED) {
      Thread.onSpinWait();
    }
  }
}
