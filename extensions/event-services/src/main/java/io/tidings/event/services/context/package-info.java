/**
 * Contexts for agents, assembled under a token budget. Start at {@link
 * io.tidings.event.services.context.ContextPipeline}.
 */
@NullMarked
package io.tidings.event.services.context;

import org.jspecify.annotations.NullMarked;
