package io.tidings.samples.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidings.event.EventCatalog;
import io.tidings.event.reference.CatalogWriter;
import io.tidings.event.services.payload.ServiceCatalog;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The checked-in reference of the demo's events; {@code -Dupdate} writes the page. */
@Tag("once")
class EventReferenceTest {

  private static final Path PAGE = Path.of("../../docs/reference/events.md");

  private static final EventCatalog CATALOG = ServiceCatalog.CATALOG;

  @Test
  void reference_is_that_of_the_catalogue() throws IOException {
    String page = CatalogWriter.of(CATALOG, "Events of the demo host", "0.1.0").markdown();
    if (System.getProperty("update") != null) {
      Files.writeString(PAGE, page);
    }
    assertThat(PAGE).as("update it with -Dtest=EventReferenceTest -Dupdate").hasContent(page);
  }
}
