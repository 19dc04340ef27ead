/** Tests of the stream. */
@NullMarked
package io.tidings.event.rx;

import org.jspecify.annotations.NullMarked;
