package io.tidings.event.benchmarks.suites;

import io.reactivex.rxjava3.disposables.CompositeDisposable;
import io.reactivex.rxjava3.subjects.PublishSubject;
import io.tidings.event.DomainEvent;
import io.tidings.event.EmitResult;
import io.tidings.event.EventBus;
import io.tidings.event.EventHandler;
import io.tidings.event.EventSelector;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** Narrow selectors: an event of one session among ten thousand subscriptions. */
@State(Scope.Benchmark)
public class SelectorBenchmark {

  private static final int SESSIONS = 10_000;

  private final DomainEvent event = Handlers.event();
  private final EventHandler[] one = Handlers.create(1);
  private final EventBus byKind = Handlers.bus(one);
  private final EventBus bySession = EventBus.create();
  private final EventBus sessions = EventBus.create();
  private final EventBus predicate = EventBus.create();
  private final PublishSubject<DomainEvent> subject = PublishSubject.create();
  private final CompositeDisposable disposables = new CompositeDisposable();

  @Setup
  public void prepare() throws Exception {
    Handlers.trainCompiler();
    bySession.subscribe(EventSelector.session("s-1"), one[0]);
    predicate.subscribe(EventSelector.kind(Handlers.KIND).where(this::isOwnSession), one[0]);
    for (int i = 0; i < SESSIONS; i++) {
      String session = "s-" + i;
      sessions.subscribe(EventSelector.session(session), one[0]);
      disposables.add(subject.filter(e -> session.equals(e.sessionId())).subscribe(one[0]::handle));
    }
  }

  private boolean isOwnSession(DomainEvent candidate) {
    return "s-1".equals(candidate.sessionId());
  }

  @Benchmark
  public int loop() throws Exception {
    return isOwnSession(event) ? Handlers.loop(one, event) : 0;
  }

  @Benchmark
  public EmitResult busOneByKind() {
    return byKind.emit(event);
  }

  @Benchmark
  public EmitResult busOneBySession() {
    return bySession.emit(event);
  }

  @Benchmark
  public EmitResult busOneByPredicate() {
    return predicate.emit(event);
  }

  @Benchmark
  public EmitResult busTenThousandSessions() {
    return sessions.emit(event);
  }

  @Benchmark
  public void rxjavaTenThousandSessions() {
    subject.onNext(event);
  }

  @Benchmark
  public boolean busSubscribeAndClose() {
    return sessions.subscribe(EventSelector.session("s-new"), one[0]).unsubscribe();
  }
}
