/**
 * Sessions and their messages. Start at {@link io.tidings.event.services.session.SessionService}.
 */
@NullMarked
package io.tidings.event.services.session;

import org.jspecify.annotations.NullMarked;
