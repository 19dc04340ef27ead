package io.tidings.event.services.resource;

import static java.util.Objects.requireNonNull;

import io.tidings.event.EventBuilder;
import io.tidings.event.EventBus;
import io.tidings.event.EventType;
import io.tidings.event.services.DuplicateIdException;
import io.tidings.event.services.Repository;
import io.tidings.event.services.ServiceOptions;
import io.tidings.event.services.UnknownIdException;
import io.tidings.event.services.payload.ResourcePayloads;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Service that registers resources under ids, resolves them and reads them. Each successful access
 * emits {@code resource.accessed} on the calling thread, after the result is available. Arguments
 * must not be null. Thread-safe.
 *
 * @contract CA-22, EMI-06
 */
public final class ResourceService {

  /** The maximum size of a resource to read, in bytes. */
  public static final int MAX_BYTES = 1 << 26;

  private final ServiceOptions options;
  private final Repository<Resource> resources;

  /** Creates a service with an optional bus that keeps its resources in memory. */
  public ResourceService(@Nullable EventBus bus) {
    this(ServiceOptions.of(bus), Repository.inMemory());
  }

  /** Creates a service. */
  public ResourceService(ServiceOptions options, Repository<Resource> resources) {
    this.options = requireNonNull(options, "options");
    this.resources = requireNonNull(resources, "resources");
  }

  /**
   * Registers a resource. Emits nothing: the catalogue has no type for it.
   *
   * @return the resource
   * @throws DuplicateIdException if the id is taken
   */
  public Resource register(Resource resource) {
    return resources.create(requireNonNull(resource, "resource").id(), resource);
  }

  /**
   * Returns the resource with the id.
   *
   * @throws UnknownIdException if there is none
   */
  public Resource resolve(String resourceId) {
    Resource resource = resources.get(resourceId);
    options.events().emit(EventType.RESOURCE_ACCESSED, resource, ResourceService::fillResolve);
    return resource;
  }

  /**
   * Reads a resource.
   *
   * @return its content
   * @throws UnknownIdException if there is none with the id
   * @throws IOException if it cannot be read, is not a plain file, or has more than {@value
   *     #MAX_BYTES} bytes
   */
  public byte[] read(String resourceId) throws IOException {
    Resource resource = resources.get(resourceId);
    byte[] content = content(resource.path());
    options.events().emit(EventType.RESOURCE_ACCESSED, resource, ResourceService::fillRead);
    return content;
  }

  private static byte[] content(Path path) throws IOException {
    if (!Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS)) {
      throw new IOException("the resource does not exist or is not a plain file: " + path);
    }
    try (InputStream in = Files.newInputStream(path, LinkOption.NOFOLLOW_LINKS)) {
      byte[] content = in.readNBytes(MAX_BYTES);
      if (in.read() >= 0) {
        throw new IOException("the resource has more than " + MAX_BYTES + " bytes: " + path);
      }
      return content;
    }
  }

  private static void fillResolve(EventBuilder event, Resource resource) {
    event.payload(
        ResourcePayloads.ACCESSED, new ResourcePayloads.Accessed(resource.id(), "resolve"));
  }

  private static void fillRead(EventBuilder event, Resource resource) {
    event.payload(ResourcePayloads.ACCESSED, new ResourcePayloads.Accessed(resource.id(), "read"));
  }
}
