package io.tidings.event.benchmarks.suites;

import io.reactivex.rxjava3.disposables.CompositeDisposable;
import io.reactivex.rxjava3.subjects.PublishSubject;
import io.reactivex.rxjava3.subjects.Subject;
import io.tidings.event.DomainEvent;
import io.tidings.event.EmitResult;
import io.tidings.event.EventBus;
import io.tidings.event.EventHandler;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Threads;

/** Emits of one and two threads on one bus with four callbacks that write nothing. */
@State(Scope.Benchmark)
public class ThreadsBenchmark {

  private DomainEvent event;
  private EventHandler[] handlers;
  private EventBus bus;
  private Subject<DomainEvent> subject;
  private final com.google.common.eventbus.EventBus guava =
      new com.google.common.eventbus.EventBus();
  private final CompositeDisposable disposables = new CompositeDisposable();

  @Setup
  public void prepare() {
    event = Handlers.event();
    handlers = Handlers.readers();
    bus = Handlers.bus(handlers);
    subject = PublishSubject.<DomainEvent>create().toSerialized();
    for (EventHandler handler : handlers) {
      guava.register(new Handlers.Subscriber(handler));
      disposables.add(subject.filter(e -> e.kind() == Handlers.KIND).subscribe(handler::handle));
    }
  }

  @Benchmark
  public int loopOne() throws Exception {
    return Handlers.loop(handlers, event);
  }

  @Benchmark
  @Threads(2)
  public int loopTwo() throws Exception {
    return Handlers.loop(handlers, event);
  }

  @Benchmark
  public EmitResult busOne() {
    return bus.emit(event);
  }

  @Benchmark
  @Threads(2)
  public EmitResult busTwo() {
    return bus.emit(event);
  }

  @Benchmark
  public void guavaOne() {
    guava.post(event);
  }

  @Benchmark
  @Threads(2)
  public void guavaTwo() {
    guava.post(event);
  }

  /** Not measured with two threads: one of them would deliver the other's events without end. */
  @Benchmark
  public void rxjavaSerializedOne() {
    subject.onNext(event);
  }
}
