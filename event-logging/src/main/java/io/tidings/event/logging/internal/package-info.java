/** Owner-only files, shared with the other modules of this project. */
@NullMarked
package io.tidings.event.logging.internal;

import org.jspecify.annotations.NullMarked;
