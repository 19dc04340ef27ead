/**
 * What an agent is given to read, under a budget of tokens; start at {@link
 * io.tidings.event.services.context.ContextPipeline}.
 */
@NullMarked
package io.tidings.event.services.context;

import org.jspecify.annotations.NullMarked;
