/** Actors, which call tools. Start at {@link io.tidings.event.services.actor.ActorRuntime}. */
@NullMarked
package io.tidings.event.services.actor;

import org.jspecify.annotations.NullMarked;
