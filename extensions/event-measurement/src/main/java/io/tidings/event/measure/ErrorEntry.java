package io.tidings.event.measure;

import io.tidings.event.store.spi.StorableText;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An error in its logged and stored form: redacted, truncated, in text that every database accepts.
 * Immutable.
 *
 * @param subsystem the subsystem
 * @param operation the operation that failed
 * @param type the class name of the error
 * @param message the error's message, or null
 * @param workspaceId the workspace, or null
 * @param agentId the agent, or null
 * @param actionName the action, or null
 * @param extra further values
 */
record ErrorEntry(
    String subsystem,
    String operation,
    String type,
    @Nullable String message,
    @Nullable String workspaceId,
    @Nullable Integer agentId,
    @Nullable String actionName,
    Map<String, Object> extra) {

  static final int SUBSYSTEM = 64;
  static final int NAME = 128;
  static final int MESSAGE = 500;

  ErrorEntry {
    subsystem = truncate(subsystem, SUBSYSTEM);
    operation = truncate(operation, NAME);
    type = truncate(type, NAME);
    message = message == null ? null : truncate(message, MESSAGE);
    workspaceId = workspaceId == null ? null : truncate(workspaceId, NAME);
    actionName = actionName == null ? null : truncate(actionName, NAME);
  }

  /** Returns a storable text truncated to a length without splitting a surrogate pair. */
  static String truncate(String text, int length) {
    String storable = StorableText.of(text);
    if (storable.length() <= length) {
      return storable;
    }
    int end = Character.isHighSurrogate(storable.charAt(length - 1)) ? length - 1 : length;
    return storable.substring(0, end);
  }
}
