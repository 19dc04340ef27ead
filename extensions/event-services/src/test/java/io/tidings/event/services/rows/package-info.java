/** Rows of the specification that the tests of the platform events prove. */
@NullMarked
package io.tidings.event.services.rows;

import org.jspecify.annotations.NullMarked;
