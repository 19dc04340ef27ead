package io.tidings.event.services.payload;

import io.tidings.event.Description;
import io.tidings.event.EventType;
import io.tidings.event.PayloadKind;
import org.jspecify.annotations.Nullable;

/** Payloads of the resource events. */
public final class ResourcePayloads {

  public static final PayloadKind<Accessed> ACCESSED =
      PayloadKind.of(EventType.RESOURCE_ACCESSED, Accessed.class);

  public static final PayloadKind<Modified> MODIFIED =
      PayloadKind.of(EventType.RESOURCE_MODIFIED, Modified.class);

  public static final PayloadKind<Indexed> INDEXED =
      PayloadKind.of(EventType.RESOURCE_INDEXED, Indexed.class);

  private ResourcePayloads() {}

  /** Payload of {@code resource.accessed}. */
  @Description("A resource was resolved or read.")
  public record Accessed(
      String resourceId, @Description("The access: resolve or read.") String operation) {}

  /** Payload of {@code resource.modified}. */
  @Description("A file of a watched resource changed.")
  public record Modified(
      String resourceId,
      @Description("The change: created, modified, deleted or moved.") String changeType,
      @Description("The path of the file, relative to the resource.") String path,
      @Description("The path before, if the file was moved.") @Nullable String previousPath) {}

  /** Payload of {@code resource.indexed}. */
  @Description("A resource was indexed.")
  public record Indexed(
      String resourceId,
      @Description("The number of files in the index.") int fileCount,
      @Description("The duration in milliseconds.") long durationMs) {}
}
