package io.tidings.event.benchmarks.suites;

import io.reactivex.rxjava3.disposables.CompositeDisposable;
import io.reactivex.rxjava3.subjects.PublishSubject;
import io.reactivex.rxjava3.subjects.Subject;
import io.tidings.event.DomainEvent;
import io.tidings.event.EmitResult;
import io.tidings.event.EventBus;
import io.tidings.event.EventHandler;
import io.tidings.event.EventSelector;
import io.tidings.event.EventType;
import io.tidings.event.rx.ReactiveEventBus;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import reactor.core.publisher.Sinks;

/** Emits to a stream with a number of observers, compared with RxJava and Reactor. */
@State(Scope.Benchmark)
public class StreamBenchmark {

  @Param({"0", "1", "10"})
  public int observers;

  private DomainEvent event;
  private EventHandler[] callback;
  private EventBus plain;
  private ReactiveEventBus stream;
  private ReactiveEventBus both;
  private ReactiveEventBus selecting;
  private ReactiveEventBus unwanted;
  private Subject<DomainEvent> subject;
  private Subject<DomainEvent> filtered;
  private Subject<DomainEvent> serialized;
  private Sinks.Many<DomainEvent> sink;
  private final CompositeDisposable disposables = new CompositeDisposable();

  @Setup
  public void prepare() throws Exception {
    Handlers.trainCompiler();
    event = Handlers.event();
    callback = Handlers.create(1);
    plain = EventBus.create();
    stream = ReactiveEventBus.create();
    both = ReactiveEventBus.create();
    both.subscribe(Handlers.KIND, callback[0]);
    selecting = ReactiveEventBus.create();
    unwanted = ReactiveEventBus.create();
    subject = PublishSubject.create();
    filtered = PublishSubject.create();
    serialized = PublishSubject.<DomainEvent>create().toSerialized();
    sink = Sinks.many().multicast().directBestEffort();
    for (EventHandler handler : Handlers.create(observers)) {
      observe(handler);
    }
  }

  private void observe(EventHandler handler) {
    disposables.add(stream.stream().subscribe(handler::handle));
    disposables.add(both.stream().subscribe(handler::handle));
    disposables.add(selecting.stream(EventSelector.kind(Handlers.KIND)).subscribe(handler::handle));
    disposables.add(
        unwanted.stream(EventSelector.kind(EventType.TOOL_ERRORED)).subscribe(handler::handle));
    disposables.add(subject.subscribe(handler::handle));
    disposables.add(filtered.filter(e -> e.is(Handlers.KIND)).subscribe(handler::handle));
    disposables.add(serialized.subscribe(handler::handle));
    sink.asFlux().subscribe(e -> Handlers.handleUnchecked(handler, e));
  }

  @Benchmark
  public EmitResult plain() {
    return plain.emit(event);
  }

  @Benchmark
  public EmitResult stream() {
    return stream.emit(event);
  }

  @Benchmark
  public EmitResult streamAndCallback() {
    return both.emit(event);
  }

  @Benchmark
  public int serializedAndLoop() throws Exception {
    serialized.onNext(event);
    return Handlers.loop(callback, event);
  }

  @Benchmark
  public EmitResult selectors() {
    return selecting.emit(event);
  }

  @Benchmark
  public EmitResult unwanted() {
    return unwanted.emit(event);
  }

  @Benchmark
  public void subject() {
    subject.onNext(event);
  }

  @Benchmark
  public void filtered() {
    filtered.onNext(event);
  }

  @Benchmark
  public void serialized() {
    serialized.onNext(event);
  }

  @Benchmark
  public Sinks.EmitResult reactor() {
    return sink.tryEmitNext(event);
  }
}
