/**
 * The bus whose events are also a hot stream of RxJava 3.
 *
 * <p>Start at {@link io.tidings.event.rx.ReactiveEventBus}.
 */
@org.jspecify.annotations.NullMarked
module io.tidings.event.rx {
  requires transitive io.tidings.event;
  requires transitive io.reactivex.rxjava3;
  requires transitive org.reactivestreams;
  requires static org.jspecify;

  exports io.tidings.event.rx;
}
