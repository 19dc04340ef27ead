package io.tidings.event.agent;

import io.tidings.event.EventKind;
import io.tidings.event.ExternalId;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Session ids of events for the memory ids of a framework, which may be any objects. */
final class SessionIds {

  private final Function<Object, ? extends @Nullable String> mapping;

  SessionIds(Function<Object, ? extends @Nullable String> mapping) {
    this.mapping = mapping;
  }

  /** Returns the id, or null if there is no memory id or the mapping returns null or fails. */
  @Nullable String of(@Nullable Object memoryId) {
    if (memoryId == null) {
      return null;
    }
    String id = Guard.call("Mapping of a memory id to a session id", () -> mapping.apply(memoryId));
    return id == null || isWellFormed(id) ? id : ExternalId.encode(id);
  }

  private static boolean isWellFormed(String id) {
    return !id.isEmpty()
        && id.length() <= EventKind.MAX_ID_LENGTH
        && id.chars().allMatch(character -> character > ' ' && character <= '~');
  }
}
