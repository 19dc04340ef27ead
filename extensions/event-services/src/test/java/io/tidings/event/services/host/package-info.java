/**
 * The host that the tests of every service run in: with a bus, without one, with one that throws.
 */
@NullMarked
package io.tidings.event.services.host;

import org.jspecify.annotations.NullMarked;
