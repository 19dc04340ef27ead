/** The forms of the details of payload kinds, as data for references and schemas. */
@NullMarked
package io.tidings.event.shape;

import org.jspecify.annotations.NullMarked;
