package io.tidings.event.services.resource;

import static java.util.Objects.requireNonNull;

import io.tidings.event.EventBuilder;
import io.tidings.event.EventBus;
import io.tidings.event.EventType;
import io.tidings.event.services.DuplicateIdException;
import io.tidings.event.services.Repository;
import io.tidings.event.services.ServiceOptions;
import io.tidings.event.services.UnknownIdException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Keeps resources by their ids, resolves them and reads them. Each access that has succeeded is
 * {@code resource.accessed} (CA-22), once what was asked for is there (EMI-06). No argument may be
 * null. Thread-safe.
 */
public final class ResourceService {

  /** The greatest resource that can be read, in bytes. */
  public static final int MAX_BYTES = 1 << 26;

  private final ServiceOptions options;
  private final Repository<Resource> resources;

  /** Creates a service with an optional bus, which keeps its resources in memory. */
  public ResourceService(@Nullable EventBus bus) {
    this(ServiceOptions.of(bus), Repository.inMemory());
  }

  /** Creates a service. */
  public ResourceService(ServiceOptions options, Repository<Resource> resources) {
    this.options = requireNonNull(options, "options");
    this.resources = requireNonNull(resources, "resources");
  }

  /**
   * Makes a resource known. This is no lifecycle point of the catalogue and emits nothing.
   *
   * @throws DuplicateIdException if there is one with the id
   */
  public Resource register(Resource resource) {
    return resources.create(requireNonNull(resource, "resource").id(), resource);
  }

  /**
   * Returns where a resource is.
   *
   * @throws UnknownIdException if there is none with the id
   */
  public Resource resolve(String resourceId) {
    Resource resource = resources.get(resourceId);
    options.events().emit(EventType.RESOURCE_ACCESSED, resource, ResourceService::resolved);
    return resource;
  }

  /**
   * Reads a resource.
   *
   * @throws UnknownIdException if there is none with the id
   * @throws IOException if it cannot be read, is no plain file, or has more than {@value
   *     #MAX_BYTES} bytes
   */
  public byte[] read(String resourceId) throws IOException {
    Resource resource = resources.get(resourceId);
    byte[] content = content(resource.path());
    options.events().emit(EventType.RESOURCE_ACCESSED, resource, ResourceService::read);
    return content;
  }

  private static byte[] content(Path path) throws IOException {
    if (!Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS)) {
      throw new IOException("the resource is no plain file, or is gone: " + path);
    }
    try (InputStream in = Files.newInputStream(path, LinkOption.NOFOLLOW_LINKS)) {
      byte[] content = in.readNBytes(MAX_BYTES);
      if (in.read() >= 0) {
        throw new IOException("the resource has more than " + MAX_BYTES + " bytes: " + path);
      }
      return content;
    }
  }

  private static void resolved(EventBuilder event, Resource resource) {
    event.detail("resource_id", resource.id()).detail("operation", "resolve");
  }

  private static void read(EventBuilder event, Resource resource) {
    event.detail("resource_id", resource.id()).detail("operation", "read");
  }
}
