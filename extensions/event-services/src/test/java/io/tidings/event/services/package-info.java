/** Tests of what the services have in common. */
@NullMarked
package io.tidings.event.services;

import org.jspecify.annotations.NullMarked;
