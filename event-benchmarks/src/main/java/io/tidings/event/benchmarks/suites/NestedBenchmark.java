package io.tidings.event.benchmarks.suites;

import io.reactivex.rxjava3.disposables.CompositeDisposable;
import io.reactivex.rxjava3.subjects.PublishSubject;
import io.tidings.event.DispatchOrder;
import io.tidings.event.DomainEvent;
import io.tidings.event.EmitResult;
import io.tidings.event.EventBus;
import io.tidings.event.EventHandler;
import io.tidings.event.EventType;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** Emits of a callback to another callback. */
@State(Scope.Benchmark)
public class NestedBenchmark {

  private final DomainEvent outer = DomainEvent.of(EventType.PLAN_CREATED);
  private final DomainEvent inner = Handlers.event();
  private final EventHandler[] one = Handlers.create(1);
  private final EventBus queued = nesting(DispatchOrder.QUEUED);
  private final EventBus immediate = nesting(DispatchOrder.IMMEDIATE);
  private final PublishSubject<DomainEvent> subject = PublishSubject.create();
  private final com.google.common.eventbus.EventBus guava =
      new com.google.common.eventbus.EventBus();
  private final CompositeDisposable disposables = new CompositeDisposable();

  private EventBus nesting(DispatchOrder order) {
    EventBus bus = EventBus.builder().order(order).build();
    bus.subscribe(EventType.PLAN_CREATED, event -> bus.emit(inner));
    bus.subscribe(Handlers.KIND, one[0]);
    return bus;
  }

  @Setup
  public void prepare() throws Exception {
    Handlers.trainCompiler();
    guava.register(new Handlers.Subscriber(this::postInner));
    guava.register(new Handlers.Subscriber(this::handleInner));
    disposables.add(
        subject
            .filter(event -> event.kind() == EventType.PLAN_CREATED)
            .subscribe(event -> subject.onNext(inner)));
    disposables.add(
        subject.filter(event -> event.kind() == Handlers.KIND).subscribe(one[0]::handle));
  }

  private void postInner(DomainEvent event) {
    if (event.kind() == EventType.PLAN_CREATED) {
      guava.post(inner);
    }
  }

  private void handleInner(DomainEvent event) throws Exception {
    if (event.kind() == Handlers.KIND) {
      one[0].handle(event);
    }
  }

  @Benchmark
  public int loop() throws Exception {
    return outer.kind() == EventType.PLAN_CREATED ? Handlers.loop(one, inner) : 0;
  }

  @Benchmark
  public EmitResult busQueued() {
    return queued.emit(outer);
  }

  @Benchmark
  public EmitResult busImmediate() {
    return immediate.emit(outer);
  }

  @Benchmark
  public void rxjava() {
    subject.onNext(outer);
  }

  @Benchmark
  public void guava() {
    guava.post(outer);
  }
}
