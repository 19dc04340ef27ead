/** What the services share and no host should see. */
@NullMarked
package io.tidings.event.services.internal;

import org.jspecify.annotations.NullMarked;
