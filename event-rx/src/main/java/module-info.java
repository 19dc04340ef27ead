/**
 * Event bus with a hot RxJava 3 stream of its events.
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
