package io.tidings.event.services.resource;

import static io.tidings.event.EventType.RESOURCE_ACCESSED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidings.event.services.DuplicateIdException;
import io.tidings.event.services.UnknownIdException;
import io.tidings.event.services.host.EveryHost;
import io.tidings.event.services.host.Host;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

class ResourceServiceTest {

  @TempDir private Path directory;

  private static ResourceService service(Host host) {
    return new ResourceService(host.options(), host.repository("resource"));
  }

  @EveryHost
  void resource_accessed_when_it_is_resolved(Host host) {
    ResourceService service = service(host);
    Resource readme = service.register(new Resource("readme", Path.of("README.md")));

    assertThat(service.resolve("readme")).isEqualTo(readme);
    host.emitted(RESOURCE_ACCESSED);
    host.details(RESOURCE_ACCESSED, "resource_id", "readme", "operation", "resolve");
  }

  @EveryHost
  void resource_accessed_when_it_is_read(Host host) throws IOException {
    ResourceService service = service(host);
    service.register(
        new Resource("readme", Files.writeString(directory.resolve("README.md"), "hello")));

    assertThat(service.read("readme")).asString().isEqualTo("hello");
    host.emitted(RESOURCE_ACCESSED);
    host.details(RESOURCE_ACCESSED, "resource_id", "readme", "operation", "read");
  }

  @EveryHost
  void what_cannot_be_read_is_not_accessed(Host host) throws IOException {
    ResourceService service = service(host);
    Path file = Files.writeString(directory.resolve("file"), "hello");
    service.register(new Resource("gone", directory.resolve("gone")));
    service.register(new Resource("directory", directory));
    service.register(
        new Resource("link", Files.createSymbolicLink(directory.resolve("link"), file)));

    for (String id : new String[] {"gone", "directory", "link"}) {
      assertThatThrownBy(() -> service.read(id))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("not a plain file");
    }
    host.emitted();
  }

  @EveryHost
  void unknown_and_duplicate_ids_are_refused(Host host) {
    ResourceService service = service(host);
    Resource resource = service.register(new Resource("r", directory));

    assertThatThrownBy(() -> service.register(resource)).isInstanceOf(DuplicateIdException.class);
    assertThatThrownBy(() -> service.resolve("x")).isInstanceOf(UnknownIdException.class);
    assertThatThrownBy(() -> service.read("x")).isInstanceOf(UnknownIdException.class);
    assertThatThrownBy(() -> new Resource("", directory)).hasMessageContaining("id");
    host.emitted();
  }
}
