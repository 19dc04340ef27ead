/**
 * The bus whose events are also a hot stream of RxJava 3.
 *
 * <p>Start at {@link io.tidings.event.rx.ReactiveEventBus}.
 */
@NullMarked
package io.tidings.event.rx;

import org.jspecify.annotations.NullMarked;
