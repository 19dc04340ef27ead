/**
 * Events of agents, independent of the framework that runs them: mapping to kinds, causes and
 * correlation. A bridge to a framework reports its callbacks to {@link
 * io.tidings.event.agent.AgentEvents}.
 */
@NullMarked
package io.tidings.event.agent;

import org.jspecify.annotations.NullMarked;
