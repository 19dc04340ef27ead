/** What the packages of this module share; exported to nobody and free to change. */
@NullMarked
package io.tidings.event.internal;

import org.jspecify.annotations.NullMarked;
