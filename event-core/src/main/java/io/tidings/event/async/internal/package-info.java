/** Delivery to asynchronous subscriptions; not for hosts. */
@NullMarked
package io.tidings.event.async.internal;

import org.jspecify.annotations.NullMarked;
