/**
 * Event bus with a hot RxJava 3 stream of its events.
 *
 * <p>Start at {@link io.tidings.event.rx.ReactiveEventBus}.
 */
@NullMarked
package io.tidings.event.rx;

import org.jspecify.annotations.NullMarked;
