/**
 * Tools, executed with a timeout and retries. Start at {@link
 * io.tidings.event.services.tool.ToolRuntime}.
 */
@NullMarked
package io.tidings.event.services.tool;

import org.jspecify.annotations.NullMarked;
