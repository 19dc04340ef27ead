/** Hosts for the tests of every service: with a bus, without one, and with a throwing one. */
@NullMarked
package io.tidings.event.services.host;

import org.jspecify.annotations.NullMarked;
