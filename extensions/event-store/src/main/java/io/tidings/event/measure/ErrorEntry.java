package io.tidings.event.measure;

import io.tidings.event.store.spi.StorableText;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An error as it is logged and stored: without secrets, cut to size (MEA-05), in text that every
 * database takes. Immutable.
 *
 * @param subsystem where it happened
 * @param operation in what
 * @param type the name of its class
 * @param message what it said, or null
 * @param workspaceId whose it is, or null
 * @param agentId which agent's, or null
 * @param actionName in which action, or null
 * @param extra what else is known
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
    subsystem = cut(subsystem, SUBSYSTEM);
    operation = cut(operation, NAME);
    type = cut(type, NAME);
    message = message == null ? null : cut(message, MESSAGE);
    workspaceId = workspaceId == null ? null : cut(workspaceId, NAME);
    actionName = actionName == null ? null : cut(actionName, NAME);
  }

  /** Returns a text of a length at most. No pair of surrogates is cut in two. */
  static String cut(String text, int length) {
    String storable = StorableText.of(text);
    if (storable.length() <= length) {
      return storable;
    }
    int end = Character.isHighSurrogate(storable.charAt(length - 1)) ? length - 1 : length;
    return storable.substring(0, end);
  }
}
