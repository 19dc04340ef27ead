/** Tests of the whole checkout: its language, its documents and the arrows between its modules. */
@NullMarked
package io.tidings.event.house;

import org.jspecify.annotations.NullMarked;
