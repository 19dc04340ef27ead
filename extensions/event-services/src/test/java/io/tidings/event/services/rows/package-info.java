/** Which rows of the specification the tests of the platform half prove. */
@NullMarked
package io.tidings.event.services.rows;

import org.jspecify.annotations.NullMarked;
