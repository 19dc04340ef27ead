/** Utilities shared by the modules of this library; not exported to hosts, without guarantees. */
@NullMarked
package io.tidings.event.internal;

import org.jspecify.annotations.NullMarked;
