/**
 * Tools, run with a time limit and tried again; start at {@link
 * io.tidings.event.services.tool.ToolRuntime}.
 */
@NullMarked
package io.tidings.event.services.tool;

import org.jspecify.annotations.NullMarked;
