/** Tests of the commits of revisions. */
@NullMarked
package io.tidings.event.services.revision;

import org.jspecify.annotations.NullMarked;
