package io.tidings.event.benchmarks.suites;

import io.reactivex.rxjava3.disposables.CompositeDisposable;
import io.reactivex.rxjava3.subjects.PublishSubject;
import io.tidings.event.DomainEvent;
import io.tidings.event.EmitResult;
import io.tidings.event.EventBus;
import io.tidings.event.EventHandler;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** Emits to callbacks, with bus and handlers as fields, as in a service. */
@State(Scope.Benchmark)
public class EmitBenchmark {

  @Param({"0", "1", "10", "100"})
  public int callbacks;

  private DomainEvent event;
  private EventHandler[] handlers;
  private EventBus bus;
  private com.google.common.eventbus.EventBus guava;
  private PublishSubject<DomainEvent> subject;
  private final CompositeDisposable disposables = new CompositeDisposable();

  @Setup
  public void prepare() throws Exception {
    Handlers.trainCompiler();
    event = Handlers.event();
    handlers = Handlers.create(callbacks);
    bus = Handlers.bus(handlers);
    guava = new com.google.common.eventbus.EventBus();
    subject = PublishSubject.create();
    for (EventHandler handler : handlers) {
      guava.register(handler);
      disposables.add(subject.filter(e -> e.kind() == Handlers.KIND).subscribe(handler::handle));
    }
  }

  @Benchmark
  public int loop() throws Exception {
    return Handlers.loop(handlers, event);
  }

  @Benchmark
  public EmitResult bus() {
    return bus.emit(event);
  }

  @Benchmark
  public void guava() {
    guava.post(event);
  }

  @Benchmark
  public void rxjava() {
    subject.onNext(event);
  }
}
